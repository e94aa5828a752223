/** Where a question asks for one calculation, and nothing else. */
import { readSum, resultOf } from './calculation.ts';

const calculation = /[(\d−–-][\d\s.+*/^()×x·⋅÷:−–-]*(?:%\s*of\s+[(\d][\d\s.+*/^()×x·⋅÷:−–-]*)?/gi;

/** All that may stand around it: another word could ask for something else than the result. */
const asking = new Set(
  `what is the value of result compute calculate evaluate find work out how much are solve simplify was ist wie viel berechne
  combien font fait calcule calculez cuánto es son calcula quanto fa fanno equals`.split(/\s+/),
);
/** Whether these words only ask; so do those of `also`. */
export const onlyAsks = (text: string, also: ReadonlySet<string> = new Set()): boolean =>
  (text.toLowerCase().match(/[\p{L}\p{N}$€£°√!]+/gu) ?? []).every((it) => asking.has(it) || also.has(it));

export interface AskedCalculation {
  readonly before: string;
  readonly text: string;
  readonly after: string;
}

/** The one calculation of a question; null where there is none, or where other numbers stand beside it. */
export function findCalculation(question: string): AskedCalculation | null {
  const [only, another] = [...question.matchAll(calculation)].filter(([text]) => /\d/.test(text));
  if (!only || another) return null;
  const text = only[0].replace(/[\s.:(+*/^×x·⋅÷−–-]+$/iu, '');
  const [before, after] = [question.slice(0, only.index), question.slice(only.index + text.length)];
  return onlyAsks(`${before} ${after}`) ? { before, text, after } : null;
}

/** What the one calculation of a question comes to, to nine places; null where it asks for something else, or cannot be done. */
export function resultIn(question: string): number | null {
  const found = findCalculation(question);
  const sum = found && readSum(found.text);
  const result = sum && sum.kind !== 'number' ? resultOf(sum) : Number.NaN;
  return Number.isFinite(result) ? Number(result.toFixed(9)) : null;
}
