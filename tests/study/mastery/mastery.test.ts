import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Belief } from '../../../src/study/mastery/belief.ts';
import { type AnswerRows, explainMastery, learnAnswer, predictAnswer } from '../../../src/study/mastery/mastery.ts';
import {
  freshAgain,
  freshCommon,
  freshItem,
  freshLearner,
  freshLink,
  freshSkill,
  freshState,
  freshTogether,
} from '../../../src/study/mastery/rows.ts';

const dayS = 86_400;

/** The rows of one learner on some skills, kept as the database keeps them: by name. */
function studyRoom() {
  const common = freshCommon();
  const learner = freshLearner();
  const rows = new Map<string, unknown>();
  function row<T>(name: string, fresh: () => T): T {
    if (!rows.has(name)) rows.set(name, fresh());
    return rows.get(name) as T;
  }
  return (item: string, skills: readonly string[]): AnswerRows => ({
    common,
    learner,
    item: row(`item ${item}`, freshItem),
    again: row(`again ${item}`, freshAgain),
    together: skills.length > 1 ? row(`together ${skills.toSorted().join(';')}`, freshTogether) : null,
    skills: skills.map((id) => ({
      id,
      skill: row(`skill ${id}`, freshSkill),
      own: row(`own ${id}`, freshState),
      links: learner.recent.map(({ skill }) => (skill === id ? null : row(`link ${skill} ${id}`, freshLink))),
    })),
  });
}

interface Step {
  readonly item: string;
  readonly skills: readonly string[];
  readonly waitS: number;
  readonly correct: boolean;
}

const steps = fc.array(
  fc.record<Step>({
    item: fc.constantFrom('i1', 'i2', 'i3'),
    skills: fc.uniqueArray(fc.constantFrom('graphs', 'limits', 'sums'), { maxLength: 3 }),
    waitS: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 * dayS }), fc.constant(1e12)),
    correct: fc.boolean(),
  }),
  { maxLength: 40 },
);

/** Plays the steps; gives the room, the chances and the time after them. */
function play(all: readonly Step[], isTimed = true) {
  const rowsOf = studyRoom();
  let nowS = 0;
  const chances = all.map(({ item, skills, waitS, correct }) => {
    nowS += waitS;
    return learnAnswer(rowsOf(item, skills), isTimed ? nowS : null, correct);
  });
  return { rowsOf, chances, nowS };
}

const beliefsOf = ({ item, again, learner, skills, together }: AnswerRows): Belief[] => [
  item.level,
  again.state,
  learner.ability,
  learner.fading,
  learner.speed,
  ...(together ? [together.level] : []),
  ...skills.flatMap(({ skill, own, links }) => [
    skill.level,
    skill.fading,
    ...skill.patterns,
    own.state,
    ...links.flatMap((link) => (link ? Object.values<Belief>({ ...link }) : [])),
  ]),
];

describe('whatever is answered', () => {
  test('chances lie between 0 and 1, and every belief stays finite and unsure', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (all, isTimed) => {
        const { rowsOf, chances } = play(all, isTimed);
        for (const chance of chances) expect(chance > 0 && chance < 1).toBe(true);
        const rows = rowsOf('i1', ['graphs', 'limits', 'sums']);
        for (const { mean, variance } of beliefsOf(rows)) {
          expect(Number.isFinite(mean)).toBe(true);
          expect(variance).toBeGreaterThan(0);
        }
        const { practice, parts } = rows.common;
        for (const number of [...practice.means, ...practice.covariance, ...parts.means, ...parts.covariance])
          expect(Number.isFinite(number)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('a right answer lowers nothing that is believed of the skill or the learner, a wrong one raises nothing', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (all, correct) => {
        const { rowsOf, nowS } = play(all);
        const rows = rowsOf('i1', ['graphs', 'limits']);
        const told = [
          rows.learner.ability,
          rows.item.level,
          ...rows.skills.flatMap(({ skill, own }) => [skill.level, own.state]),
        ];
        const before = told.map(({ mean }) => mean);
        learnAnswer(rows, nowS + 60, correct);
        for (const [at, { mean }] of told.entries()) {
          const gained = mean - (before[at] ?? 0);
          expect(correct ? gained >= 0 : gained <= 0).toBe(true);
        }
      }),
      { seed: 2 },
    );
  });

  test('the order in which skills are named does not matter', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const turned = all.map((step) => ({ ...step, skills: step.skills.toReversed() }));
        const [one, other] = [play(all), play(turned)];
        const chance = ({ rowsOf, nowS }: typeof one) => predictAnswer(rowsOf('i2', ['graphs', 'sums']), nowS + 5);
        expect(chance(one)).toBeCloseTo(chance(other), 9);
      }),
      { seed: 3 },
    );
  });

  test('recall never rises with time', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { rowsOf, nowS } = play(all);
        const rows = rowsOf('i1', ['graphs', 'limits']);
        const course = [0, 60, 3600, dayS, 10 * dayS, 1000 * dayS].map((waitS) => predictAnswer(rows, nowS + waitS));
        for (const [at, chance] of course.entries()) expect(chance).toBeLessThanOrEqual((course[at - 1] ?? 1) + 1e-12);
      }),
      { seed: 4 },
    );
  });

  test('a prediction changes nothing', () => {
    const { rowsOf, nowS } = play([{ item: 'i1', skills: ['graphs'], waitS: 9, correct: true }]);
    const rows = rowsOf('i1', ['graphs']);
    const before = structuredClone(rows);
    predictAnswer(rows, nowS + dayS);
    expect(rows).toEqual(before);
  });
});

