/**
 * What stands between a draft of the tutor and the learner. Pure checks, each with its reason, that hold whatever the tutor was talked
 * into: the prompt asks, the gate decides (learning.md 6).
 */

import type { Rung } from '../hints/ladder.ts';
import { plainForm } from '../text/plain-form.ts';
import { bringsInCode } from './coded-writing.ts';
import { givesAway, mentions } from './giving-away.ts';
import { announcesAnswer, bringsInSomething } from './without-key.ts';

export interface Draft {
  readonly text: string;
  readonly rung: Rung;
  readonly problem: string;
  /** The answer, where it is known; null for a pasted problem. */
  readonly key: string | null;
  /** Where there is no key: what others who solved it came to. */
  readonly guesses?: readonly string[];
}

/** Why a draft must not be shown; none where it may. Holds nothing of the draft or the key. */
export function hintFaults(draft: Draft): string[] {
  if (isWrongLength(draft)) return ['it is too long or too short'];
  const checks: readonly (readonly [reason: string, fails: boolean])[] = [
    ['it gives the answer away', tellsTooMuch(draft)],
    ['it leaves the answer out', leavesItOut(draft)],
    ['it is not on the rung that was asked for', isOffRung(draft)],
    ['its tone hurts', isUnkind(draft.text)],
    ['it is not safe to show', isUnsafe(draft.text)],
  ];
  return checks.filter(([, fails]) => fails).map(([reason]) => reason);
}

/** The most characters that a hint of each rung may take. */
export const longestHint: Readonly<Record<Rung, number>> = {
  monitor: 320,
  locate: 400,
  strategy: 600,
  principle: 1000,
  'next-step': 500,
  answer: 1800,
};

/** An answer that is explained has to be the card's own. */
const leavesItOut = ({ text, rung, key }: Draft) => rung === 'answer' && key !== null && !mentions(text, key);

const isWrongLength = ({ text, rung }: Draft) => text.trim().length < 12 || text.length > longestHint[rung];

function tellsTooMuch({ text, rung, problem, key, guesses = [] }: Draft): boolean {
  if (rung === 'answer') return false;
  if (key !== null) return givesAway(text, key, problem);
  return (
    guesses.some((guess) => givesAway(text, guess, problem)) ||
    announcesAnswer(text, rung, problem) ||
    bringsInCode(text, problem) ||
    (isEarly(rung) && bringsInSomething(text, problem))
  );
}

const isEarly = (rung: Rung) => rung === 'monitor' || rung === 'locate' || rung === 'strategy';

/** The first rung asks; the rungs below the answer do not work the whole thing out. */
function isOffRung({ text, rung }: Draft): boolean {
  if (rung === 'monitor') return !/[?？؟;]/.test(text);
  if (rung === 'answer' || rung === 'principle') return false;
  const worked = text.match(/(?:^|\n)\s*(?:\d+[.)]|step \d+)/giu) ?? [];
  return worked.length > (rung === 'strategy' ? 5 : 2);
}

const hurts =
  /(?<!\p{L})(?:stupid|idiot\w*|dumb|moron\w*|lazy|shame\w*|pathetic|ridiculous|obvious(?:ly)?|trivial(?:ly)?|any(?:one|body) (?:can|could|knows?)|even a child|you should (?:know|have known)|how can you not|as i (?:already )?(?:said|told you)|careless|hopeless|disappoint\w*|wrong again|no excuse|shut up|hate you)(?!\p{L})/u;

const unsafe =
  /https?:|www\.|(?<![\p{L}\d])[\w-]+\.(?:com|net|org|io|ru|cn|xyz|info|biz|gg|ly|me)(?![\p{L}\d])|@(?:everyone|here|channel)|<[@#!]|[\w.+-]+@[\w-]+\.\w|discord\.|(?:your|the) (?:password|phone number|home address|credit card|e-?mail address|api key|token)|kill (?:yourself|him|her|them)|hurt yourself|suicide|system prompt|(?:previous|above|these|my) instructions|as an? (?:ai|language model)|i (?:was|am) (?:told|instructed|not allowed)|ignore (?:all|the|any|previous)/u;
const opaque =
  /[A-Za-z0-9+/]{2,}==|(?<![\w])(?=[A-Za-z0-9+/]*\d)(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{16,}|[\u{e0000}-\u{e0fff}]/u;
/** More than a stray one of these is a message under the message. */
const invisible = /[\u200b-\u200d\u2060-\u2064\ufeff\u00ad]/g;

/** Whether a text blames, belittles or shames. */
export const isUnkind = (text: string): boolean => hurts.test(plainForm(text));

/** Whether a text holds links, calls to people, secrets asked for, words for machines, or what only a machine can read. */
export function isUnsafe(text: string): boolean {
  return unsafe.test(plainForm(text)) || opaque.test(text) || (text.match(invisible)?.length ?? 0) > 3;
}
