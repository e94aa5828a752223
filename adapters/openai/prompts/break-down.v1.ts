import { z } from 'zod';
import type { BreakDownQuestion, StepDraft } from '../../../src/tutor.ts';
import { dataRule, type Prompt } from '../prompt.ts';
import { words } from './words.ts';

const instructions = `You break a learner's goal into 3 to 7 steps, in the order in which they are done.

Each step is one thing that can be seen to be done, begins with a verb, is shorter than 15 words, and brings the goal nearer by itself.
"measure" says how the goal is measured and "days" how many days are left; either may be null. Where the measure has an amount, the steps
add up to it. minutes: what the step takes a learner of usual speed, as a whole number, or null where that cannot be said.
The first step can be done today in at most half an hour. Write in the language of the goal. Add no step that the goal does not need.

${dataRule}`;

const shape = z.object({
  steps: z
    .array(z.object({ what: words(200), minutes: z.number().int().min(1).max(10_000).nullable() }))
    .min(3)
    .max(7),
});

export const breakDown: Prompt<BreakDownQuestion, z.output<typeof shape>, readonly StepDraft[]> = {
  version: 'break-down-v1',
  instructions,
  data: ({ goal, measure, days }) => ({ goal, measure, days }),
  shape,
  read: ({ steps }) => steps,
  effort: 'none',
  temperature: 0.3,
  tokensMax: 900,
};
