import { and, desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { readMastery } from '../../src/db/reading/mastery.ts';
import {
  card,
  deck,
  deckLearner,
  goal,
  masteryCommon,
  masteryLearner,
  masteryLink,
  masteryState,
  member,
  memory,
  mistake,
  practiceArm,
  practiceQuestion,
} from '../../src/db/schema/index.ts';
import { keepMastery, openMastery } from '../../src/features/practice/mastery.ts';
import { explainSkill, learnFrom, openBook } from '../../src/study/mastery/book.ts';
import { dayMs } from '../../src/study/memory/spacing.ts';
import { buttonOf, controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
let people = 0;
beforeAll(async () => {
  studyloop = await startStudyloop();
});
afterAll(async () => studyloop?.stop());
beforeEach(() => studyloop.clock.to('2026-03-02T08:00:00Z'));

const someone = (name = 'Ada') => studyloop.person(`${name} ${++people}`, 'Europe/Berlin');
const idOf = async (who: Player) => {
  const [row] = await studyloop.db.select().from(member).where(eq(member.key, who.sender.key));
  return row?.id ?? '';
};

interface Made {
  readonly front: string;
  readonly back: string;
  readonly tag?: string;
}

/** A deck of these cards, studied by its owner. Gives the ids of deck and cards. */
async function hasDeck(who: Player, name: string, cards: readonly Made[]) {
  await who.says('/study decks');
  const [memberId, createdAt, deckId] = [await idOf(who), studyloop.clock.now(), studyloop.world.newId()];
  const rows = cards.map(({ front, back, tag }) => {
    return { id: studyloop.world.newId(), deckId, front, back, tags: tag === undefined ? [] : [tag], createdAt };
  });
  await studyloop.db.insert(deck).values({ id: deckId, memberId, name, createdAt });
  await studyloop.db.insert(deckLearner).values({ deckId, memberId, at: createdAt });
  await studyloop.db.insert(card).values(rows);
  return { deckId, cardIds: rows.map(({ id }) => id) };
}

const capitals: readonly Made[] = [
  { front: 'Capital of Peru?', back: 'Lima' },
  { front: 'Capital of Chile?', back: 'Santiago' },
  { front: 'Capital of Ecuador?', back: 'Quito' },
  { front: 'Capital of Norway?', back: 'Oslo' },
  { front: 'Capital of Kenya?', back: 'Nairobi' },
  { front: 'Capital of Japan?', back: 'Tokyo' },
];
/** Two cards give too few wrong answers to choose from: their answers are written. */
const pair: readonly Made[] = [
  { front: 'What does ATP stand for?', back: 'Adenosine triphosphate' },
  { front: 'Where is ATP made?', back: 'In the mitochondria' },
];

/** The question that the member was asked last, as the database has it. */
async function lastOf(who: Player) {
  const [row] = await studyloop.db
    .select()
    .from(practiceQuestion)
    .where(eq(practiceQuestion.memberId, await idOf(who)))
    .orderBy(desc(practiceQuestion.id))
    .limit(1);
  if (!row) throw new Error(`${who.sender.name} was asked nothing`);
  return row;
}

const labels = (on: Card) => controlsOf(on).map(({ label }) => label);
const letterOf = (choices: readonly string[], text: string) => 'ABCD'[choices.indexOf(text)] ?? '?';

async function saysSure(who: Player, sure = '70%') {
  if (labels(who.card).includes(sure)) await who.presses(sure);
}

/** Answers the question on the desk, rightly or not. */
async function answers(who: Player, isRight: boolean, sure = '70%') {
  await saysSure(who, sure);
  const { format, choices, key, answer } = await lastOf(who);
  if (format === 'choice') {
    const text = isRight ? key : (choices.find((it) => it !== key && it !== answer) ?? '');
    return who.presses(letterOf(choices, text));
  }
  await who.presses(answer === null ? 'Write the answer' : 'Answer again');
  return who.fills({ answer: isRight ? key : 'something else entirely' });
}

async function explained(who: Player, skill: string) {
  const { kept } = await studyloop.db.transaction(async (tx) =>
    readMastery(tx, await idOf(who), [{ cardId: '', skill }]),
  );
  return explainSkill(openBook(kept), skill, studyloop.clock.now());
}

describe('one question', () => {
  test('confidence comes before the answer, the answer before the result, and the next takes its place', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    const asked = await ada.says('/study practice');
    expect(asked.seenBy).toBe('me');
    expect(ada.card.title).toBe('Capitals');
    expect(labels(ada.card)).toEqual(['50%', '70%', '90%', '99%', 'Another one']);

    expect((await ada.presses('90%')).answers).toBe('in place');
    expect(ada.text).toContain('You are 90% sure.');
    expect(labels(ada.card)).toEqual(['A', 'B', 'C', 'D', 'I do not know']);
    expect(ada.text).toMatch(/\nA: .+\nB: .+\nC: .+\nD: .+\n/);
    const { key, choices } = await lastOf(ada);
    await ada.presses(letterOf(choices, key));
    expect(ada.card).toMatchObject({ title: 'Right', tone: 'good' });
    // Whether the card's hints or its answer were seen a moment ago elsewhere is not claimed.
    expect(ada.text).toContain('Found at the first look. You said 90%.');
    expect(ada.text).toContain('Right today: 1 of 1');
    expect(await lastOf(ada)).toMatchObject({ state: 'right', confidence: 90, answer: key, day: '2026-03-02' });

    expect((await ada.presses('Next')).answers).toBe('in place');
    expect((await lastOf(ada)).state).toBe('sure');
  });

  test('wrong: one look again without the wrong choice, and one that is mended is praised and no mistake', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    await answers(ada, false);
    expect(ada.card.title).toBe('Not quite. Look again');
    const { key, choices, answer } = await lastOf(ada);
    const left = choices.filter((it) => it !== answer).map((it) => letterOf(choices, it));
    expect(labels(ada.card)).toEqual([...left, 'I do not know']);
    expect(ada.text).toContain(`You said: ${answer}`);
    await ada.presses(letterOf(choices, key));
    expect(ada.card.title).toBe('Right, on second thought');
    expect(await lastOf(ada)).toMatchObject({ state: 'second thought', answer, secondAnswer: key });
    expect(labels(ada.card)).toEqual(['Next']);
  });

  test('wrong twice: no answer until it is asked for; hint, answer and next stand side by side', async () => {
    const ada = someone();
    await hasDeck(ada, 'Cells', pair);
    await ada.says('/study practice');
    await answers(ada, false);
    await answers(ada, false);
    const { key } = await lastOf(ada);
    expect(ada.card.title).toBe('Not this time');
    expect(labels(ada.card)).toEqual(['Hint', 'Show answer', 'Next', 'My mistakes']);
    expect(JSON.stringify(ada.card)).not.toContain(key);
    await ada.presses('Show answer');
    expect(ada.text).toContain(key);
    expect(labels(ada.card)).toEqual(['Next', 'My mistakes']);
  });

  test('an answer that is nearly right is called so', async () => {
    const ada = someone();
    await hasDeck(ada, 'Cells', pair.slice(0, 1));
    await ada.says('/study practice');
    await saysSure(ada);
    await ada.presses('Write the answer');
    await ada.fills({ answer: 'adenosin triphosphat' });
    expect(ada.card.title).toBe('Almost. Look again');
    await ada.presses('Answer again');
    await ada.fills({ answer: 'ADENOSINE  triphosphate.' });
    expect(ada.card.title).toBe('Right, on second thought');
  });

  test('“I do not know” is an honest answer: no second look, and it counts as not known', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    await saysSure(ada, '50%');
    await ada.presses('I do not know');
    expect(ada.card.title).toBe('Not this time');
    expect(await lastOf(ada)).toMatchObject({ state: 'wrong', answer: null });
    await ada.presses('My mistakes');
    expect(ada.text).toContain('you did not know');
  });

  test('another one is asked where this one is not wanted', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    const first = await lastOf(ada);
    await ada.presses('Another one');
    const second = await lastOf(ada);
    expect(second.cardId).not.toBe(first.cardId);
    expect(second.state).toBe('sure');
  });

  test('only the deck that is named; a name that is none says which there are', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    const { cardIds } = await hasDeck(ada, 'Cells', pair);
    for (let n = 0; n < 4; n++) {
      await ada.says('/study practice cells');
      expect(cardIds).toContain((await lastOf(ada)).cardId);
      await answers(ada, true);
      await ada.presses('Next');
      expect(cardIds).toContain((await lastOf(ada)).cardId);
    }
    await ada.says('/study practice Maths');
    expect(ada.text).toContain('Yours are: Capitals, Cells.');
    expect(await ada.suggestions('study', 'practice', 'deck', 'cap')).toEqual([
      { value: 'Capitals', label: 'Capitals' },
    ]);
  });
});

