ALTER TABLE "reminder" ADD COLUMN "goal_id" text;--> statement-breakpoint
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reminder_goal" ON "reminder" USING btree ("goal_id");