import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { webPlatform } from '../../adapters/web/platform.ts';
import { startBrowser, Tab } from '../support/browser.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

/** A student's week in the web chat, in a real browser: each test is a day, and goes on where the last one ended. */

let web: ReturnType<typeof webPlatform>;
let studyloop: Studyloop;
let browser: Browser;
let ada: Tab;
/** What Ada's page complained of. */
const complaints: string[] = [];

beforeAll(async () => {
  studyloop = await startStudyloop({
    at: '2026-03-02T15:57:00Z', // Monday, 16:57 in Berlin
    platform: ({ db, log, now }, databaseUrl, watch) => {
      web = webPlatform({ db, databaseUrl, log, watch, now, host: '127.0.0.1', port: 0 });
      return web;
    },
  });
  browser = await startBrowser();
});
afterEach(async ({ task }) => {
  // The messages scroll, the page never does.
  const [inner, whole] = await ada.page.evaluate<[number, number]>(
    '[innerHeight, document.documentElement.scrollHeight]',
  );
  expect(whole).toBe(inner);
  const folder = process.env.PICTURES; // for a look at what a person sees
  if (folder) await ada.page.screenshot({ path: `${folder}/${task.name.split(':')[0]}.png` });
});
afterAll(async () => {
  await browser?.close();
  await studyloop?.stop();
});

async function comesIn(name: string, timezoneId: string): Promise<Tab> {
  const page = await browser.newPage({ timezoneId, locale: 'en-GB', viewport: { width: 1100, height: 900 } });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return new Tab(page, web.url).comeIn(name);
}

/** Begins to type, goes down the suggestions to the one that is wanted, takes it and sends it: keys only. */
async function completes(typed: string, command: string): Promise<void> {
  await ada.line.pressSequentially(typed);
  const wanted = ada.page.getByRole('option', { name: command });
  await wanted.waitFor();
  for (let tries = 0; (await wanted.getAttribute('aria-selected')) !== 'true'; tries++) {
    expect(tries).toBeLessThan(20);
    await ada.line.press('ArrowDown');
  }
  await ada.line.press('Enter');
  await ada.line.press('Escape');
  await ada.line.press('Enter');
}

async function fills(values: Readonly<Record<string, string>>, send: string): Promise<void> {
  await ada.dialog.waitFor();
  await ada.fill(values);
  await ada.press(send);
}

const pressesByKey = async (label: string) => (await ada.button(label)).press('Enter');

/** Time passes to this instant, minute bell included. */
async function timeIs(at: string): Promise<void> {
  studyloop.clock.to(at);
  await studyloop.tick();
}

/** The same, and a message with this text comes to Ada by itself. */
async function hearsAt(at: string, text: string | RegExp): Promise<void> {
  const before = await ada.messages.count();
  await timeIs(at);
  await expect.poll(() => ada.messages.count()).toBe(before + 1);
  expect(await ada.messages.last().innerText()).toMatch(text);
}

test('Monday: a newcomer comes in, sets a goal with a plan, and learns a first card', async () => {
  ada = await comesIn('Ada Lovelace', 'Europe/Berlin');
  await completes('/study st', '/study start');
  await ada.sees('Welcome, Ada Lovelace');
  await ada.sees('It is 16:57 for you, right?');
  await pressesByKey('Yes');
  await ada.sees('Time zone kept');

  await ada.press('Set my first goal');
  await fills({ Goal: 'Pass linear algebra', 'Measure, and by when': '40 problems by yesterday' }, 'Keep');
  await ada.dialog.getByText('Sun 1 Mar has passed').waitFor();
  expect(await ada.dialog.getByLabel('Goal', { exact: true }).inputValue()).toBe('Pass linear algebra');
  await fills({ 'Measure, and by when': '40 problems by 20 March', 'If it is … then I will …': 'study more' }, 'Keep');
  await ada.sees('Fri 20 Mar');
  await ada.press('Fix');
  expect(await ada.dialog.getByLabel('Measure, and by when').inputValue()).toContain('40 problems');
  await fills(
    {
      'If it is … then I will …': 'If it is 18:30 at my desk then I will solve three problems',
      'If … gets in the way I will …': 'If I am tired I will do just one problem',
    },
    'Keep',
  );
  await ada.sees('solve three problems');

  await ada.say('/study add eigenvector | a vector that only gets longer or shorter');
  await ada.sees('Added to My cards');
  await ada.say('/study review');
  await ada.press('Show');
  await ada.press(/^Good/);
  await ada.sees('One card comes back at 17:07.');
});

