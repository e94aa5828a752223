import {
  bigint,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { card } from './decks.ts';
import { member } from './people.ts';

/** FSRS-6 state of one learner and one card; a card without a row is new to them. Owner: features/review/store.ts */
export const memory = pgTable(
  'memory',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    cardId: text()
      .notNull()
      .references(() => card.id, { onDelete: 'cascade' }),
    /** Days until retrievability is 90 %. */
    stability: doublePrecision().notNull(),
    /** 1-10. */
    difficulty: doublePrecision().notNull(),
    state: text({ enum: ['learning', 'review', 'relearning'] }).notNull(),
    /** Position in the learning steps. */
    step: smallint().notNull(),
    /** Reviews so far; a press carries it, so that an old button cannot grade twice. */
    reps: integer().notNull(),
    lapses: integer().notNull(),
    dueAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    lastReviewAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  // The card first: where a deck goes, its cards' memories are found by this key.
  (it) => [primaryKey({ columns: [it.cardId, it.memberId] }), index('memory_due').on(it.memberId, it.dueAt)],
);

/** A memory without the keys of its row, to select by. */
export const memoryColumns = {
  stability: memory.stability,
  difficulty: memory.difficulty,
  state: memory.state,
  step: memory.step,
  reps: memory.reps,
  lapses: memory.lapses,
  dueAt: memory.dueAt,
  lastReviewAt: memory.lastReviewAt,
};

/** A memory as it was before a press, so that the press can be taken back. */
export interface MemoryBefore {
  readonly stability: number;
  readonly difficulty: number;
  readonly state: 'learning' | 'review' | 'relearning';
  readonly step: number;
  readonly reps: number;
  readonly lapses: number;
  readonly dueAt: string;
  readonly lastReviewAt: string;
}

/** The review log: each grade ever given. Owner: features/review/store.ts */
export const review = pgTable(
  'review',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    cardId: text()
      .notNull()
      .references(() => card.id, { onDelete: 'cascade' }),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    /** The member's study day. */
    day: date({ mode: 'string' }).notNull(),
    grade: text({ enum: ['again', 'hard', 'good', 'easy'] }).notNull(),
    /** Retrievability just before; null at the first sight of a card. */
    expected: doublePrecision(),
    durationMs: bigint({ mode: 'number' }),
    source: text({ enum: ['here', 'file'] }).notNull(),
    /** Null where the press began the memory. */
    before: jsonb().$type<MemoryBefore>(),
  },
  (it) => [
    primaryKey({ columns: [it.cardId, it.memberId, it.at] }),
    // With the source, so that study days are read from it alone.
    index('review_day').on(it.memberId, it.day, it.source),
  ],
);

/** What is known of how a member forgets, learned from each grade: one row a member. Owner: features/review/calibration.ts */
export const recallCalibration = pgTable('recall_calibration', {
  memberId: text()
    .primaryKey()
    .references(() => member.id, { onDelete: 'cascade' }),
  /** A calibration as its numbers, some 150. */
  numbers: doublePrecision().array().notNull(),
  /** As it was before the first grade of `day`: when a grade is taken back, what remains of the day is learned again from here. */
  morning: doublePrecision().array().notNull(),
  /** The member's study day on which it was learned last. */
  day: date({ mode: 'string' }).notNull(),
});

/** How many cards a member wants on one day, where it is not as many as usual. Owner: features/review/store.ts */
export const dayCap = pgTable('day_cap', {
  memberId: text()
    .primaryKey()
    .references(() => member.id, { onDelete: 'cascade' }),
  day: date({ mode: 'string' }).notNull(),
  cards: integer().notNull(),
});
