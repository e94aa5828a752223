CREATE TABLE "told_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"goal_id" text NOT NULL,
	"step_ids" text[] NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"marked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "step_offer" (
	"id" text PRIMARY KEY NOT NULL,
	"goal_id" text NOT NULL,
	"steps" jsonb NOT NULL,
	"instead_of" text,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "step_offer_insteadOf_unique" UNIQUE("instead_of")
);
--> statement-breakpoint
CREATE TABLE "card_hint" (
	"card_id" text NOT NULL,
	"rung" text NOT NULL,
	"text" text NOT NULL,
	"author_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "card_hint_card_id_rung_pk" PRIMARY KEY("card_id","rung")
);
--> statement-breakpoint
CREATE TABLE "hint_session" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"card_id" text,
	"problem" text,
	"kind" text NOT NULL,
	"skill" text,
	"state" text NOT NULL,
	"ladder" text[] NOT NULL,
	"arm" text,
	"mastery" real,
	"step" integer NOT NULL,
	"attempts" integer NOT NULL,
	"reps" integer,
	"asked_from" text,
	"only_deck_id" text,
	"group_id" text,
	"reply_to" text NOT NULL,
	"shown_by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "hint_step" (
	"session_id" text NOT NULL,
	"position" integer NOT NULL,
	"rung" text NOT NULL,
	"source" text NOT NULL,
	"text" text NOT NULL,
	"is_sure" boolean DEFAULT true NOT NULL,
	"attempt" text,
	"verdict" text,
	"rejections" text[] DEFAULT '{}' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "hint_step_session_id_position_pk" PRIMARY KEY("session_id","position")
);
--> statement-breakpoint
CREATE TABLE "mastery_again" (
	"member_id" text NOT NULL,
	"card_id" text NOT NULL,
	"numbers" double precision[] NOT NULL,
	CONSTRAINT "mastery_again_card_id_member_id_pk" PRIMARY KEY("card_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "mastery_common" (
	"id" smallint PRIMARY KEY NOT NULL,
	"numbers" double precision[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mastery_item" (
	"card_id" text PRIMARY KEY NOT NULL,
	"numbers" double precision[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mastery_learner" (
	"member_id" text PRIMARY KEY NOT NULL,
	"numbers" double precision[] NOT NULL,
	"recent" jsonb NOT NULL,
	"learned_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "mastery_skill" (
	"skill" text PRIMARY KEY NOT NULL,
	"deck_id" text NOT NULL,
	"numbers" double precision[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mastery_state" (
	"member_id" text NOT NULL,
	"skill" text NOT NULL,
	"deck_id" text NOT NULL,
	"numbers" double precision[] NOT NULL,
	CONSTRAINT "mastery_state_member_id_skill_pk" PRIMARY KEY("member_id","skill")
);
--> statement-breakpoint
CREATE TABLE "mistake" (
	"member_id" text NOT NULL,
	"card_id" text NOT NULL,
	"answer" text,
	"times" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "mistake_card_id_member_id_pk" PRIMARY KEY("card_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "practice_arm" (
	"member_id" text NOT NULL,
	"skill" text NOT NULL,
	"deck_id" text NOT NULL,
	"worth" double precision NOT NULL,
	"tries" integer NOT NULL,
	CONSTRAINT "practice_arm_member_id_skill_pk" PRIMARY KEY("member_id","skill")
);
--> statement-breakpoint
CREATE TABLE "practice_question" (
	"id" text PRIMARY KEY NOT NULL,
	"member_id" text NOT NULL,
	"card_id" text NOT NULL,
	"skill" text NOT NULL,
	"only_deck_id" text,
	"format" text NOT NULL,
	"prompt" text NOT NULL,
	"key" text NOT NULL,
	"choices" text[] NOT NULL,
	"is_variant" boolean NOT NULL,
	"state" text NOT NULL,
	"expected" real NOT NULL,
	"is_exploring" boolean NOT NULL,
	"confidence" smallint,
	"answer" text,
	"second_answer" text,
	"asked_at" timestamp with time zone NOT NULL,
	"answered_at" timestamp with time zone,
	"day" date
);
--> statement-breakpoint
CREATE TABLE "depth_scorer" (
	"id" text PRIMARY KEY NOT NULL,
	"numbers" double precision[] NOT NULL,
	"learned" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recall_calibration" (
	"member_id" text PRIMARY KEY NOT NULL,
	"numbers" double precision[] NOT NULL,
	"morning" double precision[] NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "standing_answer" (
	"request_id" text PRIMARY KEY NOT NULL,
	"message" text NOT NULL,
	"way" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "standing_answer_message_unique" UNIQUE("message")
);
--> statement-breakpoint
CREATE TABLE "tutor_consent" (
	"member_id" text PRIMARY KEY NOT NULL,
	"agreed" boolean NOT NULL,
	"sent_to" text,
	"random_arm" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tutor_policy" (
	"group_id" text PRIMARY KEY NOT NULL,
	"allowed" boolean NOT NULL,
	"tokens_a_day" integer,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tutor_use" (
	"day" date NOT NULL,
	"scope" text NOT NULL,
	"calls" integer NOT NULL,
	"tokens" integer NOT NULL,
	"micro_dollars" bigint NOT NULL,
	CONSTRAINT "tutor_use_day_scope_pk" PRIMARY KEY("day","scope")
);
--> statement-breakpoint
DROP VIEW "public"."study_day";--> statement-breakpoint
ALTER TABLE "post" ADD COLUMN "instead" text;--> statement-breakpoint
ALTER TABLE "goal_step" ADD COLUMN "offer_id" text;--> statement-breakpoint
ALTER TABLE "reflection" ADD COLUMN "depth_by" text DEFAULT 'rules' NOT NULL;--> statement-breakpoint
ALTER TABLE "reflection" ADD COLUMN "depth_offline" smallint;--> statement-breakpoint
ALTER TABLE "reflection" ADD COLUMN "depth_tutor" smallint;--> statement-breakpoint
ALTER TABLE "told_steps" ADD CONSTRAINT "told_steps_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step_offer" ADD CONSTRAINT "step_offer_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_hint" ADD CONSTRAINT "card_hint_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_hint" ADD CONSTRAINT "card_hint_author_id_member_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hint_session" ADD CONSTRAINT "hint_session_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hint_session" ADD CONSTRAINT "hint_session_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hint_session" ADD CONSTRAINT "hint_session_group_id_study_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."study_group"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hint_step" ADD CONSTRAINT "hint_step_session_id_hint_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."hint_session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_again" ADD CONSTRAINT "mastery_again_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_again" ADD CONSTRAINT "mastery_again_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_item" ADD CONSTRAINT "mastery_item_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_learner" ADD CONSTRAINT "mastery_learner_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_skill" ADD CONSTRAINT "mastery_skill_deck_id_deck_id_fk" FOREIGN KEY ("deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_state" ADD CONSTRAINT "mastery_state_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_state" ADD CONSTRAINT "mastery_state_deck_id_deck_id_fk" FOREIGN KEY ("deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mistake" ADD CONSTRAINT "mistake_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mistake" ADD CONSTRAINT "mistake_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_arm" ADD CONSTRAINT "practice_arm_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_arm" ADD CONSTRAINT "practice_arm_deck_id_deck_id_fk" FOREIGN KEY ("deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_question" ADD CONSTRAINT "practice_question_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_question" ADD CONSTRAINT "practice_question_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practice_question" ADD CONSTRAINT "practice_question_only_deck_id_deck_id_fk" FOREIGN KEY ("only_deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recall_calibration" ADD CONSTRAINT "recall_calibration_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tutor_consent" ADD CONSTRAINT "tutor_consent_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tutor_policy" ADD CONSTRAINT "tutor_policy_group_id_study_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."study_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "hint_session_member_id_at_index" ON "hint_session" USING btree ("member_id","at");--> statement-breakpoint
CREATE INDEX "hint_session_card_id_index" ON "hint_session" USING btree ("card_id");--> statement-breakpoint
CREATE UNIQUE INDEX "hint_open" ON "hint_session" USING btree ("member_id","card_id") WHERE "hint_session"."state" = 'open';--> statement-breakpoint
CREATE INDEX "mastery_again_member_id_index" ON "mastery_again" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "mastery_skill_deck_id_index" ON "mastery_skill" USING btree ("deck_id");--> statement-breakpoint
CREATE INDEX "mastery_state_deck_id_index" ON "mastery_state" USING btree ("deck_id");--> statement-breakpoint
CREATE INDEX "mistake_member_id_at_index" ON "mistake" USING btree ("member_id","at");--> statement-breakpoint
CREATE INDEX "practice_arm_deck_id_index" ON "practice_arm" USING btree ("deck_id");--> statement-breakpoint
CREATE INDEX "practice_question_member_id_asked_at_index" ON "practice_question" USING btree ("member_id","asked_at");--> statement-breakpoint
CREATE INDEX "practice_day" ON "practice_question" USING btree ("member_id","day");--> statement-breakpoint
CREATE INDEX "practice_question_card_id_index" ON "practice_question" USING btree ("card_id");--> statement-breakpoint
CREATE INDEX "practice_question_only_deck_id_index" ON "practice_question" USING btree ("only_deck_id");--> statement-breakpoint
CREATE UNIQUE INDEX "practice_open" ON "practice_question" USING btree ("member_id") WHERE "practice_question"."state" in ('sure', 'answer', 'again');--> statement-breakpoint
CREATE INDEX "standing_answer_at_index" ON "standing_answer" USING btree ("at");--> statement-breakpoint
CREATE VIEW "public"."study_day" AS (
  select member_id, day, sum(check_ins)::int as check_ins, sum(reviews)::int as reviews, sum(mended)::int as mended,
    sum(minutes)::double precision as minutes
  from (
    select member_id, day, 1 as check_ins, 0 as reviews, 0 as mended, coalesce(minutes, 0) as minutes
    from "check_in" where outcome in ('done', 'partly')
    union all
    select member_id, day, 0, 1, 0, coalesce(duration_ms, 0) / 60000.0 from "review" where source = 'here'
    union all
    select member_id, day, 0, 1, 0, 0 from "practice_question" where day is not null
    union all
    select member_id, day, 0, 0, 1, 0 from "mended_day"
  ) as trace
  group by member_id, day);