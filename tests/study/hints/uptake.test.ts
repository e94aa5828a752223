import { describe, expect, test } from 'vitest';
import type { Verdict } from '../../../src/study/hints/attempt.ts';
import { anotherKind, helpFollowed, type StepTold } from '../../../src/study/hints/help-followed.ts';
import { ladderFor, nextMove, type Rung, rungs } from '../../../src/study/hints/ladder.ts';
import {
  beginUptake,
  type HelpGiven,
  learnUptake,
  likeliestTaken,
  predictUptake,
} from '../../../src/study/hints/uptake.ts';

/** What was said, a minute apart: a rung, or a rung with the attempt that came before it and how it stood to the key. */
function told(...steps: readonly (Rung | readonly [Rung, attempt: string, verdict?: Verdict])[]): StepTold[] {
  return steps.map((step, at) => {
    const [rung, attempt = null, verdict = 'not yet'] = typeof step === 'string' ? [step] : step;
    const when = new Date(Date.UTC(2026, 2, 2, 8, at));
    const words = { source: 'built-in', text: 'x'.repeat(100), at: when } as const;
    return { ...words, rung, attempt, verdict: attempt === null ? null : verdict };
  });
}
const taken = (steps: StepTold[], state: 'open' | 'solved' | 'left') =>
  helpFollowed(steps, state).map(({ rung, isTaken }) => [rung, isTaken]);

describe('what followed a piece of help', () => {
  test('another attempt, the same again, or a call for more', () => {
    const steps = told('monitor', ['monitor', 'ribosome'], 'locate', ['locate', 'Ribosome '], 'strategy', 'next-step', [
      'next-step',
      'mitochondria',
      'right',
    ]);
    expect(taken(steps, 'solved')).toEqual([
      ['monitor', true],
      ['locate', false],
      ['strategy', false],
      ['next-step', true],
    ]);
  });

  test('the last one: solved, left, or not known yet', () => {
    expect(taken(told('monitor', 'locate'), 'solved')).toEqual([
      ['monitor', false],
      ['locate', true],
    ]);
    expect(taken(told('monitor'), 'left')).toEqual([['monitor', false]]);
    expect(taken(told('monitor'), 'open')).toEqual([]);
    expect(taken(told('monitor', ['monitor', 'a guess']), 'open')).toEqual([['monitor', true]]);
  });

  test('what was written before any help is no answer to it; the answer itself is not counted', () => {
    expect(taken(told(['locate', '12']), 'open')).toEqual([]);
    expect(taken(told(['locate', '12'], ['locate', '12']), 'open')).toEqual([['locate', false]]);
    expect(taken(told('next-step', ['next-step', '9'], 'answer'), 'solved')).toEqual([['next-step', true]]);
  });

  test('how long it had been since the help before', () => {
    const helps = helpFollowed(told('monitor', ['monitor', 'a'], 'locate'), 'left');
    expect(helps.map(({ waitedMs, letters }) => [waitedMs, letters])).toEqual([
      [null, 100],
      [120_000, 100],
    ]);
  });
});

