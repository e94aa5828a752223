import { describe, expect, test } from 'vitest';
import { card, moment, rich } from '../../../src/chat/card.ts';
import { Tab } from '../../support/browser.ts';
import { hall } from './harness.ts';
import { openPages } from './page-harness.ts';

const pages = openPages();

describe('live', () => {
  test('two people in two tabs of one browser, each their own', async () => {
    await pages.open();
    const [ada, ben] = [await pages.tab('Ada'), await pages.tab('Ben')];
    await ada.goTo('Study hall');
    await ben.goTo('Study hall');
    await ada.say('Hello Ben');
    await ben.sees('Hello Ben');
    await ben.say('/study counter 30');
    await ada.sees('Count 30');
    await ada.press('Add one');
    await ben.sees('Count 31');
    await ada.say('/study whisper for Ada alone');
    await pages.chat.deliver(hall, 'And now the news');
    await ben.sees('And now the news');
    expect((await ben.texts()).join()).not.toContain('for Ada alone');
    expect((await ada.texts()).at(-2)).toContain('Only you see this');
  });

  test('what comes elsewhere is counted, until one goes there', async () => {
    await pages.open();
    const [ada, finn] = [await pages.tab('Ada'), await pages.tab('Finn')];
    await ada.goTo('Study hall');
    await ada.say('Is anybody there?');
    await pages.chat.deliver(hall, 'A post to all');
    const badge = finn.page.getByRole('link', { name: 'Study hall' }).locator('.unread');
    await badge.getByText(/^2/).waitFor();
    expect(await finn.page.title()).toBe('(2) Studyloop · Studyloop');
    const read = finn.page.waitForResponse('**/read');
    await finn.goTo('Study hall');
    await read;
    await finn.goTo();
    await expect.poll(() => badge.isVisible()).toBe(false);
  });

  test('a room that someone opens is there for everyone', async () => {
    await pages.open();
    const [ada, ben] = [await pages.tab('Ada'), await pages.tab('Ben')];
    await ada.page.getByLabel('Open a room').fill('Number theory');
    await ada.page.keyboard.press('Enter');
    await ada.page.getByRole('heading', { level: 1, name: 'Number theory' }).waitFor();
    await ben.goTo('Number theory');
    await ben.sees('Ada opened this room');
  });

  test('a reload loses nothing', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.goTo('Study hall');
    await ada.say('/study whisper keep this');
    await ada.say('/study counter 77');
    await ada.press('Add one');
    await ada.line.fill('half a sent');
    const before = await ada.texts();
    await ada.page.reload();
    expect(await ada.texts()).toEqual(before.slice(-50));
    expect(await ada.line.inputValue()).toBe('half a sent');
  });

  test('what answers one’s own line is scrolled to, also where the stream is quicker than the answer', async () => {
    await pages.open({ viewport: { width: 390, height: 500 } });
    const uma = await pages.tab('Uma');
    for (let n = 0; n < 12; n++) await pages.chat.deliver('web:direct:uma', `Earlier ${n}`);
    await uma.sees('Earlier 11');
    await uma.page.locator('#log').evaluate((it) => it.scrollTo(0, 0));
    await uma.page.route('**/acts', async (route) => {
      const response = await route.fetch();
      await uma.page.locator('#messages').getByText('Count 41').waitFor({ state: 'attached' });
      await route.fulfill({ response });
    });
    await uma.say('/study counter 41');
    const toEnd = () => uma.page.locator('#log').evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight);
    await expect.poll(toEnd).toBeLessThan(2);
    expect(await uma.page.getByText('New messages below').isVisible()).toBe(false);
  });

  test('the end stays in sight while the last message grows, and while the line does', async () => {
    await pages.open({ viewport: { width: 390, height: 500 } });
    const vera = await pages.tab('Vera');
    const to = 'web:direct:vera';
    for (let n = 0; n < 12; n++) await pages.chat.deliver(to, `Earlier ${n}`);
    const first = { id: 'page-that-grows0', to, card: card('Thinking'), again: false, changesLater: true } as const;
    await pages.chat.web.deliver(first);
    await vera.sees('Thinking');
    const toEnd = () => vera.page.locator('#log').evaluate((it) => it.scrollHeight - it.scrollTop - it.clientHeight);
    await expect.poll(toEnd).toBeLessThan(2);
    const grown = card(
      'Thought',
      Array.from({ length: 8 }, (_, n) => `Thought ${n}`),
    );
    await pages.chat.web.deliver({ id: 'page-that-grows1', to, card: grown, again: false, instead: first.id });
    await vera.sees('Thought 7');
    await expect.poll(toEnd).toBeLessThan(2);
    await vera.line.fill('a line\n'.repeat(8));
    await expect.poll(toEnd).toBeLessThan(2);
    await vera.line.fill('');
    await expect.poll(toEnd).toBeLessThan(2);
    // Who scrolls up while the line grows is not taken back.
    await vera.page.evaluate(`
      const line = document.getElementById('line');
      line.value = 'a line\\n'.repeat(4);
      line.dispatchEvent(new Event('input'));
      new Promise((resolve) => {
        document.getElementById('log').addEventListener('scroll', resolve, { once: true });
        document.getElementById('log').scrollTo(0, 0);
      })`);
    await vera.line.fill('a line\n'.repeat(8));
    await expect.poll(() => vera.page.locator('#log').evaluate((it) => it.scrollTop)).toBe(0);
  });

  test('what is further back is there when it is asked for', async () => {
    await pages.open();
    const rhea = await pages.tab('Rhea');
    for (let n = 0; n < 120; n++) await pages.chat.deliver('web:direct:rhea', `Further back ${n}`);
    await rhea.page.reload();
    expect(await rhea.messages.count()).toBe(50);
    const earlier = rhea.page.getByRole('button', { name: 'Show earlier messages' });
    await earlier.click();
    await expect.poll(() => rhea.messages.count()).toBe(100);
    await earlier.click();
    await rhea.sees('Further back 0');
    const numbers = (await rhea.texts()).flatMap((text) => /Further back (\d+)/.exec(text)?.[1] ?? []);
    expect(numbers).toEqual(Array.from({ length: 120 }, (_, n) => String(n)));
    await expect.poll(() => earlier.isVisible()).toBe(false);
  });

  test('times are shown in the reader’s zone and clock', async () => {
    const shown = card('Times', [
      rich`at ${moment(new Date('2026-06-12T16:30:00Z'), 'clock', '18:30')} on ${moment(new Date('2026-06-13T16:30:00Z'), 'day', 'Saturday')}, ${moment(new Date('2026-06-12T15:00:00Z'), 'distance', 'soon')}`,
    ]);
    await pages.chat.web.deliver({ id: 'page-with-times0', to: hall, card: shown, again: false });
    await pages.open({ timezoneId: 'Asia/Kathmandu', locale: 'en-US' });
    const nora = await pages.tab('Nora');
    await nora.goTo('Study hall');
    await nora.sees('at 10:15 pm on Sat 13 Jun, in 3 hours');
    expect(await nora.page.locator('.stamp').last().innerText()).toBe('5:45 pm');
  });

  test('a tab that nobody looks at gives its stream back, and still marks what comes', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.goTo('Study hall');
    await ada.page.clock.install();
    const asked = ada.page.waitForResponse('**/news?*');
    await ada.page.evaluate(
      "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))",
    );
    await ada.page.clock.runFor(5_000);
    await asked;
    await pages.chat.deliver(hall, 'While nobody looked');
    const again = ada.page.waitForResponse('**/news?*');
    await ada.page.clock.runFor(20_000);
    await again;
    await expect.poll(() => ada.page.title()).toBe('(1) Study hall · Studyloop');
    await ada.page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
    expect(await ada.page.title()).toBe('Study hall · Studyloop');
    await pages.chat.deliver(hall, 'Back again');
    await ada.sees('Back again');
  });

  test('ten tabs of one browser do not stand in each other’s way', async () => {
    const context = await pages.open();
    await context.addInitScript("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
    const home = `${pages.chat.url}/as/ada/rooms/study-hall`;
    for (let n = 0; n < 9; n++) await (await context.newPage()).goto(home);
    const page = await context.newPage();
    await page.goto(home);
    await page.locator('#line').fill('Through the crowd');
    await page.keyboard.press('Enter');
    await page.locator('#messages').getByText('Through the crowd').waitFor();
  });
});

