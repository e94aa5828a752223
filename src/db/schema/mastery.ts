import {
  boolean,
  doublePrecision,
  index,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core';
import { card, deck } from './decks.ts';
import { member } from './people.ts';

// What study/mastery/mastery.ts believes, as rows of numbers in the order of study/mastery/row-kind.ts. Numbers of another length than the model's
// are of an earlier model, and are begun afresh.
const numbers = () => doublePrecision().array().$type<(number | null)[]>().notNull();

/** What all learners share: one row. Whoever finds it taken learns without it. Owner: features/practice/mastery.ts */
export const masteryCommon = pgTable('mastery_common', {
  /** Always 0. */
  id: smallint().primaryKey(),
  numbers: numbers(),
});

/** A learner beyond all skills. Its lock is the lock of all rows of that learner. Owner: features/practice/mastery.ts */
export const masteryLearner = pgTable('mastery_learner', {
  memberId: text()
    .primaryKey()
    .references(() => member.id, { onDelete: 'cascade' }),
  numbers: numbers(),
  /** Skills worked on last, newest first. */
  recent: jsonb().$type<{ readonly skill: string; readonly form: number }[]>().notNull(),
  /** Reviews up to this instant have been learned from; null before the first. */
  learnedUntil: timestamp({ withTimezone: true, mode: 'date' }),
});

/** Owner: features/practice/mastery.ts */
export const masterySkill = pgTable(
  'mastery_skill',
  {
    /** `tag:<deckId>:<tag>` or `deck:<deckId>`. */
    skill: text().primaryKey(),
    deckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    numbers: numbers(),
  },
  (it) => [index().on(it.deckId)],
);

/** A card as an item, whoever learns it. Owner: features/practice/mastery.ts */
export const masteryItem = pgTable('mastery_item', {
  cardId: text()
    .primaryKey()
    .references(() => card.id, { onDelete: 'cascade' }),
  numbers: numbers(),
});

/** A learner on a skill: one small row each. Owner: features/practice/mastery.ts */
export const masteryState = pgTable(
  'mastery_state',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    skill: text().notNull(),
    deckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    numbers: numbers(),
  },
  (it) => [primaryKey({ columns: [it.memberId, it.skill] }), index().on(it.deckId)],
);

/** A learner on a very card. Owner: features/practice/mastery.ts */
export const masteryAgain = pgTable(
  'mastery_again',
  {
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    cardId: text()
      .notNull()
      .references(() => card.id, { onDelete: 'cascade' }),
    numbers: numbers(),
  },
  (it) => [primaryKey({ columns: [it.cardId, it.memberId] }), index().on(it.memberId)],
);

/** What one skill says of another: `fromSkill` was worked on before `toSkill`. Owner: features/practice/mastery.ts */
export const masteryLink = pgTable(
  'mastery_link',
  {
    toSkill: text().notNull(),
    fromSkill: text().notNull(),
    /** Named as a prerequisite when these numbers were learned: they began at another weight. */
    isNamed: boolean().notNull(),
    toDeckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    fromDeckId: text()
      .notNull()
      .references(() => deck.id, { onDelete: 'cascade' }),
    numbers: numbers(),
  },
  (it) => [
    primaryKey({ columns: [it.toSkill, it.fromSkill, it.isNamed] }),
    index().on(it.toDeckId),
    index().on(it.fromDeckId),
  ],
);
