import { sql } from 'drizzle-orm';
import { date, index, jsonb, pgTable, real, smallint, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { member } from './people.ts';

/** A goal with its plan (SMART; mental contrasting with implementation intentions). Owner: features/goals/store.ts */
export const goal = pgTable(
  'goal',
  {
    id: text().primaryKey(),
    memberId: text()
      .notNull()
      .references(() => member.id, { onDelete: 'cascade' }),
    what: text().notNull(),
    /** The measure as it was typed, without the deadline: "at least 40 problems". */
    measure: text(),
    /** What of it could be counted: an amount and its unit ("40", "problems"). */
    amount: real(),
    unit: text(),
    deadline: date({ mode: 'string' }),
    /** If-then plan: if `cue`, then I will `action`. */
    cue: text(),
    action: text(),
    /** Obstacle plan: if `obstacle` gets in the way, I will `response`. */
    obstacle: text(),
    response: text(),
    /** Self-efficacy 1-5: how sure of reaching it. */
    confidence: smallint(),
    state: text({ enum: ['active', 'reached', 'dropped'] })
      .notNull()
      .default('active'),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    endedAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (it) => [index('goal_active').on(it.memberId).where(sql`${it.state} = 'active'`)],
);

/** A sub-goal, in order. Owner: features/goals/step-store.ts */
export const goalStep = pgTable(
  'goal_step',
  {
    id: text().primaryKey(),
    goalId: text()
      .notNull()
      .references(() => goal.id, { onDelete: 'cascade' }),
    position: smallint().notNull(),
    what: text().notNull(),
    estimateMinutes: smallint(),
    doneAt: timestamp({ withTimezone: true, mode: 'date' }),
    /** The offer from which it was taken; null where the member wrote it, or has edited the steps since. */
    offerId: text(),
  },
  (it) => [unique().on(it.goalId, it.position)],
);

export interface OfferedStep {
  readonly what: string;
  readonly estimateMinutes: number | null;
}

/** Steps that were offered for a goal, to be taken with one press. Owner: features/goals/step-store.ts */
export const stepOffer = pgTable('step_offer', {
  id: text().primaryKey(),
  goalId: text()
    .notNull()
    .references(() => goal.id, { onDelete: 'cascade' }),
  /** In order; none where nothing was at hand. */
  steps: jsonb().$type<readonly OfferedStep[]>().notNull(),
  /** The offer whose place it takes: a tutor's in the place of the template's, once. */
  insteadOf: text().unique(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

export interface PlanParts {
  readonly cue: string | null;
  readonly action: string | null;
  readonly obstacle: string | null;
  readonly response: string | null;
}

/** Each change of a plan, and the reflection that brought it: one reflection changes a plan once. Owner: features/goals/plan-store.ts */
export const planChange = pgTable('plan_change', {
  id: text().primaryKey(),
  goalId: text()
    .notNull()
    .references(() => goal.id, { onDelete: 'cascade' }),
  reflectionId: text().unique(),
  before: jsonb().$type<PlanParts>().notNull(),
  after: jsonb().$type<PlanParts>().notNull(),
  at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});
