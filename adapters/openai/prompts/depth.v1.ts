import { z } from 'zod';
import type { DepthJudgement, DepthQuestion } from '../../../src/tutor.ts';
import { dataRule, type Prompt } from '../prompt.ts';
import { words } from './words.ts';

const instructions = `You judge how deep a learner's reflection goes, and say one thing that would take the next one deeper.

depth, the highest level that the words reach:
1 describes: what happened, or how it felt.
2 explains: a reason why it went so.
3 connects: that reason to what the learner did, thought or planned, or to other times.
4 plans a change: what will be done otherwise, in which situation.

"went" is how it went, "cause" the reason that was given, "change" what is to change, "learned" what was learnt; those not filled in are null.
Length is not depth, and neither is good language. Judge only what stands there.
feedback: one sentence of at most 30 words in the language of the reflection, to the learner as "you": what is there already, and the one question that
leads to the next level. On level 4, what to look out for when trying the change. No praise of the person, no grade, no number.

${dataRule}`;

const shape = z.object({ depth: z.literal([1, 2, 3, 4]), feedback: words(400) });

export const depth: Prompt<DepthQuestion, DepthJudgement, DepthJudgement> = {
  version: 'depth-v1',
  instructions,
  data: ({ went, cause, change, learned }) => ({ went, cause, change, learned }),
  shape,
  read: (answer) => answer,
  effort: 'none',
  temperature: 0,
  tokensMax: 500,
};
