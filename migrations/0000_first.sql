CREATE TABLE "check_in" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"goal_id" text,
	"day" date NOT NULL,
	"outcome" text NOT NULL,
	"amount" real,
	"minutes" smallint,
	"strategy" text,
	"obstacle" text,
	"note" text,
	"confidence_after" smallint,
	"zone" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "check_in_once" UNIQUE NULLS NOT DISTINCT("member_id","day","goal_id")
);
--> statement-breakpoint
CREATE TABLE "card" (
	"id" text PRIMARY KEY NOT NULL,
	"deck_id" text NOT NULL,
	"front" text NOT NULL,
	"back" text NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"is_aside" boolean DEFAULT false NOT NULL,
	"reflection_id" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "card_reflectionId_unique" UNIQUE("reflection_id")
);
--> statement-breakpoint
CREATE TABLE "deck" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"name" text NOT NULL,
	"exam_day" date,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deck_import" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"reply_to" text NOT NULL,
	"deck_name" text,
	"file_name" text NOT NULL,
	"bytes" "bytea",
	"history" jsonb,
	"state" text DEFAULT 'waiting' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "deck_learner" (
	"deck_id" text NOT NULL,
	"member_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "deck_learner_deck_id_member_id_pk" PRIMARY KEY("deck_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "deck_share" (
	"deck_id" text NOT NULL,
	"group_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "deck_share_deck_id_group_id_pk" PRIMARY KEY("deck_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "post" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"to" text NOT NULL,
	"card" jsonb NOT NULL,
	"owner_id" text,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"trouble" text,
	"told_at" timestamp with time zone,
	CONSTRAINT "post_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "seen_request" (
	"request_id" text PRIMARY KEY NOT NULL,
	"sender_key" text NOT NULL,
	"reply" jsonb,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goal" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"what" text NOT NULL,
	"measure" text,
	"amount" real,
	"unit" text,
	"deadline" date,
	"cue" text,
	"action" text,
	"obstacle" text,
	"response" text,
	"confidence" smallint,
	"state" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "goal_step" (
	"id" text PRIMARY KEY NOT NULL,
	"goal_id" text NOT NULL,
	"position" smallint NOT NULL,
	"what" text NOT NULL,
	"estimate_minutes" smallint,
	"done_at" timestamp with time zone,
	CONSTRAINT "goal_step_goalId_position_unique" UNIQUE("goal_id","position")
);
--> statement-breakpoint
CREATE TABLE "plan_change" (
	"id" text PRIMARY KEY NOT NULL,
	"goal_id" text NOT NULL,
	"reflection_id" text,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "plan_change_reflectionId_unique" UNIQUE("reflection_id")
);
--> statement-breakpoint
CREATE TABLE "study_group" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "study_group_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "member" (
	"id" text PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"direct" text NOT NULL,
	"zone" text NOT NULL,
	"zone_confirmed" boolean NOT NULL,
	"study_clock" text DEFAULT '18:00' NOT NULL,
	"retention" real DEFAULT 0.9 NOT NULL,
	"daily_cap" smallint DEFAULT 10 NOT NULL,
	"noted_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "member_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"member_id" text NOT NULL,
	"group_id" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "membership_member_id_group_id_pk" PRIMARY KEY("member_id","group_id")
);
--> statement-breakpoint
CREATE TABLE "mended_day" (
	"member_id" text NOT NULL,
	"day" date NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mended_day_member_id_day_pk" PRIMARY KEY("member_id","day")
);
--> statement-breakpoint
CREATE TABLE "reflection" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"goal_id" text,
	"day" date NOT NULL,
	"went" text NOT NULL,
	"cause" text,
	"satisfaction" smallint,
	"new_cue" text,
	"new_action" text,
	"learned" text,
	"depth" smallint NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "occurrence" (
	"reminder_id" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"member_id" text NOT NULL,
	"post_key" text,
	"state" text NOT NULL,
	"missed" boolean DEFAULT false NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"snoozed_to" timestamp with time zone,
	CONSTRAINT "occurrence_reminder_id_due_at_pk" PRIMARY KEY("reminder_id","due_at")
);
--> statement-breakpoint
CREATE TABLE "outage" (
	"from_at" timestamp with time zone PRIMARY KEY NOT NULL,
	"to_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pulse" (
	"id" smallint PRIMARY KEY NOT NULL,
	"looked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reminder" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"words" text NOT NULL,
	"rule" jsonb,
	"zone" text NOT NULL,
	"due_at" timestamp with time zone,
	"ring_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reminder_settings" (
	"member_id" text PRIMARY KEY NOT NULL,
	"quiet_from" text DEFAULT '22:00' NOT NULL,
	"quiet_to" text DEFAULT '07:00' NOT NULL,
	"paused_until" timestamp with time zone,
	"muted" text[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "day_cap" (
	"member_id" text PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"cards" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memory" (
	"member_id" text NOT NULL,
	"card_id" text NOT NULL,
	"stability" double precision NOT NULL,
	"difficulty" double precision NOT NULL,
	"state" text NOT NULL,
	"step" smallint NOT NULL,
	"reps" integer NOT NULL,
	"lapses" integer NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"last_review_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memory_card_id_member_id_pk" PRIMARY KEY("card_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "review" (
	"member_id" text NOT NULL,
	"card_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"day" date NOT NULL,
	"grade" text NOT NULL,
	"expected" double precision,
	"duration_ms" bigint,
	"source" text NOT NULL,
	"before" jsonb,
	CONSTRAINT "review_card_id_member_id_at_pk" PRIMARY KEY("card_id","member_id","at")
);
--> statement-breakpoint
CREATE TABLE "web_counter" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "web_message" (
	"id" text PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"born_seq" bigint NOT NULL,
	"place" text NOT NULL,
	"reader" text,
	"author" text,
	"said" text,
	"body" jsonb NOT NULL,
	"edits" text[] NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "web_message_seq_unique" UNIQUE("seq")
);
--> statement-breakpoint
CREATE TABLE "web_person" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"joined_seq" bigint NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "web_read" (
	"person" text NOT NULL,
	"place" text NOT NULL,
	"born_seq" bigint NOT NULL,
	CONSTRAINT "web_read_person_place_pk" PRIMARY KEY("person","place")
);
--> statement-breakpoint
CREATE TABLE "web_room" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card" ADD CONSTRAINT "card_deck_id_deck_id_fk" FOREIGN KEY ("deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deck" ADD CONSTRAINT "deck_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deck_import" ADD CONSTRAINT "deck_import_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deck_learner" ADD CONSTRAINT "deck_learner_deck_id_deck_id_fk" FOREIGN KEY ("deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deck_learner" ADD CONSTRAINT "deck_learner_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deck_share" ADD CONSTRAINT "deck_share_deck_id_deck_id_fk" FOREIGN KEY ("deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deck_share" ADD CONSTRAINT "deck_share_group_id_study_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."study_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post" ADD CONSTRAINT "post_owner_id_member_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."member"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal" ADD CONSTRAINT "goal_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_step" ADD CONSTRAINT "goal_step_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_change" ADD CONSTRAINT "plan_change_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_group_id_study_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."study_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mended_day" ADD CONSTRAINT "mended_day_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflection" ADD CONSTRAINT "reflection_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflection" ADD CONSTRAINT "reflection_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_reminder_id_reminder_id_fk" FOREIGN KEY ("reminder_id") REFERENCES "public"."reminder"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "occurrence" ADD CONSTRAINT "occurrence_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reminder_settings" ADD CONSTRAINT "reminder_settings_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "day_cap" ADD CONSTRAINT "day_cap_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory" ADD CONSTRAINT "memory_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory" ADD CONSTRAINT "memory_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "review" ADD CONSTRAINT "review_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_message" ADD CONSTRAINT "web_message_reader_web_person_slug_fk" FOREIGN KEY ("reader") REFERENCES "public"."web_person"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_message" ADD CONSTRAINT "web_message_author_web_person_slug_fk" FOREIGN KEY ("author") REFERENCES "public"."web_person"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_read" ADD CONSTRAINT "web_read_person_web_person_slug_fk" FOREIGN KEY ("person") REFERENCES "public"."web_person"("slug") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "check_in_goal_id_day_index" ON "check_in" USING btree ("goal_id","day");--> statement-breakpoint
CREATE INDEX "card_deck" ON "card" USING btree ("deck_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "card_once" ON "card" USING btree ("deck_id",md5("front" || chr(31) || "back"));--> statement-breakpoint
CREATE UNIQUE INDEX "deck_name" ON "deck" USING btree ("member_id",lower("name"));--> statement-breakpoint
CREATE INDEX "import_open" ON "deck_import" USING btree ("asked_at") WHERE "deck_import"."bytes" is not null or "deck_import"."history" is not null;--> statement-breakpoint
CREATE INDEX "deck_learner_member_id_index" ON "deck_learner" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "deck_share_group_id_index" ON "deck_share" USING btree ("group_id");--> statement-breakpoint
CREATE INDEX "post_open" ON "post" USING btree ("created_at") WHERE "post"."state" in ('waiting', 'sending');--> statement-breakpoint
CREATE INDEX "post_untold" ON "post" USING btree ("owner_id") WHERE "post"."state" = 'gone' and "post"."told_at" is null;--> statement-breakpoint
CREATE INDEX "post_settled" ON "post" USING btree ("settled_at") WHERE "post"."settled_at" is not null;--> statement-breakpoint
CREATE INDEX "seen_request_at_index" ON "seen_request" USING btree ("at");--> statement-breakpoint
CREATE INDEX "goal_active" ON "goal" USING btree ("member_id") WHERE "goal"."state" = 'active';--> statement-breakpoint
CREATE INDEX "reflection_member_id_at_index" ON "reflection" USING btree ("member_id","at");--> statement-breakpoint
CREATE INDEX "occurrence_member_id_planned_at_index" ON "occurrence" USING btree ("member_id","planned_at");--> statement-breakpoint
CREATE INDEX "reminder_ring" ON "reminder" USING btree ("ring_at") WHERE "reminder"."ring_at" is not null;--> statement-breakpoint
CREATE INDEX "reminder_member_id_index" ON "reminder" USING btree ("member_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reminder_daily" ON "reminder" USING btree ("member_id") WHERE "reminder"."kind" = 'daily';--> statement-breakpoint
CREATE INDEX "memory_due" ON "memory" USING btree ("member_id","due_at");--> statement-breakpoint
CREATE INDEX "review_day" ON "review" USING btree ("member_id","day");--> statement-breakpoint
CREATE INDEX "web_message_place_born_seq_index" ON "web_message" USING btree ("place","born_seq");--> statement-breakpoint
CREATE VIEW "public"."study_day" AS (
  select member_id, day, sum(check_ins)::int as check_ins, sum(reviews)::int as reviews, sum(mended)::int as mended,
    sum(minutes)::double precision as minutes
  from (
    select member_id, day, 1 as check_ins, 0 as reviews, 0 as mended, coalesce(minutes, 0) as minutes
    from "check_in" where outcome in ('done', 'partly')
    union all
    select member_id, day, 0, 1, 0, coalesce(duration_ms, 0) / 60000.0 from "review" where source = 'here'
    union all
    select member_id, day, 0, 0, 1, 0 from "mended_day"
  ) as trace
  group by member_id, day);