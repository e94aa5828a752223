import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { card, moment, rich } from '../../src/chat/card.ts';
import { startBrowser, Tab } from '../support/browser.ts';
import { galleryCards, stringsOf } from '../support/gallery.ts';
import { type StartedWeb, startWeb } from './web-harness.ts';

const hall = 'web:room:study-hall';
let browser: Browser;
let chat: StartedWeb;
let context: BrowserContext;
const troubles: string[] = [];

beforeAll(async () => {
  [browser, chat] = await Promise.all([startBrowser(), startWeb()]);
});
afterAll(async () => {
  await browser?.close();
  await chat?.stop();
});
afterEach(async () => {
  await context?.close();
  expect(troubles.splice(0)).toEqual([]);
});

/** A browser of somebody's; what its pages complain about fails the test. */
async function open(options: BrowserContextOptions = {}): Promise<BrowserContext> {
  context = await browser.newContext({
    viewport: { width: 1180, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  return context;
}

async function tab(name: string, within = context): Promise<Tab> {
  const page = await within.newPage();
  page.on('pageerror', (error) => troubles.push(String(error)));
  page.on('console', (message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) troubles.push(message.text());
  });
  return new Tab(page, chat.web.url).comeIn(name);
}

let posts = 0;
const deliver = (to: string, title: string, web = chat.web) =>
  web.deliver({ id: `page${String(++posts).padStart(12, '0')}`, to, card: card(title), again: false });
const done = (what: string) => chat.bot.done.filter((it) => JSON.stringify(it).includes(what)).length;

describe('by keyboard alone', () => {
  test('from the name to a first answer, with a command that completes itself', async () => {
    await open();
    const page = await context.newPage();
    await page.goto(chat.web.url);
    await page.keyboard.type('Keya');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/as/keya/direct');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to what you want to say');
    await page.keyboard.press('Enter');
    await page.keyboard.type('/cou');
    const list = page.getByRole('listbox', { name: 'Suggestions' });
    await list.getByRole('option', { name: '/study counter' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.locator('#line').inputValue()).toBe('/study counter ');
    expect(await page.locator('#hint').innerText()).toContain('from: Start at (0 to 999)');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Count 12' }).waitFor();
    expect(await page.locator('#line').inputValue()).toBe('');
  });

  test('the list names its active option, moves round, closes on Escape, and Tab takes the first', async () => {
    await open();
    const ada = await tab('Ada');
    const active = () => ada.line.getAttribute('aria-activedescendant');
    await ada.line.pressSequentially('/');
    const options = ada.page.getByRole('option');
    expect(await options.count()).toBe(chat.bot.catalog.commands.length);
    expect(await active()).toBeNull();
    await ada.page.keyboard.press('ArrowDown');
    expect(await active()).toBe(await options.first().getAttribute('id'));
    expect(await options.first().getAttribute('aria-selected')).toBe('true');
    await ada.page.keyboard.press('ArrowUp');
    expect(await active()).toBe(await options.last().getAttribute('id'));
    await ada.page.keyboard.press('Escape');
    expect(await options.count()).toBe(0);
    expect(await active()).toBeNull();
    await ada.line.fill('/whi');
    await ada.page.keyboard.press('Tab');
    expect(await ada.line.inputValue()).toBe('/study whisper ');
    expect(await ada.page.evaluate('document.activeElement.id')).toBe('line');
  });

  test('options are offered one after the other, by the bot and by their choices', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.line.pressSequentially('/study topic gra');
    await ada.page.getByRole('option', { name: 'Graph theory' }).waitFor();
    await ada.page.keyboard.press('ArrowDown');
    await ada.page.keyboard.press('Enter');
    expect(await ada.line.inputValue()).toBe('/study topic subject:"Graph theory" ');
    expect(await ada.page.locator('#hint strong').innerText()).toBe('pace: Pace optional');
    await ada.page.getByRole('option', { name: 'Brisk' }).waitFor();
    await ada.page.keyboard.press('Tab');
    expect(await ada.line.inputValue()).toBe('/study topic subject:"Graph theory" pace:"Slow" ');
    await ada.page.keyboard.press('Enter');
    await ada.sees('Subject topic-1');
    await ada.sees('Pace slow');
  });

  test('a card that changes under the hand keeps the focus, and is read out', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.say('/study counter 5');
    await ada.say('/study whisper and below it');
    await (await ada.button('Add one')).focus();
    await ada.page.keyboard.press('Enter');
    await ada.sees('Count 6');
    const focused = ada.page.locator('li.message:focus');
    expect(await focused.innerText()).toContain('Count 6');
    await ada.page.locator('#announcer').getByText('Studyloop: Count 6').waitFor({ state: 'attached' });
    await ada.page.keyboard.press('Tab');
    expect(await ada.page.evaluate('document.activeElement.textContent')).toBe('Add one');
  });
});

