import { sql } from 'drizzle-orm';
import { date, doublePrecision, integer, pgView, text } from 'drizzle-orm/pg-core';
import { checkIn } from './check-ins.ts';
import { practiceQuestion } from './practice.ts';
import { mendedDay } from './progress.ts';
import { review } from './reviews.ts';
import { attendance } from './sprints.ts';

/**
 * The days on which a member studied, and by what we know it: a check-in (done or partly), reviews and practice answers
 * (both retrieve from memory: both count among `reviews`), a sprint in which they were (and said how it went, or stayed to
 * the end), or a day put right. The one meaning of "study day" for streaks, pictures and explanations.
 *
 * Every branch has the same types, so that PostgreSQL reads no column that is not asked for: the days alone come out of indexes.
 */
export const studyDay = pgView('study_day', {
  memberId: text().notNull(),
  /** In the member's zone at that time. */
  day: date({ mode: 'string' }).notNull(),
  checkIns: integer().notNull(),
  reviews: integer().notNull(),
  sprints: integer().notNull(),
  mended: integer().notNull(),
  minutes: doublePrecision().notNull(),
}).as(sql`
  select member_id, day, sum(check_ins)::int as check_ins, sum(reviews)::int as reviews, sum(sprints)::int as sprints,
    sum(mended)::int as mended, sum(minutes) as minutes
  from (
    select member_id, day, 1 as check_ins, 0 as reviews, 0 as sprints, 0 as mended, coalesce(minutes, 0)::float8 as minutes
    from ${checkIn} where outcome in ('done', 'partly')
    union all
    select member_id, day, 0, 1, 0, 0, coalesce(duration_ms, 0) / 60000::float8 from ${review} where source = 'here'
    union all
    select member_id, day, 0, 1, 0, 0, 0::float8 from ${practiceQuestion} where day is not null
    union all
    select member_id, day, 0, 0, 1, 0, present_ms / 60000::float8 from ${attendance}
    where day is not null and present_ms > 0 and (result is not null or since is not null)
    union all
    select member_id, day, 0, 0, 0, 1, 0::float8 from ${mendedDay}
  ) as trace
  group by member_id, day`);
