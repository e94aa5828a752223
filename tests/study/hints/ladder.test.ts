import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ladderFor, nextMove, outcomeOf, type Rung, rungs } from '../../../src/study/hints/ladder.ts';
import { readinessFrom } from '../../../src/study/hints/readiness.ts';
import { dayMs } from '../../../src/study/memory/spacing.ts';
import { waitingMemory } from '../memory/memories.ts';

const now = new Date('2026-03-02T08:00:00Z');

describe('where help begins, and which way it goes', () => {
  test('nothing known: every rung', () => expect(ladderFor(null)).toEqual(rungs));
  test('strong: the shortest nudge, and no worked example', () => {
    const ladder = ladderFor({ p: 0.9, deviation: 0.1 });
    expect([ladder[0], ladder.includes('principle')]).toEqual(['monitor', false]);
  });
  test('weak: a worked example at once; where there is none, the place to look', () => {
    const weak = { p: 0.2, deviation: 0.1 };
    expect(ladderFor(weak)).toEqual(['principle', 'next-step', 'answer']);
    expect(ladderFor(weak, { hasExample: false })[0]).toBe('locate');
  });
  test('in between: two nudges, then the example', () =>
    expect(ladderFor({ p: 0.65, deviation: 0.1 })).toEqual(['monitor', 'locate', 'principle', 'next-step', 'answer']));
  test('an example is expected to help below .575, however unsure that is; nobody far from sure counts as strong', () => {
    for (const deviation of [0, 0.3]) {
      expect(ladderFor({ p: 0.57, deviation })[0]).toBe('principle');
      expect(ladderFor({ p: 0.58, deviation })[0]).toBe('monitor');
    }
    expect(ladderFor({ p: 0.8, deviation: 0.3 })).toContain('principle');
  });
  test('what whoever wrote the card left there is said, whatever is known of the learner', () => {
    expect(ladderFor({ p: 0.2, deviation: 0.1 }, { written: ['locate'] })[0]).toBe('locate');
    expect(ladderFor({ p: 0.9, deviation: 0.1 }, { written: ['principle'] })).toContain('principle');
  });

  const readiness = fc.option(
    fc.record({
      p: fc.double({ min: 0, max: 1, noNaN: true }),
      deviation: fc.double({ min: 0, max: 0.5, noNaN: true }),
    }),
  );
  test('every ladder is of known rungs, each once, and ends with the answer', () => {
    fc.assert(
      fc.property(readiness, (it) => {
        const ladder = ladderFor(it);
        expect(new Set(ladder).size).toBe(ladder.length);
        expect(ladder.at(-1)).toBe('answer');
        expect(ladder.map((rung) => rungs.indexOf(rung))).toEqual(ladder.map((rung) => rungs.indexOf(rung)).sort());
        expect(ladder).toContain('next-step');
      }),
    );
  });

  test('whatever was written and known, climbing says each rung once (twice where someone wrote on it), and the answer only after a try', () => {
    fc.assert(
      fc.property(readiness, fc.subarray(['locate', 'strategy', 'next-step'] as Rung[]), (it, written) => {
        const ladder = ladderFor(it);
        const said: { rung: Rung; source: 'built-in' | 'leader' | 'tutor' }[] = [];
        let attempts = 0;
        for (let moves = 0; moves < 30; moves++) {
          const move = nextMove({ ladder, said: said.at(-1) ?? null, written, attempts });
          if (move.kind === 'top') break;
          if (move.kind === 'try first') attempts++;
          else {
            expect(move.rung !== 'answer' || attempts > 0).toBe(true);
            said.push({ rung: move.rung, source: move.source });
          }
        }
        const expected = ladder.flatMap((rung) => (written.includes(rung) ? [rung, rung] : [rung]));
        expect(said.map(({ rung }) => rung)).toEqual(expected);
        expect(attempts).toBe(1);
      }),
    );
  });
});

describe('how ready someone is, by their memories', () => {
  const memory = (days: number, stability: number, lapses = 0) => ({
    ...waitingMemory(stability, 5, 0),
    reps: 5,
    lapses,
    lastReviewAt: new Date(now.getTime() - days * dayMs),
  });
  test('nothing reviewed: nothing known', () => expect(readinessFrom([], now)).toBeNull());
  test('fresh and firm is strong; long ago and often lost is weak', () => {
    const strong = readinessFrom([{ memory: memory(1, 100), isAsked: true }], now);
    const weak = readinessFrom([{ memory: memory(300, 1, 5), isAsked: true }], now);
    expect(strong?.p).toBeGreaterThan(0.9);
    expect(weak?.p).toBeLessThan(0.4);
  });
  test('the card itself tells more than a neighbour; more memories make it surer', () => {
    const [good, bad] = [memory(1, 100), memory(300, 1, 5)];
    const own = readinessFrom(
      [
        { memory: good, isAsked: true },
        { memory: bad, isAsked: false },
      ],
      now,
    );
    const other = readinessFrom(
      [
        { memory: bad, isAsked: true },
        { memory: good, isAsked: false },
      ],
      now,
    );
    expect(own?.p ?? 0).toBeGreaterThan(other?.p ?? 1);
    const many = Array.from({ length: 20 }, (_, at) => ({ memory: at % 2 ? good : bad, isAsked: at === 0 }));
    expect(readinessFrom(many, now)?.deviation).toBeLessThan(own?.deviation ?? 0);
  });
});

test('what became of it', () => {
  expect(outcomeOf('solved', 'monitor')).toEqual({ kind: 'solved alone' });
  expect(outcomeOf('solved', 'strategy')).toEqual({ kind: 'solved after', rung: 'strategy' });
  expect(outcomeOf('left', 'strategy')).toEqual({ kind: 'still stuck', rung: 'strategy' });
  expect(outcomeOf('open', 'strategy')).toEqual({ kind: 'open' });
});
