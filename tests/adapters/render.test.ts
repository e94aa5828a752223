import { describe, expect, test } from 'vitest';
import { html } from '../../adapters/web/html.ts';
import { renderCard } from '../../adapters/web/render.ts';
import { renderForm } from '../../adapters/web/render-form.ts';
import { card, checklist, controls, link, linkButton } from '../../src/chat/card.ts';
import { misfits } from '../../src/chat/limits.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { galleryCards, galleryForms, stringsOf, stringsOfForm } from '../support/gallery.ts';
import { readHtml } from './html-text.ts';

const elements = new Set(
  'div h3 p span strong code a bdi time dl dt dd ul li meter hr img button form label select option h2 header footer input textarea'.split(
    ' ',
  ),
);
const harmless = (attributes: Readonly<Record<string, string>>) =>
  Object.entries(attributes).every(
    ([name, value]) => !name.startsWith('on') && name !== 'style' && !/^javascript:/i.test(value),
  );

function expectSafe(source: string) {
  const { tags } = readHtml(source);
  expect(tags.filter(({ name }) => !elements.has(name))).toEqual([]);
  expect(tags.filter(({ attributes }) => !harmless(attributes))).toEqual([]);
}

describe('the gallery', () => {
  test.each(Object.entries(galleryCards))('card: %s', (_, shown) => {
    const source = renderCard(shown, (block) => `/block/${block}`).toString();
    const { text } = readHtml(source);
    for (const part of stringsOf(shown)) expect(text).toContain(part);
    expectSafe(source);
  });

  test.each(Object.entries(galleryForms))('form: %s', (_, shown) => {
    const source = renderForm(shown).toString();
    const { text } = readHtml(source);
    for (const part of stringsOfForm(shown)) expect(text).toContain(part);
    expectSafe(source);
  });

  test('fits the limits of every platform', () => {
    const tooMuch = [...Object.entries(galleryCards), ...Object.entries(galleryForms)].map(([name, shown]) => [
      name,
      misfits(shown),
    ]);
    expect(tooMuch.filter(([, parts]) => parts?.length !== 0)).toEqual([]);
  });
});

test('whatever is put into a page is text, in elements and in attributes', () => {
  const put = '<b title="x">&\'';
  expect(html`<p title="${put}">${put}</p>`.toString()).toBe(
    '<p title="&lt;b title=&quot;x&quot;&gt;&amp;&#39;">&lt;b title=&quot;x&quot;&gt;&amp;&#39;</p>',
  );
});

test('what slipped through as markup would be seen', () => {
  for (const slipped of ['<p>1 < 2</p>', '<p title="a"b">x</p>', '<p><script >x</p>', 'x>y'])
    expect(() => expectSafe(slipped)).toThrow();
  expect(() => expectSafe('<p onclick="x">y</p>')).toThrow();
});

test('a box stands in the place of a bullet', () => {
  const steps = card('Steps', [
    checklist([
      { what: 'List', isDone: true },
      { what: 'Read', isDone: false },
    ]),
  ]);
  const { tags, text } = readHtml(renderCard(steps, String).toString());
  expect(tags.find(({ name }) => name === 'ul')?.attributes).toEqual({ class: 'checklist' });
  expect(text).toMatch(/☑ List\s*☐ Read/);
  expect(plainCard(steps)).toBe('Steps\n☑ List\n☐ Read');
});

test('nothing but the web is linked to', () => {
  const urls = [
    'javascript:alert(1)',
    'data:text/html,x',
    ' javascript:alert(1)',
    'file:///etc/passwd',
    '//evil.example',
  ];
  const shown = card('Links', [
    urls.map((url) => link('text', url)),
    controls(...urls.map((url) => linkButton('label', url))),
  ]);
  const { tags, text } = readHtml(renderCard(shown, String).toString());
  expect(tags.filter(({ name }) => name === 'a')).toEqual([]);
  for (const url of urls) expect(text).toContain(url);
  const good = readHtml(renderCard(card('x', [[link('t', 'https://example.org/')]]), String).toString());
  expect(good.tags.find(({ name }) => name === 'a')?.attributes).toMatchObject({
    href: 'https://example.org/',
    rel: 'noopener noreferrer',
  });
});
