CREATE INDEX "occurrence_planned_at_index" ON "occurrence" USING btree ("planned_at");--> statement-breakpoint
CREATE INDEX "reminder_over" ON "reminder" USING btree ("created_at") WHERE "reminder"."due_at" is null;--> statement-breakpoint
CREATE INDEX "web_message_at_index" ON "web_message" USING btree ("at");