import { z } from 'zod';
import type { SolveQuestion } from '../../../src/tutor.ts';
import { dataRule, type Prompt } from '../prompt.ts';
import { words } from './words.ts';

const instructions = `You solve the problem in "problem" for yourself. No learner sees what you write: it is held against hints, so that none of them gives the answer away.

answers: the final answer alone, as short as it can be said: a number, a name, a term, never a sentence and nothing of the way to it. Where people write
it in several ways, each of them; several parts each by itself; at most six. An empty list where there is no one answer: an essay, a proof, an opinion.

${dataRule}`;

const shape = z.object({ answers: z.array(words(120)).max(6) });

export const solve: Prompt<SolveQuestion, z.output<typeof shape>, readonly string[]> = {
  version: 'solve-v1',
  instructions,
  data: ({ problem }) => ({ problem }),
  shape,
  read: ({ answers }) => answers,
  effort: 'low',
  temperature: 0.7,
  tokensMax: 400,
};
