import { date, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { member } from './people.ts';

/** A study day that a member put right, with the reason. Owner: features/why/store.ts */
export const mendedDay = pgTable(
  'mended_day',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    reason: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.memberId, it.day] })],
);
