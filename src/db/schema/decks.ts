import { customType, date, index, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { group, member } from './people.ts';

const bytea = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => 'bytea',
  toDriver: (bytes) => Buffer.from(bytes),
});

/** Owner: features/decks/store.ts */
export const deck = pgTable(
  'deck',
  {
    id: text().primaryKey(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** The day on which recall should be highest. */
    examDay: date({ mode: 'string' }),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [unique('deck_name').on(it.memberId, it.name)],
);

/** A deck that the members of a group may study too. Owner: features/decks/store.ts */
export const deckShare = pgTable(
  'deck_share',
  {
    deckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    groupId: text()
      .notNull()
      .references(() => group.id, { onDelete: 'cascade' }),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.deckId, it.groupId] }), index().on(it.groupId)],
);

/** Who studies a deck: its owner, and those who took it up from a group. Owner: features/decks/store.ts */
export const deckLearner = pgTable(
  'deck_learner',
  {
    deckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.deckId, it.memberId] }), index().on(it.memberId)],
);

/** A review card. Owner: features/decks/store.ts */
export const card = pgTable(
  'card',
  {
    id: text().primaryKey(),
    deckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    front: text().notNull(),
    back: text().notNull(),
    tags: text().array().notNull().default([]),
    /** The reflection it was made from: one card each. */
    reflectionId: text().unique(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [index().on(it.deckId)],
);

/** One review from a file, waiting for features/review to go on from it. */
export interface PastReview {
  readonly cardId: string;
  /** Instants in ms since 1970 with the grade given then, oldest first. */
  readonly reviews: readonly {
    readonly atMs: number;
    readonly grade: 'again' | 'hard' | 'good' | 'easy';
    readonly durationMs?: number;
  }[];
  /** Where the file knows a schedule but no log. */
  readonly schedule?: { readonly intervalDays: number; readonly dueAtMs?: number };
}

/** A deck file that was handed in; its bytes are dropped once read. Owner: features/decks/store.ts */
export const deckImport = pgTable('deck_import', {
  id: text().primaryKey(),
  memberId: text()
    .notNull()
    .references(() => member.id, { onDelete: 'cascade' }),
  /** Where the result is told. */
  replyTo: text().notNull(),
  deckName: text(),
  fileName: text().notNull(),
  bytes: bytea(),
  /** The learning history in the file, until the review feature has taken it over. */
  history: jsonb().$type<readonly PastReview[]>(),
  state: text({ enum: ['waiting', 'done', 'failed'] })
    .notNull()
    .default('waiting'),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});
