import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Belief, Ledger, nowhere, type Place } from '../../../src/study/mastery/ledger.ts';
import { explainMastery, learnAnswer } from '../../../src/study/mastery/mastery.ts';
import { commonFrom, numbersOf, numbersOfCommon, openRow } from '../../../src/study/mastery/numbers.ts';
import { Question } from '../../../src/study/mastery/question.ts';
import { skillAt } from '../../../src/study/mastery/recent.ts';
import type { RowKind } from '../../../src/study/mastery/row-kind.ts';
import {
  type AnswerRows,
  againRow,
  freshCommon,
  itemRow,
  learnerRow,
  linkRow,
  namedLinkRow,
  recentRow,
  skillRow,
  stateRow,
  togetherRow,
} from '../../../src/study/mastery/rows.ts';
import { recentSkills } from '../../../src/study/mastery/settings.ts';

const dayS = 86_400;

const names = ['graphs', 'limits', 'sums'];
const numberOf = (skill: string) => names.indexOf(skill);

/** The rows of one learner on some skills, kept as the database keeps them: by name. */
function studyRoom(ledger = new Ledger(), common = freshCommon(), rows = new Map<string, Place>()) {
  function row(name: string, kind: RowKind): Place {
    const known = rows.get(name) ?? ledger.add(kind);
    rows.set(name, known);
    return known;
  }
  const learner = row('learner', learnerRow);
  const recent = row('recent', recentRow);
  const rowsOf = (item: string, skills: readonly string[]): AnswerRows => ({
    learner,
    recent,
    item: row(`item ${item}`, itemRow),
    again: row(`again ${item}`, againRow),
    together: skills.length > 1 ? row(`together ${skills.toSorted().join(';')}`, togetherRow) : nowhere,
    skills: skills.map((skill) => ({
      id: numberOf(skill),
      skill: row(`skill ${skill}`, skillRow),
      own: row(`own ${skill}`, stateRow),
      links: Array.from({ length: recentSkills }, (_, at) => names[skillAt(ledger, recent, at)]).map((from) =>
        from === undefined || from === skill ? nowhere : row(`link ${from} ${skill}`, linkRow),
      ),
      needs: [],
    })),
  });
  return { ledger, common, rows, rowsOf, question: new Question(ledger, common) };
}

const kinds: Readonly<Record<string, RowKind>> = {
  learner: learnerRow,
  recent: recentRow,
  item: itemRow,
  again: againRow,
  together: togetherRow,
  skill: skillRow,
  own: stateRow,
  link: linkRow,
};
const kindOf = (name: string): RowKind => kinds[name.split(' ')[0] ?? ''] ?? linkRow;

type Room = ReturnType<typeof studyRoom>;

/** All that a room keeps, as a database would have it. */
const kept = ({ ledger, common, rows }: Room) => ({
  common: numbersOfCommon(common),
  rows: [...rows].map(([name, row]) => ({ name, numbers: numbersOf(ledger, kindOf(name), row) })),
});

function reopened({ common, rows }: ReturnType<typeof kept>): Room {
  const ledger = new Ledger();
  const opened = rows.map(({ name, numbers }) => [name, openRow(ledger, kindOf(name), numbers)] as const);
  return studyRoom(ledger, commonFrom(common), new Map(opened));
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
  const room = studyRoom();
  let nowS = 0;
  const chances = all.map(({ item, skills, waitS, correct }) => {
    nowS += waitS;
    return learnAnswer(room.question, room.rowsOf(item, skills), isTimed ? nowS : null, correct);
  });
  return { ...room, room, chances, nowS };
}

function beliefsOf(ledger: Ledger, { item, again, learner, skills, together }: AnswerRows): Belief[] {
  const { level, fading, patterns } = skillRow.at;
  const ofLink = (link: Place) => (link === nowhere ? [] : Object.values<number>(linkRow.at).map((at) => link + at));
  const places = [
    item + itemRow.at.level,
    again + againRow.at.state,
    learner + learnerRow.at.ability,
    learner + learnerRow.at.fading,
    learner + learnerRow.at.speed,
    ...(together === nowhere ? [] : [together + togetherRow.at.level]),
    ...skills.flatMap(({ skill, own, links }) => [
      skill + level,
      skill + fading,
      ...Array.from({ length: 16 }, (_, pattern) => skill + patterns + 2 * pattern),
      own + stateRow.at.state,
      ...links.flatMap(ofLink),
    ]),
  ];
  return places.map((place) => ledger.believedAt(place));
}

