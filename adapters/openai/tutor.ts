import { setTimeout as wait } from 'node:timers/promises';
import { zodTextFormat } from 'openai/helpers/zod';
import type { Logger } from 'pino';
import { languageTag } from '../../src/chat/language.ts';
import type { Metrics } from '../../src/metrics.ts';
import { NoAnswer, type Spoken, type Told, type Tutor, type TutorUse } from '../../src/tutor.ts';
import { type Breaker, makeBreaker } from './breaker.ts';
import { Trouble, troubleOf } from './failures.ts';
import { costOf, type Prices, priceOf } from './prices.ts';
import { asMessage, languageRule, type Prompt } from './prompt.ts';
import { breakDown } from './prompts/break-down.v1.ts';
import { critique } from './prompts/critique.v1.ts';
import { depth } from './prompts/depth.v1.ts';
import { hint } from './prompts/hint.v1.ts';
import { relabel } from './prompts/relabel.v1.ts';
import { solve } from './prompts/solve.v1.ts';
import { topics } from './prompts/topics.v1.ts';
import { vary } from './prompts/vary.v1.ts';
import { readAnswer } from './read-answer.ts';
import { type Access, openServer, type Sheet } from './server.ts';
import type { Tokens, Written } from './written.ts';

/** The model for each task: the usual one where no other is named. */
export interface Models {
  readonly usual: string;
  readonly byTask: Readonly<Partial<Record<keyof Tutor, string>>>;
}

export interface TutorSetup extends Access {
  readonly models: Models;
  readonly prices: Prices;
  /** For one question, all tries together. */
  readonly timeoutMs: number;
  readonly log: Pick<Logger, 'debug' | 'warn' | 'error'>;
  readonly metrics: Pick<Metrics, 'platformError'>;
  random(): number;
  elapsedMs(): number;
}

/** Characters of a question; more is no question that a learner has. */
const messageMax = 24_000;
/** Between two tries, from and to. */
const pauseMs = [250, 750] as const;
/** Worth the attention of whoever runs the bot. */
const wantsHands = ['wrong-key', 'no-credit', 'unknown-model', 'refused-request'];

/**
 * A tutor behind a server of OpenAI's or one that speaks the same. Throws NoAnswer where none of the right shape came within the time
 * limit; the log has why, and neither it nor the error has a word of what was asked or said.
 */
