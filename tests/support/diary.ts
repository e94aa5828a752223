import { eq } from 'drizzle-orm';
import { button, card, controls } from '../../src/chat/card.ts';
import { action, command, type Feature, task } from '../../src/chat/handler.ts';
import { ask, form, press, pressNamed } from '../../src/chat/intents.ts';
import { calendarDay, choice, integer, optional, words } from '../../src/chat/options.ts';
import { mendedDay } from '../../src/db/schema/index.ts';
import { Refusal } from '../../src/errors.ts';

/**
 * A small feature of the tests' own, for trying the engine: it writes one row a day, and posts, asks, refuses and breaks as it is told.
 */
export function diary() {
  const worked: string[] = [];
  /** Called inside the transaction, after the row was written. */
  const hooks = { inside: async () => {}, work: async () => {} };

  const write = action({
    name: 'diary.write',
    seenBy: 'me',
    answers: 'in place',
    options: {
      day: calendarDay('Day'),
      reason: words('What', { max: 20 }),
      pages: integer('Pages', { min: 1, max: 9 }),
    },
    async run({ tx, me, now }, { day, reason, pages }) {
      const added = await tx
        .insert(mendedDay)
        .values({ memberId: me.id, day, reason, at: now })
        .onConflictDoNothing()
        .returning();
      if (added.length === 0) throw new Refusal('That day is written already');
      return { reply: card(`Wrote ${pages} pages on ${day}`, [reason]) };
    },
  });

  const later = task({
    name: 'diary.later',
    options: { day: calendarDay('Day') },
    async read({ tx }, { day }) {
      const [row] = await tx.select().from(mendedDay).where(eq(mendedDay.day, day));
      return row ?? null;
    },
    async work(row: typeof mendedDay.$inferSelect) {
      await hooks.work();
      worked.push(row.reason);
      return row;
    },
    async keep(_, __, row) {
      return {
        posts: [
          { key: `diary:${row.day}`, to: 'test:dm:ada', card: card(`Later: ${row.reason}`), owner: row.memberId },
        ],
      };
    },
  });

  const note = command({
    name: 'note',
    about: 'Write one line for a day',
    seenBy: 'me',
    options: {
      day: calendarDay('Day'),
      follows: optional(
        choice('What follows', [
          { value: 'post', label: 'A post' },
          { value: 'task', label: 'A task' },
          { value: 'refuse', label: 'A refusal' },
          { value: 'break', label: 'A bug' },
          { value: 'dead-button', label: 'A dead button' },
          { value: 'hook', label: 'What the test does' },
        ]),
      ),
    },
    async run({ tx, me, now }, { day, follows }) {
      await tx.insert(mendedDay).values({ memberId: me.id, day, reason: 'noted', at: now });
      if (follows === 'refuse') throw new Refusal('Not today');
      if (follows === 'break') throw new Error('secret detail');
      if (follows === 'hook') await hooks.inside();
      const dead = follows === 'dead-button' ? controls(button('Dead', pressNamed('diary.nowhere'))) : null;
      const again = controls(button('Write', press(write, { day: '2026-01-01', reason: 'x', pages: 1 })));
      return {
        reply: card(`Noted ${day}`, [dead, follows === undefined ? null : again].slice(0, 1)),
        posts:
          follows === 'post' ? [{ key: `note:${day}`, to: me.direct, card: card(`Posted ${day}`), owner: me.id }] : [],
        tasks: follows === 'task' ? [ask(later, { day })] : [],
      };
    },
  });

  const open = command({
    name: 'open',
    about: 'Open the sheet',
    seenBy: 'me',
    options: {},
    run: async () => ({
      reply: form(write, {
        title: 'A page',
        send: 'Write',
        given: { day: '2026-01-02' },
        ask: { reason: {}, pages: {} },
      }),
    }),
  });

  const whoami = command({
    name: 'whoami',
    about: 'Who and where',
    seenBy: 'everyone',
    options: {},
    run: async ({ me, group }) => ({ reply: card(`${me.name} in ${group?.name ?? 'the direct line'}`, [me.zone]) }),
  });

  const feature: Feature = { name: 'diary', commands: [note, open, whoami], actions: [write], tasks: [later] };
  return { feature, hooks, worked };
}
