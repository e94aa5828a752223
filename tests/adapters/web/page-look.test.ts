import type { BrowserContextOptions } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { card, person, rich } from '../../../src/chat/card.ts';
import type { Tab } from '../../support/browser.ts';
import { galleryCards, stringsOf } from '../../support/gallery.ts';
import { openPages } from './page-harness.ts';

const pages = openPages();

describe('too much', () => {
  test('10 MB in the line get a clear sentence and stay', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    const length = 10 * 1024 * 1024;
    await ada.page.evaluate(
      `document.getElementById('line').value = 'x'.repeat(${length}); document.getElementById('line').dispatchEvent(new Event('input'))`,
    );
    await ada.line.press('Enter');
    const status = ada.page.locator('#composer-status');
    await status.getByText('10,485,760 characters, and 4,000 fit').waitFor();
    expect(await ada.page.evaluate("document.getElementById('line').value.length")).toBe(length);
  });

  test('a word without end in the line leaves the page as wide as it is', async () => {
    await pages.open({ viewport: { width: 1000, height: 800 } });
    const ada = await pages.tab('Ada');
    await ada.line.fill(`/study hint ${'W'.repeat(6000)}`);
    expect(await ada.page.evaluate('document.documentElement.scrollWidth')).toBe(1000);
    expect(await ada.page.evaluate("document.getElementById('log').offsetWidth")).toBeLessThan(1000);
  });

  test('a file that is too large is said so before it is sent', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
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
      await pages.chat.web.deliver({ id: `gallery-${n}`, to: 'web:room:gallery', card: shown, again: true });
  };

  async function toGallery(options: BrowserContextOptions): Promise<Tab> {
    await pages.open(options);
    const ada = await pages.tab('Ada');
    await ada.page.request.post(`${pages.chat.url}/as/ada/rooms`, {
      form: { name: 'Gallery' },
      headers: { origin: pages.chat.url },
    });
    await gallery();
    await ada.page.goto(`${pages.chat.url}/as/ada/rooms/gallery`);
    return ada;
  }

  test('one’s own name in a sentence stays in it', async () => {
    await pages.open();
    const ada = await pages.tab('Ada');
    const words = rich`${person({ key: 'web:ada', name: 'Ada' })} and ${person({ key: 'web:ben', name: 'Ben' })} asked`;
    await pages.chat.web.deliver({ id: 'named', to: 'web:direct:ada', card: card('Named', [words]), again: true });
    await ada.sees('Named');
    const tops = await ada.page.evaluate<number[]>(
      "[...document.querySelectorAll('.card .person')].map((it) => it.getBoundingClientRect().top)",
    );
    expect(tops).toEqual([tops[0], tops[0]]);
  });

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
    const cutOff = await ada.page.evaluate<string[]>(
      "[...document.querySelectorAll('.card p, .card li, .card dd, .card h3')].filter((it) => it.scrollHeight > it.clientHeight + 2 && getComputedStyle(it).overflow !== 'visible').map((it) => it.textContent)",
    );
    expect(cutOff).toEqual([]);
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

  test('on a phone all that is pressed or filled in is as tall as a finger, and letters stand beside their choices', async () => {
    await pages.open({ viewport: { width: 390, height: 740 }, hasTouch: true, isMobile: true });
    const ada = await pages.tab('Ada');
    await ada.say('/study gallery every block');
    const heights = await ada.page.evaluate<number[]>(
      "[...document.querySelectorAll('#messages .picker select, #messages .act, #line')].map((it) => it.getBoundingClientRect().height)",
    );
    expect(heights.length).toBeGreaterThan(5);
    expect([...new Set(heights.map(Math.round))]).toEqual([44]);
    await ada.say('/study gallery letters of choices');
    const [letter, choice] = await ada.page.evaluate<[number, number]>(
      "[...document.querySelectorAll('#messages li:last-child :is(dt, dd)')].slice(0, 2).map((it) => it.getBoundingClientRect().top)",
    );
    expect(letter).toBe(choice);
  });

  test('on a phone the places come when they are asked for', async () => {
    await pages.open({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
    const ada = await pages.tab('Ada');
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
    await expect(offered(ada, '/study topic ')).resolves.toBe(true);
    await ada.page.keyboard.press('ArrowDown');
    expect(await ada.page.evaluate(faint)).toEqual([]);
    await ada.line.fill('');
    await ada.say('/study goal');
    await ada.press('Set it');
    expect(await ada.page.evaluate(faint)).toEqual([]);
    await ada.page.goto(pages.chat.url);
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

/** Types until suggestions stand: an answer that has just come may take the focus from the line, which closes them. */
async function offered({ line, page }: Tab, typed: string): Promise<boolean> {
  const list = page.locator('#suggestions li').first();
  for (let tries = 0; tries < 5; tries++) {
    await line.fill('');
    await line.fill(typed);
    const stands = list.waitFor({ timeout: 3000 }).then(
      () => true,
      () => false,
    );
    if (await stands) return true;
  }
  return false;
}

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
