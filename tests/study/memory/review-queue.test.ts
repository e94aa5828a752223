import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  endangeredFirst,
  type NewCard,
  newAtMost,
  reviewQueue,
  spread,
  spreadBacklog,
  toReview,
  type WaitingCard,
} from '../../../src/study/memory/review-queue.ts';
import { defaultSpacing, type Memory, retrievability, review } from '../../../src/study/memory/spacing.ts';
import { later, monday, someWaiting, waitingMemory } from './memories.ts';

const skill = fc.constantFrom('graphs', 'limits', 'verbs');

const someCards = fc
  .array(fc.record({ skill, memory: someWaiting }), { maxLength: 40 })
  .map((cards) => cards.map((card, i): WaitingCard => ({ id: `old ${i}`, ...card })));

const someNew = fc
  .array(skill, { maxLength: 20 })
  .map((skills) => skills.map((name, i): NewCard => ({ id: `new ${i}`, skill: name, position: i })));

/** A card that was begun minutes or days ago and stands in a learning step. */
function inStep(id: string, sinceDays: number, dueInMinutes: number): WaitingCard {
  const begun = review(null, 'again', later(monday, -sinceDays), defaultSpacing, id).memory;
  return { id, skill: 'verbs', memory: { ...begun, dueAt: later(monday, dueInMinutes / 1440) } };
}

const waiting = (id: string, memory: Memory, name = id): WaitingCard => ({ id, skill: name, memory });

describe('the queue of today', () => {
  const share = fc.integer({ min: 0, max: 15 });

  test('is capped for the day, shows nothing twice and begins no more new cards than allowed', () => {
    fc.assert(
      fc.property(
        someCards,
        someNew,
        share,
        share,
        share,
        share,
        (cards, fresh, cap, doneToday, newPerDay, newToday) => {
          const ids = reviewQueue({ waiting: cards, fresh, now: monday, cap, doneToday, newPerDay, newToday });
          const begun = ids.filter((id) => id.startsWith('new'));
          expect(ids.length).toBeLessThanOrEqual(Math.max(0, cap - doneToday));
          expect(new Set(ids).size).toBe(ids.length);
          expect(begun.length).toBeLessThanOrEqual(Math.max(0, newPerDay - newToday));
        },
      ),
      { seed: 1 },
    );
  });

  test('is as long as the counts of the day say, learning steps among it', () => {
    const anyCards = fc.tuple(someCards, fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(anyCards, someNew, share, share, share, ([known, ready, held], fresh, cap, doneToday, newToday) => {
        const steps = Array.from({ length: ready }, (_, i) => inStep(`step ${i}`, 0.01, -1));
        const later = Array.from({ length: held }, (_, i) => inStep(`later ${i}`, 0.01, 5));
        const newPerDay = newAtMost(cap, false);
        const waiting = [...known, ...steps, ...later];
        const ids = reviewQueue({ waiting, fresh, now: monday, cap, doneToday, newPerDay, newToday });
        const counts = { waiting: known.length, steps: ready, fresh: fresh.length, done: doneToday, begun: newToday };
        expect(toReview({ cap, isWish: false, ...counts })).toEqual({ waiting: known.length + ready, now: ids.length });
      }),
      { seed: 9 },
    );
  });

  test('is the same whatever order the rows came in', () => {
    fc.assert(
      fc.property(
        someCards.chain((cards) =>
          fc.tuple(fc.constant(cards), fc.shuffledSubarray(cards, { minLength: cards.length })),
        ),
        someNew.chain((fresh) => fc.tuple(fc.constant(fresh), fc.shuffledSubarray(fresh, { minLength: fresh.length }))),
        ([cards, shuffled], [fresh, mixed]) => {
          const day = { now: monday, cap: 12 };
          expect(reviewQueue({ ...day, waiting: shuffled, fresh: mixed })).toEqual(
            reviewQueue({ ...day, waiting: cards, fresh }),
          );
        },
      ),
      { seed: 2 },
    );
  });

  test('puts no two of one skill side by side while another skill is left to part them', () => {
    fc.assert(
      fc.property(someCards, (cards) => {
        const skills = reviewQueue({ waiting: cards, fresh: [], now: monday }).map(
          (id) => cards.find((card) => card.id === id)?.skill,
        );
        const pairs = skills.filter((name, i) => i > 0 && name === skills[i - 1]).length;
        const most = Math.max(0, ...skills.map((name) => skills.filter((other) => other === name).length));
        expect(pairs).toBe(Math.max(0, most - (skills.length - most) - 1));
      }),
      { seed: 3 },
    );
  });

  test('shows the cards that lose most by waiting', () => {
    fc.assert(
      fc.property(someCards, (cards) => {
        const shown = reviewQueue({ waiting: cards, fresh: [], now: monday });
        const worst = endangeredFirst(cards, monday).slice(0, 10);
        expect(new Set(shown)).toEqual(new Set(worst.map(({ id }) => id)));
      }),
      { seed: 4 },
    );
  });

  test('begins with learning steps whose minute has come and holds back the others', () => {
    const cards = [
      waiting('overdue', waitingMemory(3, 5, 20)),
      inStep('in five minutes', 0.001, 5),
      inStep('just now', 0.001, 0),
      inStep('two minutes ago', 0.002, -2),
    ];
    expect(reviewQueue({ waiting: cards, fresh: [], now: monday })).toEqual(['two minutes ago', 'just now', 'overdue']);
  });

  test("lets a card begun today finish its steps after the day's cards are done, but not one from last week", () => {
    const cards = [
      inStep('begun today', 0.002, -1),
      inStep('left over', 6, -8000),
      waiting('due', waitingMemory(5, 5, 1)),
    ];
    expect(reviewQueue({ waiting: cards, fresh: [], now: monday, doneToday: 10 })).toEqual(['begun today']);
    expect(reviewQueue({ waiting: cards, fresh: [], now: monday, doneToday: 9 })).toHaveLength(2);
  });

  test('shows no more than the cap at once, even of cards begun today', () => {
    const cards = Array.from({ length: 8 }, (_, i) => inStep(`begun ${i}`, 0.002, -1));
    expect(reviewQueue({ waiting: cards, fresh: [], now: monday, cap: 5 })).toHaveLength(5);
  });

  test('begins new cards only in the room that is left, in the order of the deck, spread among the rest', () => {
    const old = ['a', 'b', 'c', 'd'].map((id, i) => waiting(id, waitingMemory(3 + i, 5, 9)));
    const fresh = [3, 1, 2, 0].map((position) => ({ id: `n${position}`, skill: `n${position}`, position }));
    const queue = (cap: number) => reviewQueue({ waiting: old, fresh, now: monday, cap, newPerDay: 2 });
    expect(queue(4).filter((id) => id.startsWith('n'))).toEqual([]);
    expect(queue(5).filter((id) => id.startsWith('n'))).toEqual(['n0']);
    expect(queue(10).map((id) => id.startsWith('n'))).toEqual([false, true, false, false, true, false]);
  });
});