describe('the answer is not on the question', () => {
  test('an open question holds it nowhere; a choice holds it among the others, and no button tells which', async () => {
    const ada = someone();
    await hasDeck(ada, 'Cells', pair);
    const bo = someone('Bo');
    await hasDeck(bo, 'Capitals', capitals);
    for (let n = 0; n < 6; n++) {
      for (const who of [ada, bo]) {
        await who.says('/study practice');
        const { key, format, choices } = await lastOf(who);
        const shown = () => JSON.stringify(who.reply);
        for (const step of ['70%', null]) {
          if (step) await who.presses(step);
          if (format === 'open') expect(shown()).not.toContain(key);
          else for (const choice of choices) expect(shown().split(`"${choice}"`).length).toBeLessThanOrEqual(2);
          expect(controlsOf(who.card).every((it) => !JSON.stringify(it).includes(key))).toBe(true);
        }
        await answers(who, true);
      }
    }
  });

  test('the right one stands at each place in turn', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    const places = new Set<number>();
    for (let n = 0; n < 25; n++) {
      await ada.says('/study practice');
      const { key, choices } = await lastOf(ada);
      if (choices.length > 0) places.add(choices.indexOf(key));
      await ada.presses('Another one');
    }
    expect([...places].sort()).toEqual([0, 1, 2, 3]);
  });
});

