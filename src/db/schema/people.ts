import { boolean, pgTable, primaryKey, real, smallint, text, timestamp } from 'drizzle-orm/pg-core';

/** Owner: engine/context.ts (first sight, notes), features/members/store.ts */
export const member = pgTable('member', {
  id: text().primaryKey(),
  /** The platform's lasting name for this person: `web:ada`. */
  key: text().notNull().unique(),
  name: text().notNull(),
  /** Address of the direct line. */
  direct: text().notNull(),
  /** IANA zone. */
  zone: text().notNull(),
  zoneConfirmed: boolean().notNull(),
  /** Whether it goes by what the platform's profile says: until they choose one themselves. */
  zoneFromProfile: boolean().notNull().default(false),
  /** BCP 47 tag of the language in which a tutor answers them; null for the one that they write in. */
  language: text(),
  /** Local wall time 'HH:MM' at which what comes by itself comes. */
  studyClock: text().notNull().default('18:00'),
  /** Desired retention, 0.70-0.97. */
  retention: real().notNull().default(0.9),
  /** Review cards a day at most. */
  dailyCap: smallint().notNull().default(10),
  /** When a quiet note was last said to them beside a reply. */
  notedAt: timestamp({ withTimezone: true, mode: 'date' }),
  createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

/** A server, workspace or room. Owner: engine/context.ts (first sight) */
export const group = pgTable('study_group', {
  id: text().primaryKey(),
  key: text().notNull().unique(),
  name: text().notNull(),
  createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

/** Who has spoken in which group. Owner: engine/context.ts (first sight) */
export const membership = pgTable(
  'membership',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    groupId: text()
      .notNull()
      .references(() => group.id, { onDelete: 'cascade' }),
    since: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.memberId, it.groupId] })],
);
