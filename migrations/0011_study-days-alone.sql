DROP VIEW "public"."study_day";--> statement-breakpoint
DROP INDEX "review_day";--> statement-breakpoint
CREATE INDEX "review_day" ON "review" USING btree ("member_id","day","source");--> statement-breakpoint
CREATE VIEW "public"."study_day" AS (
  select member_id, day, sum(check_ins)::int as check_ins, sum(reviews)::int as reviews, sum(sprints)::int as sprints,
    sum(mended)::int as mended, sum(minutes) as minutes
  from (
    select member_id, day, 1 as check_ins, 0 as reviews, 0 as sprints, 0 as mended, coalesce(minutes, 0)::float8 as minutes
    from "check_in" where outcome in ('done', 'partly')
    union all
    select member_id, day, 0, 1, 0, 0, coalesce(duration_ms, 0) / 60000::float8 from "review" where source = 'here'
    union all
    select member_id, day, 0, 1, 0, 0, 0::float8 from "practice_question" where day is not null
    union all
    select member_id, day, 0, 0, 1, 0, present_ms / 60000::float8 from "attendance"
    where day is not null and present_ms > 0 and (result is not null or since is not null)
    union all
    select member_id, day, 0, 0, 0, 1, 0::float8 from "mended_day"
  ) as trace
  group by member_id, day);