test('Monday evening: at her hour the plan comes by itself, live, and Done is one press', async () => {
  await hearsAt('2026-03-02T17:00:00Z', 'How did it go today?');
  await pressesByKey('Done');
  await ada.sees('Done: Pass linear algebra');
  const said = await ada.texts();
  await ada.page.reload();
  expect(await ada.texts()).toEqual(said);
});

test('Tuesday: what fades and what was planned come in one message; Partly opens one box', async () => {
  await hearsAt('2026-03-03T17:00:00Z', 'about to fade');
  expect(await ada.messages.last().innerText()).toContain('How did it go today?');
  await ada.press('Partly');
  await fills({ 'How much (problems)': '2', Minutes: '25' }, 'Keep');
  await ada.sees('Partly: Pass linear algebra');
  await ada.press(/^Review 1/);
  await ada.press('Show');
  await ada.press(/^Good/);
  await ada.sees(/day/);
});

test('Wednesday: a bad day becomes a better plan and a new card, a press each', async () => {
  await hearsAt('2026-03-04T17:00:00Z', 'How did it go today?');
  await ada.press('Not yet');
  await ada.sees('What got in the way?');
  await ada.say('/study reflect');
  await fills(
    {
      'How did it go against what you planned': 'I sat down and then my phone rang, because I had left it on the desk.',
      'What will you change: if … then I will …':
        'If it is 18:30 then I will put my phone in the kitchen and solve one problem',
      'What did you learn': 'A matrix is invertible when its determinant is not zero',
    },
    'Keep',
  );
  await ada.press('Change my plan');
  await ada.sees(/phone in the kitchen/);
  await ada.press('Keep as review card');
  await ada.sees(/determinant is not zero/);
});

test('Thursday: a deck comes in from a file, and goes out again', async () => {
  await hearsAt('2026-03-05T17:00:00Z', 'How did it go today?');
  await ada.say('/study decks');
  await ada.press('Import a deck');
  const rows = ['front;back', 'la casa;the house', 'el perro;the dog', 'el gato;the cat'].join('\n');
  await ada.dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'Spanish.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) });
  await fills({}, 'Import');
  await ada.sees('3 new cards in Spanish');
  await ada.press('Open the deck');
  await ada.press('Export CSV');
  const download = ada.page.waitForEvent('download');
  await ada.page.locator('#messages a[download]').last().click();
  expect(await readFile(await (await download).path(), 'utf8')).toContain('la casa');
});

test('Friday: a reminder in her own words, put off once, comes again and is done', async () => {
  await timeIs('2026-03-06T10:00:00Z');
  await ada.say('/study remind today at 13:00 read chapter 3');
  await ada.sees(/read chapter 3/);
  await hearsAt('2026-03-06T12:00:00Z', 'read chapter 3');
  await ada.press('15 m');
  await ada.sees('I remind you again today at 13:15.');
  await hearsAt('2026-03-06T12:15:00Z', 'read chapter 3');
  await ada.press('Done');
  await ada.sees('Done at 13:15.');
});

test('the weekend: the bot was away for two days, and says so in one message', async () => {
  await hearsAt('2026-03-08T20:00:00Z', /I was offline from Fri 6 Mar at 13:15 to Sun 8 Mar at 21:00/);
});

test('Sunday: she looks at the week', async () => {
  await ada.say('/study progress');
  await ada.sees('Your study days');
  const picture = ada.page.locator('#messages img').last();
  await expect.poll(() => picture.evaluate((it) => Reflect.get(it, 'naturalWidth'))).toBeGreaterThan(300);
  expect(await picture.getAttribute('alt')).toMatch(/studied/i);
  await ada.say('/study why streak');
  await ada.sees(/Tue 3 Mar: 1 check-in/);
  await ada.sees(/Sat 7 Mar: I was offline/);
});

test('two in a room read one another, live, and nobody reads what is private', async () => {
  const bob = await comesIn('Bob', 'America/New_York');
  for (const person of [ada, bob]) await person.goTo('Study hall');
  await ada.say('Anyone up for graphs tomorrow? <b>@everyone</b>');
  await bob.sees('Anyone up for graphs tomorrow? <b>@everyone</b>');
  await ada.say('/study goals');
  await ada.sees('Pass linear algebra');
  await bob.say('Me!');
  await ada.sees('Me!');
  expect((await bob.texts()).join()).not.toContain('linear algebra');
  await bob.page.close();
});

test('on a phone nothing has to be scrolled sideways', async () => {
  await ada.page.setViewportSize({ width: 360, height: 720 });
  await ada.page.goto(`${web.url}/as/ada-lovelace/direct`);
  const [inner, whole] = await ada.page.evaluate<[number, number]>(
    '[innerWidth, document.documentElement.scrollWidth]',
  );
  expect(whole).toBeLessThanOrEqual(inner);
  expect(complaints).toEqual([]);
});