describe('whatever is answered', () => {
  test('chances lie between 0 and 1, and every belief stays finite and unsure', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (all, isTimed) => {
        const { ledger, common, rowsOf, chances } = play(all, isTimed);
        for (const chance of chances) expect(chance > 0 && chance < 1).toBe(true);
        const rows = rowsOf('i1', ['graphs', 'limits', 'sums']);
        for (const { mean, variance } of beliefsOf(ledger, rows)) {
          expect(Number.isFinite(mean)).toBe(true);
          expect(variance).toBeGreaterThan(0);
        }
        expect(numbersOfCommon(common).every(Number.isFinite)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  test('a right answer lowers nothing that is believed of the skill or the learner, a wrong one raises nothing', () => {
    fc.assert(
      fc.property(steps, fc.boolean(), (all, correct) => {
        const { ledger, question, rowsOf, nowS } = play(all);
        const rows = rowsOf('i1', ['graphs', 'limits']);
        const told = [
          rows.learner + learnerRow.at.ability,
          rows.item + itemRow.at.level,
          ...rows.skills.flatMap(({ skill, own }) => [skill + skillRow.at.level, own + stateRow.at.state]),
        ];
        const before = told.map((place) => ledger.at(place));
        learnAnswer(question, rows, nowS + 60, correct);
        for (const [at, place] of told.entries()) {
          const gained = ledger.at(place) - (before[at] ?? 0);
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
        const chance = ({ question, rowsOf, nowS }: typeof one) =>
          question.pose(rowsOf('i2', ['graphs', 'sums']), nowS + 5);
        expect(chance(one)).toBeCloseTo(chance(other), 9);
      }),
      { seed: 3 },
    );
  });

  test('recall never rises with time', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { question, rowsOf, nowS } = play(all);
        const rows = rowsOf('i1', ['graphs', 'limits']);
        const course = [0, 60, 3600, dayS, 10 * dayS, 1000 * dayS].map((waitS) => question.pose(rows, nowS + waitS));
        for (const [at, chance] of course.entries()) expect(chance).toBeLessThanOrEqual((course[at - 1] ?? 1) + 1e-12);
      }),
      { seed: 4 },
    );
  });

  test('a prediction changes nothing', () => {
    const { room, question, rowsOf, nowS } = play([{ item: 'i1', skills: ['graphs'], waitS: 9, correct: true }]);
    const rows = rowsOf('i1', ['graphs']);
    const before = kept(room);
    question.pose(rows, nowS + dayS);
    expect(kept(room)).toEqual(before);
  });
});

describe('one learner', () => {
  const answer = (correct: boolean, waitS = 60): Step => ({ item: 'i1', skills: ['graphs'], waitS, correct });
  const repeated = (times: number, correct: boolean) => Array.from({ length: times }, () => answer(correct));

  test('is expected to know what was answered rightly, and not what was not', () => {
    const chanceAfter = (all: readonly Step[]) => {
      const { question, rowsOf, nowS } = play(all);
      return question.pose(rowsOf('i2', ['graphs']), nowS + 60);
    };
    expect(chanceAfter(repeated(8, true))).toBeGreaterThan(0.85);
    expect(chanceAfter(repeated(8, false))).toBeLessThan(0.3);
    expect(chanceAfter([])).toBeGreaterThan(0.4);
  });

  test('fades from the very start, before anything was learnt of gaps', () => {
    const { question, rowsOf, nowS } = play(repeated(3, true));
    const rows = rowsOf('i1', ['graphs']);
    expect(question.pose(rows, nowS + 30 * dayS)).toBeLessThan(question.pose(rows, nowS + 60) - 0.02);
  });

  test('a state is less sure after a long gap', () => {
    const varianceAfter = (waitS: number) => {
      const { ledger, rowsOf } = play([...repeated(6, true), answer(true, waitS)]);
      const own = rowsOf('i1', ['graphs']).skills[0]?.own ?? nowhere;
      return ledger.believedAt(own + stateRow.at.state).variance;
    };
    expect(varianceAfter(100 * dayS)).toBeGreaterThan(varianceAfter(60));
  });

  test('is told in numbers: seven of nine, last six days ago', () => {
    const { question, rowsOf, nowS } = play([...repeated(2, false), ...repeated(7, true)]);
    const told = explainMastery(question, rowsOf('i1', ['graphs']), numberOf('graphs'), nowS + 6 * dayS);
    expect(told).toMatchObject({ right: 7, answers: 9, lastDaysAgo: 6 });
    expect(told.chance.mean).toBeGreaterThan(0.5);
    expect(told.chance.deviation).toBeGreaterThan(0.01);
    expect(told.traits.ability.aboveTypical).toBeGreaterThan(0.5);
    expect(() => explainMastery(question, rowsOf('i1', ['graphs']), numberOf('sums'), 0)).toThrow(RangeError);
  });

  test('a prerequisite that is named speaks for a skill that is new', () => {
    const { ledger, question, rowsOf, nowS } = play([]);
    const rows = rowsOf('i9', ['limits']);
    const link = ledger.add(namedLinkRow);
    const needing = (form: number): AnswerRows => ({
      ...rows,
      skills: rows.skills.map((asked) => ({ ...asked, needs: [{ link, form }] })),
    });
    expect(question.pose(needing(0.5), nowS)).toBeGreaterThan(question.pose(rows, nowS) + 0.03);
    expect(question.pose(needing(-1), nowS)).toBeLessThan(question.pose(rows, nowS) - 0.03);
  });

  test('rows that were kept as JSON go on as they were', () => {
    const { room, nowS } = play(repeated(5, true));
    const again = reopened(JSON.parse(JSON.stringify(kept(room))));
    const [one, other] = [room, again].map(({ question, rowsOf }) => {
      const answer = (waitS: number) => question.pose(rowsOf('i1', ['graphs']), nowS + waitS);
      const before = answer(5);
      question.learn(false);
      return [before, answer(9)];
    });
    expect(other).toEqual(one);
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
      "0.70327",
      "0.53128",
      "0.60237",
      "0.51728",
      "0.82396",
    ]
  `);
});
