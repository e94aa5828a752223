import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  doublePrecision,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { card, deck } from './decks.ts';
import { goal } from './goals.ts';
import { member } from './people.ts';

/** A question that was asked, and what came of it; at most one stands open for each member. Owner: features/practice/store.ts */
export const practiceQuestion = pgTable(
  'practice_question',
  {
    id: text().primaryKey(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    cardId: text()
      .notNull()
      .references(() => card.id, { onDelete: 'cascade' }),
    skill: text().notNull(),
    /** The skill that leans on this one: it was to be asked, and this one is practised first. */
    leadsTo: text(),
    /** Where only one deck is practised. */
    onlyDeckId: text().references(() => deck.id, { onDelete: 'cascade' }),
    /** Where it is practised for a goal. */
    onlyGoalId: text().references(() => goal.id, { onDelete: 'set null' }),
    format: text({ enum: ['choice', 'open'] }).notNull(),
    /** The card's front, or that of a variant of it. */
    prompt: text().notNull(),
    key: text().notNull(),
    /** Empty where the answer is open. */
    choices: text().array().notNull(),
    isVariant: boolean().notNull(),
    /** Where it stands: what is asked next, or how it ended. */
    state: text({ enum: ['sure', 'answer', 'again', 'right', 'second thought', 'wrong', 'left'] }).notNull(),
    /** The chance of a right answer as it was predicted, 0-1. */
    expected: real().notNull(),
    /** Chosen to explore, not for what it promised. */
    isExploring: boolean().notNull(),
    /** In percent, said before the result. */
    confidence: smallint(),
    /** What was answered first, and after the second look. */
    answer: text(),
    secondAnswer: text(),
    askedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    /** When the first answer came, and the member's study day then. */
    answeredAt: timestamp({ withTimezone: true, mode: 'date' }),
    day: date({ mode: 'string' }),
  },
  (it) => [
    index().on(it.memberId, it.askedAt),
    index('practice_day').on(it.memberId, it.day),
    index().on(it.cardId),
    index().on(it.onlyDeckId),
    index().on(it.onlyGoalId),
    uniqueIndex('practice_open').on(it.memberId).where(sql`${it.state} in ('sure', 'answer', 'again')`),
  ],
);

/** What practising a skill is worth to a learner, by what it did so far. Owner: features/practice/store.ts */
export const practiceArm = pgTable(
  'practice_arm',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    skill: text().notNull(),
    deckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    /** Expected learning progress of one answer. */
    worth: doublePrecision().notNull(),
    tries: integer().notNull(),
  },
  (it) => [primaryKey({ columns: [it.memberId, it.skill] }), index().on(it.deckId)],
);

/** A wrong answer that has not been mended since: the mistake journal. Owner: features/practice/store.ts */
export const mistake = pgTable(
  'mistake',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    cardId: text()
      .notNull()
      .references(() => card.id, { onDelete: 'cascade' }),
    /** What was asked, where it was a variant of the card. */
    variant: text(),
    /** What was answered, in the member's own words. */
    answer: text(),
    times: integer().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.cardId, it.memberId] }), index().on(it.memberId, it.at)],
);

/** A variant of a card that a tutor drafted for a member, until it is asked. Owner: features/practice/variant-store.ts */
export const tutorVariant = pgTable(
  'tutor_variant',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    cardId: text()
      .notNull()
      .references(() => card.id, { onDelete: 'cascade' }),
    /** The card as it was then: of a card that has changed since, it is not asked. */
    ofFront: text().notNull(),
    ofBack: text().notNull(),
    front: text().notNull(),
    back: text().notNull(),
    /** Wrong answers to choose from. */
    wrong: text().array().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.cardId, it.memberId] }), index().on(it.memberId)],
);
