import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plainCard } from '../../src/chat/plain.ts';
import { card, deck, deckLearner, group, member, topicOffer, tutorPolicy } from '../../src/db/schema/index.ts';
import { Unavailable } from '../../src/errors.ts';
import { injections } from '../adversarial/injections.ts';
import { agree, FakeTutor } from '../support/fake-tutor.ts';
import { buttonOf, controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

const tutor = new FakeTutor();
let studyloop: Studyloop;
let people = 0;
beforeAll(async () => {
  const limits = { personTokensADay: 100_000, serverTokensADay: 100_000 };
  studyloop = await startStudyloop({ tutoring: { tutor, limits } });
});
afterAll(() => studyloop?.stop());
beforeEach(() => {
  tutor.answers = { topics: async () => sorted };
  tutor.asked.length = 0;
});

const sorted = [
  { name: 'graph theory', cards: [0, 1, 2] },
  { name: 'sums', cards: [3] },
];
const usual = ['What is a tree?', 'What is a leaf?', 'What is a cycle?', '1/2 + 1/3?', 'Who wrote this?'];

/** Somebody with a deck of cards that have no tags, and one that has. */
async function hasDeck({ agreed = true, fronts = usual }: { agreed?: boolean; fronts?: readonly string[] } = {}) {
  const who = studyloop.person(`Ada ${++people}`, 'Europe/Berlin');
  await who.says('/study decks');
  if (agreed) await agree(studyloop, who);
  const [me] = await studyloop.db.select().from(member).where(eq(member.key, who.sender.key));
  const [memberId, at, deckId] = [me?.id ?? '', studyloop.clock.now(), studyloop.world.newId()];
  await studyloop.db.insert(deck).values({ id: deckId, memberId, name: 'Maths', createdAt: at });
  await studyloop.db.insert(deckLearner).values({ deckId, memberId, at });
  const row = (front: string, tags: string[]) => {
    return { id: studyloop.world.newId(), deckId, front, back: `To ${front} the answer`, tags, createdAt: at };
  };
  await studyloop.db.insert(card).values([...fronts.map((front) => row(front, [])), row('7 * 8?', ['products'])]);
  await who.pressesWire(`decks.open?deckId=${deckId}`);
  return { who, deckId };
}

const tagsOf = async (deckId: string) =>
  (await studyloop.db.select().from(card).where(eq(card.deckId, deckId)).orderBy(asc(card.id))).map(({ tags }) =>
    tags.join(' '),
  );
const untouched = ['', '', '', '', '', 'products'];
const labels = (who: Player) => controlsOf(who.card).map(({ label }) => label);

describe('topics for a deck without tags', () => {
  test('are proposed, and put on the cards when their owner says so', async () => {
    const { who, deckId } = await hasDeck();
    await who.presses('Find topics');
    expect(who.card.title).toBe('Looking for topics in Maths…');
    expect(who.reply.changesLater).toBe(true);
    expect(tutor.asked).toEqual([
      {
        what: 'topics',
        question: {
          deck: 'Maths',
          known: ['products'],
          cards: usual.map((front) => ({ question: front, answer: `To ${front} the answer` })),
        },
      },
    ]);
    expect(plainCard(who.lastMail)).toContain('graph-theory: 3 cards, such as “What is a tree?”');
    expect(plainCard(who.lastMail)).toContain('sums: 1 card, such as “1/2 + 1/3?”');
    expect(plainCard(who.lastMail)).toContain('nothing has changed yet');
    expect(await tagsOf(deckId)).toEqual(untouched);
    await who.presses('Use these', who.lastMail);
    expect(who.text).toContain('4 cards got a topic.');
    expect(await tagsOf(deckId)).toEqual(['graph-theory', 'graph-theory', 'graph-theory', 'sums', '', 'products']);
  });

  test('of the tags that are there, those are told that could be taken as they are', async () => {
    const { who, deckId } = await hasDeck();
    await studyloop.db
      .update(card)
      .set({ tags: ['x'.repeat(41)] })
      .where(eq(card.front, '7 * 8?'));
    await who.pressesWire(`decks.topics?deckId=${deckId}`);
    expect(tutor.asked).toMatchObject([{ question: { known: [] } }]);
  });

  test('pressed twice, they are put once; what was tagged meanwhile stays, also when they are taken off', async () => {
    const { who, deckId } = await hasDeck();
    await who.presses('Find topics');
    const proposal = who.lastMail;
    await studyloop.db
      .update(card)
      .set({ tags: ['sums'] })
      .where(eq(card.front, '1/2 + 1/3?'));
    await Promise.all([who.presses('Use these', proposal), who.presses('Use these', proposal)]);
    expect(await tagsOf(deckId)).toEqual(['graph-theory', 'graph-theory', 'graph-theory', 'sums', '', 'products']);
    await who.presses('Use these', proposal);
    expect(who.text).toContain('These topics are on your cards.');
    await who.presses('Undo the topics');
    expect(who.text).toContain('Undone: 3 cards without a topic again.');
    expect(await tagsOf(deckId)).toEqual(['', '', '', 'sums', '', 'products']);
  });

  test('that are not wanted change nothing, and cannot be taken later', async () => {
    const { who, deckId } = await hasDeck();
    await who.presses('Find topics');
    const proposal = who.lastMail;
    await who.presses('No', proposal);
    expect(who.text).toContain('Left as it was.');
    await who.presses('Use these', proposal);
    expect(who.text).toContain('That proposal is no longer there.');
    expect(await tagsOf(deckId)).toEqual(untouched);
  });

  test('a new proposal takes the place of one that nobody took', async () => {
    const { who, deckId } = await hasDeck();
    await who.pressesWire(`decks.topics?deckId=${deckId}`);
    const first = who.lastMail;
    await who.pressesWire(`decks.topics?deckId=${deckId}`);
    await who.presses('Use these', first);
    expect(who.text).toContain('That proposal is no longer there.');
    await who.presses('Use these', who.lastMail);
    expect(who.text).toContain('4 cards got a topic.');
  });

  test('nobody takes what was proposed to another', async () => {
    const { who, deckId } = await hasDeck();
    await who.presses('Find topics');
    const mallory = studyloop.person(`Mallory ${++people}`);
    for (const label of ['Use these', 'No']) {
      await mallory.pressesIntent(buttonOf(who.lastMail, label).intent);
      expect(mallory.text).toContain('That proposal is no longer there.');
    }
    await mallory.pressesWire(`decks.topics?deckId=${deckId}`);
    expect(mallory.text).toContain('not here any more');
    expect(await tagsOf(deckId)).toEqual(untouched);
  });
});

describe('a tutor that is not to be trusted, or away', () => {
  test.each([
    ['nothing', async () => []],
    ['a link', async () => [...sorted, { name: 'evil.com', cards: [4] }]],
    ['a call to all', async () => [...sorted, { name: '@everyone', cards: [4] }]],
    ['one topic for all it gave', async () => [{ name: 'products', cards: [0] }]],
    ['nothing in time', async () => Promise.reject(new Unavailable('no answer in time'))],
  ])('that says %s changes nothing', async (_, topics) => {
    const { who, deckId } = await hasDeck();
    tutor.answers.topics = topics;
    await who.presses('Find topics');
    expect(who.lastMail.title).toBe('No topics for Maths this time');
    expect(await studyloop.db.select().from(topicOffer).where(eq(topicOffer.deckId, deckId))).toEqual([]);
    expect(await tagsOf(deckId)).toEqual(untouched);
  });

  test('that obeys every card can name nothing but words', async () => {
    const fronts = injections.map(({ text }) => text);
    const { who, deckId } = await hasDeck({ fronts });
    for (const [at, { name, text }] of injections.slice(0, 50).entries()) {
      tutor.answers.topics = async () => [{ name: text, cards: [at] }];
      const before = who.inbox.length;
      await who.pressesWire(`decks.topics?deckId=${deckId}`);
      expect(who.inbox.length, name).toBe(before + 1);
      const offers = await studyloop.db.select().from(topicOffer).where(eq(topicOffer.deckId, deckId));
      for (const { tag } of offers.flatMap(({ topics }) => topics)) expect(tag, name).toMatch(/^[\p{L}\p{M}\p{N}-]+$/u);
    }
    expect(new Set(await tagsOf(deckId))).toEqual(new Set(['', 'products']));
  });
});

describe('who has not agreed', () => {
  test('is not asked about, and an old button says what to do', async () => {
    const { who, deckId } = await hasDeck({ agreed: false });
    expect(labels(who)).not.toContain('Find topics');
    await who.pressesWire(`decks.topics?deckId=${deckId}`);
    expect(who.text).toContain('The tutor may not be asked here.');
    expect(tutor.asked).toEqual([]);
  });

  test('in a room, the server has to have agreed too', async () => {
    const { who, deckId } = await hasDeck();
    who.goesTo('sorters');
    await who.pressesWire(`decks.open?deckId=${deckId}`);
    expect(labels(who)).not.toContain('Find topics');
    const [room] = await studyloop.db.select().from(group).where(eq(group.key, 'test:room:sorters'));
    const at = studyloop.clock.now();
    await studyloop.db.insert(tutorPolicy).values({ groupId: room?.id ?? '', allowed: true, at });
    await who.pressesWire(`decks.open?deckId=${deckId}`);
    expect(labels(who)).toContain('Find topics');
  });

  test('a deck whose cards have tags, or a few alone, is not offered any', async () => {
    const { who } = await hasDeck({ fronts: usual.slice(0, 3) });
    expect(labels(who)).not.toContain('Find topics');
  });
});
