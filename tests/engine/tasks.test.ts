import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { plainCard } from '../../src/chat/plain.ts';
import { runTask } from '../../src/engine/tasks.ts';
import { diary } from '../support/diary.ts';
import { startStudyloop } from '../support/studyloop.ts';

const { feature, hooks, worked } = diary();
const studyloop = await startStudyloop({ features: [feature] });
afterAll(() => studyloop.stop());
const ada = studyloop.person('Ada');

test('a task is asked for in the transaction, done after it, and its outcome kept', async () => {
  await ada.says('/study note 2026-01-03 task');
  expect(worked).toEqual(['noted']);
  expect(ada.inbox.map(plainCard)).toEqual(['Later: noted']);
});

test('nothing is asked for when the transaction is not kept', async () => {
  await ada.says('/study note 2026-01-03 task'); // the day is taken: the insert fails
  expect(ada.text).toContain('went wrong');
  expect(worked).toEqual(['noted']);
});

test('a task that fails is tried again, and its message still comes once', async () => {
  let failures = 2;
  hooks.work = async () => {
    if (failures-- > 0) throw new Error('no luck');
  };
  await ada.says('/study note 2026-01-04 task');
  expect(failures).toBe(-1);
  expect(ada.inbox).toHaveLength(2);
});

test('work happens outside any transaction', async () => {
  let open = -1;
  hooks.work = async () => {
    const { rows } = await studyloop.db.execute<{ n: number }>(sql`
      select count(*)::int as n from pg_stat_activity
      where datname = current_database() and state = 'idle in transaction' and application_name = 'studyloop'`);
    open = rows[0]?.n ?? -1;
  };
  await ada.says('/study note 2026-01-05 task');
  expect(open).toBe(0);
});

test('a task whose work is gone does nothing; done twice, its message comes once', async () => {
  hooks.work = async () => {};
  const run = (day: string) =>
    runTask(studyloop.world, studyloop.catalog, studyloop.queue, { task: 'diary.later', with: { day } });
  const before = worked.length;
  await run('1999-01-01');
  expect(worked).toHaveLength(before);
  await run('2026-01-05');
  await studyloop.settle();
  expect(ada.inbox.map(plainCard).filter((it) => it === 'Later: noted')).toHaveLength(3);
});

test('an ask for a task that is not there is a bug', async () => {
  await expect(
    runTask(studyloop.world, studyloop.catalog, studyloop.queue, { task: 'no.such', with: {} }),
  ).rejects.toThrow('no task');
});
