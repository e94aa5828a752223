import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { button, card, controls } from '../../src/chat/card.ts';
import { action, command, type Feature } from '../../src/chat/handler.ts';
import { press, pressNamed } from '../../src/chat/intents.ts';
import { optional, words } from '../../src/chat/options.ts';
import { plainCard } from '../../src/chat/plain.ts';
import type { Request, Said } from '../../src/chat/request.ts';
import { member, membership, mendedDay, post, seen } from '../../src/db/schema/index.ts';
import { buildCatalog } from '../../src/engine/catalog.ts';
import { diary } from '../support/diary.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
const { feature, hooks } = diary();
beforeAll(async () => {
  studyloop = await startStudyloop({ features: [feature, office] });
});
afterAll(() => studyloop.stop());

/** What is for admins, and a home: the root alone. */
const close = action({
  name: 'office.close',
  seenBy: 'everyone',
  isForAdmins: true,
  answers: 'in place',
  options: { door: words('Door', { max: 9 }) },
  run: async (_, { door }) => ({ reply: card(`Closed the ${door} door`) }),
});
const doors = command({
  root: 'setup',
  name: 'doors',
  about: 'Which doors there are',
  seenBy: 'everyone',
  isHome: true,
  options: { door: optional(words('Door', { max: 9 })) },
  suggest: { door: async () => [{ value: 'front', label: 'front' }] },
  run: async (_, { door }) => ({
    reply: card('Doors', [
      controls(
        button('Close', press(close, { door: door ?? 'front' })),
        button('Look', pressNamed('setup.doors', { door: 'back' })),
        button('Who am I', pressNamed('study.whoami')),
      ),
    ]),
  }),
});
const office: Feature = { name: 'office', commands: [doors], actions: [close] };

const rows = (day: string) => studyloop.db.select().from(mendedDay).where(eq(mendedDay.day, day));
const say = (id: string, day: string, follows?: string, who = 'ada'): Request & Said => ({
  id,
  sender: { key: `test:${who}`, name: who, direct: `test:dm:${who}` },
  place: { address: `test:dm:${who}`, group: null },
  kind: 'say',
  root: 'study',
  name: 'note',
  options: { day, ...(follows && { follows }) },
});

describe('a request that comes twice', () => {
  test('is handled once and answered alike', async () => {
    const first = await studyloop.bot.handle(say('twice', '2026-01-03'));
    const second = await studyloop.bot.handle(say('twice', '2026-01-03'));
    expect(second).toEqual(first);
    expect(first.refused).toBeUndefined();
    expect(await rows('2026-01-03')).toHaveLength(1);
  });

  test('at the same moment, too', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => studyloop.bot.handle(say('crowd', '2026-01-04', 'post'))),
    );
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]?.refused).toBeUndefined();
    expect(await rows('2026-01-04')).toHaveLength(1);
  });

  test('is answered only to the one who asked', async () => {
    await studyloop.bot.handle(say('mine', '2026-01-05'));
    const stolen = await studyloop.bot.handle(say('mine', '2026-01-05', undefined, 'eve'));
    expect(plainOf(stolen)).toContain('went wrong');
    expect(plainOf(stolen)).not.toContain('Noted');
  });

  test('after a refusal may succeed, since nothing was kept', async () => {
    const refused = await studyloop.bot.handle(say('again', '2026-01-06', 'refuse'));
    expect(refused).toMatchObject({ refused: { problems: {} }, seenBy: 'me' });
    expect(await rows('2026-01-06')).toEqual([]);
    expect((await studyloop.bot.handle(say('again', '2026-01-06'))).refused).toBeUndefined();
  });
});

describe('trouble', () => {
  test('a bug rolls everything back and says sorry without saying what', async () => {
    const reply = await studyloop.bot.handle(say('bug-1', '2026-01-07', 'break'));
    expect(plainOf(reply)).toContain('bug-1');
    expect(plainOf(reply)).not.toContain('secret');
    expect(await rows('2026-01-07')).toEqual([]);
    expect(await studyloop.db.select().from(seen).where(eq(seen.requestId, 'bug-1'))).toEqual([]);
  });

  test('a button that leads nowhere is a bug before anyone sees it', async () => {
    const reply = await studyloop.bot.handle(say('dead-1', '2026-01-08', 'dead-button'));
    expect(plainOf(reply)).toContain('went wrong');
    expect(await rows('2026-01-08')).toEqual([]);
  });

  test('two who wait for each other both get through', async () => {
    await studyloop.db.insert(post).values(
      ['left', 'right'].map((id) => ({
        id,
        key: id,
        to: 'test:x',
        card: { kind: 'card' as const, tone: 'plain' as const, title: id, blocks: [] },
        state: 'sent' as const,
        createdAt: studyloop.clock.now(),
      })),
    );
    const orders = [
      ['left', 'right'],
      ['right', 'left'],
    ];
    const tries: number[] = [];
    const locking = orders.map(
      (order, at) =>
        studyloop.db &&
        lockInOrder(order, () => {
          tries[at] = (tries[at] ?? 0) + 1;
        }),
    );
    await Promise.all(locking);
    expect(tries.reduce((sum, it) => sum + it, 0)).toBeGreaterThanOrEqual(2);
  });

  test('of the database asks for patience and loses nothing', async () => {
    hooks.inside = async () => {
      throw Object.assign(new Error('terminating connection'), { code: '57P01' });
    };
    const reply = await studyloop.bot.handle(say('down-1', '2026-01-09', 'hook'));
    expect(plainOf(reply)).toContain('try again in a minute');
    expect(await rows('2026-01-09')).toEqual([]);
  });
});