describe('one learner', () => {
  const answer = (correct: boolean, waitS = 60): Step => ({ item: 'i1', skills: ['graphs'], waitS, correct });
  const repeated = (times: number, correct: boolean) => Array.from({ length: times }, () => answer(correct));

  test('is expected to know what was answered rightly, and not what was not', () => {
    const chanceAfter = (all: readonly Step[]) => {
      const { rowsOf, nowS } = play(all);
      return predictAnswer(rowsOf('i2', ['graphs']), nowS + 60);
    };
    expect(chanceAfter(repeated(8, true))).toBeGreaterThan(0.85);
    expect(chanceAfter(repeated(8, false))).toBeLessThan(0.3);
    expect(chanceAfter([])).toBeGreaterThan(0.4);
  });

  test('fades from the very start, before anything was learnt of gaps', () => {
    const { rowsOf, nowS } = play(repeated(3, true));
    const rows = rowsOf('i1', ['graphs']);
    expect(predictAnswer(rows, nowS + 30 * dayS)).toBeLessThan(predictAnswer(rows, nowS + 60) - 0.02);
  });

  test('a state is less sure after a long gap', () => {
    const varianceAfter = (waitS: number) => {
      const { rowsOf } = play([...repeated(6, true), answer(true, waitS)]);
      return rowsOf('i1', ['graphs']).skills[0]?.own.state.variance ?? 0;
    };
    expect(varianceAfter(100 * dayS)).toBeGreaterThan(varianceAfter(60));
  });

  test('is told in numbers: seven of nine, last six days ago', () => {
    const { rowsOf, nowS } = play([...repeated(2, false), ...repeated(7, true)]);
    const told = explainMastery(rowsOf('i1', ['graphs']), 'graphs', nowS + 6 * dayS);
    expect(told).toMatchObject({ right: 7, answers: 9, lastDaysAgo: 6 });
    expect(told.chance.mean).toBeGreaterThan(0.5);
    expect(told.chance.deviation).toBeGreaterThan(0.01);
    expect(told.traits.ability.aboveTypical).toBeGreaterThan(0.5);
    expect(() => explainMastery(rowsOf('i1', ['graphs']), 'sums', 0)).toThrow(RangeError);
  });

  test('a prerequisite that is named speaks for a skill that is new', () => {
    const { rowsOf, nowS } = play([]);
    const rows = rowsOf('i9', ['limits']);
    const needing = (form: number): AnswerRows => ({
      ...rows,
      skills: rows.skills.map((asked) => ({ ...asked, needs: [{ link: freshLink(0.8), form }] })),
    });
    expect(predictAnswer(needing(0.5), nowS)).toBeGreaterThan(predictAnswer(rows, nowS) + 0.03);
    expect(predictAnswer(needing(-1), nowS)).toBeLessThan(predictAnswer(rows, nowS) - 0.03);
  });

  test('rows that were kept as JSON go on as they were', () => {
    const { rowsOf, nowS } = play(repeated(5, true));
    const rows = rowsOf('i1', ['graphs']);
    const kept = JSON.parse(JSON.stringify(rows, (_, value) => (value instanceof Float64Array ? [...value] : value)));
    expect(predictAnswer(kept, nowS + 5)).toBe(predictAnswer(rows, nowS + 5));
    expect(learnAnswer(kept, nowS + 5, false)).toBe(learnAnswer(rows, nowS + 5, false));
    expect(predictAnswer(kept, nowS + 9)).toBe(predictAnswer(rows, nowS + 9));
  });
});

test('a short stream, number by number', () => {
  const stream: Step[] = [
    { item: 'i1', skills: ['graphs'], waitS: 0, correct: true },
    { item: 'i2', skills: ['graphs', 'sums'], waitS: 40, correct: false },
    { item: 'i1', skills: ['graphs'], waitS: dayS, correct: true },
    { item: 'i3', skills: ['limits'], waitS: 30, correct: true },
    { item: 'i2', skills: ['sums', 'graphs'], waitS: 90, correct: true },
    { item: 'i3', skills: [], waitS: 7 * dayS, correct: false },
  ];
  expect(play(stream).chances.map((chance) => chance.toFixed(5))).toMatchInlineSnapshot(`
    [
      "0.59869",
      "0.69945",
      "0.51671",
      "0.59306",
      "0.51051",
      "0.81277",
    ]
  `);
});