describe('when the network fails', () => {
  /** Breaks the next `times` acts: before they arrive, or after they were done. */
  async function breakActs(at: Tab, times: number, when: 'before' | 'after'): Promise<string[]> {
    const ids: string[] = [];
    await at.page.route('**/acts', async (route) => {
      ids.push(/name="id"\r\n\r\n(\w+)/.exec(route.request().postData() ?? '')?.[1] ?? '');
      if (ids.length > times) return route.continue();
      if (when === 'after') await route.fetch();
      return route.abort();
    });
    return ids;
  }

  test('an answer that was lost is asked for again, and the act is done once', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.goTo('Study hall');
    const ids = await breakActs(ada, 2, 'after');
    await ada.say('Said once in spite of it');
    expect(ids).toHaveLength(3);
    expect(new Set(ids).size).toBe(1);
    expect((await ada.texts()).filter((text) => text.includes('Said once in spite of it'))).toHaveLength(1);
    await ada.page.unroute('**/acts');
    await ada.say('/study counter 500');
    const presses = await breakActs(ada, 1, 'after');
    await ada.press('Add below');
    expect(new Set(presses).size).toBe(1);
    expect((await ada.texts()).filter((text) => text.includes('Below 500'))).toHaveLength(1);
  });

  test('what was typed stays, over a reload too, and goes out with the same id', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    const ids = await breakActs(ada, 4, 'after');
    await ada.line.fill('/study echo stubborn words');
    await ada.line.press('Enter');
    await ada.page.locator('#composer-status').getByText('could not be reached').waitFor();
    expect(await ada.line.inputValue()).toBe('/study echo stubborn words');
    await ada.page.reload();
    expect(await ada.line.inputValue()).toBe('/study echo stubborn words');
    await ada.line.press('Enter');
    await ada.sees('stubborn words');
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(1);
    expect(pages.done('stubborn words')).toBe(1);
  });

  test('a press whose answers were lost can be tried again, and is done once', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study counter 600');
    const ids = await breakActs(ada, 4, 'after');
    await (await ada.button('Add below')).click();
    await (await ada.button('Try again')).click();
    await expect.poll(() => ids.length).toBe(5);
    await ada.page.unroute('**/acts');
    await ada.say('/study whisper after that');
    expect(new Set(ids).size).toBe(1);
    expect((await ada.texts()).filter((text) => text.includes('Below 600'))).toHaveLength(1);
  });

  test('a form that could not be sent stays open with what was typed', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    await ada.say('/study goal');
    await ada.fill({ 'What do you want': 'Patience', 'How is it going': 'Well' });
    await breakActs(ada, 4, 'after');
    await ada.dialog.getByRole('button', { name: 'Set it' }).click();
    await ada.dialog.getByText('could not be reached').waitFor();
    expect(await ada.dialog.getByLabel('What do you want').inputValue()).toBe('Patience');
    await ada.dialog.getByRole('button', { name: 'Try again' }).click();
    await ada.sees('Goal: Patience');
    expect(pages.done('Patience')).toBe(1);
  });

  test('when the server comes back, the page goes on by itself', async () => {
    const first = await pages.chat.another();
    const context = await pages.open();
    const page = await context.newPage();
    const ada = await new Tab(page, first.url).comeIn('Ada');
    await ada.goTo('Study hall');
    await first.stop();
    await page.locator('#link').getByText('Reconnecting').waitFor();
    await pages.chat.deliver(hall, 'While it was away');
    await ada.line.fill('Typed while it was away');
    await ada.line.press('Enter');
    await page.locator('#composer-status').getByText('could not be reached').waitFor();
    const second = await pages.chat.another(Number(new URL(first.url).port));
    await ada.sees('While it was away');
    await ada.sees('Typed while it was away');
    await expect.poll(() => ada.line.inputValue()).toBe('');
    await second.stop();
  });
});