export function openTutor(setup: TutorSetup): Tutor {
  const { models, prices, timeoutMs, log, metrics, random, elapsedMs } = setup;
  const server = openServer(setup, timeoutMs);
  const breakers = new Map<string, Breaker>();

  const useOf = (model: string, tokens: Tokens): TutorUse => ({
    ...tokens,
    microDollars: costOf(tokens, priceOf(model, prices)),
  });

  async function ask<Q, A, S>(
    task: keyof Tutor,
    prompt: Prompt<Q, A, S>,
    question: Q,
    { language }: Spoken = {},
  ): Promise<Told<S>> {
    const sheet = sheetOf(prompt, question, languageTag(language ?? ''), models.byTask[task] ?? models.usual);
    const breaker = breakerOf(sheet.model);
    const waitMs = breaker.waitMs();
    if (waitMs > 0) throw new NoAnswer('The tutor rests after faults in a row', useOf(sheet.model, none), waitMs);
    const startedAtMs = elapsedMs();
    const about = () => ({ task, model: sheet.model, prompt: sheet.version, tookMs: elapsedMs() - startedAtMs });
    try {
      const written = await trying(sheet);
      const said = readAnswer(prompt, question, written);
      breaker.succeeded();
      const use = useOf(sheet.model, written.tokens ?? guessed(sheet, written.text.length));
      log.debug({ ...about(), ...use }, 'the tutor answered');
      return { said, use };
    } catch (error) {
      const trouble = troubleFor(error, breaker);
      tell(about(), trouble, restAfter(trouble, breaker));
      const { tokens, retryAfterMs } = trouble.details;
      const used = tokens ?? (trouble.mayHaveUsedTokens ? guessed(sheet, sheet.tokensMax * charactersAToken) : none);
      throw new NoAnswer(`The tutor gave no answer: ${trouble.why}`, useOf(sheet.model, used), retryAfterMs);
    }
  }

  function breakerOf(model: string): Breaker {
    const breaker = breakers.get(model) ?? makeBreaker(elapsedMs);
    breakers.set(model, breaker);
    return breaker;
  }

  /** Codes are the server's own words: only what looks like one is told. */
  function tell(about: object, { why, details }: Trouble, restMs: number): void {
    const { status, code, requestId, issues } = details;
    const isCode = (text: string | null | undefined) => typeof text === 'string' && /^[\w.-]{1,60}$/.test(text);
    const shown = { ...(isCode(code) && { code }), ...(isCode(requestId) && { requestId }) };
    log[wantsHands.includes(why) ? 'error' : 'warn'](
      { ...about, why, ...(status && { status }), ...shown, ...(issues && { issues }), ...(restMs > 0 && { restMs }) },
      'the tutor gave no answer',
    );
    metrics.platformError('tutor', why);
  }

  /** At most two tries, all within the time limit; the pause between them as the server asks, or of a length left to chance. */
  async function trying(sheet: Sheet): Promise<Written> {
    if (sheet.message.length > messageMax) throw new Trouble('question-too-long');
    const signal = AbortSignal.timeout(timeoutMs);
    const startedAtMs = elapsedMs();
    try {
      return await server.ask(sheet, signal);
    } catch (error) {
      const trouble = troubleOf(error);
      const ownMs = pauseMs[0] + random() * (pauseMs[1] - pauseMs[0]);
      const pause = Math.max(ownMs, trouble.details.retryAfterMs ?? 0);
      if (!trouble.isWorthAnotherTry || elapsedMs() - startedAtMs + pause >= timeoutMs) throw trouble;
      await wait(pause);
      return server.ask(sheet, signal);
    }
  }

  return {
    hint: (question) => ask('hint', hint, question, question),
    critique: (question) => ask('critique', critique, question),
    solve: (question) => ask('solve', solve, question),
    breakDown: (question) => ask('breakDown', breakDown, question, question),
    relabel: (question) => ask('relabel', relabel, question),
    depth: (question) => ask('depth', depth, question, question),
    vary: (question) => ask('vary', vary, question),
    topics: (question) => ask('topics', topics, question),
  };
}

/** A bug of ours goes on as it is, and leaves no breaker waiting for an answer. */
function troubleFor(error: unknown, breaker: Breaker): Trouble {
  try {
    return troubleOf(error);
  } catch (bug) {
    breaker.failed();
    throw bug;
  }
}

/** A server that refuses one question works. Gives for how long it is left alone. */
function restAfter(trouble: Trouble, breaker: Breaker): number {
  if (trouble.isFault) return breaker.failed(trouble.details.retryAfterMs);
  breaker.succeeded();
  return 0;
}

function sheetOf<Q, A, S>(prompt: Prompt<Q, A, S>, question: Q, language: string | null, model: string): Sheet {
  const { version, shape, effort, temperature, tokensMax } = prompt;
  const { schema } = zodTextFormat(shape, version);
  const instructions = language === null ? prompt.instructions : `${prompt.instructions}\n\n${languageRule}`;
  const message = asMessage({ ...prompt.data(question), ...(language !== null && { language }) });
  return { model, version, instructions, message, schema, effort, temperature, tokensMax };
}

const none: Tokens = { read: 0, cached: 0, written: 0 };
const charactersAToken = 3;

/** Where the server does not say, rather too many than too few, so that no budget is passed. */
function guessed({ instructions, message }: Sheet, characters: number): Tokens {
  const inTokens = (length: number) => Math.ceil(length / charactersAToken);
  return { read: inTokens(instructions.length + message.length), cached: 0, written: inTokens(characters) };
}
