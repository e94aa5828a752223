import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { card, checkIn, goal, hintSession, masteryState, member } from '../../src/db/schema/index.ts';
import { controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
let people = 0;
beforeAll(async () => {
  studyloop = await startStudyloop();
});
afterAll(async () => studyloop?.stop());
beforeEach(() => studyloop.clock.to('2026-03-02T08:00:00Z'));

const someone = (name = 'Ada') => studyloop.person(`${name} ${++people}`, 'Europe/Berlin');
const idOf = async (who: Player) =>
  (await studyloop.db.select().from(member).where(eq(member.key, who.sender.key)))[0]?.id ?? '';

async function wants(who: Player, what: string) {
  await who.says(`/study goal ${what}`);
  await who.fills({
    plan: '18:30 at my desk → solve 3 problems',
    measure: '12 hours by 12 June',
    obstacles: 'my phone → put it in another room',
  });
  const [row] = await studyloop.db
    .select()
    .from(goal)
    .where(eq(goal.memberId, await idOf(who)));
  return row?.id ?? '';
}

/** Cards with a tag each, in one deck. */
async function hasCards(who: Player, deckName: string, fronts: Readonly<Record<string, string>>) {
  for (const [front, tag] of Object.entries(fronts)) {
    await who.pressesWire('decks.add');
    await who.fills({ front, back: `What ${front} is`, deck: deckName, tags: tag });
  }
}

const shows = async (who: Player, goalId: string) => {
  await who.pressesWire(`goals.show?goalId=${goalId}`);
  return who.text;
};
const labels = (who: Player) => controlsOf(who.card).map(({ label }) => label);

describe('a goal with cards', () => {
  test('shows how well its skills are known, and leads to practice of them', async () => {
    const ada = someone();
    await hasCards(ada, 'Maths', { tree: 'graphs', path: 'graphs', ring: 'algebra' });
    await hasCards(ada, 'Spanish', { ser: 'verbs' });
    const goalId = await wants(ada, 'Understand graphs and algebra');
    expect(ada.text).toContain('How well you know it: algebra (not asked yet); graphs (not asked yet)');
    await ada.presses('Practise');
    for (let n = 0; n < 4; n++) {
      expect(ada.card.title).toBe('Maths');
      await ada.presses('Another one');
    }
    const [tree] = await studyloop.db.select().from(card).where(eq(card.front, 'tree'));
    await ada.pressesWire(`review.start?deckId=${tree?.deckId}`);
    await ada.presses('Show');
    await ada.presses('Good · 10 min');
    expect(await shows(ada, goalId)).toMatch(
      /How well you know it: graphs 0\.\d\d ± 0\.\d\d \(1 of 1 right\); algebra \(not asked yet\)/,
    );
  });

  test('is tied to them by its steps, too; of many, the weakest are told', async () => {
    const ada = someone();
    await hasCards(ada, 'Maths', { tree: 'graphs', ring: 'rings', half: 'fractions', sine: 'angles' });
    const goalId = await wants(ada, 'Get better at it');
    expect(ada.text).not.toContain('How well you know it');
    await ada.presses('Add steps');
    await ada.fills({ steps: 'Ten problems on fractions' });
    expect(ada.text).toContain('How well you know it: fractions (not asked yet)');
    await ada.says('/study practice Get better at it');
    expect(ada.text).toContain('half');
    await ada.pressesWire(`goals.show?goalId=${goalId}`);
    await ada.presses('Edit steps');
    await ada.fills({ steps: 'All of maths' });
    expect(ada.text).toContain('; and 1 more');
    expect(labels(ada)).toContain('Practise');
    expect(await shows(ada, goalId)).not.toContain('Stuck?');
  });

  test('another’s cards are not one’s own', async () => {
    const [ada, bob] = [someone(), someone('Bob')];
    await hasCards(bob, 'Maths', { tree: 'graphs' });
    await wants(ada, 'Understand graphs');
    expect(ada.text).not.toContain('How well you know it');
    expect(labels(ada)).not.toContain('Practise');
  });
});

describe('a goal without cards', () => {
  const checksIn = async (who: Player, goalId: string, day: string, press: string) => {
    studyloop.clock.to(`2026-03-${day}T18:00:00Z`);
    await who.pressesWire(`check-in.open?goalId=${goalId}`);
    await who.presses(press);
  };

  test('is a skill of its own: check-ins tell how it goes, as they stand now', async () => {
    const ada = someone();
    const goalId = await wants(ada, 'Learn to juggle');
    expect(await shows(ada, goalId)).not.toContain('How it goes');
    await checksIn(ada, goalId, '02', 'Done');
    await checksIn(ada, goalId, '03', 'Done');
    await checksIn(ada, goalId, '04', 'Not yet');
    expect(await shows(ada, goalId)).toMatch(/How it goes: 0\.\d\d ± 0\.\d\d, 2 of 2 went well/);
    await studyloop.db.update(checkIn).set({ outcome: 'partly' }).where(eq(checkIn.day, '2026-03-03'));
    expect(await shows(ada, goalId)).toMatch(/How it goes: 0\.\d\d ± 0\.\d\d, 1 of 2 went well/);
    await ada.says('/study why mastery');
    expect(ada.text).toMatch(/Learn to juggle: 0\.\d\d ± 0\.\d\d\. 1 of 2 went well\./);
    const kept = await studyloop.db
      .select()
      .from(masteryState)
      .where(eq(masteryState.memberId, await idOf(ada)));
    expect(kept).toEqual([]);
  });

  test('a problem that one is stuck on counts for it, and help begins where it stands', async () => {
    const ada = someone();
    const goalId = await wants(ada, 'Learn to juggle');
    const session = async () => {
      const rows = await studyloop.db
        .select()
        .from(hintSession)
        .where(eq(hintSession.memberId, await idOf(ada)))
        .orderBy(hintSession.id);
      return rows.at(-1);
    };
    await ada.presses('Stuck? Get a hint');
    await ada.fills({ problem: 'How do I keep three balls in the air?' });
    expect(await session()).toMatchObject({ skill: `goal:${goalId}`, mastery: null });
    expect(await shows(ada, goalId)).not.toContain('How it goes');
    await ada.pressesWire(`hints.solved?sessionId=${(await session())?.id}`);
    expect(await shows(ada, goalId)).toContain('1 of 1 went well');
    await ada.pressesWire(`hints.again?sessionId=${(await session())?.id}`);
    await ada.presses('Another problem');
    await ada.fills({ problem: 'How do I keep four balls in the air?' });
    const next = await session();
    expect(next).toMatchObject({ problem: 'How do I keep four balls in the air?', skill: `goal:${goalId}` });
    expect(next?.mastery).toBeGreaterThan(0.5);
  });

  test('a problem says nothing of a goal that is another’s', async () => {
    const [ada, bob] = [someone(), someone('Bob')];
    const goalId = await wants(ada, 'Learn to juggle');
    await bob.pressesWire(`hints.open?goalId=${goalId}`);
    await bob.fills({ problem: 'How do I keep three balls in the air?' });
    const rows = await studyloop.db
      .select()
      .from(hintSession)
      .where(eq(hintSession.memberId, await idOf(bob)));
    expect(rows).toMatchObject([{ skill: null }]);
  });
});