describe('a form', () => {
  test('that is refused stays with what was typed, and says at each field what it needs', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.say('/study counter 1');
    await ada.press('Fill in');
    await ada.fill({
      'What do you want': 'impossible',
      Plan: 'First this,\nthen that.',
      Minutes: '20',
      'How is it going': 'Well',
    });
    await ada.press('Set it');
    const goal = ada.dialog.getByLabel('What do you want');
    expect(await goal.getAttribute('aria-invalid')).toBe('true');
    const described = (await goal.getAttribute('aria-describedby'))?.split(' ').at(-1);
    expect(await ada.page.locator(`#${described}`).innerText()).toBe('Please want something else.');
    expect(await ada.page.evaluate('document.activeElement.name')).toBe('goal');
    expect(await ada.dialog.getByRole('alert').innerText()).toContain('That cannot be');
    expect(await ada.dialog.getByLabel('Plan').inputValue()).toBe('First this,\nthen that.');
    await ada.fill({ 'What do you want': 'Pass graph theory' });
    expect(await goal.getAttribute('aria-invalid')).toBeNull();
    await ada.press('Set it');
    expect(await ada.dialog.count()).toBe(0);
    await ada.sees('Goal: Pass graph theory');
    expect((await ada.texts()).join()).not.toContain('Count 1');
  });

  test('that is left by Escape, or by a reload, is as it was when it is opened again', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.say('/study goal');
    await ada.fill({ 'What do you want': 'Half a thought', 'How is it going': 'Badly' });
    await ada.page.keyboard.press('Escape');
    expect(await ada.dialog.count()).toBe(0);
    await ada.page.reload();
    await ada.say('/study goal');
    expect(await ada.dialog.getByLabel('What do you want').inputValue()).toBe('Half a thought');
    expect(await ada.dialog.getByRole('radio', { name: 'Badly' }).isChecked()).toBe(true);
    expect(await ada.dialog.getByLabel('Minutes').inputValue()).toBe('30');
    await ada.dialog.getByRole('button', { name: 'Start afresh' }).click();
    expect(await ada.dialog.getByLabel('What do you want').inputValue()).toBe('');
    await ada.fill({ 'What do you want': 'A whole one', 'How is it going': 'Well' });
    await ada.press('Set it');
    await ada.say('/study goal');
    expect(await ada.dialog.getByLabel('What do you want').inputValue()).toBe('');
  });

  test('keeps the focus inside while it is open', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.say('/study goal');
    for (let n = 0; n < 12; n++) {
      await ada.page.keyboard.press('Tab');
      expect(
        await ada.page.evaluate(
          "document.activeElement === document.body || document.querySelector('dialog').contains(document.activeElement)",
        ),
      ).toBe(true);
    }
  });
});

