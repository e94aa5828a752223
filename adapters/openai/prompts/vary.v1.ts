import { z } from 'zod';
import type { VariantDraft, VariantQuestion } from '../../../src/tutor.ts';
import { dataRule, type Prompt } from '../prompt.ts';
import { words } from './words.ts';

const instructions = `You make one variant of a practice question: it tests the same idea with other things, so that an answer known by heart does not help.

question: as long and as hard as the one given, in its language, complete by itself, with exactly one right answer.
answer: that answer, as short as the one given.
expression: where the answer is a number that arithmetic gives, that arithmetic, from numbers, + - * / ^ and brackets alone ("3 * (4 + 5)"); otherwise null.
wrong: three wrong answers of the same kind and length, each the outcome of a likely mistake, all different from each other and from the answer.
Work the answer out step by step before you write it. Leave the subject in "topic" as it is.

${dataRule}`;

const shape = z.object({
  question: words(1000),
  answer: words(500),
  expression: words(200).nullable(),
  wrong: z.array(words(500)).min(1).max(5),
});

export const vary: Prompt<VariantQuestion, VariantDraft, VariantDraft> = {
  version: 'vary-v1',
  instructions,
  data: ({ topic, question, answer }) => ({ topic, question, answer }),
  shape,
  read(answer) {
    const all = [answer.answer, ...answer.wrong].map((text) => text.toLowerCase());
    return new Set(all).size === all.length ? answer : null;
  },
  effort: 'low',
  temperature: 0.7,
  tokensMax: 900,
};
