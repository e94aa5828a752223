import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Due } from '../../src/chat/handler.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { member, outage, pulse, reminder } from '../../src/db/schema/index.ts';
import { buildCatalog } from '../../src/engine/catalog.ts';
import { tick } from '../../src/engine/tick.ts';
import { features } from '../../src/features/index.ts';
import { moveNext } from '../../src/features/reminders/store.ts';
import type { Rule } from '../../src/study/time/recurrence.ts';
import { addMember, addReminder, bookOf, setQuiet, startRig } from '../support/rig.ts';

const rig = await startRig('2026-03-02T12:00:00Z');
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.db.delete(member);
  await rig.db.delete(pulse);
  await rig.db.delete(outage);
});

const daily = (...at: string[]): Rule => ({ unit: 'days', every: 1, at, from: '2026-01-01' });
const hourly: Rule = { unit: 'hours', every: 1, start: '00:00', from: '2026-01-01' };

interface Ring {
  readonly words: string;
  readonly rule?: Rule;
  readonly dueAt: string;
}

/** A member who is never quiet, with reminders. */
async function newMember(...rings: readonly Ring[]): Promise<string> {
  const memberId = await addMember(rig.db, rig.newId());
  await setQuiet(rig.db, memberId, '00:00', '00:00');
  for (const { words, rule = null, dueAt } of rings)
    await addReminder(rig.db, { id: rig.newId(), memberId, words, rule, dueAt: new Date(dueAt) });
  return memberId;
}

async function lookAt(at: string) {
  rig.clock.to(at);
  await rig.tick();
  await rig.deliver();
}

const mailOf = (memberId: string) =>
  [...rig.far.shown.values()].filter(({ to }) => to === `far:${memberId}`).map(({ card }) => plainCard(card));
const dueOf = async (memberId: string) =>
  (await bookOf(rig.db, memberId)).occurrences.map(({ dueAt }) => dueAt.toISOString().slice(5, 16));

describe('time that goes wrong', () => {
  test('a clock that jumps three hours forward: what was passed over comes once, in one message, and says so', async () => {
    const memberId = await newMember({
      words: 'stretch',
      rule: daily('13:00', '14:00', '16:00'),
      dueAt: '2026-03-02T13:00Z',
    });
    await lookAt('2026-03-02T12:30:00Z');
    await lookAt('2026-03-02T15:30:00Z');
    await lookAt('2026-03-02T15:31:00Z');
    expect(await dueOf(memberId)).toEqual(['03-02T13:00', '03-02T14:00']);
    expect(mailOf(memberId)).toHaveLength(1);
    expect(mailOf(memberId)[0]).toContain('This was for 14:00. I was offline from 12:30 to 15:30.');
    expect(mailOf(memberId)[0]).toContain('It should have come 1 time before, too.');
  });

  test('a clock that is put back an hour says nothing again', async () => {
    const memberId = await newMember({ words: 'stretch', rule: daily('13:00'), dueAt: '2026-03-02T13:00Z' });
    await lookAt('2026-03-02T13:00:00Z');
    await lookAt('2026-03-02T12:00:00Z');
    await lookAt('2026-03-02T13:00:00Z');
    expect(await rig.db.select().from(outage)).toEqual([]);
    await lookAt('2026-03-03T13:00:00Z');
    expect(await dueOf(memberId)).toEqual(['03-02T13:00', '03-03T13:00']);
    expect(mailOf(memberId)).toHaveLength(2);
  });

  test('two days down: one message that tells what was missed, each occurrence kept, and then all as ever', async () => {
    const memberId = await newMember(
      { words: 'drink', rule: hourly, dueAt: '2026-03-02T13:00Z' },
      { words: 'read chapter 3', dueAt: '2026-03-03T18:30Z' },
      { words: 'walk', rule: daily('11:30'), dueAt: '2026-03-03T11:30Z' },
    );
    await lookAt('2026-03-02T12:10:00Z');
    await lookAt('2026-03-04T12:10:00Z');
    expect(mailOf(memberId)).toHaveLength(1);
    const mail = mailOf(memberId)[0];
    expect(mail).toContain('I was offline from Mon 2 Mar at 12:10 to Wed 4 Mar at 12:10. Nobody is marked absent.');
    expect(mail).toContain('• read chapter 3 (Tue 3 Mar at 18:30)');
    expect(mail).toContain('It should have come 47 times before, too.');
    expect(mail).toContain('This was for 11:30. I was offline');
    const { occurrences, posts } = await bookOf(rig.db, memberId);
    expect(occurrences).toHaveLength(48 + 1 + 2);
    expect(new Set(occurrences.map(({ postKey }) => postKey))).toEqual(new Set([posts[0]?.key]));
    await lookAt('2026-03-04T13:00:00Z');
    expect(mailOf(memberId)).toHaveLength(2);
    expect(mailOf(memberId)[1]).toBe(
      'drink\nYou asked for this every hour from 00:00.\n[Done] [15 m] [1 h] [Tomorrow] [Mute this kind]',
    );
  });

  test('a rule that was missed 48 times is one line', async () => {
    const memberId = await newMember({
      words: 'drink',
      rule: { ...hourly, every: 1, until: '2026-03-04' },
      dueAt: '2026-03-03T00:00Z',
    });
    await lookAt('2026-03-02T23:59:00Z');
    await lookAt('2026-03-05T12:00:00Z');
    expect(mailOf(memberId)[0]).toContain('• drink (48 times, last Wed 4 Mar at 23:00)');
    expect((await bookOf(rig.db, memberId)).occurrences.filter(({ missed }) => missed)).toHaveLength(48);
  });

  test('minutes late without a reason known are told as minutes late', async () => {
    const memberId = await newMember({ words: 'stretch', dueAt: '2026-03-02T12:01Z' });
    await lookAt('2026-03-02T12:41:00Z');
    expect(mailOf(memberId)[0]).toContain('This was for 12:01; I am 40 minutes late.');
  });
});

