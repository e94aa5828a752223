import { sql } from 'drizzle-orm';
import { boolean, index, integer, pgTable, primaryKey, real, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Arm } from '../../study/hints/chance-arm.ts';
import type { Rung } from '../../study/hints/ladder.ts';
import { card } from './decks.ts';
import { group, member } from './people.ts';

/** One time that a member asked for help with a card or with a problem of their own. Owner: features/hints/store.ts */
export const hintSession = pgTable(
  'hint_session',
  {
    id: text().primaryKey(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    /** Null where the problem was pasted. */
    cardId: text().references(() => card.id, { onDelete: 'cascade' }),
    /** Null where it is about a card. */
    problem: text(),
    /** What kind of problem was pasted, or `card`. */
    kind: text().notNull(),
    /** `tag:<deckId>:<tag>` or `deck:<deckId>`; of a problem `goal:<goalId>`, where it was opened from a goal; null where nothing tells. */
    skill: text(),
    state: text({ enum: ['open', 'solved', 'left'] }).notNull(),
    /** The rungs that are climbed here, in order; chosen by how well the learner knows the skill. */
    ladder: text().array().$type<Rung[]>().notNull(),
    /** How the first rung came about, where the member has agreed that it may come by chance; null where no lot was drawn. */
    arm: text().$type<Arm>(),
    /** How likely the learner was to solve it alone, 0-1; null where nothing was known. */
    mastery: real(),
    /** What the tutor comes to for a pasted problem, for the gate alone and never shown; null where it was not asked, or is not at one. */
    solved: text().array(),
    /** The position of the step that stands; a press carries it, so that an old button does nothing. */
    step: integer().notNull(),
    attempts: integer().notNull(),
    /** The reviews that the card had had when help was asked for: after another one, help begins anew. */
    reps: integer(),
    /** Where it was asked for, and so the way back. */
    askedFrom: text({ enum: ['review', 'practice'] }),
    /** Where only one deck is reviewed or practised. */
    onlyDeckId: text(),
    /** Where it is practised for a goal. */
    onlyGoalId: text(),
    /** Where it was asked: whose tutor budget bears it. */
    groupId: text().references(() => group.id, { onDelete: 'set null' }),
    replyTo: text().notNull(),
    /** The request whose answer shows the step that stands. */
    shownBy: text().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    endedAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (it) => [
    index().on(it.memberId, it.at),
    index().on(it.cardId),
    uniqueIndex('hint_open').on(it.memberId, it.cardId).where(sql`${it.state} = 'open'`),
  ],
);

/** All that was said in a session, each with the attempt that it answers. Owner: features/hints/store.ts */
export const hintStep = pgTable(
  'hint_step',
  {
    sessionId: text()
      .notNull()
      .references(() => hintSession.id, { onDelete: 'cascade' }),
    /** From 1. */
    position: integer().notNull(),
    rung: text().$type<Rung>().notNull(),
    source: text({ enum: ['built-in', 'tutor', 'leader'] }).notNull(),
    text: text().notNull(),
    /** False where the tutor said that it is not sure. */
    isSure: boolean().notNull().default(true),
    /** What the learner said that they had tried, to which this is the answer. */
    attempt: text(),
    /** How that attempt stands to the key of the card. */
    verdict: text({ enum: ['right', 'partly', 'not yet', 'unknown'] }),
    /** Why drafts of the tutor were not shown; none of their words. */
    rejections: text().array().notNull().default([]),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.sessionId, it.position] })],
);

/** A hint that the owner of a deck wrote on a card, for one rung. Owner: features/hints/store.ts */
export const cardHint = pgTable(
  'card_hint',
  {
    cardId: text()
      .notNull()
      .references(() => card.id, { onDelete: 'cascade' }),
    rung: text().$type<Rung>().notNull(),
    text: text().notNull(),
    authorId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [primaryKey({ columns: [it.cardId, it.rung] })],
);
