import type { Answer, AnswerStream } from './answers.ts';
import { type Metrics, measure } from './metrics.ts';
import { timed } from './timing.ts';

/** What is known before an answer: all of it but the result. */
export type Question = Omit<Answer, 'correct'>;

/** A model at work on one stream. `learn` is told the result of the very question that was predicted last. */
export interface Tracer {
  /** The chance, 0-1, of a right answer. */
  predict(question: Question): number;
  learn(question: Question, correct: 0 | 1): void;
}

export interface TracingModel {
  readonly name: string;
  /** A fresh start, knowing nothing of any data. */
  start(): Tracer;
}

export interface Replayed extends Metrics {
  readonly microsPerEvent: number;
}

/** Predicts each answer, then tells it, in order; so that no answer can change what was predicted before it. */
export function predictions(tracer: Tracer, answers: readonly Answer[]): Float64Array {
  const predicted = new Float64Array(answers.length);
  for (let i = 0; i < answers.length; i++) {
    const answer = answers[i];
    if (answer === undefined) break;
    predicted[i] = tracer.predict(answer);
    tracer.learn(answer, answer.correct);
  }
  return predicted;
}

/** The metrics of the scored part of a stream, and the microseconds of processor that one prediction with its update takes. */
export function replay(model: TracingModel, { answers, scoredFrom }: AnswerStream): Replayed {
  const { result: predicted, microsPerEvent } = timed(answers.length, (events) =>
    predictions(model.start(), events < answers.length ? answers.slice(0, events) : answers),
  );
  const happened = Uint8Array.from(answers, ({ correct }) => correct);
  return { ...measure(predicted.subarray(scoredFrom), happened.subarray(scoredFrom)), microsPerEvent };
}