describe('silence', () => {
  test('quiet hours put off and gather, they do not drop', async () => {
    const memberId = await addMember(rig.db, rig.newId());
    for (const dueAt of ['2026-03-02T23:30Z', '2026-03-03T05:00Z'])
      await addReminder(rig.db, { id: rig.newId(), memberId, words: `for ${dueAt}`, dueAt: new Date(dueAt) });
    await lookAt('2026-03-02T23:30:00Z');
    await lookAt('2026-03-03T06:59:00Z');
    expect(mailOf(memberId)).toEqual([]);
    await lookAt('2026-03-03T07:00:00Z');
    expect(mailOf(memberId)).toHaveLength(1);
    expect(mailOf(memberId)[0]).toContain('This was for Mon 2 Mar at 23:30, in your quiet hours.');
    expect(mailOf(memberId)[0]).toContain('This was for 05:00, in your quiet hours.');
  });
});

/** A tick of a rival that stands still once it has planned, before its messages are kept, until `go`. */
function slowRival() {
  let go = () => {};
  let planned = () => {};
  const gate = new Promise<void>((resolve) => {
    go = resolve;
  });
  const isPlanned = new Promise<void>((resolve) => {
    planned = resolve;
  });
  const slow = (due: Due): Due => ({
    name: due.name,
    async run(context, limit) {
      const outcome = await due.run(context, limit);
      if (outcome.taken > 0) {
        planned();
        await gate;
      }
      return outcome;
    },
  });
  const catalog = buildCatalog(features.map((it) => ({ ...it, dues: (it.dues ?? []).map(slow) })));
  return { catalog, go, isPlanned };
}

