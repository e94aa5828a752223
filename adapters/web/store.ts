import { desc, eq, sql } from 'drizzle-orm';
import type { Address } from '../../src/chat/request.ts';
import type { Db } from '../../src/db/connect.ts';
import { webCounter, webMessage, webPerson, webRead, webRoom } from '../../src/db/schema/web.ts';
import { directAddress, roomAddress } from './places.ts';

export interface Person {
  readonly slug: string;
  readonly name: string;
}
export interface Room {
  readonly slug: string;
  readonly name: string;
}

/** Comes in, for the first time or again. The first name stays: the same slug is the same person. */
export async function enter(db: Db, { slug, name, at }: Person & { at: Date }): Promise<void> {
  const joinedSeq = sql`coalesce((select ${webCounter.seq} from ${webCounter}), 0)`;
  await db
    .insert(webPerson)
    .values({ slug, name, joinedSeq, seenAt: at })
    .onConflictDoUpdate({ target: webPerson.slug, set: { seenAt: at } });
}

export async function personNamed(db: Db, slug: string): Promise<Person | undefined> {
  const [found] = await db
    .select({ slug: webPerson.slug, name: webPerson.name })
    .from(webPerson)
    .where(eq(webPerson.slug, slug));
  return found;
}

/** Those who were here last, up to twelve. */
export async function recentPeople(db: Db): Promise<readonly Person[]> {
  return db
    .select({ slug: webPerson.slug, name: webPerson.name })
    .from(webPerson)
    .orderBy(desc(webPerson.seenAt), webPerson.slug)
    .limit(12);
}

/** False when the room is there already; it stays as it is. */
export async function addRoom(db: Db, { slug, name, at }: Room & { at: Date }): Promise<boolean> {
  const added = await db
    .insert(webRoom)
    .values({ slug, name, createdAt: at })
    .onConflictDoNothing()
    .returning({ slug: webRoom.slug });
  return added.length > 0;
}

export async function roomNamed(db: Db, slug: string): Promise<Room | undefined> {
  const [found] = await db
    .select({ slug: webRoom.slug, name: webRoom.name })
    .from(webRoom)
    .where(eq(webRoom.slug, slug));
  return found;
}

/** A place in someone's list, with how much of it they have not read: at most 100 is counted. */
export interface Listed {
  readonly place: Address;
  readonly name: string;
  readonly unread: number;
}

/** All places of a person: the direct line first, then the rooms as they were opened. */
export async function placesOf(db: Db, who: string): Promise<readonly Listed[]> {
  const rooms = await db
    .select({ slug: webRoom.slug, name: webRoom.name })
    .from(webRoom)
    .orderBy(webRoom.createdAt, webRoom.slug);
  const places = [
    { place: directAddress(who), name: 'Studyloop' },
    ...rooms.map(({ slug, name }) => ({ place: roomAddress(slug), name })),
  ];
  const unread = await unreadIn(
    db,
    who,
    places.map(({ place }) => place),
  );
  return places.map((it) => ({ ...it, unread: unread.get(it.place) ?? 0 }));
}

async function unreadIn(db: Db, who: string, places: readonly Address[]): Promise<Map<Address, number>> {
  const { rows } = await db.execute<{ place: Address; unread: number }>(sql`
    select listed.place, (select count(*)::int from (
        select from ${webMessage} m
        where m.place = listed.place and m.born_seq > coalesce(mark.born_seq, me.joined_seq)
          and (m.reader is null or m.reader = ${who}) and m.author is distinct from ${who}
        limit 100) as counted) as unread
    from unnest(${sql.param(places)}::text[]) as listed(place)
    join ${webPerson} me on me.slug = ${who}
    left join ${webRead} mark on mark.place = listed.place and mark.person = ${who}`);
  return new Map(rows.map(({ place, unread }) => [place, unread]));
}

/** This person has read the place up to the message that came with `bornSeq`; never less than before. */
export async function markRead(
  db: Db,
  { who, place, bornSeq }: { who: string; place: Address; bornSeq: number },
): Promise<void> {
  await db
    .insert(webRead)
    .values({ person: who, place, bornSeq })
    .onConflictDoUpdate({
      target: [webRead.person, webRead.place],
      set: { bornSeq: sql`greatest(${webRead.bornSeq}, excluded.born_seq)` },
    });
}
