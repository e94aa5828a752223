import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { goal } from './goals.ts';
import { group, member } from './people.ts';

/**
 * A stretch of work that several begin and end together.
 * planned → running → asking (how did it go?) → closed; or off, where it was called off before it began.
 * Owner: features/sprints/store.ts
 */
export const sprint = pgTable(
  'sprint',
  {
    id: text().primaryKey(),
    /** The group in whose room it was made; null in the direct line, for oneself alone. */
    groupId: text().references(() => group.id, { onDelete: 'cascade' }),
    madeBy: text().references(() => member.id, { onDelete: 'set null' }),
    /** The address of the room where it lives. */
    room: text().notNull(),
    what: text(),
    minutes: smallint().notNull(),
    startAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    /** Moved to the present where it is ended early. */
    endAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    state: text({ enum: ['planned', 'running', 'asking', 'closed', 'off'] }).notNull(),
    /** When its state changes by itself; null when it never will. */
    nextAt: timestamp({ withTimezone: true, mode: 'date' }),
    /** What its live list is the answer to, or the id of the post that shows it. */
    listShownBy: text().notNull(),
    /** The post that asks how it went. */
    askShownBy: text(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [
    index('sprint_next').on(it.nextAt).where(sql`${it.nextAt} is not null`),
    index('sprint_open').on(it.room).where(sql`${it.state} in ('planned', 'running', 'asking')`),
  ],
);

/** Who takes part in a sprint, with what, and how it went. Owner: features/sprints/store.ts */
export const attendance = pgTable(
  'attendance',
  {
    sprintId: text()
      .notNull()
      .references(() => sprint.id, { onDelete: 'cascade' }),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    state: text({ enum: ['in', 'late', 'left'] }).notNull(),
    /** Since when they have been there; null while they are not. Still there once it is over: they stayed to the end. */
    since: timestamp({ withTimezone: true, mode: 'date' }),
    /** How long they were there before, where they left and came again. */
    earlierMs: integer().notNull().default(0),
    /** How long they were there in all, once it is over. */
    presentMs: integer(),
    /** Their study day on which they first came; null until then. */
    day: date({ mode: 'string' }),
    /** What they will do: in words for all, or by the plan of a goal, which is for their eyes. */
    doing: text(),
    goalId: text().references(() => goal.id, { onDelete: 'set null' }),
    /** How sure of doing it, 1-5, before. */
    confidence: smallint(),
    result: text({ enum: ['hit', 'part', 'missed'] }),
    note: text(),
    obstacle: text(),
    joinedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    saidAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (it) => [primaryKey({ columns: [it.sprintId, it.memberId] }), index().on(it.memberId)],
);
