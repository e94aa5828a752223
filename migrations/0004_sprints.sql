CREATE TABLE "attendance" (
	"sprint_id" text NOT NULL,
	"member_id" text NOT NULL,
	"state" text NOT NULL,
	"since" timestamp with time zone,
	"earlier_ms" integer DEFAULT 0 NOT NULL,
	"present_ms" integer,
	"day" date,
	"doing" text,
	"goal_id" text,
	"confidence" smallint,
	"result" text,
	"note" text,
	"obstacle" text,
	"joined_at" timestamp with time zone NOT NULL,
	"said_at" timestamp with time zone,
	CONSTRAINT "attendance_sprint_id_member_id_pk" PRIMARY KEY("sprint_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "sprint" (
	"id" text PRIMARY KEY NOT NULL,
	"group_id" text,
	"made_by" text,
	"room" text NOT NULL,
	"what" text,
	"minutes" smallint NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"next_at" timestamp with time zone,
	"list_shown_by" text NOT NULL,
	"ask_shown_by" text,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
DROP VIEW "public"."study_day";--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "seq" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "post_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "changes_later" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_sprint_id_sprint_id_fk" FOREIGN KEY ("sprint_id") REFERENCES "public"."sprint"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sprint" ADD CONSTRAINT "sprint_group_id_study_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."study_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sprint" ADD CONSTRAINT "sprint_made_by_member_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attendance_member_id_index" ON "attendance" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "sprint_next" ON "sprint" USING btree ("next_at") WHERE "sprint"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "sprint_open" ON "sprint" USING btree ("room") WHERE "sprint"."state" in ('planned', 'running', 'asking');--> statement-breakpoint
CREATE INDEX "post_instead" ON "post" USING btree ("instead","seq") WHERE "post"."instead" is not null;--> statement-breakpoint
CREATE VIEW "public"."study_day" AS (
  select member_id, day, sum(check_ins)::int as check_ins, sum(reviews)::int as reviews, sum(sprints)::int as sprints,
    sum(mended)::int as mended, sum(minutes)::double precision as minutes
  from (
    select member_id, day, 1 as check_ins, 0 as reviews, 0 as sprints, 0 as mended, coalesce(minutes, 0) as minutes
    from "check_in" where outcome in ('done', 'partly')
    union all
    select member_id, day, 0, 1, 0, 0, coalesce(duration_ms, 0) / 60000.0 from "review" where source = 'here'
    union all
    select member_id, day, 0, 1, 0, 0, 0 from "practice_question" where day is not null
    union all
    select member_id, day, 0, 0, 1, 0, present_ms / 60000.0 from "attendance"
    where day is not null and present_ms > 0 and (result is not null or since is not null)
    union all
    select member_id, day, 0, 0, 0, 1, 0 from "mended_day"
  ) as trace
  group by member_id, day);