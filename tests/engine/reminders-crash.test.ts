import { afterAll, describe, expect, test } from 'vitest';
import { goal } from '../../src/db/schema/index.ts';
import { Unavailable } from '../../src/errors.ts';
import type { Rule } from '../../src/study/time/recurrence.ts';
import { addMember, addReminder, bookOf, startRig } from '../support/rig.ts';

const dueAt = new Date('2026-03-02T17:30:00Z');
const daily: Rule = { unit: 'days', every: 1, at: ['17:30'], from: '2026-03-01' };
const rig = await startRig('2026-03-02T17:30:30Z');
afterAll(() => rig.stop());

/** A member with all that can fall together: two reminders of their own, and a daily look that finds a goal. */
async function newMember(): Promise<string> {
  const memberId = await addMember(rig.db, rig.newId());
  const [own, once, look] = [rig.newId(), rig.newId(), rig.newId()];
  await addReminder(rig.db, { id: own, memberId, rule: daily, dueAt });
  await addReminder(rig.db, { id: once, memberId, dueAt });
  await addReminder(rig.db, { id: look, memberId, kind: 'daily', rule: daily, dueAt });
  await rig.db.insert(goal).values({ id: rig.newId(), memberId, what: 'Graphs', createdAt: dueAt });
  return memberId;
}

/** Each occurrence once and of one message, which is kept once, shown once and called sent. */
async function expectOnce(memberId: string) {
  const { occurrences, posts } = await bookOf(rig.db, memberId);
  expect(posts).toMatchObject([{ state: 'sent' }]);
  expect(occurrences).toHaveLength(3);
  expect(new Set(occurrences.map(({ postKey }) => postKey))).toEqual(new Set([posts[0]?.key]));
  expect([...rig.far.shown.values()].filter(({ to }) => to === `far:${memberId}`)).toHaveLength(1);
}

/** Tries `work` with the wire cut at its first, second, … statement until it is through before the cut. */
async function cutAtEvery(when: 'before' | 'after', prepare: () => Promise<string>, work: () => Promise<unknown>) {
  for (let n = 1; ; n++) {
    const memberId = await prepare();
    rig.wire.cutAt(n, when);
    await work().catch(() => {});
    const wasCut = rig.wire.wasCut();
    await rig.recover();
    await expectOnce(memberId);
    if (!wasCut) return n - 1;
  }
}

describe.each(['before', 'after'] as const)('a crash just %s any statement', (when) => {
  test('of planning leaves each occurrence with one message that is seen once', async () => {
    const steps = await cutAtEvery(when, newMember, rig.tick);
    expect(steps).toBeGreaterThan(12);
  });

  test('of delivering too', async () => {
    const planned = async () => {
      const memberId = await newMember();
      await rig.tick();
      return memberId;
    };
    const before = rig.far.calls.length;
    const steps = await cutAtEvery(when, planned, rig.deliver);
    expect(steps).toBe(2); // claim, settle
    // The test reaches what it is for: messages that had come and were sent once more.
    expect(rig.far.calls.slice(before).filter(({ again }) => again).length).toBeGreaterThan(0);
  });

  test('and trouble of the platform just %s its effect', async () => {
    const memberId = await newMember();
    await rig.tick();
    rig.far.troubles = [new Unavailable('timed out'), new Error('a bug')].map((error) => ({ when, error }));
    await rig.deliver();
    await rig.recover();
    await expectOnce(memberId);
  });
});

test('what went out is called sent, though another message of the batch met trouble that could not be written down', async () => {
  const [troubled, sound] = [await newMember(), await newMember()];
  await rig.tick();
  const arrives = rig.far.deliver.bind(rig.far);
  rig.far.deliver = async (delivery) => {
    if (delivery.to === `far:${troubled}`) {
      rig.wire.cutAt(1, 'before'); // where it is put back
      throw new Unavailable('timed out');
    }
    while (!rig.wire.wasCut()) await new Promise((resolve) => setTimeout(resolve, 1));
    rig.wire.mend();
    await new Promise((resolve) => setTimeout(resolve, 50));
    await arrives(delivery);
  };
  await rig.deliver().catch(() => {});
  rig.far.deliver = arrives;
  expect((await bookOf(rig.db, sound)).posts).toMatchObject([{ state: 'sent', attempts: 1 }]);
  await rig.recover();
  await expectOnce(troubled);
});