describe('bad input and old buttons', () => {
  test('an empty answer and 20,000 characters are told, and nothing is lost', async () => {
    const ada = someone();
    await hasDeck(ada, 'Cells', pair);
    await ada.says('/study practice');
    await saysSure(ada);
    await ada.presses('Write the answer');
    const sheet = ada.form;
    expect((await ada.fills({ answer: '   ' }, sheet)).refused?.problems).toHaveProperty('answer');
    const long = await ada.fills({ answer: 'x'.repeat(20_000) }, sheet);
    expect(long.refused?.problems.answer).toContain('20000 characters, and 1000 fit');
    expect((await lastOf(ada)).state).toBe('answer');
    await ada.fills({ answer: (await lastOf(ada)).key }, sheet);
    expect(ada.card.title).toBe('Right');
  });

  test('two presses at once are one answer', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    await saysSure(ada);
    const { choices, key, skill } = await lastOf(ada);
    const wrong = buttonOf(ada.card, letterOf(choices, choices.find((it) => it !== key) ?? '')).intent;
    const replies = await Promise.all([ada.pressesIntent(wrong), ada.pressesIntent(wrong)]);
    expect(replies.map(({ refused }) => refused)).toEqual([undefined, undefined]);
    expect((await lastOf(ada)).state).toBe('again');
    expect((await explained(ada, skill)).answers).toBe(1);
  });

  test('two commands at once ask one question', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    const [one, other] = await Promise.all([ada.says('/study practice'), ada.says('/study practice')]);
    expect(plainCard(one.show as Card)).toBe(plainCard(other.show as Card));
  });

  test('buttons from an earlier moment change nothing and show where one is', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    const asked = ada.card;
    await ada.presses('90%');
    const answering = ada.card;
    await ada.presses('50%', asked);
    expect(ada.text).toContain('This question has moved on.');
    expect((await lastOf(ada)).confidence).toBe(90);
    await answers(ada, true);
    for (const label of ['A', 'B', 'I do not know']) {
      await ada.presses(label, answering);
      expect(ada.card.title).toBe('Right');
    }
    expect((await lastOf(ada)).state).toBe('right');
    await ada.presses('Another one', asked);
    expect((await lastOf(ada)).state).toBe('sure');
  });

  test('the answer cannot be shown before it was tried', async () => {
    const ada = someone();
    await hasDeck(ada, 'Cells', pair);
    await ada.says('/study practice');
    const { id, key } = await lastOf(ada);
    await ada.pressesWire(`practice.show?questionId=${id}`);
    expect(JSON.stringify(ada.reply)).not.toContain(key);
    expect((await lastOf(ada)).state).toBe('sure');
  });

  test('the question of another is neither seen nor answered', async () => {
    const [ada, eve] = [someone(), someone('Eve')];
    const { deckId } = await hasDeck(ada, 'Shared', capitals);
    await eve.says('/study decks');
    await studyloop.db.insert(deckLearner).values({ deckId, memberId: await idOf(eve), at: studyloop.clock.now() });
    await ada.says('/study practice');
    await saysSure(ada);
    const { id, key } = await lastOf(ada);
    for (const wire of [
      `practice.choose?questionId=${id}&look=1&choice=0`,
      `practice.show?questionId=${id}`,
      `practice.give-up?questionId=${id}&look=1`,
      `practice.skip?questionId=${id}`,
      `practice.write?questionId=${id}&look=1`,
    ]) {
      expect((await eve.pressesWire(wire)).refused).toBeDefined();
      expect(eve.text).toContain('no longer there');
      expect(JSON.stringify(eve.reply)).not.toContain(key);
    }
    await eve.pressesWire(`practice.answer?questionId=${id}&look=1`, { answer: key });
    expect(eve.text).toContain('no longer there');
    expect((await lastOf(ada)).state).toBe('answer');
  });

  test('a card or deck that was deleted takes its question with it', async () => {
    const ada = someone();
    const { deckId } = await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    const asked = ada.card;
    await studyloop.db.delete(card).where(eq(card.id, (await lastOf(ada)).cardId));
    await ada.presses('70%', asked);
    expect(ada.text).toContain('no longer there');
    await ada.presses('Next question');
    expect(labels(ada.card)).toContain('70%');
    await studyloop.db.delete(deck).where(eq(deck.id, deckId));
    await ada.says('/study practice');
    expect(ada.text).toContain('No cards to practise yet');
  });

  test('a deck that is no longer theirs to study is not asked of', async () => {
    const ada = someone();
    const { deckId } = await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    const asked = ada.card;
    await studyloop.db
      .delete(deckLearner)
      .where(and(eq(deckLearner.deckId, deckId), eq(deckLearner.memberId, await idOf(ada))));
    expect((await ada.presses('70%', asked)).refused).toBeDefined();
    await ada.says('/study practice');
    expect(ada.text).toContain('No cards to practise yet');
  });

  test('cards whose answers are too long to check are left to the reviews', async () => {
    const ada = someone();
    await hasDeck(ada, 'Essays', [{ front: 'Why?', back: 'Because of many things, '.repeat(30) }]);
    await ada.says('/study practice');
    expect(ada.text).toContain('fit a review better');
  });

  test('what is in the cards stays text, however long', async () => {
    const ada = someone();
    await hasDeck(ada, 'Odd', [{ front: `@everyone ${'x'.repeat(5000)}`, back: '<script>' }]);
    await ada.says('/study practice');
    expect(ada.text).toContain('@everyone');
  });
});

