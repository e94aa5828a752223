import { and, eq, isNull, lt, or, sql } from 'drizzle-orm';
import type { Context } from '../chat/handler.ts';
import type { Member } from '../chat/people.ts';
import type { Request } from '../chat/request.ts';
import type { Tx } from '../db/connect.ts';
import { prepared, type Slots } from '../db/prepared.ts';
import { group, member, membership, post } from '../db/schema/index.ts';
import type { World } from '../world.ts';

/** The context of a request, and whether messages to this member were lost (told once, as a note beside the reply). */
export interface Met {
  readonly context: Omit<Context, 'requestId'>;
  readonly lost: boolean;
}

type From = Pick<Request, 'sender' | 'place'>;

/** Sender and place as rows, made on first sight where `known` says so. */
export async function meet(tx: Tx, world: World, now: Date, from: From, known: Known | undefined): Promise<Met> {
  const complete = known !== undefined && (from.place.group === null || known.joined !== null);
  if (!complete) await addUnknown(tx, world, now, from);
  const found = complete ? known : await findKnown(tx, from);
  if (!found) throw new Error('A member was added and is not there');
  const me = await withFreshProfile(tx, found.me, from);
  const { address: here } = from.place;
  const { newId, random, tutoring } = world;
  const tutor = tutoring && { host: tutoring.host, model: tutoring.model, limits: tutoring.limits };
  const context = { tx, now, me, group: found.group, here, tutor, newId, random };
  return { context, lost: found.lost };
}

const findSender = prepared((tx, { key, groupKey }: Slots<'key' | 'groupKey'>) =>
  tx
    .select({
      me: member,
      group: { id: group.id, key: group.key, name: group.name },
      joined: membership.memberId,
      lost: sql<boolean>`exists (select from ${post} where ${post.ownerId} = ${member.id} and ${post.state} = 'gone' and ${post.toldAt} is null)`,
    })
    .from(member)
    .leftJoin(group, eq(group.key, groupKey))
    .leftJoin(membership, and(eq(membership.memberId, member.id), eq(membership.groupId, group.id)))
    .where(eq(member.key, key)),
);

type Known = Awaited<ReturnType<typeof findSender>>[number];

/** Sender and place as far as they are known, in one statement. */
export async function findKnown(tx: Tx, { sender, place }: From): Promise<Known | undefined> {
  const [row] = await findSender(tx, { key: sender.key, groupKey: place.group?.key ?? '' });
  return row;
}

/** Rivals may be adding the same rows: whoever comes second finds them. */
async function addUnknown(tx: Tx, world: World, now: Date, { sender, place }: From): Promise<void> {
  const { key, name, direct, zone, zoneGuess, language } = sender;
  await tx
    .insert(member)
    .values({
      id: world.newId(),
      key,
      name,
      direct,
      zone: zone ?? zoneGuess ?? 'UTC',
      zoneConfirmed: zone !== undefined,
      zoneFromProfile: zone !== undefined,
      language: language ?? null,
      createdAt: now,
    })
    .onConflictDoNothing();
  if (!place.group) return;
  await tx
    .insert(group)
    .values({ id: world.newId(), key: place.group.key, name: place.group.name, createdAt: now })
    .onConflictDoNothing();
  await tx.execute(sql`
    insert into ${membership} (member_id, group_id, since)
    select ${member.id}, ${group.id}, ${now.toISOString()} from ${member}, ${group}
    where ${member.key} = ${key} and ${group.key} = ${place.group.key}
    on conflict do nothing`);
}

/** People rename themselves, and their platform may give the direct line a new address. */
async function withFreshProfile(tx: Tx, me: Member, { sender }: From): Promise<Member> {
  const { name, direct } = sender;
  if (me.name === name && me.direct === direct) return me;
  await tx.update(member).set({ name, direct }).where(eq(member.id, me.id));
  return { ...me, name, direct };
}

const noteEveryMs = 24 * 3600 * 1000;

/** Whether this member has had no quiet note for a day; if so, they have one now. */
export async function mayNote({ tx, me, now }: Pick<Context, 'tx' | 'me' | 'now'>): Promise<boolean> {
  const rested = or(isNull(member.notedAt), lt(member.notedAt, new Date(now.getTime() - noteEveryMs)));
  const noted = await tx
    .update(member)
    .set({ notedAt: now })
    .where(and(eq(member.id, me.id), rested))
    .returning({ id: member.id });
  return noted.length > 0;
}
