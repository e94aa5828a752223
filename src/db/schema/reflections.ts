import { date, doublePrecision, index, integer, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import { goal } from './goals.ts';
import { member } from './people.ts';

/** How it went, why, and what changes. Owner: features/reflect/store.ts */
export const reflection = pgTable(
  'reflection',
  {
    id: text().primaryKey(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    goalId: text().references(() => goal.id, { onDelete: 'set null' }),
    day: date({ mode: 'string' }).notNull(),
    /** Self-evaluation against the standard set before. */
    went: text().notNull(),
    /** Attribution: why it went so. */
    cause: text(),
    /** Satisfaction 1-5. */
    satisfaction: smallint(),
    /** Adaptation: the changed if-then plan, applied to the goal with one press. */
    newCue: text(),
    newAction: text(),
    /** What was learnt, kept as a review card in one press. */
    learned: text(),
    /** Depth 1-4: describes, explains, connects, plans a change. */
    depth: smallint().notNull(),
    /** Who said so. */
    depthBy: text({ enum: ['rules', 'scorer', 'tutor'] })
      .notNull()
      .default('rules'),
    /** What the offline scorer said before it saw the tutor's word, so that the two can be compared; null for rows older than it. */
    depthOffline: smallint(),
    /** What the tutor said; null where it was not asked or did not answer. */
    depthTutor: smallint(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [index().on(it.memberId, it.at)],
);

/** What the offline scorer of depth has learned from the tutor: one row for the whole installation. Owner: features/reflect/store.ts */
export const depthScorer = pgTable('depth_scorer', {
  id: text({ enum: ['depth'] }).primaryKey(),
  /** As src/study/reflection/depth-scorer.ts writes them. */
  numbers: doublePrecision().array().notNull(),
  /** How many judgements it has learned from. */
  learned: integer().notNull(),
});
