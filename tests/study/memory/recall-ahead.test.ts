import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recallAhead } from '../../../src/study/memory/recall-ahead.ts';
import { dayMs, defaultSpacing, type Memory } from '../../../src/study/memory/spacing.ts';

const now = new Date('2026-03-02T18:00:00Z');
const memories = fc.array(
  fc
    .record({
      stability: fc.double({ min: 0.1, max: 400, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
      rested: fc.double({ min: 0, max: 60, noNaN: true }),
    })
    .map(
      ({ stability, difficulty, rested }): Memory => ({
        ...{ state: 'review', step: 0, reps: 3, lapses: 0, stability, difficulty, dueAt: now },
        lastReviewAt: new Date(now.getTime() - rested * dayMs),
      }),
    ),
  { minLength: 1, maxLength: 10 },
);

test('without reviews recall only falls, with them it never stays below the aim', () => {
  fc.assert(
    fc.property(memories, (cards) => {
      const ahead = recallAhead(cards, now, 30, defaultSpacing);
      expect(ahead).toHaveLength(31);
      for (const [at] of cards.entries()) {
        const stopped = ahead.map(({ ifYouStop }) => ifYouStop[at] ?? 0);
        expect(stopped).toEqual([...stopped].sort((a, b) => b - a));
        // A card that must rest a day first may be below the aim on the first day alone.
        for (const { ifYouReview } of ahead.slice(1))
          expect(ifYouReview[at]).toBeGreaterThan(defaultSpacing.retention - 1e-9);
      }
    }),
    { seed: 3, numRuns: 50 },
  );
});
