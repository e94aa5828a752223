import { z } from 'zod';
import type { HintDraft, HintQuestion } from '../../../src/tutor.ts';
import { dataRule, type Prompt } from '../prompt.ts';
import { words } from './words.ts';

const instructions = `You write one hint for a learner who is stuck. Hints stand on a ladder; "rung" says which one is yours, and you never say more than it.

monitor: one question that makes the learner look again: what is asked, what is given, what was tried. Nothing about the way.
locate: where in the problem, or in the last attempt, the idea or the first mistake is. Not what to do there.
strategy: which way of working fits, in general words. No step of this problem is carried out.
principle: the rule or idea that is needed, or a worked example with other things than this problem's. It is not applied here.
next-step: the single next step from where the learner stands, and no further.
answer: why the answer in "key" is right, step by step, ending with it.

On every rung but answer the final answer must not be in your text: not said, hinted at by elimination, spelt, translated or encoded.
"before" holds attempts and the hints after them, oldest first. Where there is an attempt, first name what is right in it, in a few words,
then go to the first thing that is not. Do not repeat a hint that was given.
"mastery" is how likely (0 to 1) this learner solves such a thing alone: the higher, the shorter and the less worked out.
"rejected" is a draft of yours that was not sent, with the reasons: write another one that gives no such reason.

Write at most 60 words (110 on the rung answer), warm and plain, in the language of the problem, to the learner as "you".
No greeting, no praise of the person, no heading, no formatting. Set isSure to false where you may be wrong about the subject.

${dataRule}`;

const shape = z.object({ text: words(1500), isSure: z.boolean() });

export const hint: Prompt<HintQuestion, z.output<typeof shape>, HintDraft> = {
  version: 'hint-v1',
  instructions,
  data: ({ problem, topic, before, mastery, rung, key, rejected }) => ({
    problem,
    topic,
    before: before.map(({ attempt, hint }) => ({ attempt, hint })),
    mastery: mastery === null ? null : Math.round(mastery * 10) / 10,
    rung,
    ...(rung === 'answer' && key !== undefined && { key }),
    ...(rejected && { rejected: { text: rejected.text, because: rejected.because } }),
  }),
  shape,
  read: (answer) => answer,
  effort: 'none',
  temperature: 0.4,
  tokensMax: 700,
};
