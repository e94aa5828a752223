import { date, index, pgTable, real, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { goal } from './goals.ts';
import { member } from './people.ts';

/** One a day for each goal, and one a day without a goal. Owner: features/check-in/store.ts */
export const checkIn = pgTable(
  'check_in',
  {
    id: text().primaryKey(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    goalId: text().references(() => goal.id, { onDelete: 'cascade' }),
    /** The member's study day, in their zone when it was said. */
    day: date({ mode: 'string' }).notNull(),
    outcome: text({ enum: ['done', 'partly', 'not-yet', 'skip'] }).notNull(),
    amount: real(),
    minutes: smallint(),
    strategy: text(),
    obstacle: text(),
    note: text(),
    /** How sure of what was studied, 1-5, afterwards. */
    confidenceAfter: smallint(),
    /** The zone in which `day` is that day. */
    zone: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    changedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [
    unique('check_in_once').on(it.memberId, it.day, it.goalId).nullsNotDistinct(),
    index().on(it.goalId, it.day),
  ],
);

/**
 * The steps that a check-in was seen to tell of, to be marked with one press. Owners: features/check-in/store.ts keeps it,
 * features/goals/step-store.ts says when it was marked.
 */
export const toldSteps = pgTable('told_steps', {
  id: text().primaryKey(),
  goalId: text()
    .notNull()
    .references(() => goal.id, { onDelete: 'cascade' }),
  stepIds: text().array().notNull(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  /** The `doneAt` of the steps that were marked by it, so that they can be unmarked. */
  markedAt: timestamp({ withTimezone: true, mode: 'date' }),
});
