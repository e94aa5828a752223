import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Where the answers and posts stand that something better may take the place of, so that any process can put it there. Kept for a month.
 * Owner: adapters/shared/store.ts
 */
export const standingAnswer = pgTable(
  'standing_answer',
  {
    /** Whose answer it is, or the post's id. */
    requestId: text().primaryKey(),
    /** The message that shows it, as its adapter names it: one message shows one answer, the last that was put there. */
    message: text().notNull().unique(),
    /** How that message is reached, as its adapter wrote it: sealed, since who knows it could answer in the bot's name. */
    way: jsonb().$type<{ readonly sealed: string }>().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [index().on(it.at)],
);
