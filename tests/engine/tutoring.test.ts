import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TutorFor } from '../../src/chat/handler.ts';
import { group, member, tutorConsent, tutorPolicy, tutorUse } from '../../src/db/schema/index.ts';
import { lendTutor } from '../../src/engine/tutoring.ts';
import { Unavailable } from '../../src/errors.ts';
import { NoAnswer, type Tutor } from '../../src/tutor.ts';
import { type Studyloop, startStudyloop, tutorHost } from '../support/studyloop.ts';

const use = { read: 60, cached: 20, written: 15, microDollars: 7 };
const never = () => Promise.reject(new Error('not asked for here'));
const tutor: Tutor = {
  hint: async () => ({ said: { text: 'Look at the edges.', isSure: true }, use }),
  critique: never,
  solve: never,
  breakDown: never,
  relabel: never,
  depth: () => Promise.reject(new NoAnswer('truncated', use)),
  vary: never,
  topics: never,
};
const question = { problem: 'p', topic: null, rung: 'locate', before: [], mastery: null } as const;

let studyloop: Studyloop;
const at = new Date('2026-03-02T08:00:00Z');
beforeAll(async () => {
  studyloop = await startStudyloop({
    features: [],
    tutoring: { tutor, limits: { personTokensADay: 1000, serverTokensADay: 1500 } },
  });
  const { db } = studyloop;
  for (const id of ['ada', 'ben', 'dan', 'eve'])
    await db.insert(member).values({
      id,
      key: `test:${id}`,
      name: id,
      direct: `test:dm:${id}`,
      zone: 'UTC',
      zoneConfirmed: true,
      createdAt: at,
    });
  for (const id of ['yes', 'no']) await db.insert(group).values({ id, key: `test:${id}`, name: id, createdAt: at });
  for (const [memberId, agreed] of [
    ['ada', true],
    ['ben', true],
    ['dan', true],
    ['eve', false],
  ] as const)
    await db
      .insert(tutorConsent)
      .values({ memberId, agreed, sentTo: memberId === 'dan' ? 'elsewhere.example.org' : tutorHost, at });
  await db.insert(tutorPolicy).values({ groupId: 'yes', allowed: true, at });
});
afterAll(() => studyloop?.stop());
beforeEach(() => studyloop.db.delete(tutorUse));

const lend = (wanted: TutorFor) => studyloop.db.transaction((tx) => lendTutor(studyloop.world, tx, at, wanted));
const tokensOf = async (scope: string) =>
  (await studyloop.db.select().from(tutorUse).where(eq(tutorUse.scope, scope)))[0]?.tokens ?? 0;

test('is lent to who agreed, where their server allows it, and to nobody else', async () => {
  expect(await lend({ memberId: 'ada', groupId: null, tokens: 100 })).not.toBeNull();
  expect(await lend({ memberId: 'ada', groupId: 'yes', tokens: 100 })).not.toBeNull();
  expect(await lend({ memberId: 'ada', groupId: 'no', tokens: 100 })).toBeNull();
  expect(await lend({ memberId: 'eve', groupId: null, tokens: 100 })).toBeNull();
  expect(await lend({ memberId: 'dan', groupId: null, tokens: 100 })).toBeNull(); // agreed to another
  expect(await lend({ memberId: 'nobody', groupId: null, tokens: 100 })).toBeNull();
});

test('what is under way counts, and what was really used takes its place', async () => {
  const loan = await lend({ memberId: 'ada', groupId: 'yes', tokens: 600 });
  expect(await lend({ memberId: 'ada', groupId: null, tokens: 600 })).toBeNull();
  await loan?.tutor.hint(question);
  await loan?.settle(studyloop.db);
  expect([await tokensOf('member:ada'), await tokensOf('group:yes')]).toEqual([75, 75]);
  expect(await lend({ memberId: 'ada', groupId: null, tokens: 600 })).not.toBeNull();
});

test('a question that was not answered counts by what it took', async () => {
  const loan = await lend({ memberId: 'ada', groupId: 'yes', tokens: 600 });
  await expect(loan?.tutor.depth({ went: 'w', cause: null, change: null, learned: null })).rejects.toThrow('truncated');
  await loan?.settle(studyloop.db);
  expect([await tokensOf('member:ada'), await tokensOf('group:yes')]).toEqual([75, 75]);
});

test('work that has used what was held back for it asks no more', async () => {
  const loan = await lend({ memberId: 'ada', groupId: null, tokens: 150 });
  await loan?.tutor.hint(question);
  await loan?.tutor.hint(question);
  await expect(loan?.tutor.hint(question)).rejects.toThrow(Unavailable);
  await loan?.settle(studyloop.db);
  expect(await tokensOf('member:ada')).toBe(150);
});

test('of twenty at once no more are served than the budget holds', async () => {
  const loans = await Promise.all(
    Array.from({ length: 20 }, (_, n) => lend({ memberId: n % 2 ? 'ada' : 'ben', groupId: 'yes', tokens: 200 })),
  );
  expect(loans.filter((loan) => loan !== null)).toHaveLength(7);
  expect(await tokensOf('group:yes')).toBe(1400);
  expect((await tokensOf('member:ada')) + (await tokensOf('member:ben'))).toBe(1400);
});

test('a new day has a new budget', async () => {
  expect(await lend({ memberId: 'ada', groupId: null, tokens: 1000 })).not.toBeNull();
  expect(await lend({ memberId: 'ada', groupId: null, tokens: 1 })).toBeNull();
  const tomorrow = new Date('2026-03-03T00:00:00Z');
  const loan = await studyloop.db.transaction((tx) =>
    lendTutor(studyloop.world, tx, tomorrow, { memberId: 'ada', groupId: null, tokens: 1000 }),
  );
  expect(loan).not.toBeNull();
});
