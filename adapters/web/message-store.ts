import { and, desc, eq, gt, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Address } from '../../src/chat/request.ts';
import type { Db, Tx } from '../../src/db/connect.ts';
import { type WebBody, webCounter, webMessage, webPerson } from '../../src/db/schema/web.ts';

export type { WebBody };

/** A message as someone sees it. */
export interface Shown {
  readonly id: string;
  readonly seq: number;
  readonly bornSeq: number;
  readonly place: Address;
  readonly reader: string | null;
  readonly author: string | null;
  readonly authorName: string | null;
  readonly said: string | null;
  readonly body: WebBody;
  readonly at: Date;
}

export type NewMessage = Pick<Shown, 'id' | 'place' | 'reader' | 'author' | 'said' | 'body' | 'at'>;

/** What is told over LISTEN/NOTIFY when a message is kept or changed; the payload is its place. */
export const channel = 'studyloop_web';

/**
 * The next number of a change. A row and not a sequence: whoever took a number holds the row until it is committed, so numbers
 * show in their order, and who has read up to one has missed none. Taken in the same statement as the change: a process that
 * is stopped half-way can hold up nobody.
 */
const next = sql`next as (
  insert into ${webCounter} as counter (id, seq) values ('messages', 1)
  on conflict (id) do update set seq = counter.seq + 1 returning seq)`;

/** For so long a message can be read and its buttons pressed. */
const keptMs = 366 * 24 * 3600 * 1000;
/** More than one, so that less is kept in the end than comes. */
const forgottenAtOnce = 10;

/** Keeps a message once by its id and tells who listens, and forgets a few that are over a year old; false when it was there already. */
export async function keepMessage(db: Db | Tx, it: NewMessage): Promise<boolean> {
  const forgottenBefore = new Date(it.at.getTime() - keptMs);
  const { rows } = await db.execute(sql`
    with ${next}, kept as (
      insert into ${webMessage} (id, seq, born_seq, place, reader, author, said, body, edits, at)
      select ${it.id}, seq, seq, ${it.place}, ${it.reader}, ${it.author}, ${it.said}, ${asJson(it.body)}::jsonb, '{}'::text[],
        ${it.at.toISOString()}::timestamptz
      from next
      on conflict (id) do nothing returning place),
    old as (
      delete from ${webMessage} where id in (select id from ${webMessage} where at < ${forgottenBefore.toISOString()}::timestamptz
        limit ${forgottenAtOnce} for update skip locked))
    select pg_notify(${channel}, place) from kept`);
  return rows.length > 0;
}

export interface Change {
  readonly id: string;
  /** Who pressed: only what they see can be changed by them. */
  readonly who: string;
  readonly requestId: string;
  readonly body: WebBody;
}

/** Puts a new body in the place of a message's, once by the request that asked for it. */
export async function changeMessage(db: Db, { id, who, requestId, body }: Change): Promise<void> {
  const kept = sql`(array_append(edits, ${requestId}))[greatest(1, cardinality(edits) - 18):]`;
  await db.execute(sql`
    with ${next}, changed as (
      update ${webMessage} set seq = next.seq, body = ${asJson(body)}::jsonb, edits = ${kept}
      from next
      where ${webMessage.id} = ${id} and ${visibleTo(who)} and not (${requestId} = any(edits))
      returning place)
    select pg_notify(${channel}, place) from changed`);
}

/** Puts a body in the place of a request's answer, or of a post, while no press has changed it since; false where it does not stand. */
export async function changeAnswer(db: Db, { instead, body }: { instead: string; body: WebBody }): Promise<boolean> {
  const isNamed = sql`${webMessage.id} in (${instead}, ${`${instead}.reply`})`;
  const stands = sql`(${isNamed} and cardinality(edits) = 0) or edits[cardinality(edits)] = ${instead}`;
  const { rows } = await db.execute(sql`
    with ${next}, changed as (
      update ${webMessage} set seq = next.seq, body = ${asJson(body)}::jsonb from next where ${stands}
      returning place)
    select pg_notify(${channel}, place) from changed`);
  return rows.length > 0;
}

/** JSON that PostgreSQL takes: it knows neither half characters nor the zero character. */
function asJson(body: WebBody): string {
  return JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\u{fffd}') : value,
  );
}

const visibleTo = (who: string) => or(isNull(webMessage.reader), eq(webMessage.reader, who));

const shown = {
  id: webMessage.id,
  seq: webMessage.seq,
  bornSeq: webMessage.bornSeq,
  place: webMessage.place,
  reader: webMessage.reader,
  author: webMessage.author,
  authorName: webPerson.name,
  said: webMessage.said,
  body: webMessage.body,
  at: webMessage.at,
};

const select = (db: Db) => db.select(shown).from(webMessage).leftJoin(webPerson, eq(webPerson.slug, webMessage.author));

/** The last `limit` messages of a place that this person sees, oldest first; those before `before` where it is given. */
export async function latestIn(
  db: Db,
  { who, place, before, limit }: { who: string; place: Address; before?: number | undefined; limit: number },
): Promise<readonly Shown[]> {
  const older = before === undefined ? undefined : lt(webMessage.bornSeq, before);
  const found = await select(db)
    .where(and(eq(webMessage.place, place), visibleTo(who), older))
    .orderBy(desc(webMessage.bornSeq))
    .limit(limit);
  return found.reverse();
}

/** What changed after `seq` in all places, for this person, in the order of the changes. */
export async function changesSince(
  db: Db,
  { who, seq, limit }: { who: string; seq: number; limit: number },
): Promise<readonly Shown[]> {
  return select(db)
    .where(and(gt(webMessage.seq, seq), visibleTo(who)))
    .orderBy(webMessage.seq)
    .limit(limit);
}

/** Those of these messages that this person sees. */
export async function messagesNamed(db: Db, who: string, ids: readonly string[]): Promise<readonly Shown[]> {
  return select(db)
    .where(and(inArray(webMessage.id, [...ids]), visibleTo(who)))
    .orderBy(webMessage.bornSeq);
}

/** The number of the last change that is committed. */
export async function lastSeq(db: Db): Promise<number> {
  const [row] = await db.select({ seq: webCounter.seq }).from(webCounter);
  return row?.seq ?? 0;
}