describe('mastery', () => {
  test('rises with right answers and falls with wrong ones; what one answer costs is a row for each', async () => {
    const [ada, bo] = [someone(), someone('Bo')];
    const chances: number[][] = [];
    for (const [who, isRight] of [
      [ada, true],
      [bo, false],
    ] as const) {
      const { deckId } = await hasDeck(who, 'Capitals', capitals);
      const skill = `deck:${deckId}`;
      const seen = [(await explained(who, skill)).chance.mean];
      for (let n = 0; n < 4; n++) {
        await who.says('/study practice');
        await answers(who, isRight);
        if (!isRight) await answers(who, false);
        seen.push((await explained(who, skill)).chance.mean);
        studyloop.clock.passMinutes(1);
      }
      expect(await explained(who, skill)).toMatchObject({ right: isRight ? 4 : 0, answers: 4 });
      chances.push(seen);
    }
    const [up = [], down = []] = chances;
    expect(up.at(-1)).toBeGreaterThan((up[0] ?? 1) + 0.05);
    expect(down.at(-1)).toBeLessThan((down[0] ?? 0) - 0.05);
    const rows = await studyloop.db
      .select()
      .from(masteryState)
      .where(eq(masteryState.memberId, await idOf(ada)));
    expect(rows).toHaveLength(1);
    expect(rows[0]?.numbers.length).toBeLessThanOrEqual(16);
    expect(await studyloop.db.select().from(masteryCommon)).toHaveLength(1);
  });

  test('the skill is the first tag, or else the deck', async () => {
    const ada = someone();
    const { deckId } = await hasDeck(ada, 'Mixed', [
      ...capitals.slice(0, 4).map((it) => ({ ...it, tag: 'America: south' })),
    ]);
    await ada.says('/study practice');
    expect((await lastOf(ada)).skill).toBe(`tag:${deckId}:America: south`);
    await answers(ada, true);
    expect((await explained(ada, `tag:${deckId}:America: south`)).answers).toBe(1);
  });

  test('the first grade of a card on a day teaches it too, once, before the next question', async () => {
    const ada = someone();
    for (const it of capitals.slice(0, 4)) await ada.says(`/study add ${it.front} | ${it.back}`);
    await ada.says('/study review');
    for (let n = 0; n < 3; n++) {
      await ada.presses('Show');
      studyloop.clock.passMinutes(0.1);
      const grade = n === 0 ? 'Again' : 'Easy';
      await ada.presses(labels(ada.card).find((it) => it.startsWith(grade)) ?? grade);
    }
    const [owned] = await studyloop.db
      .select()
      .from(deck)
      .where(eq(deck.memberId, await idOf(ada)));
    const skill = `deck:${owned?.id}`;
    expect((await explained(ada, skill)).answers).toBe(0);
    await ada.says('/study practice');
    expect(await explained(ada, skill)).toMatchObject({ answers: 3, right: 2 });
    await ada.says('/study practice');
    expect((await explained(ada, skill)).answers).toBe(3);
    const [learner] = await studyloop.db
      .select()
      .from(masteryLearner)
      .where(eq(masteryLearner.memberId, await idOf(ada)));
    expect(learner?.learnedUntil).not.toBeNull();
  });

  test('choosing comes first, writing when the skill is known', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    const formats: string[] = [];
    for (let n = 0; n < 14; n++) {
      await ada.says('/study practice');
      formats.push((await lastOf(ada)).format);
      await answers(ada, true);
      studyloop.clock.passMinutes(1);
    }
    expect(formats.slice(0, 3)).toEqual(['choice', 'choice', 'choice']);
    expect(formats.slice(-3)).toEqual(['open', 'open', 'open']);
  });

  test('a calculation that is known comes back with other numbers, and its answer is reckoned', async () => {
    const ada = someone();
    await hasDeck(ada, 'Reckoning', [{ front: 'What is 12 × 7?', back: '84' }]);
    await ada.says('/study practice');
    expect(await lastOf(ada)).toMatchObject({ isVariant: false, key: '84' });
    await answers(ada, true);
    await ada.presses('Next');
    const { isVariant, prompt, key } = await lastOf(ada);
    expect(isVariant).toBe(true);
    const [, a, b] = /What is (\d+) × (\d+)\?/.exec(prompt) ?? [];
    expect(Number(key)).toBe(Number(a) * Number(b));
    expect(ada.text).toContain(prompt);
    await answers(ada, false);
    await answers(ada, false);
    expect(labels(ada.card)).not.toContain('Hint');
  });

  test('what an answer brought is remembered for its skill', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    await answers(ada, true);
    const arms = await studyloop.db
      .select()
      .from(practiceArm)
      .where(eq(practiceArm.memberId, await idOf(ada)));
    expect(arms).toMatchObject([{ tries: 1, skill: (await lastOf(ada)).skill }]);
    expect(arms[0]?.worth).toBeGreaterThan(0);
  });

  test('a practice answer is a study day', async () => {
    const ada = someone();
    await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    await answers(ada, true);
    await ada.says('/study progress');
    expect(ada.text).toContain('1 study day');
    await ada.presses('Why this streak?');
    expect(ada.text).toContain('Mon 2 Mar: 1 card answered');
  });

  test('learners of one deck at once: each has their own numbers, what is shared is not waited for in a circle', async () => {
    const ada = someone();
    const { deckId } = await hasDeck(ada, 'Capitals', capitals);
    const pupils = [ada, someone('Bo'), someone('Cy'), someone('Di')];
    for (const who of pupils.slice(1)) {
      await who.says('/study decks');
      await studyloop.db.insert(deckLearner).values({ deckId, memberId: await idOf(who), at: studyloop.clock.now() });
    }
    for (let n = 0; n < 3; n++) {
      await Promise.all(pupils.map((who) => who.says('/study practice')));
      await Promise.all(pupils.map((who) => answers(who, true)));
    }
    for (const who of pupils) expect((await explained(who, `deck:${deckId}`)).answers).toBe(3);
  });
});

