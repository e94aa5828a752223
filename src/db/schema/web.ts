import { bigint, index, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import type { Card } from '../../chat/card.ts';

/** Someone who has logged in by choosing a name; `slug` is the name as it stands in addresses. Owner: adapters/web/store.ts */
export const webPerson = pgTable('web_person', {
  slug: text().primaryKey(),
  name: text().notNull(),
  /** The last change there was when they first came: what is older is not unread for them. */
  joinedSeq: bigint({ mode: 'number' }).notNull(),
  seenAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

/** A room where a group studies. Owner: adapters/web/store.ts */
export const webRoom = pgTable('web_room', {
  slug: text().primaryKey(),
  name: text().notNull(),
  createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

/** What a message shows: what a person wrote, or a card of the bot. */
export type WebBody = { readonly kind: 'words'; readonly text: string } | Card;

/** Every message of every place, and at the same time the feed of changes: read by `seq`. Kept for a year. Owner: adapters/web/message-store.ts */
export const webMessage = pgTable(
  'web_message',
  {
    id: text().primaryKey(),
    /** The number of its last change, over all places; rises in the order in which changes are committed. */
    seq: bigint({ mode: 'number' }).notNull().unique(),
    /** The number that it came with: its place in the order of messages. */
    bornSeq: bigint({ mode: 'number' }).notNull(),
    /** Its address: `web:direct:ada`, `web:room:study-hall`. */
    place: text().notNull(),
    /** The only person who sees it; null when everyone in the room does. */
    reader: text().references(() => webPerson.slug, { onDelete: 'cascade' }),
    /** Who wrote it, or whose act it answers; null when it came by itself. */
    author: text().references(() => webPerson.slug, { onDelete: 'cascade' }),
    /** The command that a card answers: `/study check-in`. */
    said: text(),
    body: jsonb().$type<WebBody>().notNull(),
    /** The last requests that changed it, so that a repeated one does not bring back an old card. */
    edits: text().array().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [index().on(it.place, it.bornSeq), index().on(it.at)],
);

/** One row: the number of the last change. Held until its change is committed, so no later one shows first. Owner: adapters/web/message-store.ts */
export const webCounter = pgTable('web_counter', {
  id: text().primaryKey(),
  seq: bigint({ mode: 'number' }).notNull(),
});

/** How far each person has read in each place. Owner: adapters/web/store.ts */
export const webRead = pgTable(
  'web_read',
  {
    person: text()
      .notNull()
      .references(() => webPerson.slug, { onDelete: 'cascade' }),
    place: text().notNull(),
    bornSeq: bigint({ mode: 'number' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.person, it.place] })],
);