describe('live', () => {
  test('two people in two tabs of one browser, each their own', async () => {
    await open();
    const [ada, ben] = [await tab('Ada'), await tab('Ben')];
    await ada.goTo('Study hall');
    await ben.goTo('Study hall');
    await ada.say('Hello Ben');
    await ben.sees('Hello Ben');
    await ben.say('/study counter 30');
    await ada.sees('Count 30');
    await ada.press('Add one');
    await ben.sees('Count 31');
    await ada.say('/study whisper for Ada alone');
    await deliver(hall, 'And now the news');
    await ben.sees('And now the news');
    expect((await ben.texts()).join()).not.toContain('for Ada alone');
    expect((await ada.texts()).at(-2)).toContain('Only you see this');
  });

  test('what comes elsewhere is counted, until one goes there', async () => {
    await open();
    const [ada, finn] = [await tab('Ada'), await tab('Finn')];
    await ada.goTo('Study hall');
    await ada.say('Is anybody there?');
    await deliver(hall, 'A post to all');
    const badge = finn.page.getByRole('link', { name: 'Study hall' }).locator('.unread');
    await badge.getByText(/^2/).waitFor();
    expect(await finn.page.title()).toBe('(2) Studyloop · Studyloop');
    const read = finn.page.waitForResponse('**/read');
    await finn.goTo('Study hall');
    await read;
    await finn.goTo();
    expect(await badge.isVisible()).toBe(false);
  });

  test('a room that someone opens is there for everyone', async () => {
    await open();
    const [ada, ben] = [await tab('Ada'), await tab('Ben')];
    await ada.page.getByLabel('Open a room').fill('Number theory');
    await ada.page.keyboard.press('Enter');
    await ada.page.getByRole('heading', { level: 1, name: 'Number theory' }).waitFor();
    await ben.goTo('Number theory');
    await ben.sees('Ada opened this room');
  });

  test('a reload loses nothing', async () => {
    await open();
    const ada = await tab('Ada');
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

  test('times are shown in the reader’s zone and clock', async () => {
    const shown = card('Times', [
      rich`at ${moment(new Date('2026-06-12T16:30:00Z'), 'clock', '18:30')} on ${moment(new Date('2026-06-13T16:30:00Z'), 'day', 'Saturday')}, ${moment(new Date('2026-06-12T15:00:00Z'), 'distance', 'soon')}`,
    ]);
    await chat.web.deliver({ id: 'page-with-times0', to: hall, card: shown, again: false });
    await open({ timezoneId: 'Asia/Kathmandu', locale: 'en-US' });
    const nora = await tab('Nora');
    await nora.goTo('Study hall');
    await nora.sees('at 10:15 pm on Sat 13 Jun, in 3 hours');
    expect(await nora.page.locator('.stamp').last().innerText()).toBe('5:45 pm');
  });

  test('a tab that nobody looks at gives its stream back, and still marks what comes', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.goTo('Study hall');
    await ada.page.clock.install();
    const asked = ada.page.waitForResponse('**/news?*');
    await ada.page.evaluate(
      "Object.defineProperty(document, 'hidden', { value: true, configurable: true }); document.dispatchEvent(new Event('visibilitychange'))",
    );
    await ada.page.clock.runFor(5_000);
    await asked;
    await deliver(hall, 'While nobody looked');
    const again = ada.page.waitForResponse('**/news?*');
    await ada.page.clock.runFor(20_000);
    await again;
    await expect.poll(() => ada.page.title()).toBe('(1) Study hall · Studyloop');
    await ada.page.evaluate("delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))");
    expect(await ada.page.title()).toBe('Study hall · Studyloop');
    await deliver(hall, 'Back again');
    await ada.sees('Back again');
  });

  test('ten tabs of one browser do not stand in each other’s way', async () => {
    await open();
    await context.addInitScript("Object.defineProperty(document, 'hidden', { value: true, configurable: true })");
    const home = `${chat.web.url}/as/ada/rooms/study-hall`;
    for (let n = 0; n < 9; n++) await (await context.newPage()).goto(home);
    const page = await context.newPage();
    await page.goto(home);
    await page.locator('#line').fill('Through the crowd');
    await page.keyboard.press('Enter');
    await page.locator('#messages').getByText('Through the crowd').waitFor();
  });
});

describe('one press is one request', () => {
  test('a double click counts once, also when the card has changed between the clicks', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.say('/study counter 200');
    const { x, y, width, height } = (await (await ada.button('Add one')).boundingBox()) ?? {
      x: 0,
      y: 0,
      width: 0,
      height: 0,
    };
    await ada.page.mouse.move(x + width / 2, y + height / 2);
    await ada.page.mouse.down({ clickCount: 1 });
    await ada.page.mouse.up({ clickCount: 1 });
    await ada.sees('Count 201');
    await ada.page.mouse.down({ clickCount: 2 });
    await ada.page.mouse.up({ clickCount: 2 });
    await ada.say('/study whisper and on');
    expect(done('small.add?count=20')).toBe(1);
    await ada.press('Add one');
    await ada.sees('Count 202');
  });

  test('while one is under way, the card shows it and takes no other', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.say('/study counter 300');
    const release = Promise.withResolvers<void>();
    chat.bot.before = () => release.promise;
    const [add, below] = [await ada.button('Add one'), await ada.button('Add below')];
    await add.click();
    expect(await add.getAttribute('aria-disabled')).toBe('true');
    expect(await add.getAttribute('class')).toContain('busy');
    await add.dispatchEvent('click');
    await below.dispatchEvent('click');
    release.resolve();
    chat.bot.before = async () => {};
    await ada.sees('Count 301');
    await ada.say('/study whisper after that');
    const pressed = chat.bot.calls.filter((it) => it.kind === 'press' && it.wire.endsWith('count=300'));
    expect(pressed).toHaveLength(1);
  });

  test('a picker waits for its button', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.say('/study counter 400');
    await ada.pick('Jump to', 'Twenty');
    await ada.sees('Count 20');
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
    await open();
    const ada = await tab('Ada');
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
    await open();
    const ada = await tab('Ada');
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
    expect(done('stubborn words')).toBe(1);
  });

  test('a press whose answers were lost can be tried again, and is done once', async () => {
    await open();
    const ada = await tab('Ada');
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
    await open();
    const ada = await tab('Ada');
    await ada.say('/study goal');
    await ada.fill({ 'What do you want': 'Patience', 'How is it going': 'Well' });
    await breakActs(ada, 4, 'after');
    await ada.dialog.getByRole('button', { name: 'Set it' }).click();
    await ada.dialog.getByText('could not be reached').waitFor();
    expect(await ada.dialog.getByLabel('What do you want').inputValue()).toBe('Patience');
    await ada.dialog.getByRole('button', { name: 'Try again' }).click();
    await ada.sees('Goal: Patience');
    expect(done('Patience')).toBe(1);
  });

  test('when the server comes back, the page goes on by itself', async () => {
    const first = await chat.another();
    await open();
    const page = await context.newPage();
    const ada = await new Tab(page, first.url).comeIn('Ada');
    await ada.goTo('Study hall');
    await first.stop();
    await page.locator('#link').getByText('Reconnecting').waitFor();
    await deliver(hall, 'While it was away');
    await ada.line.fill('Typed while it was away');
    await ada.line.press('Enter');
    await page.locator('#composer-status').getByText('could not be reached').waitFor();
    const second = await chat.another(Number(new URL(first.url).port));
    await ada.sees('While it was away');
    await ada.sees('Typed while it was away');
    expect(await ada.line.inputValue()).toBe('');
    await second.stop();
  });
});

