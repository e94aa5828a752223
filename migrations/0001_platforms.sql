CREATE TABLE "open_form" (
	"id" text PRIMARY KEY NOT NULL,
	"owner_key" text NOT NULL,
	"form" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slack_installation" (
	"id" text PRIMARY KEY NOT NULL,
	"sealed" text NOT NULL,
	"installed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slack_signature" (
	"signature" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "open_form_at_index" ON "open_form" USING btree ("at");--> statement-breakpoint
CREATE INDEX "slack_signature_at_index" ON "slack_signature" USING btree ("at");