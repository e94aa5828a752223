import { z } from 'zod';
import type { RelabelQuestion } from '../../../src/tutor.ts';
import { dataRule, type Prompt } from '../prompt.ts';

const instructions = `A learner has a list of steps and says in "said" what was done. You say which of "steps" that accomplishes.

done: the numbers of those steps, each once, rising; the first step has the number 0. A step counts when the words say that it was done, as a whole,
in whatever words. Planned, begun, half done or only mentioned does not count. An empty list is a good answer; when in doubt, leave a step out.

${dataRule}`;

const shape = z.object({ done: z.array(z.number().int().min(0)).max(50) });

export const relabel: Prompt<RelabelQuestion, z.output<typeof shape>, readonly number[]> = {
  version: 'relabel-v1',
  instructions,
  data: ({ steps, said }) => ({ steps: steps.map((what, number) => ({ number, what })), said }),
  shape,
  read({ done }, { steps }) {
    const each = new Set(done);
    return each.size === done.length && done.every((number) => number < steps.length) ? done : null;
  },
  effort: 'none',
  temperature: 0,
  tokensMax: 400,
};
