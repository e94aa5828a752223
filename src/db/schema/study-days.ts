import { type Placeholder, sql } from 'drizzle-orm';
import { date, doublePrecision, integer, pgView, text } from 'drizzle-orm/pg-core';
import { checkIn } from './check-ins.ts';
import { practiceQuestion } from './practice.ts';
import { mendedDay } from './progress.ts';
import { review } from './reviews.ts';
import { attendance } from './sprints.ts';

/** What makes a day a study day, by where it is kept. */
const counts = {
  checkIn: sql.raw(`outcome in ('done', 'partly')`),
  review: sql.raw(`source = 'here'`),
  practice: sql.raw('day is not null'),
  sprint: sql.raw('day is not null and present_ms > 0 and (result is not null or since is not null)'),
};

/**
 * The days on which a member studied, and by what we know it: a check-in (done or partly), reviews and practice answers
 * (both retrieve from memory: both count among `reviews`), a sprint in which they were (and said how it went, or stayed to
 * the end), or a day put right. The one meaning of "study day" for streaks, pictures and explanations.
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
    from ${checkIn} where ${counts.checkIn}
    union all
    select member_id, day, 0, 1, 0, 0, coalesce(duration_ms, 0) / 60000::float8 from ${review} where ${counts.review}
    union all
    select member_id, day, 0, 1, 0, 0, 0::float8 from ${practiceQuestion} where ${counts.practice}
    union all
    select member_id, day, 0, 0, 1, 0, present_ms / 60000::float8 from ${attendance}
    where ${counts.sprint}
    union all
    select member_id, day, 0, 0, 0, 1, 0::float8 from ${mendedDay}
  ) as trace
  group by member_id, day`);

/**
 * SQL for the days of a member alone, each once, in no order. Of many reviews a day only one is looked at: the next day is sought in the index
 * from the last one (a loose index scan, which PostgreSQL has no plan of its own for).
 */
export const daysStudied = (memberId: string | Placeholder) => sql`
  with recursive reviewed as (
    (select day from ${review} where member_id = ${memberId} and ${counts.review} order by day limit 1)
    union all
    select (select day from ${review} where member_id = ${memberId} and ${counts.review} and day > reviewed.day order by day limit 1)
    from reviewed where reviewed.day is not null
  )
  select day from reviewed where day is not null
  union select day from ${checkIn} where member_id = ${memberId} and ${counts.checkIn}
  union select day from ${practiceQuestion} where member_id = ${memberId} and ${counts.practice}
  union select day from ${attendance} where member_id = ${memberId} and ${counts.sprint}
  union select day from ${mendedDay} where member_id = ${memberId}`;
