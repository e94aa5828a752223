import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { card } from '../../src/chat/card.ts';
import { plainCard } from '../../src/chat/plain.ts';
import type { Delivery } from '../../src/chat/platform.ts';
import { member, post } from '../../src/db/schema/index.ts';
import { deliverPosts } from '../../src/engine/deliver.ts';
import { claimPosts, forgetPosts, forgottenPosts, keepPosts, settleGone, settleSent } from '../../src/engine/outbox.ts';
import { Gone, Unavailable } from '../../src/errors.ts';
import { diary } from '../support/diary.ts';
import { Mailbox, type Studyloop, startStudyloop } from '../support/studyloop.ts';

const studyloop: Studyloop = await startStudyloop({ features: [diary().feature] });
afterAll(() => studyloop.stop());
beforeEach(() => {
  studyloop.mailbox.troubles = [];
});

/** Keeps a post without ringing for it. */
async function kept(key: string, to = 'test:dm:ada', owner: string | null = null, more = {}): Promise<string> {
  const [id = ''] = await studyloop.db.transaction((tx) =>
    keepPosts(tx, [{ key, to, card: card(key), owner, ...more }], studyloop.clock.now(), studyloop.world.newId),
  );
  return id;
}
const stateOf = async (id: string) => (await studyloop.db.select().from(post).where(eq(post.id, id)))[0];
const arrived = (title: string) => studyloop.mailbox.arrived.filter((it) => it.card.title === title);
const deliver = (ids: readonly string[], mailbox = studyloop.mailbox) =>
  deliverPosts(studyloop.world, [mailbox], studyloop.queue, ids);
const leaseRunsOut = (id: string) =>
  studyloop.db.update(post).set({ leaseUntil: sql`clock_timestamp() - interval '1 second'` }).where(eq(post.id, id));

describe('the outbox', () => {
  test('keeps a key once', async () => {
    const id = await kept('once');
    expect(id).not.toBe('');
    expect(await kept('once')).toBe('');
    await deliver([id]);
    expect(arrived('once')).toHaveLength(1);
  });

  test('gives a post to one of many rivals', async () => {
    const id = await kept('rivals');
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimPosts(studyloop.db, [id])));
    expect(claims.flat()).toHaveLength(1);
    await leaseRunsOut(id);
    await deliver([id]);
  });

  test('gives it to another when the lease has run out, and no longer hears the one who overslept', async () => {
    const id = await kept('overslept');
    const [sleeper] = await claimPosts(studyloop.db, [id]);
    expect(await claimPosts(studyloop.db, [id])).toEqual([]);
    await leaseRunsOut(id);
    const [taker] = await claimPosts(studyloop.db, [id]);
    expect(taker?.attempts).toBe(2);
    await settleSent(studyloop.db, sleeper ? [sleeper] : [], studyloop.clock.now());
    expect((await stateOf(id))?.state).toBe('sending');
    await settleSent(studyloop.db, taker ? [taker] : [], studyloop.clock.now());
    expect((await stateOf(id))?.state).toBe('sent');
  });

  test('is swept: a post whose ring was lost comes all the same', async () => {
    const id = await kept('lost ring');
    expect(await forgottenPosts(studyloop.db, 10)).toContain(id);
    await studyloop.tick();
    expect(arrived('lost ring')).toHaveLength(1);
  });

  test('forgets what was settled long ago', async () => {
    const id = await kept('old');
    await deliver([id]);
    const then = studyloop.clock.now();
    studyloop.clock.passMinutes(31 * 24 * 60);
    await studyloop.tick();
    studyloop.clock.to(then.toISOString());
    expect(await stateOf(id)).toBeUndefined();
  });

  test('forgets a loss that is nobody’s, and one that nobody came back to hear of within a year', async () => {
    const ada = studyloop.person('Ada');
    await ada.says('/study whoami');
    const [owner] = await studyloop.db.select({ id: member.id }).from(member);
    const then = studyloop.clock.now();
    const ids = [await kept('nobody’s'), await kept('hers', 'test:dm:ada', owner?.id)];
    for (const mine of await claimPosts(studyloop.db, ids)) await settleGone(studyloop.db, mine, then, 'closed');
    const statesAfter = async (days: number) => {
      await forgetPosts(studyloop.db, new Date(then.getTime() + days * 24 * 3600 * 1000), 10);
      return Promise.all(ids.map(async (id) => (await stateOf(id))?.state));
    };
    expect(await statesAfter(0)).toEqual(['gone', 'gone']);
    expect(await statesAfter(31)).toEqual([undefined, 'gone']);
    expect(await statesAfter(367)).toEqual([undefined, undefined]);
  });
});