describe('what is for admins', () => {
  const refusal = { seenBy: 'me', refused: { problems: {} }, show: { title: 'That is for admins' } };

  test('is every command of the root setup, said or pressed, and each action that says so', async () => {
    const [ada, lea] = [studyloop.person('Ada'), studyloop.person('Lea').runsIt()];
    expect(await lea.says('/setup doors')).toMatchObject({ show: { title: 'Doors' } });
    const doors = lea.card;
    expect(await ada.says('/setup doors')).toMatchObject(refusal);
    expect(await ada.says('/setup')).toMatchObject(refusal);
    for (const label of ['Close', 'Look']) expect(await ada.presses(label, doors)).toMatchObject(refusal);
    expect((await lea.presses('Close', doors)).refused).toBeUndefined();
    expect(lea.text).toBe('Closed the front door');
  });

  test('is not suggested to others either', async () => {
    const asked = ['setup', 'doors', 'door', ''] as const;
    expect(await studyloop.person('Ada').suggestions(...asked)).toEqual([]);
    expect(
      await studyloop
        .person('Lea')
        .runsIt()
        .suggestions(...asked),
    ).toEqual([{ value: 'front', label: 'front' }]);
  });
});

test('a button can say a command, with its values; the answer comes below', async () => {
  const lea = studyloop.person('Lea').runsIt();
  await lea.says('/setup doors');
  const doors = lea.card;
  await lea.presses('Who am I', doors);
  expect(lea.reply).toMatchObject({ seenBy: 'everyone', answers: 'below' });
  expect(lea.text).toContain('Lea in the direct line');
  await lea.presses('Look', doors);
  await lea.presses('Close');
  expect(lea.text).toBe('Closed the back door');
  await lea.pressesWire('study.note?day=2026-01-20');
  expect(lea.text).toContain('Noted 2026-01-20');
  expect(await lea.pressesWire('study.note?day=soon')).toMatchObject({
    refused: { problems: { day: expect.any(String) } },
  });
});

describe('the root alone', () => {
  test('says its home', async () => {
    const lea = studyloop.person('Lea').runsIt();
    expect((await lea.says('/setup')).show).toEqual((await lea.says('/setup doors')).show);
  });

  test('of a root without a home is unknown', async () => {
    const ada = studyloop.person('Ada');
    await ada.says('/study');
    expect(ada.reply.refused).toBeDefined();
    expect(ada.text).toContain('I do not know /study');
  });
});

describe('at start', () => {
  const named = (name: string, root: 'study' | 'setup', isHome?: true) =>
    command({
      root,
      name,
      about: 'x',
      seenBy: 'me',
      options: {},
      run: async () => ({ reply: card('x') }),
      ...(isHome && { isHome }),
    });
  const pressed = (name: string) =>
    action({ name, seenBy: 'me', answers: 'below', options: {}, run: async () => ({ reply: card('x') }) });

  test.each<[string, Feature, string | null]>([
    [
      'two homes of one root',
      { name: 'x', commands: [named('a', 'study', true), named('b', 'study', true)] },
      'study ',
    ],
    ['a home each of two roots', { name: 'x', commands: [named('a', 'study', true), named('b', 'setup', true)] }, null],
    ['a command twice', { name: 'x', commands: [named('a', 'study'), named('a', 'study')] }, 'study a'],
    ['one name in two roots', { name: 'x', commands: [named('a', 'study'), named('a', 'setup')] }, null],
    ['an action twice', { name: 'x', actions: [pressed('x.a'), pressed('x.a')] }, 'x.a'],
    [
      'an action named like a command',
      { name: 'x', commands: [named('a', 'setup')], actions: [pressed('setup.a')] },
      'setup.a',
    ],
  ])('%s', (_, it, twice) => {
    if (twice === null) expect(() => buildCatalog([it])).not.toThrow();
    else expect(() => buildCatalog([it])).toThrow(`The name ${twice} is given twice`);
  });
});

