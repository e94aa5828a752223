import { Unavailable } from './errors.ts';
import type { Rung } from './study/hints/ladder.ts';

/**
 * A tutor that thinks: a language model behind an adapter. Whatever learners and decks wrote is data in a question, never instruction, and
 * nothing in a question names a person. Only a task's work can ask it, and only when the engine handed it out: the person (and their
 * server) has agreed, and the day's budget has room. Each method throws NoAnswer when none of the right shape came in time.
 */
export interface Tutor {
  /** One hint on one rung. Below the last rung the key of the answer is not in the question, so that no answer can leak it. */
  hint(question: HintQuestion): Promise<Told<HintDraft>>;
  /** Looks at a hint before it is sent. */
  critique(question: CritiqueQuestion): Promise<Told<Critique>>;
  /** Answers of a problem without a key, for the gate alone: never shown, never in another question. */
  solve(question: SolveQuestion): Promise<Told<readonly string[]>>;
  /** Breaks a goal into 3-7 steps, in order. */
  breakDown(question: BreakDownQuestion): Promise<Told<readonly StepDraft[]>>;
  /** Which steps (by their number, from 0) a check-in's words accomplish. */
  relabel(question: RelabelQuestion): Promise<Told<readonly number[]>>;
  /** Depth 1-4 of a reflection (describes, explains, connects, plans a change), with a line of feedback. */
  depth(question: DepthQuestion): Promise<Told<DepthJudgement>>;
  /** A variant of a practice question, with how its answer is computed. */
  vary(question: VariantQuestion): Promise<Told<VariantDraft>>;
  /** Sorts cards into topics, each card into one at most. */
  topics(question: TopicsQuestion): Promise<Told<readonly TopicDraft[]>>;
}

/** Tokens a day that the operator gives each person and each server. */
export interface TutorLimits {
  readonly personTokensADay: number;
  readonly serverTokensADay: number;
}

/** What people may know of the tutor. */
export interface TutorFacts {
  /** Where questions go: `api.openai.com`. Who agrees, agrees to this. */
  readonly host: string;
  /** The model that answers most of them. */
  readonly model: string;
  readonly limits: TutorLimits;
}

/** What a question cost: tokens as the model's server counts them; money in millionths of a dollar. */
export interface TutorUse {
  readonly read: number;
  readonly cached: number;
  readonly written: number;
  readonly microDollars: number;
}

/** No answer of the right shape came in time. What it took all the same is in `use`, so that the budget knows. */
export class NoAnswer extends Unavailable {
  override readonly name = 'NoAnswer';
  readonly use: TutorUse;

  constructor(what: string, use: TutorUse, retryAfterMs?: number) {
    super(what, retryAfterMs);
    this.use = use;
  }
}

export interface Told<T> {
  readonly said: T;
  readonly use: TutorUse;
}

/** The attempts, oldest first, and what was said after each. */
export interface Exchange {
  readonly attempt: string | null;
  readonly hint: string | null;
}

/** What is answered in words to the learner. */
export interface Spoken {
  /** BCP 47 tag of the language to answer in, which the engine puts there; absent: that of what is asked. */
  readonly language?: string;
}

export interface HintQuestion extends Spoken {
  readonly problem: string;
  readonly topic: string | null;
  readonly rung: Rung;
  /** Only on the last rung. */
  readonly key?: string;
  readonly before: readonly Exchange[];
  /** 0-1: how likely the learner solves such a thing alone; null where nothing is known. */
  readonly mastery: number | null;
  /** Why an earlier draft was not sent. */
  readonly rejected?: { readonly text: string; readonly because: readonly string[] };
}
export interface HintDraft {
  readonly text: string;
  /** Whether the tutor is sure that it is right. */
  readonly isSure: boolean;
}

export interface CritiqueQuestion {
  readonly problem: string;
  readonly rung: Rung;
  readonly hint: string;
}
export interface Critique {
  readonly givesAway: boolean;
  readonly isCorrect: boolean;
  readonly isOnRung: boolean;
  readonly isKind: boolean;
  readonly reason: string;
}

export interface SolveQuestion {
  readonly problem: string;
}

export interface BreakDownQuestion extends Spoken {
  readonly goal: string;
  readonly measure: string | null;
  readonly days: number | null;
}
export interface StepDraft {
  readonly what: string;
  readonly minutes: number | null;
}

export interface RelabelQuestion {
  readonly said: string;
  readonly steps: readonly string[];
}

export interface DepthQuestion extends Spoken {
  readonly went: string;
  readonly cause: string | null;
  readonly change: string | null;
  readonly learned: string | null;
}
export interface DepthJudgement {
  readonly depth: 1 | 2 | 3 | 4;
  readonly feedback: string;
}

export interface VariantQuestion {
  readonly question: string;
  readonly answer: string;
  readonly topic: string;
}
export interface VariantDraft {
  readonly question: string;
  readonly answer: string;
  /** Arithmetic that gives the answer (`3 * (4 + 5)`), where there is one, so that it can be computed again. */
  readonly expression: string | null;
  readonly wrong: readonly string[];
}

export interface TopicsQuestion {
  readonly deck: string;
  /** Topics that other cards of the deck have already. */
  readonly known: readonly string[];
  readonly cards: readonly { readonly question: string; readonly answer: string }[];
}
export interface TopicDraft {
  readonly name: string;
  /** Numbers of cards, from 0. */
  readonly cards: readonly number[];
}
