import { type Block, list } from '../chat/card.ts';

/** What has to be put right: one thing is a sentence, several are a list. */
export function problemsBlock(problems: readonly string[]): Block {
  const [only, ...others] = problems;
  return only !== undefined && others.length === 0 ? { kind: 'text', words: [only] } : list(problems);
}
