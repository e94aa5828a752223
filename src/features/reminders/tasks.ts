import { task } from '../../chat/handler.ts';
import { id } from '../../chat/options.ts';
import { firstLook, movedTo } from './moving.ts';
import { addDaily, changeReminder, findMember, holdReminders } from './store.ts';

const options = { memberId: id('Member') };

/** From now on the daily look comes to this member; asked for again it changes nothing. */
export const watch = task({
  name: 'reminders.watch',
  options,
  read: async ({ tx }, { memberId }) => (await findMember(tx, memberId)) ?? null,
  work: async (me) => me,
  async keep({ tx, now, newId }, _, me) {
    await addDaily(tx, {
      id: newId(),
      memberId: me.id,
      words: 'Your daily look',
      createdAt: now,
      ...firstLook(me, now),
    });
    return {};
  },
});

/** The member's zone or hours have changed: what is to come is reckoned anew. */
export const replan = task({
  name: 'reminders.replan',
  options,
  read: async (_, { memberId }) => memberId,
  work: async (memberId) => memberId,
  async keep({ tx, now }, _, memberId) {
    const held = await holdReminders(tx, memberId);
    for (const { reminder, lastDueAt } of held?.reminders ?? []) {
      const moved = held && movedTo(held.me, reminder, lastDueAt, now);
      if (moved) await changeReminder(tx, reminder.id, { ...moved, ringAt: moved.dueAt });
    }
    return {};
  },
});
