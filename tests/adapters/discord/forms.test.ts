import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { DiscordPlatform } from '../../../adapters/discord/platform.ts';
import { openForm } from '../../../src/db/schema/index.ts';
import { ClientSaysNo, type SeenMessage } from '../../support/fake-discord/index.ts';
import { type StartedDiscord, startDiscord } from './harness.ts';
import { opener } from './person.ts';

let world: StartedDiscord;
/** The process that hears; the first one is restarted on the way. */
let running: DiscordPlatform;
beforeAll(async () => {
  world = await startDiscord();
  running = world.platform;
});
afterAll(() => world?.stop());
afterEach(() => world.discord.faults.clear());

const right = { goal: 'Pass graph theory', minutes: '45', mood: ['well'] };

/** The messages that an interaction made or changed, as its asker sees them. */
async function shownBy(asking: Promise<{ messageIds: readonly string[] }>, who = world.ada, channel = world.room) {
  const { messageIds } = await asking;
  await running.settled();
  return who.sees(channel).filter(({ id }) => messageIds.includes(id));
}
const press = (message: SeenMessage | undefined, who = world.ada) => {
  if (!message) throw new Error('There is nothing to press');
  return who.press(message, opener(message)?.customId ?? '');
};

describe('a form', () => {
  test('says what sending does, what each field takes, and what must be filled in', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    expect(world.ada.modal()).toMatchObject({
      title: 'A new goal · Set it',
      fields: [
        { label: 'What do you want', kind: 'text', isRequired: true, description: 'In one line' },
        { label: 'Plan', kind: 'text', isRequired: false },
        { label: 'Minutes', kind: 'text', isRequired: true, value: '30' },
        { label: 'How is it going', kind: 'select', isRequired: true },
      ],
    });
    await expect(world.ada.submit({ minutes: '5' })).rejects.toThrow(ClientSaysNo);
    world.ada.closeModal();
  });

  test('that is refused is opened again with what was typed, also after a restart, and then answers in its card’s place', async () => {
    await world.ada.command(world.room, 'study', 'counter', { from: 600 });
    const counter = world.ada.sees(world.room).at(-1);
    await world.ada.pressLabel(world.room, 'Fill in');
    const [carrier] = await shownBy(world.ada.submit({ ...right, goal: 'impossible', plan: 'Two\nlines' }));
    expect(carrier).toMatchObject({ isEphemeral: true });
    expect(carrier?.text).toContain('That cannot be');
    expect(carrier?.text).toContain('What do you want: Please want something else.');
    expect(world.ben.sees(world.room).at(-1)?.text).toContain('Count 600');

    await running.stop();
    running = await world.another();
    await press(carrier);
    expect(world.ada.modal()?.fields.map(({ value }) => value)).toEqual(['impossible', 'Two\nlines', '45', ['well']]);
    await world.ada.submit({ goal: 'Possible' });
    await running.settled();
    expect(world.ben.sees(world.room).find(({ id }) => id === counter?.id)?.text).toContain('Goal: Possible');
    expect(world.ada.sees(world.room).some(({ id }) => id === carrier?.id)).toBe(false);
  });

  test('that is refused twice keeps one card for it, and the last of what was typed', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    const [carrier] = await shownBy(world.ada.submit({ ...right, goal: 'impossible' }));
    await press(carrier);
    const [again] = await shownBy(world.ada.submit({ minutes: 'soon' }));
    expect(again?.id).toBe(carrier?.id);
    expect(again?.text).toContain('Minutes: please give a whole number');
    await press(again);
    expect(world.ada.modal()?.fields.map(({ value }) => value)).toEqual(['impossible', '', 'soon', ['well']]);
    world.ada.closeModal();
  });

  test('of a command is answered for everyone, though it was refused to one at first', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    const [carrier] = await shownBy(world.ada.submit({ ...right, goal: 'impossible' }));
    await press(carrier);
    await world.ada.submit({ goal: 'For all to see' });
    await running.settled();
    expect(world.ben.sees(world.room).at(-1)?.text).toContain('Goal: For all to see');
  });

  test('whose card is gone by then is answered below', async () => {
    await world.ada.command(world.room, 'study', 'counter', { from: 610 });
    await world.ada.pressLabel(world.room, 'Fill in');
    const [carrier] = await shownBy(world.ada.submit({ ...right, goal: 'impossible' }));
    world.discord.faults.next({ kind: 'status', status: 404 }, { method: 'PATCH', path: /^\/channels\// });
    await press(carrier);
    await world.ada.submit({ goal: 'Below then' });
    await running.settled();
    expect(world.ben.sees(world.room).filter(({ text }) => text.includes('Goal: Below then'))).toHaveLength(1);
  });

  test('of someone else is not opened', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    const [carrier] = await shownBy(world.ada.submit({ ...right, goal: 'impossible' }));
    const customId = opener(carrier as SeenMessage)?.customId ?? '';
    const planted = world.discord.plant(world.room, {
      flags: 1 << 15,
      components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Open again', custom_id: customId }] }],
    });
    const [told] = await shownBy(world.ben.press(planted, customId), world.ben);
    expect(told).toMatchObject({ isEphemeral: true, text: expect.stringContaining('no longer have that form') });
    expect(world.ben.modal()).toBeNull();
  });

  test('that nobody keeps any more gives back what was typed', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    await world.db.delete(openForm).where(eq(openForm.ownerKey, `discord:${world.ada.id}`));
    const [told] = await shownBy(world.ada.submit({ ...right, goal: 'Kept in my hands' }));
    expect(told).toMatchObject({ isEphemeral: true, text: expect.stringContaining('no longer have that form') });
    expect(told?.text).toContain('Kept in my hands');
  });

  test('stays open and can be sent again when Discord could not hand it in', async () => {
    await world.ada.command(world.room, 'study', 'goal');
    await world.ada.submit({ ...right, goal: 'Sent twice' });
    await world.ada.repeat();
    await running.settled();
    expect(world.ben.sees(world.room).filter(({ text }) => text.includes('Goal: Sent twice'))).toHaveLength(1);
    expect(world.bot.done.filter((it) => it.kind === 'press' && it.fields.goal === 'Sent twice')).toHaveLength(1);
  });
});

