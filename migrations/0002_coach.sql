CREATE TABLE "recall_calibration" (
	"member_id" text PRIMARY KEY NOT NULL,
	"numbers" double precision[] NOT NULL,
	"morning" double precision[] NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tutor_consent" (
	"member_id" text PRIMARY KEY NOT NULL,
	"agreed" boolean NOT NULL,
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
ALTER TABLE "post" ADD COLUMN "instead" text;--> statement-breakpoint
ALTER TABLE "recall_calibration" ADD CONSTRAINT "recall_calibration_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tutor_consent" ADD CONSTRAINT "tutor_consent_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tutor_policy" ADD CONSTRAINT "tutor_policy_group_id_study_group_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."study_group"("id") ON DELETE cascade ON UPDATE no action;