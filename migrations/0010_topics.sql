CREATE TABLE "topic_offer" (
	"id" text PRIMARY KEY NOT NULL,
	"deck_id" text NOT NULL,
	"topics" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"taken_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "topic_offer" ADD CONSTRAINT "topic_offer_deck_id_deck_id_fk" FOREIGN KEY ("deck_id") REFERENCES "public"."deck"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "topic_offer_deck_id_index" ON "topic_offer" USING btree ("deck_id");