import { bigint, boolean, date, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { group, member } from './people.ts';

/** What a member said about the tutor; no row means they were not asked yet. Owner: features/coach/store.ts */
export const tutorConsent = pgTable('tutor_consent', {
  memberId: text()
    .primaryKey()
    .references(() => member.id, { onDelete: 'cascade' }),
  /** Whether what they ask help with may be sent to the tutor. */
  agreed: boolean().notNull(),
  /** The host that they were told of when they agreed: it holds for no other. Null where they have not. */
  sentTo: text(),
  /** Whether some of their help may be chosen by chance, so that its effect can be measured. */
  randomArm: boolean().notNull().default(false),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

/** What a server's admins said about the tutor; no row means no. Owner: features/coach/store.ts */
export const tutorPolicy = pgTable('tutor_policy', {
  groupId: text()
    .primaryKey()
    .references(() => group.id, { onDelete: 'cascade' }),
  allowed: boolean().notNull(),
  /** Tokens a day for the whole server; null: as many as the operator gives each. */
  tokensADay: integer(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

/** What was used of the tutor on a day (UTC), by each person and by each server. Owner: engine/tutoring.ts */
export const tutorUse = pgTable(
  'tutor_use',
  {
    day: date({ mode: 'string' }).notNull(),
    /** `member:<id>` or `group:<id>`. */
    scope: text().notNull(),
    calls: integer().notNull(),
    /** Tokens used, and held back for calls that are under way: together they never pass the day's limit. */
    tokens: integer().notNull(),
    microDollars: bigint({ mode: 'number' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.day, it.scope] })],
);
