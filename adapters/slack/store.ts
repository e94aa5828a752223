import { and, eq, inArray, lt, ne } from 'drizzle-orm';
import type { Db } from '../../src/db/connect.ts';
import { member, slackInstallation, slackSignature } from '../../src/db/schema/index.ts';

const keptMs = 3600 * 1000;

/**
 * Takes something that may be done once: the signature of a request, or the answer to one. False where it was taken in the last
 * hour; of several processes one takes it. Forgets what is older.
 */
export async function takeOnce(db: Db, what: string, at: Date): Promise<boolean> {
  const old = db.$with('old').as(
    db
      .delete(slackSignature)
      .where(lt(slackSignature.at, new Date(at.getTime() - keptMs)))
      .returning({ signature: slackSignature.signature }),
  );
  const taken = await db
    .with(old)
    .insert(slackSignature)
    .values({ signature: what, at })
    .onConflictDoNothing()
    .returning({ signature: slackSignature.signature });
  return taken.length > 0;
}

/** Gives back what could not be done, so that it may be tried again. */
export async function giveBack(db: Db, what: string): Promise<void> {
  await db.delete(slackSignature).where(eq(slackSignature.signature, what));
}

export interface SealedInstallation {
  /** `T…` of a workspace, `E…` of an organisation. */
  readonly id: string;
  readonly sealed: string;
  readonly installedAt: Date;
}

/** Keeps an installation in the place of an earlier one. */
export async function keepInstallation(db: Db, row: SealedInstallation): Promise<void> {
  const { sealed, installedAt } = row;
  await db
    .insert(slackInstallation)
    .values(row)
    .onConflictDoUpdate({ target: slackInstallation.id, set: { sealed, installedAt } });
}

/** The installations among these ids. */
export const findInstallations = (db: Db, ids: readonly string[]): Promise<readonly SealedInstallation[]> =>
  db
    .select()
    .from(slackInstallation)
    .where(inArray(slackInstallation.id, [...ids]));

export async function dropInstallation(db: Db, id: string): Promise<void> {
  await db.delete(slackInstallation).where(eq(slackInstallation.id, id));
}

/** Whether this person is known, goes by the zone of their profile, and that was another one until now. */
export async function movesWithProfile(db: Db, key: string, zone: string): Promise<boolean> {
  const found = await db
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.key, key), eq(member.zoneFromProfile, true), ne(member.zone, zone)));
  return found.length > 0;
}
