import { sql } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { button, card, controls } from '../../../src/chat/card.ts';
import { pressNamed } from '../../../src/chat/intents.ts';
import { openForm } from '../../../src/db/schema/index.ts';
import type { Asked } from '../../support/fake-discord/index.ts';
import { type StartedDiscord, startDiscord } from './harness.ts';
import { opener } from './person.ts';

let world: StartedDiscord;
beforeAll(async () => {
  world = await startDiscord({ deferAfterMs: 250 });
});
afterAll(() => world?.stop());
afterEach(() => {
  world.bot.before = async () => {};
  world.discord.faults.clear();
});

/** The next answers wait until they are let go; `asked` resolves once the bot has been asked. */
function hold() {
  const [asked, released] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  world.bot.before = () => {
    asked.resolve();
    return released.promise;
  };
  return { asked: asked.promise, release: released.resolve };
}

/** What someone sees in the room that they did not see before. */
function newIn(channel = world.room, who = world.ada) {
  const before = new Set(who.sees(channel).map(({ id }) => id));
  return () => who.sees(channel).filter(({ id }) => !before.has(id));
}
const firstOf = () => world.ada.lastAsked?.first ?? null;

/** Asks, and lets the answer come only when `until` has happened. */
async function late(asking: () => Promise<Asked>, until: () => Promise<void>): Promise<Asked> {
  const { asked, release } = hold();
  const going = asking();
  await asked;
  await until();
  release();
  const how = await going;
  await world.platform.settled();
  return how;
}
const deferral =
  (first: Asked['first'] = 'deferred', check = () => {}) =>
  async () => {
    await world.discord.until(() => firstOf() === first);
    check();
  };
const fifteenMinutes = async () => {
  await deferral()();
  world.discord.pass(15 * 60_000);
};
const threeSeconds = async () => world.discord.pass(3000);

describe('an answer that is late', () => {
  test('for everyone: the wait is seen, then filled in', async () => {
    const fresh = newIn();
    await late(
      () => world.ada.command(world.room, 'study', 'echo', { what: 'slowly' }),
      deferral('deferred', () => expect(fresh()).toMatchObject([{ isThinking: true, isEphemeral: false }])),
    );
    expect(fresh()).toMatchObject([{ isThinking: false, isEphemeral: false, text: expect.stringContaining('slowly') }]);
  });

  test('for the asker: nobody else sees even the wait', async () => {
    const [mine, theirs] = [newIn(), newIn(world.room, world.ben)];
    await late(
      () => world.ada.command(world.room, 'study', 'whisper', { what: 'slowly' }),
      deferral('deferred', () => expect(mine()).toMatchObject([{ isThinking: true, isEphemeral: true }])),
    );
    expect(mine()).toMatchObject([{ isEphemeral: true, text: expect.stringContaining('slowly') }]);
    expect(theirs()).toEqual([]);
  });

  test('in the place of a card: the card stands, then changes', async () => {
    await world.ada.command(world.room, 'study', 'counter', { from: 100 });
    const fresh = newIn();
    await late(
      () => world.ada.pressLabel(world.room, 'Add one'),
      deferral('deferred update', () => expect(world.ada.sees(world.room).at(-1)?.text).toContain('Count 100')),
    );
    expect(world.ada.sees(world.room).at(-1)?.text).toContain('Count 101');
    expect(fresh()).toEqual([]);
  });

  test('for one, asked on a card of everyone: below, for them alone', async () => {
    await world.ada.command(world.room, 'study', 'counter', { from: 110 });
    const fresh = newIn();
    await late(() => world.ada.pressLabel(world.room, 'Peek'), deferral());
    expect(fresh()).toMatchObject([{ isEphemeral: true, text: expect.stringContaining('Peeked at 110') }]);
    expect(world.ben.sees(world.room).at(-1)?.text).toContain('Count 110');
  });

  test('that refuses what was announced to all is taken back, and told to one', async () => {
    const [mine, theirs] = [newIn(), newIn(world.room, world.ben)];
    await late(() => world.ada.command(world.room, 'study', 'gallery', { which: 'there is no such card' }), deferral());
    expect(mine()).toMatchObject([{ isEphemeral: true, text: expect.stringContaining('There is no card') }]);
    expect(theirs()).toEqual([]);
  });

  test('that refuses a press leaves the card, and is told to one', async () => {
    await world.ada.command(world.room, 'study', 'counter', { from: 120 });
    const fresh = newIn();
    await late(() => world.ada.pressLabel(world.room, 'Never'), deferral());
    expect(fresh()).toMatchObject([{ isEphemeral: true, text: expect.stringContaining('Not this one') }]);
    expect(world.ben.sees(world.room).at(-1)?.text).toContain('Count 120');
  });
});