describe('the mistake journal', () => {
  test('a wrong answer lands there, brings its review to today, and leaves when it is known', async () => {
    const ada = someone();
    const { cardIds } = await hasDeck(ada, 'Cells', pair.slice(0, 1));
    const [memberId, now] = [await idOf(ada), studyloop.clock.now()];
    await studyloop.db.insert(memory).values({
      memberId,
      cardId: cardIds[0] ?? '',
      stability: 20,
      difficulty: 5,
      state: 'review',
      step: 0,
      reps: 3,
      lapses: 0,
      dueAt: new Date(now.getTime() + 9 * dayMs),
      lastReviewAt: new Date(now.getTime() - 11 * dayMs),
    });
    await ada.says('/study practice');
    await answers(ada, false);
    expect(await studyloop.db.select().from(mistake).where(eq(mistake.memberId, memberId))).toEqual([]);
    await answers(ada, false);
    const [known] = await studyloop.db.select().from(memory).where(eq(memory.memberId, memberId));
    expect(known).toMatchObject({ dueAt: now, reps: 3 });

    await ada.presses('My mistakes');
    expect(ada.card.title).toBe('1 mistake to mend');
    expect(ada.text).toContain('What does ATP stand for?: you said “something else entirely”');
    expect(ada.text).not.toContain('triphosphate');
    const journal = ada.card;
    await ada.presses('Review', journal);
    expect(ada.text).toContain('What does ATP stand for?');
    await ada.presses('Practise one of these', journal);
    await answers(ada, true);
    expect(ada.card.title).toBe('Right');
    await ada.presses('Practise one of these', journal);
    expect(ada.card.title).toBe('No mistakes wait');
  });

  test('what a review showed to be known leaves it too', async () => {
    const ada = someone();
    await ada.says('/study add What does ATP stand for? | Adenosine triphosphate');
    await ada.says('/study practice');
    await answers(ada, false);
    await answers(ada, false);
    studyloop.clock.passMinutes(5);
    await ada.says('/study review');
    await ada.presses('Show');
    await ada.presses(labels(ada.card).find((it) => it.startsWith('Good')) ?? '');
    await ada.pressesWire('practice.mistakes');
    expect(ada.card.title).toBe('No mistakes wait');
  });
});

