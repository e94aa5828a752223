import { eq, inArray, lt } from 'drizzle-orm';
import type { Reply, Request } from '../chat/request.ts';
import type { Db, Tx } from '../db/connect.ts';
import { prepared, type Slots, settable } from '../db/prepared.ts';
import { seen } from '../db/schema/index.ts';

const keptMs = 2 * 24 * 3600 * 1000;

const take = prepared((tx, { requestId, senderKey, at }: Slots<'requestId' | 'senderKey' | 'at'>) =>
  tx.insert(seen).values({ requestId, senderKey, at }).onConflictDoNothing().returning({ id: seen.requestId }),
);

const answer = prepared((tx, { requestId, reply }: Slots<'requestId' | 'reply'>) =>
  tx.update(seen).set(settable({ reply })).where(eq(seen.requestId, requestId)),
);

/**
 * Takes the request id for this transaction, in one statement. False where the request was handled before; a rival that handles it at this
 * moment is waited for.
 */
export async function takeRequest(tx: Tx, request: Request, now: Date): Promise<boolean> {
  const taken = await take(tx, { requestId: request.id, senderKey: request.sender.key, at: now });
  return taken.length > 0;
}

/** The answer already given to a request; only its own sender gets it again. */
export async function answerGiven(tx: Tx, request: Request): Promise<Reply> {
  const [earlier] = await tx.select().from(seen).where(eq(seen.requestId, request.id));
  if (earlier?.senderKey !== request.sender.key || !earlier.reply)
    throw new Error(`The request id ${request.id} is somebody else's`);
  return earlier.reply;
}

export async function keepAnswer(tx: Tx, requestId: string, reply: Reply): Promise<void> {
  await answer(tx, { requestId, reply });
}

/** Forgets at most `limit` requests that no platform will send again. */
export async function forgetSeen(db: Db, now: Date, limit: number): Promise<void> {
  const old = db
    .select({ id: seen.requestId })
    .from(seen)
    .where(lt(seen.at, new Date(now.getTime() - keptMs)))
    .limit(limit);
  await db.delete(seen).where(inArray(seen.requestId, old));
}
