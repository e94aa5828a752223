import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { occurrence, reminder } from '../../src/db/schema/index.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

const monday = '2026-03-02T08:00:00Z';
const hourMs = 3600 * 1000;
const yearMs = 366 * 24 * hourMs;
let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: monday });
});
afterAll(() => studyloop.stop());
beforeEach(async () => {
  await studyloop.db.delete(reminder);
  studyloop.clock.to(monday);
});

async function lookAt(at: number) {
  studyloop.clock.to(new Date(at).toISOString());
  await studyloop.tick();
}
const kept = async () => ({
  reminders: (await studyloop.db.select().from(reminder)).length,
  occurrences: (await studyloop.db.select().from(occurrence)).length,
});

test('what came can be answered for a year; then it and the reminder that is over are forgotten', async () => {
  const ada = studyloop.person('Ada', 'UTC');
  await ada.says('/study remind today 10:00 read');
  const cameAt = Date.parse('2026-03-02T10:00:00Z');
  await lookAt(cameAt);
  await lookAt(cameAt + yearMs);
  expect(await kept()).toEqual({ reminders: 1, occurrences: 1 });
  await ada.presses('Done', ada.lastMail);
  expect(ada.text).toContain('Done at 10:00.');
  await lookAt(cameAt + yearMs + 1);
  expect(await kept()).toEqual({ reminders: 0, occurrences: 0 });
  await ada.presses('Done', ada.lastMail);
  expect(ada.text).toContain('That reminder is gone. /study reminders shows those to come.');
});

test('a reminder that is to come stays, however old it is, and so does what came lately', async () => {
  const ada = studyloop.person('Ada', 'UTC');
  await ada.says('/study remind every month at 10:00 look back');
  await lookAt(Date.parse('2026-04-02T10:00:00Z'));
  await lookAt(Date.parse('2027-05-02T10:00:00Z'));
  const rows = await studyloop.db.select().from(occurrence);
  expect(rows.every(({ plannedAt }) => plannedAt > new Date('2027-05-01'))).toBe(true);
  expect(rows.length).toBeGreaterThan(0);
  expect(await studyloop.db.select().from(reminder)).toMatchObject([{ dueAt: new Date('2027-06-02T10:00:00Z') }]);
});

test('a few at a time', async () => {
  const ada = studyloop.person('Ada', 'UTC');
  await ada.says('/study remind every month at 10:00 look back');
  const [row] = await studyloop.db.select().from(reminder);
  const of = { reminderId: row?.id ?? '', memberId: row?.memberId ?? '', state: 'idle' as const };
  const start = Date.parse(monday) - 2 * yearMs;
  await studyloop.db.insert(occurrence).values(
    Array.from({ length: 600 }, (_, n) => {
      const at = new Date(start + n * hourMs);
      return { ...of, dueAt: at, plannedAt: at };
    }),
  );
  await studyloop.tick();
  expect((await kept()).occurrences).toBe(350);
  await studyloop.tick();
  await studyloop.tick();
  expect(await kept()).toEqual({ reminders: 1, occurrences: 0 });
});