describe('friction', () => {
  const all = ladderFor(null);
  const noCloser = told('monitor', ['monitor', 'ribosome'], 'locate', ['locate', 'nucleus']);

  test('two attempts no closer after help of one kind: another kind comes next', () => {
    expect(anotherKind(noCloser, all)).toBe('principle');
    expect(anotherKind(told('monitor', ['monitor', 'ribosome'], ['monitor', 'nucleus']), all)).toBe('principle');
  });

  test('a strong learner has no example on the ladder, and gets the next step', () => {
    const strong = ladderFor({ p: 0.9, deviation: 0.05 });
    expect(anotherKind(noCloser, strong)).toBe('next-step');
  });

  test('none after one attempt, none without attempts, none where one was closer', () => {
    expect(anotherKind(told('monitor', ['monitor', 'ribosome'], 'locate'), all)).toBeNull();
    expect(anotherKind(told('monitor', 'locate', 'strategy'), all)).toBeNull();
    expect(anotherKind(told('monitor', ['monitor', 'a'], 'locate', ['locate', 'b', 'partly']), all)).toBeNull();
    expect(anotherKind([], all)).toBeNull();
  });

  test('once partly right, being partly right again is no closer', () => {
    const stays = told(
      'monitor',
      ['monitor', 'a', 'partly'],
      'locate',
      ['locate', 'b', 'partly'],
      ['locate', 'c', 'partly'],
    );
    expect(anotherKind(stays, all)).toBe('principle');
  });

  test('where no key tells, other words are a step on and the same words are not', () => {
    const other = told('locate', ['locate', 'x = 3', 'unknown'], ['locate', 'x = 4', 'unknown']);
    const same = told(
      'locate',
      ['locate', 'x = 3', 'unknown'],
      ['locate', 'x  = 3', 'unknown'],
      ['locate', 'X = 3', 'unknown'],
    );
    expect(anotherKind(other, all)).toBeNull();
    expect(anotherKind(same, all)).toBe('principle');
  });

  test('after it turned, the tries before do not count against the new kind; the answer is never turned to', () => {
    expect(anotherKind([...noCloser, ...told('principle')], all)).toBeNull();
    const telling = told('next-step', ['next-step', 'a'], ['next-step', 'b']);
    expect(anotherKind(telling, all)).toBeNull();
    const example = told('principle', ['principle', 'a'], ['principle', 'b']);
    expect(anotherKind(example, ['principle', 'answer'])).toBeNull();
  });

  test('the move goes where it turned, past what is left of the same kind, and on from there', () => {
    const said = { rung: 'locate', source: 'leader' } as const;
    const climb = { ladder: all, written: [], attempts: 2 };
    expect(nextMove({ ...climb, said })).toEqual({ kind: 'say', rung: 'locate', source: 'built-in' });
    expect(nextMove({ ...climb, said, turnTo: 'principle' })).toEqual({
      kind: 'say',
      rung: 'principle',
      source: 'built-in',
    });
    const turned = { rung: 'principle', source: 'built-in' } as const;
    expect(nextMove({ ...climb, said: turned })).toMatchObject({ rung: 'next-step' });
  });
});

describe('the model of uptake', () => {
  const help: HelpGiven = { rung: 'locate', source: 'built-in', letters: 120, waitedMs: 45_000, isCard: true };
  const learned = (helps: readonly (readonly [Partial<HelpGiven>, boolean])[]) =>
    helps.reduce((model, [of, isTaken]) => learnUptake(model, { ...help, ...of, isTaken }), beginUptake());
  const often = <T>(count: number, of: T): T[] => Array.from({ length: count }, () => of);

  test('knows nothing at first', () => {
    for (const rung of rungs) expect(predictUptake(beginUptake(), { ...help, rung })).toBeCloseTo(0.5, 12);
  });

  test('learns which kind is taken up', () => {
    const model = learned(
      often(15, [
        [{ rung: 'principle' }, true],
        [{ rung: 'monitor' }, false],
      ] as const).flat(),
    );
    expect(predictUptake(model, { ...help, rung: 'principle' })).toBeGreaterThan(0.7);
    expect(predictUptake(model, { ...help, rung: 'monitor' })).toBeLessThan(0.3);
    expect(likeliestTaken(model, rungs.slice(0, -1))?.rung).toBe('principle');
    expect(model.learned).toBe(30);
  });

  test('learns that long hints, or hints in a rush, are not', () => {
    const model = learned(
      often(20, [
        [{ letters: 900, waitedMs: 5_000 }, false],
        [{ letters: 60, waitedMs: 240_000 }, true],
      ] as const).flat(),
    );
    expect(predictUptake(model, { ...help, letters: 900, waitedMs: 5_000 })).toBeLessThan(0.2);
    expect(predictUptake(model, { ...help, letters: 60, waitedMs: 240_000 })).toBeGreaterThan(0.8);
  });

  test('who took help up of late is expected to again', () => {
    const model = learned([...often(10, [{}, false] as const), ...often(8, [{}, true] as const)]);
    expect(model.lately).toBeGreaterThan(0.8);
    const chance = predictUptake(model, help);
    expect(chance).toBeGreaterThan(predictUptake({ ...model, lately: 0.2 }, help));
  });

  test('is one row of finite numbers, whatever comes', () => {
    const odd = learned([
      [{ letters: 0, waitedMs: 0 }, true],
      [{ letters: 1e9, waitedMs: 1e15 }, false],
      [{ waitedMs: null }, true],
    ]);
    expect([...odd.means, ...odd.covariance, odd.lately].every(Number.isFinite)).toBe(true);
  });
});
