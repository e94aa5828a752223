CREATE TABLE "skill_need" (
	"skill" text NOT NULL,
	"deck_id" text NOT NULL,
	"needs" text NOT NULL,
	"needs_deck_id" text NOT NULL,
	CONSTRAINT "skill_need_skill_needs_pk" PRIMARY KEY("skill","needs")
);
--> statement-breakpoint
CREATE TABLE "mastery_link" (
	"to_skill" text NOT NULL,
	"from_skill" text NOT NULL,
	"is_named" boolean NOT NULL,
	"to_deck_id" text NOT NULL,
	"from_deck_id" text NOT NULL,
	"numbers" double precision[] NOT NULL,
	CONSTRAINT "mastery_link_to_skill_from_skill_is_named_pk" PRIMARY KEY("to_skill","from_skill","is_named")
);
--> statement-breakpoint
ALTER TABLE "practice_question" ADD COLUMN "leads_to" text;--> statement-breakpoint
ALTER TABLE "skill_need" ADD CONSTRAINT "skill_need_deck_id_deck_id_fk" FOREIGN KEY ("deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_need" ADD CONSTRAINT "skill_need_needs_deck_id_deck_id_fk" FOREIGN KEY ("needs_deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_link" ADD CONSTRAINT "mastery_link_to_deck_id_deck_id_fk" FOREIGN KEY ("to_deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mastery_link" ADD CONSTRAINT "mastery_link_from_deck_id_deck_id_fk" FOREIGN KEY ("from_deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "skill_need_deck_id_index" ON "skill_need" USING btree ("deck_id");--> statement-breakpoint
CREATE INDEX "skill_need_needs_deck_id_index" ON "skill_need" USING btree ("needs_deck_id");--> statement-breakpoint
CREATE INDEX "mastery_link_to_deck_id_index" ON "mastery_link" USING btree ("to_deck_id");--> statement-breakpoint
CREATE INDEX "mastery_link_from_deck_id_index" ON "mastery_link" USING btree ("from_deck_id");