CREATE TABLE "tutor_variant" (
	"member_id" text NOT NULL,
	"card_id" text NOT NULL,
	"of_front" text NOT NULL,
	"of_back" text NOT NULL,
	"front" text NOT NULL,
	"back" text NOT NULL,
	"wrong" text[] NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "tutor_variant_card_id_member_id_pk" PRIMARY KEY("card_id","member_id")
);
--> statement-breakpoint
ALTER TABLE "mistake" ADD COLUMN "variant" text;--> statement-breakpoint
ALTER TABLE "tutor_variant" ADD CONSTRAINT "tutor_variant_member_id_member_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."member"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tutor_variant" ADD CONSTRAINT "tutor_variant_card_id_card_id_fk" FOREIGN KEY ("card_id") REFERENCES "public"."card"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tutor_variant_member_id_index" ON "tutor_variant" USING btree ("member_id");