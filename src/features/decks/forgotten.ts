import { type Ask, due, type Planned, type Post, task } from '../../chat/handler.ts';
import { ask, askNamed } from '../../chat/intents.ts';
import { id } from '../../chat/options.ts';
import type { Tx } from '../../db/connect.ts';
import { unreadableCard } from './import-cards.ts';
import { endImport, keepHistory, takeForgottenImports } from './import-store.ts';
import { postTo, readImport } from './importing.ts';

/** The review feature has taken the history over. */
export const forgetHistory = task({
  name: 'decks.forget-history',
  options: { importId: id('Import') },
  read: async () => true,
  work: async (it: true) => it,
  async keep({ tx }, { importId }) {
    await keepHistory(tx, importId, null);
    return {};
  },
});

const patienceMs = 15 * 60_000;
const givenUpAfterMs = 24 * 3_600_000;

/** Asks again for work that was lost on the way, for a day; then a file is given up, and its owner told. */
export const forgottenImports = due({
  name: 'decks.forgotten-imports',
  async run({ tx, now }, limit): Promise<Planned> {
    const forgotten = await takeForgottenImports(tx, new Date(now.getTime() - patienceMs), now, limit);
    const posts: Post[] = [];
    const tasks: Ask[] = [];
    for (const { id: importId, at, state } of forgotten) {
      const isYoung = now.getTime() - at.getTime() <= givenUpAfterMs;
      if (isYoung)
        tasks.push(state === 'waiting' ? ask(readImport, { importId }) : askNamed('review.continue', { importId }));
      else if (state === 'waiting') posts.push(...(await giveUp(tx, importId)));
    }
    return { taken: forgotten.length, posts, tasks };
  },
});

async function giveUp(tx: Tx, importId: string): Promise<Post[]> {
  const mine = await endImport(tx, importId, 'failed');
  const why = 'Something in it keeps stopping me. A file exported anew may do better.';
  return mine ? [postTo(mine, unreadableCard(mine.fileName, why))] : [];
}
