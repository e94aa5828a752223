import { and, eq, lt, ne, sql } from 'drizzle-orm';
import type { Form } from '../../src/chat/form.ts';
import type { Db } from '../../src/db/connect.ts';
import { openForm, standingAnswer } from '../../src/db/schema/index.ts';
import { keyFrom, seal, unseal } from './seal.ts';

const keptMs = 30 * 24 * 3600 * 1000;
/** A sprint is planned up to 30 days ahead, and its card is changed until it is over. */
const standsMs = 32 * 24 * 3600 * 1000;

export interface OpenForm {
  readonly id: string;
  /** The sender's key: nobody else may open it. */
  readonly ownerKey: string;
  readonly form: Form;
  readonly at: Date;
}

/** Keeps a form that opens before someone, or puts what they typed into it; and forgets those that nobody has touched for 30 days. */
export async function keepForm(db: Db, { id, ownerKey, form, at }: OpenForm): Promise<void> {
  const old = db.$with('old').as(
    db
      .delete(openForm)
      .where(lt(openForm.at, new Date(at.getTime() - keptMs)))
      .returning({ id: openForm.id }),
  );
  await db
    .with(old)
    .insert(openForm)
    .values({ id, ownerKey, form, at })
    .onConflictDoUpdate({
      target: openForm.id,
      set: { form: sql`excluded.form`, at: sql`excluded.at` },
      setWhere: eq(openForm.ownerKey, ownerKey),
    });
}

/** The form as it was left, or null where there is none of that id for this person. */
export async function findForm(db: Db, id: string, ownerKey: string): Promise<Form | null> {
  const [found] = await db
    .select({ form: openForm.form })
    .from(openForm)
    .where(and(eq(openForm.id, id), eq(openForm.ownerKey, ownerKey)));
  return found?.form ?? null;
}

export interface StandingAnswer {
  readonly requestId: string;
  /** The platform's name of the message that shows it. */
  readonly message: string;
  /** How an adapter of this platform reaches that message, in its own terms. */
  readonly way: Readonly<Record<string, unknown>>;
  readonly at: Date;
}

/** Where standing answers are kept, and the key that seals how they are reached: for minutes, that is a token to answer by. */
export interface Standing {
  readonly db: Db;
  readonly answersKey: Uint8Array;
}

/** A key of their own for the standing answers of a bot, from the secret by which its platform knows it. */
export const answersKeyFrom = (secret: string): Uint8Array => keyFrom(secret, 'standing answers');

/** Keeps where an answer stands, in the place of the one that its message showed before; and forgets those older than a month. */
export async function keepStanding({ db, answersKey }: Standing, answer: StandingAnswer): Promise<void> {
  const { requestId, message, way, at } = answer;
  const sealed = seal(answersKey, JSON.stringify(way), requestId);
  const old = db.$with('old').as(
    db
      .delete(standingAnswer)
      .where(lt(standingAnswer.at, new Date(at.getTime() - standsMs)))
      .returning({ id: standingAnswer.requestId }),
  );
  await db
    .with(old)
    .insert(standingAnswer)
    .values({ requestId, message, way: { sealed }, at })
    .onConflictDoUpdate({
      target: standingAnswer.message,
      set: { requestId: sql`excluded.request_id`, way: sql`excluded.way`, at: sql`excluded.at` },
    });
}

/** How the answer to this request is reached; null where it does not stand: not yet, or no more. */
export async function findStanding(
  { db, answersKey }: Standing,
  requestId: string,
): Promise<StandingAnswer['way'] | null> {
  const [found] = await db.select().from(standingAnswer).where(eq(standingAnswer.requestId, requestId));
  return found ? opened(answersKey, found) : null;
}

/** What stood in this message gives way to the answer of another request. */
export async function endStanding(db: Db, message: string, requestId: string): Promise<void> {
  await db
    .delete(standingAnswer)
    .where(and(eq(standingAnswer.message, message), ne(standingAnswer.requestId, requestId)));
}

/** Takes the answer to this request out of what stands, for what can be done once; of several who try, one gets it. */
export async function takeStanding({ db, answersKey }: Standing, requestId: string): Promise<StandingAnswer | null> {
  const [taken] = await db.delete(standingAnswer).where(eq(standingAnswer.requestId, requestId)).returning();
  const way = taken && opened(answersKey, taken);
  return taken && way ? { ...taken, way } : null;
}

type Row = typeof standingAnswer.$inferSelect;

/** Null where it was sealed by another key: the platform's secret was changed meanwhile. */
function opened(answersKey: Uint8Array, { way, requestId }: Row): StandingAnswer['way'] | null {
  const text = unseal(answersKey, way.sealed, requestId);
  return text === null ? null : JSON.parse(text);
}
