import { z } from 'zod';
import type { Critique, CritiqueQuestion } from '../../../src/tutor.ts';
import { dataRule, type Prompt } from '../prompt.ts';
import { words } from './words.ts';

const instructions = `You check one hint before a learner sees it. Judge the hint in "hint" for the problem in "problem", on the rung in "rung".

The rungs, each saying a little more: monitor (a question that makes the learner look again), locate (where the idea or the first mistake is),
strategy (which way of working fits), principle (the rule, or a worked example with other things), next-step (the single next step),
answer (the answer, explained).

givesAway: with this hint the final answer is there without thinking: said, spelt, encoded, or the only thing left. Always false on the rung answer.
isCorrect: nothing in it is wrong about the subject. Solve the problem for yourself first; when in doubt, false.
isOnRung: it says what its rung says, and nothing of a later one.
isKind: warm and plain, about the work and not about the person, nothing hurtful, unsafe or off the subject.
reason: one short sentence for the writer about the gravest fault, or "fine". Never put the answer into it.

${dataRule}`;

const shape = z.object({
  givesAway: z.boolean(),
  isCorrect: z.boolean(),
  isOnRung: z.boolean(),
  isKind: z.boolean(),
  reason: words(400),
});

export const critique: Prompt<CritiqueQuestion, Critique, Critique> = {
  version: 'critique-v1',
  instructions,
  data: ({ problem, rung, hint }) => ({ problem, rung, hint }),
  shape,
  read: (answer) => answer,
  effort: 'low',
  temperature: 0,
  tokensMax: 500,
};
