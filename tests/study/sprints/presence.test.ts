import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrive, depart, expectLate, type Presence, presentMs } from '../../../src/study/sprints/presence.ts';

const startMs = Date.parse('2026-03-02T08:00:00Z');
const at = (minutes: number) => new Date(startMs + minutes * 60_000);
const span = { startAt: at(0), endAt: at(25) };

describe('presence', () => {
  test('begins with the sprint for who came before it, and on arrival for who came late', () => {
    expect(presentMs(arrive(null, span, at(-30)), span)).toBe(25 * 60_000);
    expect(presentMs(arrive(expectLate(null), span, at(5)), span)).toBe(20 * 60_000);
    expect(presentMs(expectLate(null), span)).toBe(0);
  });

  test('is kept of who left and said that they would come again late', () => {
    const late = expectLate(depart(arrive(null, span, at(0)), span, at(10)));
    expect(presentMs(late, span)).toBe(10 * 60_000);
    expect(presentMs(arrive(late, span, at(20)), span)).toBe(15 * 60_000);
  });

  test('goes on where one left and came again', () => {
    const back = arrive(depart(arrive(null, span, at(0)), span, at(10)), span, at(20));
    expect(presentMs(back, span)).toBe(15 * 60_000);
  });

  test('ends with the sprint, also where it was ended early', () => {
    expect(presentMs(arrive(null, span, at(5)), { ...span, endAt: at(12) })).toBe(7 * 60_000);
    expect(presentMs(arrive(null, span, at(0)), { ...span, endAt: at(-1) })).toBe(0);
  });

  test('is never longer than the sprint, never negative, and the sum of the times between coming and going', () => {
    const moves = fc.array(fc.record({ comes: fc.boolean(), minute: fc.integer({ min: -10, max: 24 }) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(moves, (all) => {
        let presence: Presence | null = null;
        let minutes = 0;
        let since: number | null = null;
        for (const { comes, minute } of all.sort((a, b) => a.minute - b.minute)) {
          if (comes) {
            presence = arrive(presence, span, at(minute));
            since ??= Math.max(0, minute);
          } else if (presence && since !== null) {
            presence = depart(presence, span, at(minute));
            minutes += Math.max(0, minute - since);
            since = null;
          }
        }
        const expected = minutes + (since === null ? 0 : 25 - since);
        const found = presence ? presentMs(presence, span) : 0;
        expect(found).toBe(expected * 60_000);
        expect(found).toBeLessThanOrEqual(25 * 60_000);
      }),
    );
  });
});
