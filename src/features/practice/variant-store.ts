/** The SQL of variants that a tutor drafts: which card may be sent, and the one that waits to be asked. */
import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { card, deck, deckLearner, tutorVariant } from '../../db/schema/index.ts';
import type { TutorVariant } from '../../study/practice/tutor-variants.ts';

/** Whose variant, of which card. */
export interface VariantKey {
  readonly memberId: string;
  readonly cardId: string;
}

/** A card as it is put to the tutor. */
export interface CardToVary {
  readonly front: string;
  readonly back: string;
  readonly topic: string;
}

const keyed = ({ memberId, cardId }: VariantKey) =>
  and(eq(tutorVariant.memberId, memberId), eq(tutorVariant.cardId, cardId));
const isOfCardAsItIs = and(
  eq(tutorVariant.cardId, card.id),
  eq(tutorVariant.ofFront, card.front),
  eq(tutorVariant.ofBack, card.back),
);

/** The card, where the member studies it and no variant of it waits; undefined otherwise. */
export async function findToVary(tx: Tx, { memberId, cardId }: VariantKey): Promise<CardToVary | undefined> {
  const topic = sql<string>`coalesce(${card.tags}[1], ${deck.name})`;
  const [found] = await tx
    .select({ front: card.front, back: card.back, topic })
    .from(card)
    .innerJoin(deck, eq(deck.id, card.deckId))
    .innerJoin(deckLearner, and(eq(deckLearner.deckId, card.deckId), eq(deckLearner.memberId, memberId)))
    .leftJoin(tutorVariant, and(isOfCardAsItIs, eq(tutorVariant.memberId, memberId)))
    .where(and(eq(card.id, cardId), eq(card.isAside, false), isNull(tutorVariant.cardId)));
  return found;
}

/** The variant that waits, unless the card has changed since. */
export async function findVariant(tx: Tx, key: VariantKey): Promise<TutorVariant | null> {
  const { front, back, wrong } = tutorVariant;
  const [found] = await tx
    .select({ front, back, wrong })
    .from(tutorVariant)
    .innerJoin(card, isOfCardAsItIs)
    .where(keyed(key));
  return found ?? null;
}

/** Keeps a variant of the card as it was sent, in the place of one of the card as it was before. */
export async function keepVariant(
  tx: Tx,
  key: VariantKey,
  { of, variant, at }: { of: Pick<CardToVary, 'front' | 'back'>; variant: TutorVariant; at: Date },
): Promise<void> {
  const set = { ...variant, wrong: [...variant.wrong], ofFront: of.front, ofBack: of.back, at };
  await tx
    .insert(tutorVariant)
    .values({ ...set, ...key })
    .onConflictDoUpdate({ target: [tutorVariant.cardId, tutorVariant.memberId], set });
}

/** Once asked, it is used up. */
export async function dropVariant(tx: Tx, { memberId, cardId }: VariantKey): Promise<void> {
  await tx.delete(tutorVariant).where(keyed({ memberId, cardId }));
}