describe('a file', () => {
  const upload = (bytes: Uint8Array, name = 'cards.csv') => ({ name: 'Graphs', cards: { name, bytes } });
  const files = () => world.discord.requests.filter(({ path }) => path.includes('cards.csv')).length;

  test('comes in whole', async () => {
    const [told] = await shownBy(
      world.ada.command(world.room, 'study', 'upload', upload(Buffer.from('front,back\nwhat,das'))),
    );
    expect(told?.text).toContain('Graphs: cards.csv');
    expect(told?.text).toContain('what,das');
  });

  test('that is too large is refused in its option’s own words, and not even fetched', async () => {
    const before = files();
    const [told] = await shownBy(
      world.ada.command(world.room, 'study', 'upload', upload(new Uint8Array(3 * 1024 * 1024))),
    );
    expect(told).toMatchObject({ isEphemeral: true, text: expect.stringContaining('A table: 3.0 MB is too large') });
    expect(files()).toBe(before);
  });

  test('of another kind is refused with the kinds that are read', async () => {
    const asking = world.ada.command(world.room, 'study', 'upload', upload(Buffer.from('x'), 'cards.pdf'));
    expect((await shownBy(asking))[0]?.text).toContain('.csv');
  });

  test('that cannot be fetched is asked for again', async () => {
    world.discord.faults.next({ kind: 'status', status: 500 }, { method: 'GET', path: /cards\.csv/ });
    const asking = world.ada.command(world.room, 'study', 'upload', upload(Buffer.from('x')));
    expect((await shownBy(asking))[0]?.text).toContain('try again in a minute');
  });

  test('goes out whole, and a picture as PNG with its words for those who cannot see it', async () => {
    const [shown] = await shownBy(world.ada.command(world.room, 'study', 'gallery', { which: 'every block' }));
    const [picture, deck] = shown?.files ?? [];
    expect(picture).toMatchObject({ alt: 'A curve that rises from left to right.', type: 'image/png' });
    expect(Buffer.from(picture?.bytes.subarray(1, 4) ?? []).toString()).toBe('PNG');
    expect(Buffer.from(deck?.bytes ?? []).toString()).toBe('front,back\nwhat,that\n');
    expect(shown?.text).toContain('cards of graph theory.csv');
  });
});