test('working through a backlog in this order keeps more in mind than by due date, by the steepest fall, or by chance', () => {
  const kept = (order: (cards: WaitingCard[], now: Date) => WaitingCard[]) => {
    const chance = fc.sample(fc.double({ min: 0, max: 1, noNaN: true }), { seed: 12, numRuns: 2000 });
    const memories = fc.sample(someWaiting, { seed: 11, numRuns: 150 });
    let cards = memories.map((memory, i) => waiting(`card ${i}`, memory));
    let sum = 0;
    for (let day = 0; day < 15; day += 1) {
      const now = later(monday, day);
      const due = cards.filter(({ memory }) => memory.dueAt <= now);
      const today = new Set(
        order(due, now)
          .slice(0, 10)
          .map(({ id }) => id),
      );
      cards = cards.map((card) => (today.has(card.id) ? pressed(card, now, chance.pop() ?? 0) : card));
      sum += cards.reduce((total, { memory }) => total + retrievability(memory, later(now, 1)), 0);
    }
    return sum / 15 / cards.length;
  };
  const byDrop = ({ memory }: WaitingCard, now: Date) =>
    retrievability(memory, now) - retrievability(memory, later(now, 1));
  const ours = kept((cards, now) => endangeredFirst(cards, now));
  const byDueDate = kept((cards) => cards.toSorted((a, b) => a.memory.dueAt.getTime() - b.memory.dueAt.getTime()));
  const bySteepest = kept((cards, now) => cards.toSorted((a, b) => byDrop(b, now) - byDrop(a, now)));
  const byChance = kept((cards) => cards);
  expect(ours).toBeGreaterThan(Math.max(byDueDate, bySteepest, byChance));
});

/** One review, recalled if the chance falls below the recall; what was forgotten is learnt again at once. */
function pressed(card: WaitingCard, now: Date, chance: number): WaitingCard {
  const recalled = chance < retrievability(card.memory, now);
  const first = review(card.memory, recalled ? 'good' : 'again', now, defaultSpacing, card.id).memory;
  const memory = recalled ? first : review(first, 'good', first.dueAt, defaultSpacing, card.id).memory;
  return { ...card, memory };
}

describe('after a break', () => {
  test.each([
    [62, 10, 0, { today: 10, days: 6, perDay: 9 }],
    [62, 10, 4, { today: 6, days: 6, perDay: 10 }],
    [8, 10, 0, { today: 8, days: 0, perDay: 0 }],
    [0, 10, 0, { today: 0, days: 0, perDay: 0 }],
    [11, 10, 10, { today: 0, days: 2, perDay: 6 }],
  ])('%i waiting, %i a day, %i done: %j', (count, cap, doneToday, plan) => {
    expect(spreadBacklog(count, cap, doneToday)).toEqual(plan);
  });

  test('the spread loses no card, keeps every day under the cap and takes as long as was said', () => {
    fc.assert(
      fc.property(someCards, fc.integer({ min: 1, max: 12 }), fc.nat({ max: 12 }), (cards, cap, doneToday) => {
        const placed = spread(cards, monday, cap, doneToday);
        const plan = spreadBacklog(cards.length, cap, doneToday);
        const load = (day: number) => placed.filter(({ inDays }) => inDays === day).length;
        expect(placed.map(({ id }) => id).toSorted()).toEqual(cards.map(({ id }) => id).toSorted());
        expect(load(0)).toBe(plan.today);
        expect(Math.max(0, ...placed.map(({ inDays }) => inDays))).toBe(plan.days);
        for (let day = 1; day <= plan.days; day += 1) expect(load(day)).toBeLessThanOrEqual(Math.min(cap, plan.perDay));
      }),
      { seed: 5 },
    );
  });

  test('the most endangered come first, and those of today keep their due instant', () => {
    fc.assert(
      fc.property(someCards, fc.integer({ min: 1, max: 12 }), (cards, cap) => {
        const placed = spread(cards, monday, cap);
        expect(placed.map(({ id }) => id)).toEqual(endangeredFirst(cards, monday).map(({ id }) => id));
        for (const { id, inDays, dueAt } of placed) {
          const own = cards.find((card) => card.id === id)?.memory.dueAt;
          expect(dueAt).toEqual(inDays === 0 ? own : later(monday, inDays));
        }
      }),
      { seed: 6 },
    );
  });
});