describe('too much', () => {
  test('10 MB in the line get a clear sentence and stay', async () => {
    await open();
    const ada = await tab('Ada');
    const length = 10 * 1024 * 1024;
    await ada.page.evaluate(
      `document.getElementById('line').value = 'x'.repeat(${length}); document.getElementById('line').dispatchEvent(new Event('input'))`,
    );
    await ada.line.press('Enter');
    const status = ada.page.locator('#composer-status');
    await status.getByText('10,485,760 characters, and 4,000 fit').waitFor();
    expect(await ada.page.evaluate("document.getElementById('line').value.length")).toBe(length);
  });

  test('a file that is too large is said so before it is sent', async () => {
    await open();
    const ada = await tab('Ada');
    await ada.say('/study gallery-form every field');
    const file = ada.dialog.getByLabel('A file');
    await file.setInputFiles({ name: 'big.csv', mimeType: 'text/csv', buffer: Buffer.alloc(20 * 1024 * 1024) });
    await ada.dialog.getByRole('button', { name: 'Send' }).click();
    await ada.dialog.getByText('big.csv is 20.0 MB; up to').waitFor();
    expect(await ada.dialog.count()).toBe(1);
  });
});

describe('for every eye', () => {
  const gallery = async () => {
    for (const [n, shown] of Object.values(galleryCards).entries())
      await chat.web.deliver({ id: `gallery-${n}`, to: 'web:room:gallery', card: shown, again: true });
  };

  async function toGallery(options: BrowserContextOptions): Promise<Tab> {
    await open(options);
    const ada = await tab('Ada');
    await ada.page.request.post(`${chat.web.url}/as/ada/rooms`, {
      form: { name: 'Gallery' },
      headers: { origin: chat.web.url },
    });
    await gallery();
    await ada.page.goto(`${chat.web.url}/as/ada/rooms/gallery`);
    return ada;
  }

  test('every card of the gallery is whole, and nothing in it runs', async () => {
    const ada = await toGallery({});
    const text = await ada.page.evaluate<string>(
      "[...document.querySelectorAll('#messages')].map((it) => it.textContent + [...it.querySelectorAll('[alt], [title], option')].map((part) => part.getAttribute('alt') ?? part.title ?? '').join(' ')).join(' ')",
    );
    const cards = Object.values(galleryCards);
    expect(cards.length).toBeLessThanOrEqual(49);
    const times = /^(Friday 12 June|18:30|in two hours)$/;
    const drawnByTheReader = (part: string) => times.test(part);
    for (const shown of cards)
      for (const part of stringsOf(shown)) if (!drawnByTheReader(part)) expect(text).toContain(part);
    expect(await ada.page.evaluate('globalThis.broken')).toBeUndefined();
    expect(
      await ada.page.locator('#messages script, #messages [onerror], #messages a[href^="javascript"]').count(),
    ).toBe(0);
  });

  test.each([
    ['a phone', { width: 360, height: 740 }],
    ['a narrow window', { width: 700, height: 500 }],
    ['a wide screen', { width: 1600, height: 1000 }],
  ])('nothing is wider than %s', async (_, viewport) => {
    const ada = await toGallery({ viewport });
    const wide = () =>
      ada.page.evaluate(
        "[...document.querySelectorAll('body *')].filter((it) => it.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(it).position !== 'absolute' && it.offsetParent).map((it) => it.outerHTML.slice(0, 100))",
      );
    expect(await wide()).toEqual([]);
    expect(await ada.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(viewport.width);
    await ada.say('/study gallery-form longest fields');
    expect(await wide()).toEqual([]);
    expect(await ada.page.evaluate("document.querySelector('dialog').scrollWidth")).toBeLessThanOrEqual(viewport.width);
  });

  test('on a phone the places come when they are asked for', async () => {
    await open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const ada = await tab('Ada');
    const places = ada.page.getByRole('navigation', { name: 'Places' });
    expect(await places.isVisible()).toBe(false);
    await ada.page.getByRole('button', { name: 'Places' }).click();
    expect(await places.isVisible()).toBe(true);
    await ada.page.keyboard.press('Escape');
    expect(await places.isVisible()).toBe(false);
    await ada.goTo('Study hall');
    await ada.say('/study counter 700');
    await ada.press('Add one');
    await ada.sees('Count 701');
  });

  test.each(['light', 'dark'] as const)('every text stands out enough: %s', async (colorScheme) => {
    const ada = await toGallery({ colorScheme });
    await ada.say('/study whisper quiet words');
    await ada.say('/study counter 1');
    await ada.press('Never');
    await ada.line.fill('/study topic ');
    await ada.page.locator('#suggestions li').first().waitFor();
    await ada.page.keyboard.press('ArrowDown');
    expect(await ada.page.evaluate(faint)).toEqual([]);
    await ada.line.fill('');
    await ada.say('/study goal');
    await ada.press('Set it');
    expect(await ada.page.evaluate(faint)).toEqual([]);
    await ada.page.goto(chat.web.url);
    expect(await ada.page.evaluate(faint)).toEqual([]);
  });

  test('every control has a name', async () => {
    const ada = await toGallery({});
    await ada.say('/study gallery-form every field');
    const nameless = await ada.page.evaluate(
      "[...document.querySelectorAll('button, input:not([type=hidden]), select, textarea, a, [role=listbox], dialog, nav, section')].filter((it) => !(it.textContent.trim() || it.labels?.length || it.ariaLabel || it.getAttribute('aria-labelledby'))).map((it) => it.outerHTML.slice(0, 100))",
    );
    expect(nameless).toEqual([]);
    const ids = await ada.page.evaluate<string[]>("[...document.querySelectorAll('[id]')].map(({ id }) => id)");
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/** The texts on the page whose contrast with what is behind them is below 4.5:1 (WCAG 2.2, 1.4.3), run in the page. */
const faint = `(() => {
  const paint = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (color) => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = color; paint.fillRect(0, 0, 1, 1); return [...paint.getImageData(0, 0, 1, 1).data]; };
  const channel = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = (it) => { for (let at = it; at; at = at.parentElement) { const color = rgba(getComputedStyle(at).backgroundColor); if (color[3] > 250) return color; } return rgba('white'); };
  const texts = [...document.querySelectorAll('body *')].filter((it) => it.checkVisibility({ opacityProperty: true }) && !it.closest('.unseen, .skip, meter, option')
    && ([...it.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || it.placeholder));
  return texts.flatMap((it) => {
    const back = light(behind(it));
    const style = it.placeholder && !it.value ? getComputedStyle(it, '::placeholder') : getComputedStyle(it);
    const front = light(rgba(style.color));
    const ratio = (Math.max(back, front) + 0.05) / (Math.min(back, front) + 0.05);
    return ratio < 4.5 ? [ratio.toFixed(2) + ' ' + it.outerHTML.slice(0, 80)] : [];
  });
})()`;