test('an unknown command suggests the nearest', async () => {
  const ada = studyloop.person('Ada');
  await ada.says('/study noet 3');
  expect(ada.text).toContain('Did you mean /study note?');
  await ada.says('/stduy note');
  expect(ada.text).toContain('Did you mean /study note?');
  await ada.says('/qwertyuiop asdf');
  expect(ada.text).toContain('/study help');
});

test('a button of a feature that is gone says so', async () => {
  const ada = studyloop.person('Ada');
  for (const wire of ['diary.gone?x=1', 'garbage', 'x'.repeat(4096), '']) {
    const reply = await ada.pressesWire(wire);
    expect(reply).toMatchObject({ seenBy: 'me', refused: {} });
    expect(ada.text).toContain('from another time');
  }
});

test('a form with several problems hears of all of them, and its unseen values cannot be overwritten by typed ones', async () => {
  const ada = studyloop.person('Ada');
  await ada.says('/study open');
  const sheet = ada.form;
  const refused = await ada.fills({ reason: 'x'.repeat(21), pages: 'many' });
  expect(Object.keys(refused.refused?.problems ?? {})).toEqual(['reason', 'pages']);
  expect(ada.card.blocks.map(({ kind }) => kind)).toEqual(['list']);
  await ada.fills({ reason: 'ok', pages: 'many' }, sheet);
  expect(ada.card.blocks.map(({ kind }) => kind)).toEqual(['text']);
  expect(ada.text).toMatch(/^Almost: please put this right\n[^•]+$/);
  await ada.pressesIntent(sheet.intent, { reason: 'ok', pages: '3', day: '1999-01-01' });
  expect(ada.text).toContain('Wrote 3 pages on 2026-01-02');
  await ada.fills({ reason: 'ok', pages: '3' }, sheet);
  expect(ada.text).toContain('written already');
});

test('a press beside its card is answered below, whatever the action says', async () => {
  const ada = studyloop.person('Ada');
  const write = { to: 'diary.write', with: { day: '2026-01-12' } };
  const inPlace = await ada.pressesIntent(write, { reason: 'x', pages: '1' });
  expect(inPlace.answers).toBe('in place');
  const besides = await ada.pressesIntent(
    { ...write, with: { day: '2026-01-13' }, beside: true },
    { reason: 'x', pages: '1' },
  );
  expect(besides).toMatchObject({ answers: 'below' });
  expect(besides.refused).toBeUndefined();
});

test('ten first words at once make one member and one membership', async () => {
  const from = (at: number): Request => ({
    ...say(`new-${at}`, `2026-02-${10 + at}`, undefined, 'newcomer'),
    place: { address: 'test:room:a', group: { key: 'test:room:a', name: 'A' } },
  });
  const replies = await Promise.all(Array.from({ length: 10 }, (_, at) => studyloop.bot.handle(from(at))));
  expect(replies.filter(({ refused }) => refused)).toEqual([]);
  const members = await studyloop.db.select().from(member).where(eq(member.key, 'test:newcomer'));
  expect(members).toHaveLength(1);
  expect(
    await studyloop.db
      .select()
      .from(membership)
      .where(eq(membership.memberId, members[0]?.id ?? '')),
  ).toHaveLength(1);
});

test('a room has a group, the direct line has none, and a new name is taken over', async () => {
  const bob = studyloop.person('Bob', 'Asia/Kathmandu');
  await bob.says('/study whoami');
  expect(bob.text).toBe('Bob in the direct line\nAsia/Kathmandu');
  await bob.goesTo('Algebra').says('/study whoami');
  expect(bob.text).toContain('Bob in Algebra');
  expect(bob.reply.seenBy).toBe('everyone');
  const renamed = await studyloop.bot.handle({
    ...say('who-1', ''),
    sender: { ...bob.sender, name: 'Robert' },
    name: 'whoami',
  });
  expect(plainOf(renamed)).toContain('Robert');
});

async function lockInOrder(ids: readonly string[], tried: () => void) {
  const { inTransaction } = await import('../../src/db/connect.ts');
  await inTransaction(studyloop.db, async (tx) => {
    tried();
    for (const id of ids) {
      await tx.execute(sql`select from post where id = ${id} for update`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  });
}

const plainOf = (reply: { show: Parameters<typeof plainCard>[0] | { kind: 'form' } }) =>
  reply.show.kind === 'card' ? plainCard(reply.show) : '';
