import { and, eq, sql } from 'drizzle-orm';
import type { TutorFor } from '../chat/handler.ts';
import type { Db, Tx } from '../db/connect.ts';
import { mayAskTutor } from '../db/reading/tutor-consent.ts';
import { member, tutorPolicy, tutorUse } from '../db/schema/index.ts';
import { Unavailable } from '../errors.ts';
import { NoAnswer, type Told, type Tutor, type TutorUse } from '../tutor.ts';
import type { World } from '../world.ts';

/** The tutor for one piece of work, and what was held back of the day's budget for it. */
export interface Loan {
  readonly tutor: Tutor;
  /** Puts what was really used in the place of what was held back. */
  settle(db: Db): Promise<void>;
}

/**
 * The tutor for one piece of work, where who it is for has agreed, their server allows it, and both have budget left today; null
 * otherwise. The budget is held back here, in the transaction, so that rivals cannot spend it twice.
 */
export async function lendTutor(world: World, tx: Tx, now: Date, wanted: TutorFor): Promise<Loan | null> {
  if (!world.tutoring) return null;
  const { tutor, limits, host } = world.tutoring;
  if (!(await mayAskTutor(tx, wanted, host))) return null;
  const day = now.toISOString().slice(0, 10);
  const scopes = [`member:${wanted.memberId}`, ...(wanted.groupId === null ? [] : [`group:${wanted.groupId}`])];
  const serverLimit = wanted.groupId === null ? 0 : await limitOf(tx, wanted.groupId, limits.serverTokensADay);
  for (const [at, scope] of scopes.entries()) {
    const limit = at === 0 ? limits.personTokensADay : serverLimit;
    if (await holdBack(tx, { day, scope, tokens: wanted.tokens, limit })) continue;
    for (const taken of scopes.slice(0, at)) await giveBack(tx, { day, scope: taken, tokens: wanted.tokens });
    return null;
  }
  const used: TutorUse[] = [];
  return {
    tutor: spokenIn(await languageOf(tx, wanted.memberId), metered(world, tutor, wanted.tokens, used)),
    settle: (db) => settle(db, { day, scopes, held: wanted.tokens, used }),
  };
}

async function languageOf(tx: Tx, memberId: string): Promise<string | null> {
  const [row] = await tx.select({ language: member.language }).from(member).where(eq(member.id, memberId));
  return row?.language ?? null;
}

/** The same tutor, which says in this language what it says to the learner. */
function spokenIn(language: string | null, tutor: Tutor): Tutor {
  if (language === null) return tutor;
  return {
    ...tutor,
    hint: (question) => tutor.hint({ ...question, language }),
    breakDown: (question) => tutor.breakDown({ ...question, language }),
    depth: (question) => tutor.depth({ ...question, language }),
  };
}

async function limitOf(tx: Tx, groupId: string, usual: number): Promise<number> {
  const [policy] = await tx.select().from(tutorPolicy).where(eq(tutorPolicy.groupId, groupId));
  return Math.min(usual, policy?.tokensADay ?? usual);
}

interface Held {
  readonly day: string;
  readonly scope: string;
  readonly tokens: number;
}

/** False where the day's limit would be passed; the row decides between rivals. */
async function holdBack(tx: Tx, { day, scope, tokens, limit }: Held & { limit: number }): Promise<boolean> {
  if (tokens > limit) return false;
  const held = await tx
    .insert(tutorUse)
    .values({ day, scope, tokens, calls: 0, microDollars: 0 })
    .onConflictDoUpdate({
      target: [tutorUse.day, tutorUse.scope],
      set: { tokens: sql`${tutorUse.tokens} + ${tokens}` },
      setWhere: sql`${tutorUse.tokens} + ${tokens} <= ${limit}`,
    })
    .returning({ scope: tutorUse.scope });
  return held.length > 0;
}

async function giveBack(tx: Tx, { day, scope, tokens }: Held): Promise<void> {
  await tx
    .update(tutorUse)
    .set({ tokens: sql`${tutorUse.tokens} - ${tokens}` })
    .where(and(eq(tutorUse.day, day), eq(tutorUse.scope, scope)));
}

interface Spent {
  readonly day: string;
  readonly scopes: readonly string[];
  readonly held: number;
  readonly used: readonly TutorUse[];
}

async function settle(db: Db, { day, scopes, held, used }: Spent): Promise<void> {
  const microDollars = used.reduce((sum, use) => sum + use.microDollars, 0);
  await db
    .update(tutorUse)
    .set({
      tokens: sql`${tutorUse.tokens} + ${tokensOf(used) - held}`,
      calls: sql`${tutorUse.calls} + ${used.length}`,
      microDollars: sql`${tutorUse.microDollars} + ${microDollars}`,
    })
    .where(and(eq(tutorUse.day, day), sql`${tutorUse.scope} = any(${sql.param(scopes)})`));
}

/** The same tutor; what each question took is noted and counted, and none is asked once all that was held back is used. */
function metered(world: World, tutor: Tutor, held: number, used: TutorUse[]): Tutor {
  const note = (use: TutorUse) => {
    used.push(use);
    for (const kind of ['read', 'cached', 'written'] as const) world.metrics.tutorTokens(kind, use[kind]);
  };
  const noted = async <T>(ask: () => Promise<Told<T>>): Promise<Told<T>> => {
    if (tokensOf(used) >= held) throw new Unavailable('What was held back of the budget for this work is used');
    try {
      const told = await ask();
      note(told.use);
      return told;
    } catch (error) {
      if (error instanceof NoAnswer) note(error.use);
      throw error;
    }
  };
  return {
    hint: (question) => noted(() => tutor.hint(question)),
    critique: (question) => noted(() => tutor.critique(question)),
    solve: (question) => noted(() => tutor.solve(question)),
    breakDown: (question) => noted(() => tutor.breakDown(question)),
    relabel: (question) => noted(() => tutor.relabel(question)),
    depth: (question) => noted(() => tutor.depth(question)),
    vary: (question) => noted(() => tutor.vary(question)),
    topics: (question) => noted(() => tutor.topics(question)),
  };
}

const tokensOf = (used: readonly TutorUse[]) => used.reduce((sum, { read, written }) => sum + read + written, 0);