describe('a form that is late', () => {
  test('becomes a card for its asker that opens it, and is answered as if it had opened', async () => {
    const [mine, theirs] = [newIn(), newIn(world.room, world.ben)];
    await late(() => world.ada.command(world.room, 'study', 'goal'), deferral());
    const [carrier] = mine();
    expect(carrier).toMatchObject({ isEphemeral: true, text: expect.stringContaining('A new goal') });
    expect(theirs()).toEqual([]);
    expect((await world.ada.pressLabel(world.room, 'Open')).first).toBe('modal');
    await world.ada.submit({ goal: 'Late but done', mood: ['well'] });
    await world.platform.settled();
    expect(theirs()).toMatchObject([{ text: expect.stringContaining('Goal: Late but done') }]);
  });

  test('that was pressed for on a card still takes the place of that card', async () => {
    await world.ada.command(world.room, 'study', 'counter', { from: 130 });
    const counter = world.ada.sees(world.room).at(-1);
    const fresh = newIn();
    await late(() => world.ada.pressLabel(world.room, 'Fill in'), deferral());
    expect(fresh()).toHaveLength(1);
    await world.ada.pressLabel(world.room, 'Open');
    await world.ada.submit({ goal: 'In its place', mood: ['well'] });
    await world.platform.settled();
    expect(world.ben.sees(world.room).find(({ id }) => id === counter?.id)?.text).toContain('Goal: In its place');
    expect(fresh()).toEqual([]); // what opened the form is gone
  });
});

describe('a form that is sent while the database', () => {
  const right = { goal: 'Through a slow night', mood: ['well'] };

  test('is slow: the wait is said, and then it is answered', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    const { promise, resolve } = Promise.withResolvers<void>();
    const isLocked = Promise.withResolvers<void>();
    const locking = world.db.transaction(async (tx) => {
      await tx.execute(sql`lock table ${openForm} in access exclusive mode`);
      isLocked.resolve();
      await promise;
    });
    await isLocked.promise;
    const fresh = newIn(world.room, world.ben);
    const sending = world.ada.submit(right);
    await world.discord.until(() => firstOf() === 'deferred');
    expect(fresh()).toMatchObject([{ isThinking: true }]);
    resolve();
    await Promise.all([locking, sending]);
    await world.platform.settled();
    expect(fresh()).toMatchObject([{ isThinking: false, text: expect.stringContaining('Goal: Through a slow night') }]);
  });

  test('is away: what was typed is given back, and kept out of the log', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    await world.database.cut();
    const fresh = newIn();
    await world.ada.submit({ ...right, goal: 'Not to be lost' });
    await world.platform.settled();
    await world.database.mend();
    expect(fresh()).toMatchObject([{ isEphemeral: true, text: expect.stringContaining('cannot do that just now') }]);
    expect(fresh()[0]?.text).toContain('Not to be lost');
    expect(world.logged.join('')).not.toContain('Not to be lost');
  });

  test('goes away while it is refused: what was typed is given back', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    world.bot.before = world.database.cut;
    const fresh = newIn();
    await world.ada.submit({ ...right, goal: 'impossible', plan: 'Precious words' });
    await world.platform.settled();
    await world.database.mend();
    expect(fresh()[0]).toMatchObject({ isEphemeral: true, text: expect.stringContaining('Precious words') });
    expect(world.logged.join('')).not.toContain('Precious words');
  });
});

describe('an answer that comes when Discord no longer takes it', () => {
  test('is posted to the room when everyone was to see it', async () => {
    const fresh = newIn(world.room, world.ben);
    const how = await late(
      () => world.ada.command(world.room, 'study', 'echo', { what: 'after the end' }),
      threeSeconds,
    );
    expect(how.first).toBeNull();
    expect(fresh()).toMatchObject([{ isEphemeral: false, text: expect.stringContaining('after the end') }]);
  });

  test('is put into the place of its card', async () => {
    await world.ada.command(world.room, 'study', 'counter', { from: 140 });
    await late(() => world.ada.pressLabel(world.room, 'Add one'), threeSeconds);
    expect(world.ben.sees(world.room).at(-1)?.text).toContain('Count 141');
  });

  test('goes to the direct line when it is for one', async () => {
    const [mine, room] = [newIn(world.ada.dm), newIn(world.room, world.ben)];
    await late(() => world.ada.command(world.room, 'study', 'whisper', { what: 'not lost' }), threeSeconds);
    expect(mine()).toMatchObject([{ text: expect.stringContaining('not lost') }]);
    expect(room()).toEqual([]);
  });

  test('waits in a button there when it is a form', async () => {
    const mine = newIn(world.ada.dm);
    await late(() => world.ada.command(world.room, 'study', 'goal'), threeSeconds);
    const [carrier] = mine();
    if (!carrier) throw new Error('Nothing came to the direct line');
    await world.ada.press(carrier, opener(carrier)?.customId ?? '');
    expect(world.ada.modal()?.title).toContain('A new goal');
    world.ada.closeModal();
  });

  test('after fifteen minutes of thinking, too', async () => {
    const fresh = newIn(world.room, world.ben);
    await late(() => world.ada.command(world.room, 'study', 'echo', { what: 'very late' }), fifteenMinutes);
    expect(fresh().filter(({ text }) => text.includes('very late'))).toHaveLength(1);
  });

  test('is told in the log when no way is left', async () => {
    const closed = world.discord.person('Cleo', { closedDm: true }).join(world.guild);
    await late(() => closed.command(world.room, 'study', 'whisper', { what: 'a secret' }), threeSeconds);
    expect(world.logged.at(-1)).toContain('an answer could not be shown');
    expect(world.logged.join('')).not.toContain('a secret');
  });
});

test('a button on a card that came late is as good as any other', async () => {
  const shown = card('Still here', [controls(button('Add one', pressNamed('small.add', { count: '7' })))]);
  await world.platform.deliver({
    id: 'late000000000001',
    to: `discord:channel:${world.room}`,
    card: shown,
    again: false,
  });
  await world.ben.pressLabel(world.room, 'Add one');
  await world.platform.settled();
  expect(world.ada.sees(world.room).at(-1)?.text).toContain('Count 8');
});