/** Resolves when a statement of ours waits for a lock of another, or when the work is through without. */
async function waitsOrEnds(work: Promise<void>) {
  let isOver = false;
  void work.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const { rows } = await rig.db.execute(sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    if (rows.length > 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('rivals', () => {
  test('whose clocks differ never lose what only one of them sees', async () => {
    const memberId = await newMember(
      { words: 'first', dueAt: '2026-03-02T12:00:00Z' },
      { words: 'second', dueAt: '2026-03-02T12:00:20Z' },
    );
    const rival = slowRival();
    const slow = tick(rig.world, rival.catalog, rig.queue, new Date('2026-03-02T12:00:10Z'));
    await rival.isPlanned;
    const quick = tick(rig.world, rig.catalog, rig.queue, new Date('2026-03-02T12:00:30Z'));
    await waitsOrEnds(quick);
    rival.go();
    await Promise.all([slow, quick]);
    await lookAt('2026-03-02T12:01:00Z');
    expect(mailOf(memberId).map((mail) => mail.split('\n')[0])).toEqual(['first', 'second']);
  });

  test('that stand still keep nobody else from being planned', async () => {
    await newMember({ words: 'held up', dueAt: '2026-03-02T12:00:00Z' });
    const rival = slowRival();
    const slow = tick(rig.world, rival.catalog, rig.queue, new Date('2026-03-02T12:00:10Z'));
    await rival.isPlanned;
    const others = await Promise.all(
      Array.from({ length: 120 }, () => newMember({ words: 'not held up', dueAt: '2026-03-02T12:00:05Z' })),
    );
    await lookAt('2026-03-02T12:00:30Z');
    rival.go();
    await slow;
    for (const memberId of others) expect(mailOf(memberId)).toHaveLength(1);
  });

  test('a press at the very moment of planning is not written over', async () => {
    const memberId = await newMember({ words: 'tea', dueAt: '2026-03-02T12:00:00Z' });
    const [bell] = await rig.db.select().from(reminder).where(eq(reminder.memberId, memberId));
    const of = { reminderId: bell?.id ?? '', dueAt: new Date('2026-03-02T12:00:00Z') };
    let planning = Promise.resolve();
    await rig.db.transaction(async (tx) => {
      expect(await moveNext(tx, memberId, of, new Date('2026-03-02T13:00:00Z'))).toBe(true);
      rig.clock.to('2026-03-02T12:00:10Z');
      planning = rig.tick();
      await waitsOrEnds(planning);
    });
    await planning;
    expect(await dueOf(memberId)).toEqual([]);
    await lookAt('2026-03-02T13:00:00Z');
    expect(await dueOf(memberId)).toEqual(['03-02T13:00']);
  });
});

describe('a member who cannot be planned', () => {
  test('holds up nobody, is told to the log, and is looked at again in ten minutes', async () => {
    const broken = await addMember(rig.db, rig.newId(), { zone: 'Mars/Phobos' });
    await addReminder(rig.db, { id: rig.newId(), memberId: broken, dueAt: new Date('2026-03-02T12:00:00Z') });
    const sound = await newMember({ words: 'sound', dueAt: '2026-03-02T12:00:00Z' });
    await addReminder(rig.db, {
      id: rig.newId(),
      memberId: broken,
      kind: 'daily',
      dueAt: new Date('2026-03-02T12:00:00Z'),
    });
    await lookAt('2026-03-02T12:00:10Z');
    expect(mailOf(sound)).toHaveLength(1);
    expect(await dueOf(broken)).toEqual([]);
    await rig.db.update(member).set({ zone: 'Europe/Berlin' }).where(eq(member.id, broken));
    await lookAt('2026-03-02T12:09:00Z');
    expect(mailOf(broken)).toEqual([]);
    await lookAt('2026-03-02T12:11:00Z');
    expect(mailOf(broken)).toHaveLength(1);
  });
});

test('a batch is no bound: a thousand that fall due together are planned in one tick', async () => {
  const memberIds = await Promise.all(
    Array.from({ length: 350 }, () =>
      newMember(...['one', 'two', 'three'].map((words) => ({ words, dueAt: '2026-03-02T12:00:00Z' }))),
    ),
  );
  await lookAt('2026-03-02T12:00:10Z');
  for (const memberId of memberIds) expect((await bookOf(rig.db, memberId)).posts).toHaveLength(1);
});

test('a tick rings once for what it plans', async () => {
  await rig.db.execute(sql`delete from pgboss.job`);
  for (const words of ['one', 'two']) await newMember({ words, dueAt: '2026-03-02T12:00:00Z' });
  rig.clock.to('2026-03-02T12:00:10Z');
  await rig.tick();
  const { rows } = await rig.db.execute<{ n: number }>(sql`
    select jsonb_array_length(data -> 'ids') as n from pgboss.job where name = 'posts'`);
  expect(rows).toEqual([{ n: 2 }]);
});