describe('how sure, how right', () => {
  /** So many answered questions of which so many were right, all said with the same confidence. */
  async function answered(who: Player, cardId: string, confidence: number, [right, all]: readonly [number, number]) {
    const memberId = await idOf(who);
    const rows = Array.from({ length: all }, (_, n) => ({
      id: studyloop.world.newId(),
      memberId,
      cardId,
      skill: 'deck:x',
      format: 'open' as const,
      prompt: 'x',
      key: 'x',
      choices: [],
      isVariant: false,
      isExploring: false,
      expected: 0.5,
      state: n < right ? ('right' as const) : n % 2 ? ('second thought' as const) : ('wrong' as const),
      confidence,
      answer: 'y',
      askedAt: studyloop.clock.now(),
      answeredAt: studyloop.clock.now(),
      day: '2026-03-02',
    }));
    await studyloop.db.insert(practiceQuestion).values(rows);
  }

  test('nothing before 20 answers; then a sentence, and a picture one press away', async () => {
    const ada = someone();
    const { cardIds } = await hasDeck(ada, 'Cells', pair);
    await answered(ada, cardIds[0] ?? '', 90, [14, 19]);
    await ada.says('/study progress');
    expect(labels(ada.card)).not.toContain('How sure, how right');
    await ada.pressesWire('progress.calibration');
    expect(ada.text).toContain('This needs 20 practice answers. You have 19.');

    await answered(ada, cardIds[0] ?? '', 90, [4, 6]);
    await ada.says('/study progress');
    expect(ada.text).toContain('When you say 90%, you are right 72% of the time: a little too sure.');
    expect((await ada.presses('How sure, how right')).answers).toBe('in place');
    const picture = ada.card.blocks.find((block) => block.kind === 'picture');
    expect(picture?.kind === 'picture' && picture.alt).toContain('At 90%: 18 of 25 right (72%).');
    await ada.presses('Study days');
    expect(ada.card.title).toBe('Your study days');
  });

  test('a second thought was not right at first, and the answers of another count for another', async () => {
    const [ada, bo] = [someone(), someone('Bo')];
    const { cardIds } = await hasDeck(ada, 'Cells', pair);
    await bo.says('/study decks');
    await answered(ada, cardIds[0] ?? '', 99, [8, 20]);
    await answered(bo, cardIds[0] ?? '', 99, [20, 20]);
    await ada.says('/study progress');
    expect(ada.text).toContain('When you say 99%, you are right 40% of the time: much too sure.');
    expect(ada.text).toContain('Of 20 answers you expected 20 to be right; 8 were.');
    await bo.says('/study progress');
    expect(bo.text).toContain('How sure you say you are fits how often you are right.');
  });
});

