import { setImmediate as letOthers } from 'node:timers/promises';
import { task } from '../../chat/handler.ts';
import { ask, askNamed } from '../../chat/intents.ts';
import { id } from '../../chat/options.ts';
import type { PastReview } from '../../db/schema/decks.ts';
import { defaultSpacing, type SpacingSettings } from '../../study/memory/spacing.ts';
import { type Continued, continueCard } from './history.ts';
import { learnPast } from './learn-past.ts';
import { findHistory } from './looking.ts';
import { addMemories, addPastReviews } from './store.ts';

interface ToContinue {
  readonly memberId: string;
  readonly now: Date;
  readonly zone: string;
  readonly settings: SpacingSettings;
  readonly history: readonly PastReview[];
}

const cardsAtOnce = 50;

/**
 * Takes over the learning history of an import, so that the schedule goes on where the other program left it. Done again it adds
 * nothing: a memory or a review that is there stays as it is.
 */
export const continueHistory = task({
  name: 'review.continue',
  options: { importId: id('Import') },
  async read({ tx, now }, { importId }): Promise<ToContinue | null> {
    const found = await findHistory(tx, importId);
    if (!found?.history) return null;
    const { memberId, zone, retention, history } = found;
    return { memberId, now, zone, settings: { ...defaultSpacing, retention }, history };
  },
  async work({ memberId, now, zone, settings, history }) {
    const done: Continued[] = [];
    for (const [at, past] of history.entries()) {
      if (at % cardsAtOnce === 0) await letOthers();
      done.push(continueCard(past, now, zone, settings));
    }
    return { memberId, memories: done.flatMap(({ memory }) => memory ?? []), logs: done.flatMap(({ logs }) => logs) };
  },
  async keep({ tx }, { importId }, { memberId, memories, logs }) {
    await addMemories(tx, memberId, memories);
    await addPastReviews(tx, memberId, logs);
    const learn = logs.length > 0 ? [ask(learnPast, { memberId })] : [];
    return {
      tasks: [askNamed('decks.forget-history', { importId }), askNamed('reminders.watch', { memberId }), ...learn],
    };
  },
});
