import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { card, deck, hintSession, hintStep, member, review, tutorConsent } from '../../src/db/schema/index.ts';
import type { Arm } from '../../src/study/hints/chance-arm.ts';
import type { Rung } from '../../src/study/hints/ladder.ts';
import type { Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
let people = 0;
let made = 0;
beforeAll(async () => {
  studyloop = await startStudyloop();
});
afterAll(() => studyloop?.stop());
beforeEach(() => studyloop.clock.to('2026-03-02T08:00:00Z'));

const someone = () => studyloop.person(`Ida ${++people}`, 'UTC');
const idOf = async (who: Player) =>
  (await studyloop.db.select().from(member).where(eq(member.key, who.sender.key)))[0]?.id ?? '';
const daysAgo = (days: number) => new Date(studyloop.clock.now().getTime() - days * 86_400_000);

interface Past {
  readonly arm?: Arm | null;
  readonly state?: 'open' | 'solved' | 'left';
  readonly rungs?: readonly Rung[];
  readonly cardId?: string | null;
  readonly at?: Date;
}

/** A session of some days ago, as features/hints would have left it. */
async function keepPast(memberId: string, past: Past = {}): Promise<void> {
  const { arm = null, state = 'solved', rungs = ['monitor', 'locate'], cardId = null, at = daysAgo(3) } = past;
  const id = `past-${++made}`;
  await studyloop.db.insert(hintSession).values({
    id,
    memberId,
    cardId,
    problem: cardId === null ? 'What is 6 times 7?' : null,
    kind: 'other',
    skill: null,
    state,
    ladder: [...rungs],
    arm,
    step: rungs.length,
    attempts: 0,
    replyTo: 'x',
    shownBy: id,
    at,
  });
  await studyloop.db.insert(hintStep).values(
    rungs.map((rung, n) => ({
      sessionId: id,
      position: n + 1,
      rung,
      source: 'built-in' as const,
      text: 'Look.',
      at: new Date(at.getTime() + n * 60_000),
    })),
  );
}

const times = async (count: number, run: (at: number) => Promise<void>) => {
  for (let at = 0; at < count; at++) await run(at);
};

describe('/study why hints', () => {
  test('before any help, where help is', async () => {
    const ida = someone();
    await ida.says('/study why hints');
    expect(ida.card.title).toBe('Nothing to tell yet');
    await ida.presses('Ask for help');
    expect(ida.form.title).toBe('What are you stuck on?');
  });

  test('of what is still open nothing is held against anybody', async () => {
    const ida = someone();
    await ida.says('/study hint What is the capital of France?');
    await ida.says('/study why hints');
    expect(ida.text).toContain('You asked for help once. What you solve before the answer is shown counts here.');
    expect(ida.text).toContain('Still open: 1');
  });

  test('what became of each time, counted from what was pressed', async () => {
    const ida = someone();
    await ida.says('/study hint What is the capital of France?');
    await ida.presses('Another hint');
    await ida.presses('Solved it');
    await ida.says('/study hint Why is the sky blue?');
    await ida.presses('Leave it');
    await ida.says('/study why hints');
    expect(ida.text).toContain('You asked for help twice, and once you solved it before the answer was shown.');
    expect(ida.text).toContain('Solved after where to look: 1');
    expect(ida.text).toContain('Left for later: 1');
    expect(ida.text).not.toContain('Still open');
    expect(ida.text).not.toContain('moves you on');
    expect(ida.text).toContain('only be told where some comes by chance');
    await ida.presses('How I help you');
    expect(ida.text).toContain('chosen by chance');
    await ida.presses('Yes, by chance sometimes');
    await ida.says('/study hint Why is grass green?');
    await ida.says('/study why hints');
    expect(ida.text).toContain('Some of your help comes by chance now. Once some of it has ended,');
  });

  test('which help moves one on, once there was enough of it', async () => {
    const ida = someone();
    await ida.says('/study today');
    const id = await idOf(ida);
    await times(12, () => keepPast(id, { rungs: ['monitor', 'principle'] }));
    await ida.says('/study why hints');
    expect(ida.text).toMatch(
      /What moves you on most surely is the idea behind it, or an example: .* \d\d% of the time/,
    );
  });

  test('against chance: too early, and then with its interval; what nobody drew a lot for is no part of it', async () => {
    const ida = someone();
    await ida.says('/study today');
    const id = await idOf(ida);
    await keepPast(id, { arm: 'chosen' });
    await times(30, () => keepPast(id, { state: 'left' }));
    await ida.says('/study why hints');
    expect(ida.text).toContain('Too early to say (1 time chosen, 0 by chance; it takes 20 of each).');

    await times(39, () => keepPast(id, { arm: 'chosen' }));
    await times(10, () => keepPast(id, { arm: 'chance' }));
    await times(15, (at) => keepPast(id, { arm: 'chance', state: at < 8 ? 'left' : 'solved', rungs: ['answer'] }));
    await ida.says('/study why hints');
    expect(ida.text).toContain(
      'Solved before the answer: Chosen help did better, by 60 points of 100 (39 to 77 points',
    );
  });

  test('one that nobody ended counts as not solved once a day is over', async () => {
    const ida = someone();
    await ida.says('/study today');
    const id = await idOf(ida);
    await times(20, () => keepPast(id, { arm: 'chosen' }));
    await times(20, () => keepPast(id, { arm: 'chance', state: 'open', at: daysAgo(0.5) }));
    await ida.says('/study why hints');
    expect(ida.text).toContain('(20 times chosen, 0 by chance;');
    studyloop.clock.to('2026-03-03T08:00:00Z');
    await ida.says('/study why hints');
    expect(ida.text).toContain('Chosen help did better, by 100 points of 100');
  });

  test('known at the next review: the first one on a later day, not the one at the desk', async () => {
    const ida = someone();
    const fronts = ['Which part of a cell turns food into energy?', 'Which part of a cell keeps the genes?'];
    await ida.says(`/study add ${fronts[0]} | Mitochondria`);
    await ida.says(`/study add ${fronts[1]} | The nucleus`);
    const id = await idOf(ida);
    const cards = await studyloop.db
      .select({ id: card.id })
      .from(card)
      .innerJoin(deck, eq(deck.id, card.deckId))
      .where(eq(deck.memberId, id));
    const [known = '', lost = ''] = cards.map((it) => it.id);
    await times(20, () => keepPast(id, { arm: 'chosen', cardId: known }));
    await times(20, () => keepPast(id, { arm: 'chance', cardId: lost }));
    const at = (cardId: string, days: number, grade: 'again' | 'good') => {
      const when = new Date(daysAgo(days).getTime() + 60_000);
      return { memberId: id, cardId, day: '2026-03-01', source: 'here' as const, at: when, grade };
    };
    const laterDay = [at(known, 2, 'good'), at(lost, 2, 'again')];
    const atTheDeskAndMuchLater = [
      at(known, 3, 'again'),
      at(lost, 3, 'good'),
      at(known, 1, 'again'),
      at(lost, 1, 'good'),
    ];
    await studyloop.db.insert(review).values([...atTheDeskAndMuchLater, ...laterDay]);
    await ida.says('/study why hints');
    expect(ida.text).toContain('Known at the next review: Chosen help did better, by 100 points of 100');
    expect(ida.text).toContain('Solved before the answer: No difference that is sure');
  });
});

describe('the lot', () => {
  const armsOf = async (who: Player) =>
    studyloop.db
      .select({ arm: hintSession.arm, ladder: hintSession.ladder })
      .from(hintSession)
      .where(eq(hintSession.memberId, await idOf(who)));

  test('is drawn for who has agreed to it, and for nobody else', async () => {
    const ida = someone();
    await ida.says('/study hint Why is the sky blue?');
    expect((await armsOf(ida)).map(({ arm }) => arm)).toEqual([null]);
    await studyloop.db
      .insert(tutorConsent)
      .values({ memberId: await idOf(ida), agreed: false, randomArm: true, at: studyloop.clock.now() });
    await times(30, async (at) => void (await ida.says(`/study hint Why is the sky blue, part ${at}?`)));
    const drawn = (await armsOf(ida)).flatMap(({ arm, ladder }) => (arm ? [{ arm, first: ladder[0] }] : []));
    expect(drawn).toHaveLength(30);
    const byChance = drawn.filter(({ arm }) => arm === 'chance');
    expect(byChance.length).toBeGreaterThan(0);
    expect(byChance.length).toBeLessThan(20);
    expect(new Set(byChance.map(({ first }) => first)).size).toBeGreaterThan(1);
    expect(drawn.filter(({ arm, first }) => arm === 'chosen' && first !== 'monitor')).toEqual([]);
  });
});

describe('friction at the desk', () => {
  test('two tries that came no closer: the next hint is of another kind', async () => {
    const ida = someone();
    await ida.says('/study add Which part of a cell turns food into energy? | Mitochondria');
    await ida.says('/study review');
    await ida.presses('Hint');
    for (const attempt of ['the nucleus', 'the ribosome']) {
      await ida.presses('I tried this');
      await ida.fills({ attempt });
    }
    await ida.presses('Another hint');
    expect(ida.card.title).toBe('The idea behind it');
    await ida.presses('Another hint');
    expect(ida.card.title).toBe('The next step');
  });
});

describe('/setup coach', () => {
  const told = 'Do the hints that I choose do better than hints by chance?';

  test('numbers over the members of the group, from five on each side', async () => {
    const lea = someone().goesTo('hall').runsIt();
    await lea.says('/setup coach');
    expect(lea.text).not.toContain(told);
    const ids: string[] = [];
    await times(5, async () => {
      const ida = someone().goesTo('hall');
      await ida.says('/study today');
      ids.push(await idOf(ida));
    });
    for (const id of ids) await times(5, () => keepPast(id, { arm: 'chosen' }));
    for (const id of ids.slice(1)) await times(5, () => keepPast(id, { arm: 'chance', state: 'left' }));
    await lea.says('/setup coach');
    expect(lea.text).not.toContain(told);

    await keepPast(ids[0] ?? '', { arm: 'chance', state: 'left' });
    const stranger = someone().goesTo('elsewhere');
    await stranger.says('/study today');
    await times(9, async () => keepPast(await idOf(stranger), { arm: 'chance' }));
    await lea.says('/setup coach');
    expect(lea.text).toContain(`${told} Over the 5 members who let some come by chance:`);
    expect(lea.text).toContain('Solved before the answer: Chosen help did better, by 100 points of 100');
  });
});
