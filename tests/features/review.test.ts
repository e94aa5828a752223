import { and, asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Card, Intent } from '../../src/chat/card.ts';
import { plainCard } from '../../src/chat/plain.ts';
import type { PastReview } from '../../src/db/schema/decks.ts';
import { card, deck, deckLearner, member, memory, recallCalibration, review } from '../../src/db/schema/index.ts';
import { continueCard } from '../../src/features/review/history.ts';
import { moveDue } from '../../src/features/review/store.ts';
import { calibrationFrom } from '../../src/study/memory/recall-calibration.ts';
import { dayMs, defaultSpacing, review as grade } from '../../src/study/memory/spacing.ts';
import { buttonOf, controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
let people = 0;
beforeAll(async () => {
  studyloop = await startStudyloop();
});
afterAll(async () => studyloop?.stop());
beforeEach(() => studyloop.clock.to('2026-03-02T08:00:00Z'));

/** Someone new, so that each story starts with an empty desk. */
const someone = (zone = 'Europe/Berlin') => studyloop.person(`Ada ${++people}`, zone);

const idOf = async (who: Player) => {
  const [row] = await studyloop.db.select().from(member).where(eq(member.key, who.sender.key));
  return row?.id ?? '';
};
const memoriesOf = async (who: Player) =>
  studyloop.db
    .select()
    .from(memory)
    .where(eq(memory.memberId, await idOf(who)))
    .orderBy(asc(memory.cardId));
const reviewsOf = async (who: Player) =>
  studyloop.db
    .select()
    .from(review)
    .where(eq(review.memberId, await idOf(who)))
    .orderBy(asc(review.at));

async function adds(who: Player, ...fronts: string[]): Promise<void> {
  for (const front of fronts) await who.says(`/study add ${front} | answer to ${front}`);
}

/** The button whose label begins so. */
function like(label: string, on: Card): string {
  const found = controlsOf(on).find((it) => it.label.startsWith(label));
  if (!found) throw new Error(`No [${label}…] on:\n${plainCard(on)}`);
  return found.label;
}
const pressesLike = (who: Player, label: string) => who.presses(like(label, who.card));

/** Shows and grades the card on the desk, a few seconds of thought later. */
async function answers(who: Player, grade: string): Promise<void> {
  await who.presses('Show');
  studyloop.clock.passMinutes(0.1);
  await pressesLike(who, grade);
}

/** A deck of cards that were learned a while ago: each with its stability and due so many days ago. */
async function learned(
  who: Player,
  name: string,
  ...cards: { stability: number; dueDaysAgo: number }[]
): Promise<string[]> {
  await who.says('/study decks');
  const now = studyloop.clock.now();
  const memberId = await idOf(who);
  const deckId = studyloop.world.newId();
  const rows = cards.map((it, i) => ({
    id: studyloop.world.newId(),
    deckId,
    front: `${name} ${i + 1}`,
    back: 'yes',
    createdAt: now,
    ...it,
  }));
  await studyloop.db.insert(deck).values({ id: deckId, memberId, name, createdAt: now });
  await studyloop.db.insert(deckLearner).values({ deckId, memberId, at: now });
  await studyloop.db.insert(card).values(rows);
  await studyloop.db.insert(memory).values(
    rows.map(({ id, stability, dueDaysAgo }) => ({
      memberId,
      cardId: id,
      stability,
      difficulty: 5,
      state: 'review' as const,
      step: 0,
      reps: 3,
      lapses: 0,
      dueAt: new Date(now.getTime() - dueDaysAgo * dayMs),
      lastReviewAt: new Date(now.getTime() - (dueDaysAgo + stability) * dayMs),
    })),
  );
  return rows.map(({ id }) => id);
}
const many = (count: number, of: { stability: number; dueDaysAgo: number }) => Array.from({ length: count }, () => of);

describe('one message, two presses a card', () => {
  test('question, answer, grade, next; each grade says when the card would be back, and that is when it is', async () => {
    const ada = someone();
    await adds(ada, 'What is S?', 'What is D?');
    await ada.says('/study review');
    expect(ada.text).toContain('What is S?');
    expect(ada.text).not.toContain('answer to');
    expect(ada.text).toContain('Today: 0 of 2');

    const shown = await ada.presses('Show');
    expect(shown.answers).toBe('in place');
    expect(shown.seenBy).toBe('me');
    expect(ada.text).toContain('answer to What is S?');
    expect(controlsOf(ada.card).map(({ label }) => label)).toEqual([
      'Again · 1 min',
      'Hard · 6 min',
      'Good · 10 min',
      expect.stringMatching(/^Easy · \d+ days$/),
    ]);
    const promised = like('Easy', ada.card);
    studyloop.clock.passMinutes(0.1);
    const graded = await ada.presses(promised);
    expect(graded.answers).toBe('in place');
    expect(ada.text).toContain('What is D?');
    expect(ada.text).toContain('Today: 1 of 2');

    const [kept] = await memoriesOf(ada);
    const days = (kept?.dueAt.getTime() ?? 0) - studyloop.clock.now().getTime();
    expect(promised).toBe(`Easy · ${Math.round(days / dayMs)} days`);
    expect(await reviewsOf(ada)).toMatchObject([
      { grade: 'easy', expected: null, day: '2026-03-02', source: 'here', durationMs: 6000, before: null },
    ]);
  });

  test('the end says how many, how much was recalled, and when the next is due', async () => {
    const ada = someone();
    await learned(ada, 'Spanish', ...many(3, { stability: 10, dueDaysAgo: 1 }));
    await ada.says('/study review');
    await answers(ada, 'Good');
    await answers(ada, 'Good');
    await answers(ada, 'Hard');
    expect(ada.card.title).toBe('Done for today: 3 cards');
    expect(ada.text).toContain('Recalled: 3 of 3');
    expect(ada.text).toMatch(/Next: \d cards? on \w{3} \d+ \w{3}/);
    const [first] = await reviewsOf(ada);
    expect(first?.expected).toBeCloseTo(0.907, 2);
  });

  test('a card that was forgotten comes back in the same sitting, when its minute has come', async () => {
    const ada = someone();
    await adds(ada, 'one', 'two');
    await ada.says('/study review');
    await answers(ada, 'Again');
    expect(ada.text).toContain('two');
    studyloop.clock.passMinutes(1);
    await answers(ada, 'Easy');
    expect(ada.text).toContain('Once more: you saw this one a moment ago.');
    expect(ada.text).toContain('one');
    expect(ada.text).toContain('Today: 2 of 2');
    await answers(ada, 'Good');
    expect(ada.text).toContain('One card comes back at 09:11.');
    await ada.presses('Go on');
    expect(ada.text).toContain('One card comes back at 09:11.');
    studyloop.clock.passMinutes(10);
    await ada.presses('Go on');
    expect(ada.text).toContain('one');
    await answers(ada, 'Good');
    expect(ada.card.title).toBe('Done for today: 2 cards');
  });

  test('higher desired retention brings cards back sooner', async () => {
    const [ada, bo] = [someone(), someone()];
    for (const who of [ada, bo]) await learned(who, 'Same', { stability: 30, dueDaysAgo: 0 });
    await studyloop.db
      .update(member)
      .set({ retention: 0.97 })
      .where(eq(member.id, await idOf(bo)));
    for (const who of [ada, bo]) {
      await who.says('/study review');
      await answers(who, 'Good');
    }
    const [[a], [b]] = [await memoriesOf(ada), await memoriesOf(bo)];
    expect(a?.stability).toBeCloseTo(b?.stability ?? 0, 5);
    expect(b?.dueAt.getTime()).toBeLessThan((a?.dueAt.getTime() ?? 0) - 20 * dayMs);
  });

  test('in a group’s room it is still for one person alone', async () => {
    const ada = someone().goesTo('library');
    await adds(ada, 'one');
    expect((await ada.says('/study review')).seenBy).toBe('me');
    expect((await ada.presses('Show')).seenBy).toBe('me');
  });

  test('where times matter the zone is asked once', async () => {
    const ada = studyloop.person(`Unsure ${++people}`);
    await adds(ada, 'one');
    expect(plainCard((await ada.says('/study review')).note as Card)).toContain('It is 08:00 for you, right?');
  });
});

describe('a press counts once', () => {
  test('the same grade pressed twice at once is one review, and both presses get a kind answer', async () => {
    const ada = someone();
    await adds(ada, 'one', 'two');
    await ada.says('/study review');
    await ada.presses('Show');
    const intent = buttonOf(ada.card, like('Good', ada.card)).intent;
    const replies = await Promise.all([ada.pressesIntent(intent), ada.pressesIntent(intent)]);
    expect(await reviewsOf(ada)).toHaveLength(1);
    expect(await memoriesOf(ada)).toMatchObject([{ reps: 1 }]);
    const texts = replies.map(({ show, refused }) => [refused, plainCard(show as Card)] as const);
    expect(texts.every(([refused, text]) => refused === undefined && text.includes('two'))).toBe(true);
    expect(texts.filter(([, text]) => text.includes('graded already'))).toHaveLength(1);
  });

  test('rival grades of a card that is known: one counts', async () => {
    const ada = someone();
    await learned(ada, 'Rivals', { stability: 10, dueDaysAgo: 1 });
    await ada.says('/study review');
    await ada.presses('Show');
    const intents: Intent[] = ['Again', 'Good', 'Easy'].map((it) => buttonOf(ada.card, like(it, ada.card)).intent);
    const replies = await Promise.all(intents.map((intent) => ada.pressesIntent(intent)));
    expect(replies.map(({ refused }) => refused)).toEqual([undefined, undefined, undefined]);
    expect(await reviewsOf(ada)).toHaveLength(1);
    expect(await memoriesOf(ada)).toMatchObject([{ reps: 4 }]);
  });

  test('an old message’s buttons change nothing and show where one is', async () => {
    const ada = someone();
    await adds(ada, 'one', 'two', 'three');
    await ada.says('/study review');
    const question = ada.card;
    await ada.presses('Show');
    const answer = ada.card;
    await pressesLike(ada, 'Easy');
    await ada.presses(like('Again', answer), answer);
    expect(ada.text).toContain('That one was graded already.');
    expect(ada.text).toContain('two');
    await ada.presses('Show', question);
    expect(ada.text).toContain('That one was graded already.');
    expect(await reviewsOf(ada)).toHaveLength(1);
  });

  test('a press on a card that was deleted goes on to the next', async () => {
    const ada = someone();
    await adds(ada, 'one', 'two');
    await ada.says('/study review');
    await ada.presses('Show');
    const answer = ada.card;
    await studyloop.db.delete(card).where(eq(card.front, 'one'));
    await ada.presses(like('Good', answer), answer);
    expect(ada.text).toContain('That card is no longer there.');
    expect(ada.text).toContain('two');
    expect(await reviewsOf(ada)).toEqual([]);
  });

  test('nobody grades or reads a card of another’s deck', async () => {
    const [ada, eve] = [someone(), someone()];
    await adds(ada, 'Ada’s secret');
    await ada.says('/study review');
    const question = ada.card;
    await ada.presses('Show');
    const answer = ada.card;
    for (const [label, on] of [
      ['Show', question],
      [like('Good', answer), answer],
    ] as const) {
      await eve.presses(label, on);
      expect(eve.text).not.toContain('secret');
    }
    expect(await memoriesOf(eve)).toEqual([]);
    expect(await memoriesOf(ada)).toEqual([]);
  });
});

describe('taking back', () => {
  test('the last grade is taken back as if it had not been given', async () => {
    const ada = someone();
    await learned(ada, 'Known', { stability: 10, dueDaysAgo: 1 }, { stability: 5, dueDaysAgo: 1 });
    const before = await memoriesOf(ada);
    await ada.says('/study review');
    const asked = ada.text;
    await answers(ada, 'Again');
    expect(await memoriesOf(ada)).not.toEqual(before);
    await ada.presses('Undo last');
    expect(ada.text).toContain('Taken back. Here it is again.');
    expect(ada.text).toContain(asked.split('\n')[1]);
    expect(await memoriesOf(ada)).toEqual(before);
    expect(await reviewsOf(ada)).toEqual([]);
  });

  test('a card begun by the press is new again; the end of the day offers it too', async () => {
    const ada = someone();
    await adds(ada, 'one');
    await ada.says('/study review');
    await answers(ada, 'Easy');
    expect(ada.card.title).toBe('Done for today: 1 card');
    await ada.presses('Undo last');
    expect(await memoriesOf(ada)).toEqual([]);
    await answers(ada, 'Easy');
    expect(await memoriesOf(ada)).toHaveLength(1);
  });

  test('pressed twice at once it takes back one press, not two', async () => {
    const ada = someone();
    await adds(ada, 'one', 'two');
    await ada.says('/study review');
    await answers(ada, 'Easy');
    await answers(ada, 'Easy');
    const intent = buttonOf(ada.card, 'Undo last').intent;
    await Promise.all([ada.pressesIntent(intent), ada.pressesIntent(intent)]);
    expect(await reviewsOf(ada)).toHaveLength(1);
    expect(await memoriesOf(ada)).toHaveLength(1);
  });

  test('yesterday stays as it was', async () => {
    const ada = someone();
    await adds(ada, 'one');
    await ada.says('/study review');
    await answers(ada, 'Easy');
    const end = ada.card;
    studyloop.clock.to('2026-03-03T08:00:00Z');
    await ada.presses('Undo last', end);
    expect(ada.text).toContain('I could not take that back');
    expect(await reviewsOf(ada)).toHaveLength(1);
  });
});

describe('the schedule learns from the answers', () => {
  const learnedBy = async (who: Player) => {
    const [row] = await studyloop.db
      .select()
      .from(recallCalibration)
      .where(eq(recallCalibration.memberId, await idOf(who)));
    return row;
  };
  /** The days until a card comes back after Good, and the days that FSRS alone would give it. */
  async function daysAfterGood(who: Player, cardId: string) {
    const before = (await memoriesOf(who)).find((it) => it.cardId === cardId);
    if (!before) throw new Error('There is no such memory');
    await answers(who, 'Good');
    const after = (await memoriesOf(who)).find((it) => it.cardId === cardId);
    const now = after?.lastReviewAt ?? new Date(0);
    const alone = grade(before, 'good', now, defaultSpacing, cardId).memory.dueAt;
    const days = (at: Date | undefined) => ((at?.getTime() ?? 0) - now.getTime()) / dayMs;
    return { days: days(after?.dueAt), alone: days(alone) };
  }

  test('one who forgets more than predicted is asked sooner, one who recalls all later', async () => {
    const [ada, bo] = [someone(), someone()];
    for (const [who, said] of [
      [ada, 'Again'],
      [bo, 'Good'],
    ] as const) {
      await learned(who, 'Spanish', ...many(8, { stability: 10, dueDaysAgo: 2 }));
      await who.says('/study review');
      for (let i = 0; i < 8; i++) await answers(who, said);
    }
    const [adas = ''] = await learned(ada, 'Exam', { stability: 60, dueDaysAgo: 0 });
    const [bos = ''] = await learned(bo, 'Exam', { stability: 60, dueDaysAgo: 0 });
    for (const who of [ada, bo]) await who.says('/study review Exam');
    const [forgetful, firm] = [await daysAfterGood(ada, adas), await daysAfterGood(bo, bos)];
    expect(forgetful.days).toBeLessThan(forgetful.alone - 3);
    expect(firm.days).toBeGreaterThan(firm.alone + 3);
  });

  test('the picture of a deck, its words and /study why tell the same of a card, by what was learned', async () => {
    const [ada, bo] = [someone(), someone()];
    const told = async (who: Player, said: string) => {
      await learned(who, 'Spanish', ...many(8, { stability: 10, dueDaysAgo: 2 }));
      await who.says('/study review');
      for (let i = 0; i < 8; i++) await answers(who, said);
      await learned(who, 'Exam', { stability: 60, dueDaysAgo: 5 });
      await who.says('/study why review');
      const now = /(\d+)% now/.exec(who.text)?.[1];
      await who.says('/study progress Exam');
      const picture = who.card.blocks.find((block) => block.kind === 'picture');
      expect(picture?.kind === 'picture' && picture.alt).toContain(`Expected recall is ${now}% today`);
      return { now: Number(now), later: Number(/still know (\d+)% if you stop/.exec(who.text)?.[1]) };
    };
    const [forgetful, firm] = [await told(ada, 'Again'), await told(bo, 'Good')];
    expect(forgetful.now).toBeLessThan(firm.now);
    expect(forgetful.later).toBeLessThan(firm.later - 5);
  });

  test('what is expected of the next card moves with each answer, and is kept beside it', async () => {
    const ada = someone();
    await learned(ada, 'Spanish', ...many(5, { stability: 10, dueDaysAgo: 2 }));
    await ada.says('/study review');
    for (let i = 0; i < 5; i++) await answers(ada, 'Again');
    const expected = (await reviewsOf(ada)).map((it) => it.expected ?? 0);
    expect(expected).toHaveLength(5);
    expect(expected).toEqual(expected.toSorted((a, b) => b - a));
    expect(expected[4]).toBeLessThan((expected[0] ?? 0) - 0.2);
    expect(await learnedBy(ada)).toMatchObject({ day: '2026-03-02' });
  });

  test('a grade that is taken back is unlearned, however many are taken back', async () => {
    const ada = someone();
    await learned(ada, 'Spanish', ...many(4, { stability: 10, dueDaysAgo: 2 }));
    await ada.says('/study review');
    await answers(ada, 'Good');
    await studyloop.settle();
    const before = await learnedBy(ada);
    for (const said of ['Again', 'Hard', 'Again']) await answers(ada, said);
    expect((await learnedBy(ada))?.numbers).not.toEqual(before?.numbers);
    for (let i = 0; i < 3; i++) await ada.presses('Undo last');
    expect(await learnedBy(ada)).toEqual(before);
  });

  test('graded on another day, the morning is that of the new day', async () => {
    const ada = someone();
    await learned(ada, 'Spanish', ...many(2, { stability: 10, dueDaysAgo: 2 }));
    await ada.says('/study review');
    await answers(ada, 'Good');
    await studyloop.settle();
    const monday = await learnedBy(ada);
    studyloop.clock.to('2026-03-03T08:00:00Z');
    await ada.says('/study review');
    await answers(ada, 'Again');
    expect(await learnedBy(ada)).toMatchObject({ day: '2026-03-03', morning: monday?.numbers });
    await ada.presses('Undo last');
    expect(await learnedBy(ada)).toMatchObject({ day: '2026-03-03', numbers: monday?.numbers });
  });

  test('a log from before is learned with the first grade, in its own order', async () => {
    const ada = someone();
    const ids = await learned(ada, 'Spanish', ...many(3, { stability: 10, dueDaysAgo: 0 }));
    const memberId = await idOf(ada);
    const past = [30, 28, 20].flatMap((daysAgo, i) =>
      ids.map((cardId, k) => ({
        memberId,
        cardId,
        at: new Date(studyloop.clock.now().getTime() - daysAgo * dayMs + k * 10_000),
        day: '2026-02-01',
        grade: i === 2 ? ('again' as const) : ('good' as const),
        durationMs: 5000,
        source: 'file' as const,
      })),
    );
    await studyloop.db.insert(review).values(past);
    await ada.says('/study review');
    await answers(ada, 'Good');
    await studyloop.settle();
    const row = await learnedBy(ada);
    const [answersLearned, thoughts] = [calibrationFrom(row?.numbers ?? null), calibrationFrom(row?.morning ?? null)];
    expect(answersLearned).toMatchObject({ answers: 7, thoughts: 10 });
    expect(thoughts).toMatchObject({ answers: 6, thoughts: 9 });
  });
});

describe('how many a day', () => {
  test('ten at most; the rest can wait, or be asked for', async () => {
    const ada = someone();
    await learned(ada, 'Many', ...many(12, { stability: 10, dueDaysAgo: 1 }));
    await ada.says('/study review');
    expect(ada.text).toContain('Today: 0 of 10');
    for (let i = 0; i < 10; i++) await answers(ada, 'Good');
    expect(ada.card.title).toBe('Done for today: 10 cards');
    expect(ada.text).toContain('Can wait until tomorrow: 2 cards');
    const end = ada.card;
    await ada.presses('2 more');
    expect(ada.text).toContain('Today: 10 of 12');
    await ada.presses('2 more', end);
    expect(ada.text).toContain('Today: 10 of 12');
    await answers(ada, 'Good');
    await answers(ada, 'Good');
    expect(ada.card.title).toBe('Done for today: 12 cards');
    expect(ada.text).not.toContain('more]');
  });

  test('five new ones a day in the order of the deck; tomorrow the next', async () => {
    const ada = someone();
    await adds(ada, 'n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7');
    await ada.says('/study review');
    const seen: string[] = [];
    for (let i = 0; i < 5; i++) {
      seen.push(ada.text.split('\n')[1] ?? '');
      await answers(ada, 'Easy');
    }
    expect(seen).toEqual(['n1', 'n2', 'n3', 'n4', 'n5']);
    expect(ada.card.title).toBe('Done for today: 5 cards');
    studyloop.clock.to('2026-03-03T08:00:00Z');
    await ada.says('/study review');
    expect(ada.text).toContain('n6');
  });

  test('the day is the learner’s own: at their midnight there is room again', async () => {
    const ada = someone('Pacific/Auckland');
    await learned(ada, 'Far', ...many(12, { stability: 10, dueDaysAgo: 1 }));
    studyloop.clock.to('2026-03-02T10:50:00Z'); // 23:50 there
    await ada.says('/study review');
    for (let i = 0; i < 10; i++) await answers(ada, 'Good');
    expect(ada.text).toContain('Can wait until tomorrow: 2 cards');
    studyloop.clock.to('2026-03-02T11:05:00Z');
    await ada.says('/study review');
    expect(ada.text).toContain('Today: 0 of 2');
    expect((await reviewsOf(ada)).map(({ day }) => day)).toEqual(
      many(10, { stability: 0, dueDaysAgo: 0 }).map(() => '2026-03-02'),
    );
  });

  test('what a wait would cost most comes first, and decks take turns', async () => {
    const ada = someone();
    await learned(ada, 'Firm', { stability: 200, dueDaysAgo: 1 }, { stability: 200, dueDaysAgo: 1 });
    await learned(ada, 'Frail', { stability: 6, dueDaysAgo: 3 }, { stability: 6, dueDaysAgo: 3 });
    await ada.says('/study review');
    const decksSeen: string[] = [];
    for (let i = 0; i < 4; i++) {
      decksSeen.push(ada.card.title);
      await answers(ada, 'Good');
    }
    expect(decksSeen).toEqual(['Frail', 'Firm', 'Frail', 'Firm']);
  });
});

describe('after a break', () => {
  test('62 waiting: spread, most endangered today, none lost, none twice', async () => {
    const ada = someone();
    await learned(ada, 'Break', ...many(62, { stability: 10, dueDaysAgo: 20 }));
    await ada.says('/study review');
    expect(ada.card.title).toBe('62 waiting. 10 today, the rest over 6 days?');
    const question = ada.card;
    await ada.presses('Yes, spread');
    expect(ada.text).toContain('Spread: at most 9 a day over the next 6 days.');
    expect(ada.text).toContain('Today: 0 of 10');

    const spread = await memoriesOf(ada);
    const perDay = Map.groupBy(spread, ({ dueAt }) =>
      Math.ceil((dueAt.getTime() - studyloop.clock.now().getTime()) / dayMs),
    );
    const later = [...perDay].filter(([day]) => day > 0).sort(([a], [b]) => a - b);
    expect(later.map(([day, cards]) => [day, cards.length])).toEqual([
      [1, 9],
      [2, 9],
      [3, 9],
      [4, 9],
      [5, 9],
      [6, 7],
    ]);

    await ada.presses('Yes, spread', question);
    expect(await memoriesOf(ada)).toEqual(spread);
    await ada.says('/study review');
    expect(ada.text).toContain('Today: 0 of 10');
  });

  test('all today, if that is what they want', async () => {
    const ada = someone();
    await learned(ada, 'All', ...many(31, { stability: 10, dueDaysAgo: 20 }));
    await ada.says('/study review');
    await ada.presses('All today');
    expect(ada.text).toContain('Today: 0 of 31');
    await answers(ada, 'Good');
    expect(ada.text).toContain('Today: 1 of 31');
    await ada.says('/study review');
    expect(ada.text).toContain('Today: 1 of 31');
    studyloop.clock.to('2026-03-03T08:00:00Z');
    await ada.says('/study review');
    expect(ada.card.title).toBe('30 waiting. 10 today, the rest over 2 days?');
  });

  test('a card reviewed while the rest is being spread keeps its own date', async () => {
    const ada = someone();
    const [cardId = ''] = await learned(ada, 'Race', { stability: 10, dueDaysAgo: 20 });
    await ada.says('/study review');
    await answers(ada, 'Good');
    const graded = await memoriesOf(ada);
    const memberId = await idOf(ada);
    const dueAt = new Date('2026-03-04T08:00:00Z');
    await studyloop.db.transaction((tx) => moveDue(tx, memberId, [{ cardId, reps: 3, dueAt }]));
    expect(await memoriesOf(ada)).toEqual(graded);
    await studyloop.db.transaction((tx) => moveDue(tx, memberId, [{ cardId, reps: 4, dueAt }]));
    expect(await memoriesOf(ada)).toMatchObject([{ dueAt }]);
  });
});

describe('an exam in view', () => {
  test('each card says what a review is worth on the day, and what would come too late is brought forward', async () => {
    const ada = someone();
    await learned(ada, 'Anatomy', { stability: 6, dueDaysAgo: 1 });
    await ada.says('/study decks Anatomy');
    await ada.presses('Exam date');
    await ada.fills({ day: '12 March' });
    await ada.says('/study review');
    const [, now, skip] = /Exam on Thu 12 Mar: reviewed now (\d+)%, skipped (\d+)%\./.exec(ada.text) ?? [];
    expect(Number(now)).toBeGreaterThan(Number(skip) + 5);
    await ada.presses('Show');
    expect(like('Again', ada.card)).toBe('Again · 10 min');
    studyloop.clock.passMinutes(0.1);
    await ada.presses('Good · before the exam');
    const [kept] = await memoriesOf(ada);
    expect(kept?.dueAt.getTime()).toBeGreaterThan(studyloop.clock.now().getTime() + dayMs);
    expect(kept?.dueAt.getTime()).toBeLessThan(Date.parse('2026-03-12T08:00:00Z'));
  });

  test('after it the schedule goes by memory alone', async () => {
    const ada = someone();
    await learned(ada, 'Past', { stability: 40, dueDaysAgo: 2 });
    await ada.says('/study decks Past');
    await ada.presses('Exam date');
    await ada.fills({ day: '3 March' });
    studyloop.clock.to('2026-03-04T08:00:00Z');
    await ada.says('/study review');
    expect(ada.text).not.toContain('Exam');
    await answers(ada, 'Good');
    const [kept] = await memoriesOf(ada);
    expect(kept?.dueAt.getTime()).toBeGreaterThan(studyloop.clock.now().getTime() + 40 * dayMs);
  });
});

describe('where to go', () => {
  test('no cards yet: write one, or bring a deck', async () => {
    const ada = someone();
    await ada.says('/study review');
    expect(ada.card.title).toBe('No cards yet');
    await ada.presses('Add a card');
    expect(ada.form.title).toBe('New review card');
    await ada.says('/study review');
    await ada.presses('Import a deck');
    expect(ada.form.title).toBe('Import a deck');
  });

  test('nothing due: when the next is', async () => {
    const ada = someone();
    await learned(ada, 'Later', { stability: 10, dueDaysAgo: -3 }, { stability: 10, dueDaysAgo: -3.1 });
    await ada.says('/study review');
    expect(ada.card.title).toBe('Nothing is due today');
    expect(ada.text).toContain('Next: 2 cards on Thu 5 Mar');
  });

  test('one deck alone, and all the way through it', async () => {
    const ada = someone();
    await learned(ada, 'Spanish', ...many(2, { stability: 10, dueDaysAgo: 1 }));
    await learned(ada, 'French', ...many(2, { stability: 10, dueDaysAgo: 1 }));
    await ada.says('/study review french');
    for (let i = 0; i < 2; i++) {
      expect(ada.card.title).toBe('French');
      await answers(ada, 'Good');
    }
    expect(ada.card.title).toBe('Done for today: 2 cards');
    expect(await ada.suggestions('study', 'review', 'deck', 'span')).toEqual([{ value: 'Spanish', label: 'Spanish' }]);
  });

  test('a deck that is not there: which there are', async () => {
    const ada = someone();
    await learned(ada, 'Spanish', { stability: 10, dueDaysAgo: 1 });
    const reply = await ada.says('/study review Latin');
    expect(reply.refused).toBeDefined();
    expect(ada.text).toContain('You study no deck called Latin');
    expect(ada.text).toContain('Spanish');
    await ada.presses('Review all');
    expect(ada.card.title).toBe('Spanish');
  });

  test('a card longer than any message is shown as far as it fits', async () => {
    const ada = someone();
    const [cardId = ''] = await learned(ada, 'Long', { stability: 10, dueDaysAgo: 1 });
    await studyloop.db
      .update(card)
      .set({ front: '@everyone '.repeat(900), back: '**b** '.repeat(1500) })
      .where(and(eq(card.id, cardId)));
    await ada.says('/study review');
    await answers(ada, 'Good');
    expect(ada.card.title).toBe('Done for today: 1 card');
  });
});

describe('going on from another program', () => {
  const now = new Date('2026-03-02T08:00:00Z');
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
  const going = (past: Omit<PastReview, 'cardId'>) =>
    continueCard({ cardId: 'card', ...past }, now, 'Europe/Berlin', defaultSpacing);

  test.each([
    [2.5, 10, 6.9140563],
    [1.3, 20, 10],
  ])('SM-2’s ease %s at %s days is the difficulty that fsrs-rs makes of it', (ease, intervalDays, difficulty) => {
    const { memory, logs } = going({ reviews: [], schedule: { intervalDays, ease, dueAtMs: daysAgo(-3).getTime() } });
    expect(memory?.difficulty).toBeCloseTo(difficulty, 4);
    expect(memory).toMatchObject({
      stability: intervalDays,
      state: 'review',
      reps: 1,
      dueAt: daysAgo(-3),
      lastReviewAt: daysAgo(intervalDays - 3),
    });
    expect(logs).toEqual([]);
  });

  test('memory that the other program kept is taken as it is', () => {
    const schedule = { intervalDays: 12, stability: 15.5, difficulty: 3.2, dueAtMs: daysAgo(1).getTime() };
    expect(going({ reviews: [], schedule }).memory).toMatchObject({
      stability: 15.5,
      difficulty: 3.2,
      dueAt: daysAgo(1),
    });
  });

  test('without a next day it is due now; without an interval it is new', () => {
    expect(going({ reviews: [], schedule: { intervalDays: 12 } }).memory).toMatchObject({
      dueAt: now,
      lastReviewAt: daysAgo(12),
    });
    expect(going({ reviews: [], schedule: { intervalDays: 0 } }).memory).toBeNull();
    expect(going({ reviews: [] }).memory).toBeNull();
  });

  test('a log is replayed; the next day stays the one that was set, never before the last review', () => {
    const reviews = [40, 39, 30].map((days) => ({ atMs: daysAgo(days).getTime(), grade: 'good' as const }));
    const left = (schedule?: PastReview['schedule']) => going({ reviews, ...(schedule && { schedule }) }).memory;
    expect(left()?.reps).toBe(3);
    expect(left({ intervalDays: 31, dueAtMs: daysAgo(-1).getTime() })).toEqual({ ...left(), dueAt: daysAgo(-1) });
    expect(left({ intervalDays: 1, dueAtMs: daysAgo(35).getTime() })?.dueAt).toEqual(daysAgo(30));
  });

  test('reviews from a clock that ran ahead are left out', () => {
    const reviews = [3, -3].map((days) => ({ atMs: daysAgo(days).getTime(), grade: 'easy' as const }));
    expect(going({ reviews }).logs).toHaveLength(1);
  });
});