describe('delivery', () => {
  test('meets trouble, tries again and arrives once', async () => {
    studyloop.mailbox.troubles = [
      new Unavailable('429', 300),
      new Error('a bug in the adapter'),
      new Unavailable('500', 10),
    ];
    const id = await kept('troubled');
    await deliver([id]);
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', trouble: '429' });
    await studyloop.settle();
    expect(arrived('troubled')).toHaveLength(1);
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 4, trouble: null });
  });

  test('waits as long as it was told to', async () => {
    studyloop.mailbox.troubles = [new Unavailable('429', 60_000)];
    const id = await kept('patient');
    await deliver([id]);
    expect(await claimPosts(studyloop.db, [id])).toEqual([]);
    expect(await forgottenPosts(studyloop.db, 10)).not.toContain(id);
    await leaseRunsOut(id);
    await deliver([id]);
    await studyloop.db.execute(sql`delete from pgboss.job where state < 'completed'`);
  });

  test('to a closed door ends; its owner is told once, at the next command', async () => {
    const ada = studyloop.person('Ada');
    await ada.says('/study whoami');
    const me = (await studyloop.db.execute<{ id: string }>(sql`select id from member where key = 'test:ada'`)).rows[0];
    studyloop.mailbox.troubles = [new Gone('closed')];
    const id = await kept('closed', 'test:dm:ada', me?.id ?? null);
    await deliver([id]);
    expect(await stateOf(id)).toMatchObject({ state: 'gone', attempts: 1 });
    const told = await ada.says('/study whoami');
    expect(told.note && plainCard(told.note)).toContain('could not arrive');
    expect((await ada.says('/study whoami')).note).toBeUndefined();
  });

  test('rings again for what another worker has taken, when its lease is over', async () => {
    const [free, taken] = [await kept('free'), await kept('taken')];
    await claimPosts(studyloop.db, [taken]);
    await deliver([free, taken]);
    expect([arrived('free'), arrived('taken')].map((it) => it.length)).toEqual([1, 0]);
    const { rows } = await studyloop.db.execute<{ inS: number }>(sql`
      select extract(epoch from start_after - clock_timestamp())::float8 as "inS" from pgboss.job
      where state < 'completed' and data -> 'ids' = ${JSON.stringify([taken])}::jsonb`);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.inS).toBeGreaterThan(25);
    expect(rows[0]?.inS).toBeLessThan(31);
    await studyloop.db.execute(sql`delete from pgboss.job where state < 'completed'`);
    await leaseRunsOut(taken);
    await deliver([taken]);
    expect(arrived('taken')).toHaveLength(1);
  });

  test('keeps the order within an address, whatever order they were rung in', async () => {
    const ids = [await kept('first'), await kept('second'), await kept('third')];
    await deliver(ids.toReversed());
    expect(studyloop.mailbox.arrived.slice(-3).map((it) => it.card.title)).toEqual(['first', 'second', 'third']);
  });

  test('shows of several posts for one place the newest alone', async () => {
    const instead = 'the live list';
    const ids = [
      await kept('older list', 'test:dm:ada', null, { instead }),
      await kept('newer list', 'test:dm:ada', null, { instead }),
    ];
    await deliver(ids);
    expect([arrived('older list'), arrived('newer list')].map((it) => it.length)).toEqual([0, 1]);
    expect((await stateOf(ids[0] ?? ''))?.state).toBe('sent');
  });

  test('shows the newest again where an older one came after it', async () => {
    const instead = 'the slow list';
    const shown: string[] = [];
    const slow = new (class extends Mailbox {
      override async deliver({ card: { title } }: Delivery) {
        if (title === 'slow list') await deliver([await kept('fast list', 'test:dm:ada', null, { instead })], slow);
        shown.push(title);
      }
    })();
    await deliver([await kept('slow list', 'test:dm:ada', null, { instead })], slow);
    expect(shown).toEqual(['fast list', 'slow list']);
    await studyloop.settle();
    expect(arrived('fast list')).toHaveLength(1);
  });

  test('keeps the name and the promise of a post that changes later', async () => {
    const id = studyloop.world.newId();
    await deliver([await kept('named', 'test:dm:ada', null, { id, changesLater: true })]);
    expect(arrived('named')[0]).toMatchObject({ id, changesLater: true });
  });

  test('stops when it finds that it slept longer than its lease', async () => {
    const ids = [await kept('before sleep'), await kept('after sleep')];
    let elapsedMs = 0;
    const sleepy = new (class extends Mailbox {
      override async deliver(delivery: Delivery) {
        await super.deliver(delivery);
        elapsedMs = 31_000;
      }
    })();
    await deliverPosts({ ...studyloop.world, elapsedMs: () => elapsedMs }, [sleepy], studyloop.queue, ids);
    expect(sleepy.arrived.map((it) => it.card.title)).toEqual(['before sleep']);
    for (const id of ids) await leaseRunsOut(id);
    await deliver(ids);
  });

  test('says when an earlier try may have got through', async () => {
    const id = await kept('ambiguous');
    await claimPosts(studyloop.db, [id]);
    await leaseRunsOut(id);
    await deliver([id]);
    expect(arrived('ambiguous')[0]).toMatchObject({ again: true });
  });
});
