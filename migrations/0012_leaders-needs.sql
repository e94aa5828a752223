ALTER TABLE "skill_need" DROP CONSTRAINT "skill_need_skill_needs_pk";--> statement-breakpoint
ALTER TABLE "skill_need" ADD COLUMN "group_id" text;--> statement-breakpoint
ALTER TABLE "skill_need" ADD CONSTRAINT "skill_need_shared" FOREIGN KEY ("deck_id","group_id") REFERENCES "public"."deck_share"("deck_id","group_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_need" ADD CONSTRAINT "skill_need_needs_shared" FOREIGN KEY ("needs_deck_id","group_id") REFERENCES "public"."deck_share"("deck_id","group_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_need" ADD CONSTRAINT "skill_need_once" UNIQUE NULLS NOT DISTINCT("skill","needs","group_id");