import { describe, expect, test } from 'vitest';
import { type Assumed, assumptions, type Choose, helpThrough } from '../../bench/evaluate/help-assumed.ts';
import { evaluatePolicies, type PolicyRow, policies, tableOfPolicies } from '../../bench/evaluate/policies.ts';
import type { Rung } from '../../src/study/hints/ladder.ts';

const rows = evaluatePolicies({ seed: 3, learners: 300 });
const rowOf = (model: string, world: string): PolicyRow => {
  const found = rows.find((row) => row.model === model && row.dataset === `simulated: ${world}`);
  if (!found) throw new Error(`no row of ${model} in ${world}`);
  return found;
};
const [reversal, alike] = ['expertise reversal', 'examples help all alike'];

describe('the policies, simulated', () => {
  test('the same seed gives the same rows, another seed others', () => {
    expect(evaluatePolicies({ seed: 3, learners: 300 })).toEqual(rows);
    expect(evaluatePolicies({ seed: 4, learners: 300 })).not.toEqual(rows);
  });

  test('a row for each policy, set of assumptions and part of the learners; each part is the same for all', () => {
    expect(rows).toHaveLength(policies.length * assumptions.length * 4);
    for (const { name } of assumptions) {
      const whole = rowOf('ours', name).sessions;
      const parts = ['weak', 'in between', 'strong'].map((part) => rowOf('ours', `${name}, believed ${part}`).sessions);
      expect(parts.reduce((sum, sessions) => sum + sessions)).toBe(whole);
      expect(rowOf('never help', name).sessions).toBe(whole);
    }
    for (const { gainPerHint, gainPerSession, hintsPerSession } of rows) {
      expect(gainPerHint.low).toBeLessThan(gainPerHint.mean);
      expect(gainPerHint.mean).toBeLessThan(gainPerHint.high);
      expect(gainPerHint.mean).toBeCloseTo(gainPerSession / hintsPerSession, 12);
    }
  });

  test('ours is surely above a random rung, an example always, and no help', () => {
    for (const model of ['random rung', 'always a worked example', 'never help'])
      expect(rowOf(model, reversal).oursMore?.low, model).toBeGreaterThan(0);
  });

  // A simulator in which we could not lose would tell nothing.
  test('where examples help all alike, nothing is better than to give them always', () => {
    expect(rowOf('always a worked example', alike).oursMore?.high).toBeLessThan(0);
  });

  test('for the strong, ours is surely above examples always: they are the ones whom needless examples hurt', () => {
    expect(rowOf('always a worked example', `${reversal}, believed strong`).oursMore?.low).toBeGreaterThan(0);
  });

  test('the table has a line for each', () => {
    expect(tableOfPolicies(rows).split('\n')).toHaveLength(1 + rows.length);
  });
});

function assumedBy(name: string): Assumed {
  const found = assumptions.find((it) => it.name === name);
  if (!found) throw new Error(`nothing is assumed as ${name}`);
  return found;
}

describe('a session, by hand', () => {
  const assumed = assumedBy('expertise reversal');
  const giving = (...given: readonly (Rung | null)[]): Choose => {
    let at = 0;
    return () => given[at++] ?? null;
  };
  /** What is drawn, in order: after each turn whether it is solved, and if not, whether they leave. */
  const drawing = (...drawn: readonly number[]) => {
    let at = 0;
    return () => drawn[at++] ?? 0.999;
  };

  test('an example is worth what was published, where little and where much is known', () => {
    expect(assumed.example(0.25)).toBeCloseTo(0.505, 12);
    expect(assumed.example(0.85)).toBeCloseTo(-0.428, 12);
    expect([assumed.example(0), assumed.example(1)]).toEqual([assumed.example(0.25), assumed.example(0.85)]);
  });

  test('solved after an example: what the example taught, and to have solved it', () => {
    const session = helpThrough(-5, giving('principle'), assumed, drawing(0));
    expect(session).toEqual({ gain: 0.505 + 0.4, turns: 1, isSolved: true });
  });

  test('the same example again teaches half; the next step leaves half of the solving', () => {
    const session = helpThrough(
      -5,
      giving('principle', 'principle', 'next-step'),
      assumed,
      drawing(0.999, 0.5, 0.999, 0.5, 0),
    );
    expect(session.gain).toBeCloseTo(0.505 + 0.2525 + 0.2, 12);
    expect([session.turns, session.isSolved]).toEqual([3, true]);
  });

  test('the answer teaches little and ends it; so does leaving', () => {
    expect(helpThrough(0, giving('monitor', 'answer'), assumed, drawing(0.999, 0.5))).toEqual({
      gain: 0.05,
      turns: 2,
      isSolved: false,
    });
    expect(helpThrough(0, giving('monitor', 'monitor'), assumed, drawing(0.999, 0.05)).turns).toBe(1);
  });

  // At even odds alone, one logit below when stuck: a nudge lifts by 2 · 1/2 back to even odds, no help leaves 1/(1+e) = .269.
  test('who is stuck is below what they know, and a nudge lifts', () => {
    const solvedAt = (given: Rung | null, drawn: number) =>
      helpThrough(0, giving(given), assumed, drawing(drawn, 0)).isSolved;
    expect([solvedAt('locate', 0.499), solvedAt('locate', 0.501)]).toEqual([true, false]);
    expect([solvedAt(null, 0.268), solvedAt(null, 0.27)]).toEqual([true, false]);
    expect([solvedAt('next-step', 0.731), solvedAt('next-step', 0.732)]).toEqual([true, false]);
  });

  test('nobody takes more than six turns', () => {
    expect(
      helpThrough(
        -9,
        () => 'locate',
        assumed,
        () => 0.9999,
      ).turns,
    ).toBe(6);
  });

  test('ours begins where the bot begins, and turns to another kind as the bot does', () => {
    const [ours] = policies;
    const choose = ours?.for({ p: 0.65, deviation: 0.4 });
    expect(choose?.([], () => 0)).toBe('monitor');
    expect(choose?.(['monitor'], () => 0)).toBe('locate');
    expect(choose?.(['monitor', 'locate'], () => 0)).toBe('principle');
    expect(choose?.(['monitor', 'locate', 'principle', 'next-step'], () => 0)).toBe('answer');
  });
});
