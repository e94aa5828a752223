import { eq } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { plainCard } from '../../src/chat/plain.ts';
import { member } from '../../src/db/schema/index.ts';
import { startStudyloop } from '../support/studyloop.ts';

const studyloop = await startStudyloop({ at: '2026-03-02T13:32:00Z' });
afterAll(() => studyloop.stop());
const rowOf = async (key: string) => (await studyloop.db.select().from(member).where(eq(member.key, key)))[0];
/** Somebody whose browser gave a hint of the zone, as the web chat's does. */
const guessed = (name: string, zoneGuess: string) => {
  const person = studyloop.person(name);
  Object.assign(person.sender, { zoneGuess });
  return person;
};

test('a newcomer is welcomed, asked about the time once, and answers with one press', async () => {
  const ada = guessed('Ada', 'Europe/Berlin');
  const welcome = await ada.says('/study start');
  expect(ada.text).toContain('Welcome, Ada');
  expect(welcome.note && plainCard(welcome.note)).toContain('It is 14:32 for you, right?');
  expect(ada.text).not.toMatch(/14:32|Europe/);
  await ada.presses('Yes', welcome.note);
  expect(ada.text).toContain('Time zone kept');
  expect(await rowOf('test:ada')).toMatchObject({ zone: 'Europe/Berlin', zoneConfirmed: true });
  expect((await ada.says('/study start')).note).toBeUndefined();
  expect(ada.text).toContain('It is 14:32 for you (Europe/Berlin). When there is something to do, I come by at 18:00.');
  await ada.presses('Another time zone');
});

test('the question is asked at most once a day, however much is said meanwhile', async () => {
  const iris = guessed('Iris', 'UTC');
  expect((await iris.says('/study start')).note).toBeDefined();
  expect((await iris.says('/study start')).note).toBeUndefined();
  studyloop.clock.passMinutes(24 * 60 + 1);
  expect((await iris.says('/study start')).note).toBeDefined();
  studyloop.clock.to('2026-03-02T13:32:00Z');
});

test('a platform that knows the zone is not doubted', async () => {
  const bob = studyloop.person('Bob', 'Asia/Kathmandu');
  expect((await bob.says('/study start')).note).toBeUndefined();
  expect(bob.text).toContain('19:17');
});

test('the zone is changed by a city; an unknown one names the nearest and keeps what was typed', async () => {
  const cleo = guessed('Cleo', 'UTC');
  const welcome = await cleo.says('/study start');
  await cleo.presses('Change', welcome.note);
  const sheet = cleo.form;
  const refused = await cleo.fills({ zone: 'Lisbonn' });
  expect(refused.refused?.problems.zone).toContain('Europe/Lisbon');
  await cleo.fills({ zone: 'Lisbon' }, sheet);
  expect(cleo.text).toContain('Europe/Lisbon');
  await cleo.says('/study me new york');
  expect(cleo.text).toContain('America/New_York, where it is 08:32');
  await cleo.says('/study me Atlantis');
  expect(cleo.reply.refused).toBeDefined();
  expect(cleo.text).toContain('I do not know "Atlantis". Did you mean ');
  expect(await rowOf('test:cleo')).toMatchObject({ zone: 'America/New_York' });
});

test('zones are suggested while one types', async () => {
  const dan = studyloop.person('Dan', 'UTC');
  const offered = await dan.suggestions('study', 'me', 'zone', 'berl');
  expect(offered[0]).toEqual({ value: 'Europe/Berlin', label: 'Europe/Berlin' });
  expect(await dan.suggestions('study', 'help', 'nothing', 'x')).toEqual([]);
});

test('the study hour is read as people write it', async () => {
  const eve = studyloop.person('Eve', 'UTC');
  await eve.says('/study me');
  await eve.presses('Study hour');
  const sheet = eve.form;
  expect(sheet.fields[0]?.value).toBe('18:00');
  expect((await eve.fills({ hour: 'when I am awake' })).refused?.problems.hour).toContain('Try 18:30');
  await eve.fills({ hour: '7.15 pm' }, sheet);
  expect(eve.text).toContain('19:15');
  expect(await rowOf('test:eve')).toMatchObject({ studyClock: '19:15' });
});

test('reviews have a cap and an aim within bounds', async () => {
  const fay = studyloop.person('Fay', 'UTC');
  await fay.says('/study me');
  await fay.presses('Reviews');
  const sheet = fay.form;
  expect(Object.keys((await fay.fills({ cards: '0', retention: '99' })).refused?.problems ?? {})).toEqual([
    'cards',
    'retention',
  ]);
  await fay.fills({ cards: '20', retention: '85' }, sheet);
  expect(fay.text).toContain('At most 20 cards');
  expect((await rowOf('test:fay'))?.retention).toBeCloseTo(0.85);
});

test('where there is no tutor, its language is nobody’s setting', async () => {
  const hal = studyloop.person('Hal', 'UTC');
  await hal.says('/study me');
  expect(hal.text).toContain('Language: My own words are English.');
  await expect(hal.presses('Language')).rejects.toThrow();
});

test('help shows the loop, and each of its buttons leads somewhere', async () => {
  const gus = studyloop.person('Gus', 'UTC');
  await gus.says('/study help');
  const help = gus.card;
  for (const label of ['Set a goal', 'Add a card', 'Review', 'My reminders']) {
    expect((await gus.presses(label, help)).refused).toBeUndefined();
  }
});