describe('why mastery', () => {
  test('tells the weakest and the strongest skills with their evidence', async () => {
    const ada = someone();
    await ada.says('/study why mastery');
    expect(ada.card.title).toBe('Nothing to tell yet');
    await hasDeck(ada, 'Capitals', capitals);
    await hasDeck(ada, 'Cells', pair);
    for (let n = 0; n < 3; n++) {
      for (const [name, isRight] of [
        ['Capitals', true],
        ['Cells', false],
      ] as const) {
        await ada.says(`/study practice ${name}`);
        await answers(ada, isRight);
        if (!isRight) await answers(ada, false);
      }
      studyloop.clock.passMinutes(60);
    }
    studyloop.clock.passMinutes(6 * 24 * 60);
    await ada.says('/study why mastery');
    expect(ada.text).toMatch(
      /Cells: 0\.\d\d ± 0\.\d\d\. 0 of 3 right, last 6 days ago\.[\s\S]*Capitals: 0\.\d\d ± 0\.\d\d\. 3 of 3 right/,
    );
    const numbers = [...ada.text.matchAll(/: (0\.\d\d) ±/g)].map(([, it]) => Number(it));
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  test('knows what was graded since the last practice, and keeps nothing by looking', async () => {
    const ada = someone();
    await ada.says('/study add What does ATP stand for? | Adenosine triphosphate');
    await ada.says('/study review');
    await ada.presses('Show');
    await ada.presses(labels(ada.card).find((it) => it.startsWith('Easy')) ?? '');
    await ada.says('/study why mastery');
    expect(ada.text).toContain('1 of 1 right, last today');
    const memberId = await idOf(ada);
    expect(await studyloop.db.select().from(masteryLearner).where(eq(masteryLearner.memberId, memberId))).toEqual([]);
    await ada.says('/study why mastery');
    expect(ada.text).toContain('1 of 1 right');
  });

  test('tells only of decks that one still studies', async () => {
    const ada = someone();
    const { deckId } = await hasDeck(ada, 'Capitals', capitals);
    await ada.says('/study practice');
    await answers(ada, true);
    await studyloop.db.delete(deckLearner).where(eq(deckLearner.deckId, deckId));
    await ada.says('/study why mastery');
    expect(ada.card.title).toBe('Nothing to tell yet');
  });
});

describe('what a skill leans on', () => {
  const sums: readonly Made[] = capitals.map((it) => ({ ...it, tag: 'fractions' }));
  const more: readonly Made[] = capitals.map(({ front, back }) => ({ front: `${front} Again.`, back, tag: 'graphs' }));

  /** A deck with two tags, of which one is said to lean on the other. */
  async function hasLeaning(who: Player) {
    const { deckId } = await hasDeck(who, 'Algebra', [...sums, ...more]);
    await who.pressesWire(`decks.needs-are?deckId=${deckId}`, { needs: 'Graphs: fractions' });
    return { deckId, graphs: `tag:${deckId}:graphs`, fractions: `tag:${deckId}:fractions` };
  }

  /** What the database has of how a skill was answered: `right` of `answers`, through the same model. */
  async function answered(who: Player, skill: string, results: readonly boolean[]) {
    await studyloop.db.transaction(async (tx) => {
      const memberId = await idOf(who);
      const asked = { cardId: '', skill };
      const book = await openMastery(tx, memberId, [asked]);
      for (const [at, isRight] of results.entries())
        learnFrom(book, asked, new Date(studyloop.clock.now().getTime() - (results.length - at) * 60_000), isRight);
      await keepMastery(tx, memberId, book);
    });
  }

  const wrong = (times: number) => Array.from({ length: times }, () => false);

  test('is said on the deck, kept, shown, and can be taken back', async () => {
    const ada = someone();
    const { deckId } = await hasLeaning(ada);
    expect(ada.text).toContain('Kept. Where one of them is weak, practice goes there first.');
    expect(ada.text).toContain('graphs: fractions');
    await ada.pressesWire(`decks.needs?deckId=${deckId}`);
    expect(ada.form.fields[0]).toMatchObject({ value: 'graphs: fractions' });
    await ada.pressesWire(`decks.needs-are?deckId=${deckId}`, {});
    expect(ada.text).toContain('It leans on nothing that was named any more.');
  });

  test('a name that is nothing here is refused with what there is, and only the owner may say it', async () => {
    const ada = someone();
    const bob = someone('Bob');
    const { deckId } = await hasLeaning(ada);
    await ada.pressesWire(`decks.needs-are?deckId=${deckId}`, { needs: 'graphs: sorcery' });
    expect(ada.text).toContain('“sorcery” is neither another tag here nor a deck of yours with cards.');
    expect(ada.text).toContain('There are: fractions, graphs.');
    await ada.pressesWire(`decks.needs-are?deckId=${deckId}`, { needs: 'graphs: graphs' });
    expect(ada.text).toContain('“graphs” is neither another tag');
    await bob.says('/study decks');
    await bob.pressesWire(`decks.needs-are?deckId=${deckId}`, { needs: '' });
    expect(bob.text).toContain('not here any more');
    await ada.pressesWire(`decks.open?deckId=${deckId}`);
    expect(ada.text).toContain('graphs: fractions');
  });

  test('form in what is needed enters the prediction', async () => {
    const [ada, bob] = [someone(), someone('Bob')];
    const [named, unnamed] = [await hasLeaning(ada), await hasDeck(bob, 'Algebra', [...sums, ...more])];
    await answered(ada, named.fractions, wrong(6));
    await answered(bob, `tag:${unnamed.deckId}:fractions`, wrong(6));
    await studyloop.db.delete(masteryLink);
    const chance = async (who: Player, skill: string) => (await explained(who, skill)).chance.mean;
    expect(await chance(ada, named.graphs)).toBeLessThan((await chance(bob, `tag:${unnamed.deckId}:graphs`)) - 0.03);
  });

  const forGraphs = async (who: Player) => {
    const [id, memberId, createdAt] = [studyloop.world.newId(), await idOf(who), studyloop.clock.now()];
    await studyloop.db.insert(goal).values({ id, memberId, what: 'Understand graphs', createdAt });
  };

  test.each([
    ['', async () => {}, '/study practice'],
    [', in practice for a goal that does not name it, too', forGraphs, '/study practice understand graphs'],
  ])('what is weak beneath a weak skill is practised first, and the card says why%s', async (_, before, says) => {
    const ada = someone();
    const { graphs, fractions } = await hasLeaning(ada);
    await before(ada);
    await answered(ada, fractions, wrong(4));
    await answered(ada, graphs, wrong(4));
    const asked: { skill: string; leadsTo: string | null }[] = [];
    for (let n = 0; n < 8; n++) {
      await ada.says(says);
      const { skill, leadsTo } = await lastOf(ada);
      asked.push({ skill, leadsTo });
      if (leadsTo !== null) break;
      await ada.presses('Another one');
    }
    expect(asked.at(-1)).toEqual({ skill: fractions, leadsTo: graphs });
    expect(ada.text).toContain('First fractions: graphs leans on it, and both are still weak.');
  });

  test('why tells the weight, how well it is known, and where that is from', async () => {
    const ada = someone();
    const { graphs, fractions } = await hasLeaning(ada);
    await answered(ada, fractions, wrong(4));
    await answered(ada, graphs, wrong(3));
    await ada.says('/study why mastery');
    expect(ada.text).toMatch(
      /graphs leans on fractions: 0\.\d\d ± 0\.\d\d, which you know at 0\.\d\d\. The owner of the deck or who runs your group named it/,
    );
  });

  test('links that answers tell of are kept, and begin anew where they are named', async () => {
    const ada = someone();
    const { deckId } = await hasDeck(ada, 'Algebra', [...sums, ...more]);
    const [graphs, fractions] = [`tag:${deckId}:graphs`, `tag:${deckId}:fractions`];
    for (let n = 0; n < 4; n++) {
      await answered(ada, fractions, [n % 2 === 0]);
      await answered(ada, graphs, [n % 2 === 0]);
    }
    const rows = () => studyloop.db.select().from(masteryLink).where(eq(masteryLink.toSkill, graphs));
    expect(await rows()).toMatchObject([{ fromSkill: fractions, isNamed: false }]);
    await ada.pressesWire(`decks.needs-are?deckId=${deckId}`, { needs: 'graphs: fractions' });
    await answered(ada, graphs, [true]);
    expect((await rows()).map(({ isNamed }) => isNamed).sort()).toEqual([false, true]);
  });
});

describe('practice for a goal', () => {
  const wants = async (who: Player, what: string, action: string | null = null) => {
    const [id, memberId] = [studyloop.world.newId(), await idOf(who)];
    await studyloop.db.insert(goal).values({ id, memberId, what, action, createdAt: studyloop.clock.now() });
    return id;
  };
  const tagged = (cards: readonly Made[], tag: string) => cards.map((it) => ({ ...it, tag }));

  test('asks of what the goal names, and goes on so', async () => {
    const ada = someone();
    await hasDeck(ada, 'Biology', pair);
    const { deckId } = await hasDeck(ada, 'Quiz', [
      ...tagged(capitals, 'capitals'),
      ...tagged(
        capitals.map(({ front, back }) => ({ front: `River of ${front}`, back: `Big ${back}` })),
        'rivers',
      ),
    ]);
    const goalId = await wants(ada, 'Win on Friday', 'revise my capitals');
    await ada.says('/study practice win on friday');
    for (let n = 0; n < 4; n++) {
      expect(await lastOf(ada)).toMatchObject({ onlyGoalId: goalId, skill: `tag:${deckId}:capitals` });
      await answers(ada, true);
      await ada.presses('Next');
    }
    await ada.presses('Another one');
    expect(await lastOf(ada)).toMatchObject({ onlyGoalId: goalId, skill: `tag:${deckId}:capitals` });
  });

  test.each([
    ['a goal', 'revise capitals'],
    ['a deck', 'quiz'],
  ])('narrowed to %s, it is so still on the way back from a hint', async (_, typed) => {
    const ada = someone();
    await hasDeck(ada, 'Biology', pair);
    await hasDeck(ada, 'Quiz', tagged(capitals, 'capitals'));
    await wants(ada, 'Revise capitals');
    await ada.says(`/study practice ${typed}`);
    const { onlyDeckId, onlyGoalId } = await lastOf(ada);
    expect([onlyDeckId, onlyGoalId].filter((it) => it !== null)).toHaveLength(1);
    for (let n = 0; n < 2; n++) {
      await answers(ada, false);
      await answers(ada, false);
      await ada.presses('Hint');
      await ada.presses('Leave it');
      await ada.presses('Next question');
      expect(await lastOf(ada)).toMatchObject({ state: 'sure', onlyDeckId, onlyGoalId });
    }
  });

  test('a goal that is gone, or of another, narrows nothing', async () => {
    const [ada, bob] = [someone(), someone('Bob')];
    await hasDeck(ada, 'Capitals', capitals);
    await hasDeck(bob, 'Biology', pair);
    for (const goalId of [await wants(bob, 'My biology'), studyloop.world.newId()]) {
      await ada.pressesWire(`practice.start?goalId=${goalId}`);
      expect(ada.card.title).toBe('Capitals');
      expect(await lastOf(ada)).toMatchObject({ onlyGoalId: null });
      await ada.presses('Another one');
    }
  });

  test('says what to do where the goal names no deck; goals of others are not looked at', async () => {
    const [ada, bob] = [someone(), someone('Bob')];
    await hasDeck(ada, 'Capitals', capitals);
    await hasDeck(bob, 'Capitals', capitals);
    await wants(ada, 'Win the quiz');
    await ada.says('/study practice win the quiz');
    expect(ada.text).toContain('“Win the quiz” names none of your decks and tags.');
    await bob.says('/study practice win the quiz');
    expect(bob.text).toContain('You study no deck called win the quiz');
  });
});

test('a card is asked again only when all others of all decks were: the weakest few do not take turns', async () => {
  const ada = someone();
  await hasDeck(ada, 'One', [{ front: 'First letter?', back: 'Alpha' }]);
  await hasDeck(ada, 'Two', [{ front: 'Last letter?', back: 'Omega' }]);
  await hasDeck(ada, 'Capitals', capitals);
  await ada.says('/study practice');
  const asked: string[] = [];
  for (let n = 0; n < 9; n++) {
    asked.push((await lastOf(ada)).cardId);
    await answers(ada, false);
    if (labels(ada.card).includes('I do not know')) await ada.presses('I do not know');
    await ada.presses('Next');
  }
  expect(new Set(asked.slice(0, 8)).size).toBe(8);
  expect(asked.slice(0, 8)).toContain(asked[8]);
});
