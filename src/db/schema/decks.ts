import { sql } from 'drizzle-orm';
import {
  boolean,
  customType,
  date,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
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
  (it) => [uniqueIndex('deck_name').on(it.memberId, sql`lower(${it.name})`)],
);

/** A deck that the members of a group may study too. Owner: features/decks/share-store.ts */
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

/**
 * Who studies a deck: its owner, and those who took it up from a group, for as long as it is shared with one of theirs.
 * Owners: features/decks/store.ts (whose deck it is), features/decks/share-store.ts (others)
 */
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

/** A review card. Ids are in the deck's own order. Owners: features/decks/card-store.ts; features/decks/topic-store.ts puts topics on those without tags */
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
    /** Kept but not asked: it came set aside from where it was imported. */
    isAside: boolean().notNull().default(false),
    /** The reflection it was made from: one card each. */
    reflectionId: text().unique(),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [
    index('card_deck').on(it.deckId, it.id),
    // The same question and answer once a deck; hashed, since an index entry holds 2700 bytes at most.
    uniqueIndex('card_once').on(it.deckId, sql`md5(${it.front} || chr(31) || ${it.back})`),
  ],
);

/**
 * A prerequisite that the owner of a deck names, or for the members of a group that it is shared with, whoever runs that group: `skill`
 * needs `needs`, both `tag:<deckId>:<tag>` or `deck:<deckId>`; a whole deck stands for each of its skills.
 * Owner: features/decks/need-store.ts
 */
export const skillNeed = pgTable(
  'skill_need',
  {
    skill: text().notNull(),
    deckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    needs: text().notNull(),
    needsDeckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    /** The group for which it was named; null where the owner did. */
    groupId: text(),
  },
  (it) => [
    unique('skill_need_once').on(it.skill, it.needs, it.groupId).nullsNotDistinct(),
    index().on(it.deckId),
    index().on(it.needsDeckId),
    // What was named for a group holds for as long as both decks are shared with it.
    foreignKey({
      name: 'skill_need_shared',
      columns: [it.deckId, it.groupId],
      foreignColumns: [deckShare.deckId, deckShare.groupId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'skill_need_needs_shared',
      columns: [it.needsDeckId, it.groupId],
      foreignColumns: [deckShare.deckId, deckShare.groupId],
    }).onDelete('cascade'),
  ],
);

export interface OfferedTopic {
  readonly tag: string;
  readonly cardIds: readonly string[];
}

/**
 * Topics that the tutor would put on cards without tags, for the owner of the deck to take or leave. Taken, they are those that were put
 * on cards. Owner: features/decks/topic-store.ts
 */
export const topicOffer = pgTable(
  'topic_offer',
  {
    id: text().primaryKey(),
    deckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    topics: jsonb().$type<readonly OfferedTopic[]>().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    takenAt: timestamp({ withTimezone: true, mode: 'date' }),
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
  /** Where the other program left the card: interval, next day, SM-2 ease, and FSRS memory if it kept one. */
  readonly schedule?: {
    readonly intervalDays: number;
    readonly dueAtMs?: number;
    readonly ease?: number;
    readonly stability?: number;
    readonly difficulty?: number;
  };
}

/** A deck file that was handed in; its bytes are dropped once read. Owner: features/decks/import-store.ts */
export const deckImport = pgTable(
  'deck_import',
  {
    id: text().primaryKey(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    /** Where the result is told. */
    replyTo: text().notNull(),
    deckName: text(),
    fileName: text().notNull(),
    bytes: bytea(),
    /** The learning history in the file, until features/review has taken it over. */
    history: jsonb().$type<readonly PastReview[]>(),
    state: text({ enum: ['waiting', 'done', 'failed'] })
      .notNull()
      .default('waiting'),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    /** When the work was last asked for. */
    askedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [index('import_open').on(it.askedAt).where(sql`${it.bytes} is not null or ${it.history} is not null`)],
);
