import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import type { Rule } from '../../study/time/recurrence.ts';
import { goal } from './goals.ts';
import { member } from './people.ts';

/** How a member wants to be reminded; no row means nothing was changed yet. Owner: features/reminders/settings-store.ts */
export const reminderSettings = pgTable('reminder_settings', {
  memberId: text()
    .primaryKey()
    .references(() => member.id, { onDelete: 'cascade' }),
  /** Quiet hours, local wall times 'HH:MM'; equal ends mean none. */
  quietFrom: text().notNull().default('22:00'),
  quietTo: text().notNull().default('07:00'),
  pausedUntil: timestamp({ withTimezone: true, mode: 'date' }),
  /** Kinds that are muted: own, review, goal, check-in. */
  muted: text().array().notNull().default([]),
});

/**
 * What will come due. `own`: asked for in plain words. `daily`: the look once a day at the study hour for what fades: reviews, goals,
 * check-ins. Owner: features/reminders/store.ts (members), features/reminders/ringing.ts (time),
 * features/reminders/forgetting.ts (when it is over)
 */
export const reminder = pgTable(
  'reminder',
  {
    id: text().primaryKey(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    kind: text({ enum: ['own', 'daily'] }).notNull(),
    words: text().notNull(),
    /** The goal whose plan was moved to then: it comes with its check-in, unless that is said by then. */
    goalId: text().references(() => goal.id, { onDelete: 'cascade' }),
    /** How it comes again, or the one wall time at which it comes; null for one exact instant ("in 20 minutes"). */
    rule: jsonb().$type<Rule>(),
    /** The zone by which `dueAt` was computed. */
    zone: text().notNull(),
    /** The occurrence that is planned next; null when none will come. */
    dueAt: timestamp({ withTimezone: true, mode: 'date' }),
    /** When to look at it: `dueAt`, or later where quiet hours or a pause moved it. */
    ringAt: timestamp({ withTimezone: true, mode: 'date' }),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [
    index('reminder_over').on(it.createdAt).where(sql`${it.dueAt} is null`),
    index('reminder_ring').on(it.ringAt).where(sql`${it.ringAt} is not null`),
    index().on(it.memberId),
    uniqueIndex('reminder_goal').on(it.goalId),
    uniqueIndex('reminder_daily').on(it.memberId).where(sql`${it.kind} = 'daily'`),
  ],
);

/**
 * Each planned occurrence, once, and what became of it.
 * Owner: features/reminders/ringing.ts (planned), features/reminders/occurrence-store.ts (answered),
 * features/reminders/forgetting.ts (after a year)
 */
export const occurrence = pgTable(
  'occurrence',
  {
    reminderId: text()
      .notNull()
      .references(() => reminder.id, { onDelete: 'cascade' }),
    dueAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    /** The message that shows it; null where there was nothing to say. */
    postKey: text(),
    state: text({ enum: ['open', 'done', 'snoozed', 'idle'] }).notNull(),
    /** Told more than two hours late, as one line among others. */
    missed: boolean().notNull().default(false),
    plannedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    answeredAt: timestamp({ withTimezone: true, mode: 'date' }),
    /** When it comes again, where it was snoozed. */
    snoozedTo: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (it) => [
    primaryKey({ columns: [it.reminderId, it.dueAt] }),
    index().on(it.memberId, it.plannedAt),
    index().on(it.plannedAt),
  ],
);

/** One row: when the planner last looked. Owner: features/reminders/ringing.ts */
export const pulse = pgTable('pulse', {
  id: smallint().primaryKey(),
  lookedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

/** Each time that no process of the bot looked ("I was offline"); nobody is marked absent for it. Owner: features/reminders/ringing.ts */
export const outage = pgTable('outage', {
  fromAt: timestamp({ withTimezone: true, mode: 'date' }).primaryKey(),
  toAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});
