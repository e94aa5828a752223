import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literal } from '../../../adapters/discord/render/escape.ts';
import { bodyOf, type Message } from '../../../adapters/discord/render/message.ts';
import { renderCard } from '../../../adapters/discord/render/render.ts';
import { renderForm } from '../../../adapters/discord/render/render-form.ts';
import { renderWords } from '../../../adapters/discord/render/render-words.ts';
import {
  type Block,
  button,
  type Card,
  card,
  checklist,
  code,
  controls,
  download,
  facts,
  type Inline,
  link,
  linkButton,
  list,
  meter,
  moment,
  person,
  picker,
  picture,
  rule,
  strong,
  type Words,
} from '../../../src/chat/card.ts';
import { readMarkdown } from '../../support/fake-discord/markdown.ts';
import { checkMessage, type MessageBody } from '../../support/fake-discord/message-body.ts';
import { checkModal } from '../../support/fake-discord/modal-body.ts';
import { readComponents } from '../../support/fake-discord/read.ts';
import { galleryCards, galleryForms, hostile, stringsOf } from '../../support/gallery.ts';

const names = { user: (id: string) => `user ${id}`, channel: (id: string) => `channel ${id}` };
const read = (markdown: string) => readMarkdown(markdown, names);
const png = Buffer.from('not really a picture');
const draw = async () => png;

/** Each message as Discord would check it. */
const checked = (messages: readonly Message[]): MessageBody[] =>
  messages.map((message) => {
    const { body, files } = bodyOf(message);
    const sent = files.map(({ name, data, contentType }, at) => ({
      id: String(at),
      name,
      type: contentType ?? '',
      bytes: Buffer.from(data as Buffer),
    }));
    return checkMessage(JSON.parse(JSON.stringify(body)), sent);
  });

/** All that can be read in the messages of a card; files by the names under which they are sent. */
function textOf(messages: readonly Message[]): string {
  const files = new Map(messages.flatMap((it) => it.files.map(({ name }) => [`attachment://${name}`, name] as const)));
  return messages.flatMap(({ components }) => readComponents(components, names, files)).join('\n');
}

describe('what someone typed', () => {
  test.each(Object.entries(hostile))('comes out as it was typed: %s', (_, text) => {
    expect(read(literal(text))).toBe(text);
    expect(read(renderWords([strong(text)]))).toBe(text);
    expect(read(renderWords([code(text)]))).toBe(text);
  });

  test.each([
    'https://example.org/a_b_c*d*',
    'see https://example.org/wiki/(x), please.',
    'https://example.org<@123>',
    '[click](https://evil.example)',
    '**https://example.org**',
    'ends in https://example.org]',
    'steam://a_b_c and mailto:x_y_z@example.org',
    ':smile: :+1: 10:30:15',
    '# head\n- item\n1. one\n> quote\n-# small\n  - deep',
    '\\*not twice\\*',
    '`one``two```three',
    '_a_ *b* ***c*** ||d|| ~~e~~',
    '</study goal:123> <id:customize>',
    '@everyone@here @someone',
    '\\',
  ])('comes out as it was typed: %s', (text) => {
    expect(read(literal(text))).toBe(text);
    expect(read(renderWords([strong(text)]))).toBe(text);
    expect(read(renderWords(['before ', strong(text), ' after']))).toBe(`before ${text} after`);
  });

  test('comes out as it was typed, whatever it is', () => {
    const marks = fc.constantFrom(...'*_`~|<>@#[]()\\:-+.!/&0189aZ \n', '://', 'https://', '```', '**', '<@1>', '1. ');
    const typed = fc.array(marks, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(typed, (text) => {
        expect(read(literal(text))).toBe(text);
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(typed, (text) => {
        expect(read(renderWords([strong(`x${text}x`)]))).toBe(`x${text}x`);
      }),
      { numRuns: 2000 },
    );
  });

  test('is short where nothing needs to be kept from Discord', () => {
    expect(literal('Chapter 3: graphs - done (45 min), #2! a+b = c.')).toBe(
      'Chapter 3: graphs - done (45 min), #2! a+b = c.',
    );
  });
});

describe('every card of the gallery', () => {
  test.each(Object.entries(galleryCards))('fits and is whole: %s', async (_, shown) => {
    const messages = await renderCard(shown, draw);
    expect(checked(messages)).toHaveLength(1);
    const text = textOf(messages);
    for (const part of stringsOf(withoutMoments(shown))) expect(text).toContain(part);
  });

  test.each(Object.entries(galleryForms))('and every form: %s', (_, form) => {
    checkModal(JSON.parse(JSON.stringify(renderForm(form, 'form:0123456789abcdef'))));
  });
});

describe('any card', () => {
  test('fits into messages that Discord takes, with nothing dropped', async () => {
    await fc.assert(
      fc.asyncProperty(anyCard, async (shown) => {
        const messages = await renderCard(shown, draw);
        checked(messages);
        const text = textOf(messages);
        for (const part of stringsOf(shown)) expect(text).toContain(part);
      }),
      { numRuns: 300 },
    );
  });

  test('that is too much for one message becomes several, in order', async () => {
    const rows = Array.from({ length: 12 }, (_, row) =>
      controls(
        ...Array.from({ length: 5 }, (_, at) => button(`${row}.${at}`, { to: 'x.y', with: { row: `${row}.${at}` } })),
      ),
    );
    const messages = await renderCard(card('Many buttons', ['First words', ...rows, 'Last words']), draw);
    checked(messages);
    expect(messages.length).toBeGreaterThan(1);
    expect(textOf(messages.slice(0, 1))).toContain('First words');
    expect(textOf(messages.slice(-1))).toContain('Last words');
  });

  test('whose escapes outgrow a message loses none of its words', async () => {
    const text = Array.from({ length: 600 }, (_, n) => `*${n}*`).join(' ');
    const messages = await renderCard(card('Stars', [text, list([text.slice(0, 2000)])]), draw);
    checked(messages);
    const told = textOf(messages);
    for (const word of text.split(' ')) expect(told).toContain(word);
  });

  test('with a picture that cannot be drawn says what it shows', async () => {
    const shown = card('Curve', [picture({ svg: '<svg', alt: 'It rises.', width: 10, height: 10 })]);
    const messages = await renderCard(shown, async () => null);
    checked(messages);
    expect(textOf(messages)).toContain('It rises.');
    expect(messages[0]?.files).toEqual([]);
  });

  test('with a file that is too large says so, by its name', async () => {
    const shown = card('Deck', [download('big deck.csv', 'text/csv', Buffer.alloc(11 * 1024 * 1024))]);
    const messages = await renderCard(shown, draw);
    checked(messages);
    expect(textOf(messages)).toContain('big deck.csv: 11 MB are too many for a message here.');
  });
});

/** Discord draws moments itself. */
function withoutMoments(shown: Card): Card {
  const without = (words: Words) => words.filter((it) => typeof it === 'string' || it.kind !== 'moment');
  const blocks = shown.blocks.map((block): Block => {
    if (block.kind === 'text') return { ...block, words: without(block.words) };
    if (block.kind === 'list') return { ...block, items: block.items.map(without) };
    if (block.kind !== 'facts') return block;
    return { ...block, facts: block.facts.map((it) => ({ ...it, value: without(it.value) })) };
  });
  return { ...shown, blocks };
}

const typed = (maxLength: number) =>
  fc.oneof(
    fc.string({ minLength: 1, maxLength, unit: 'grapheme' }),
    fc.constantFrom(...Object.values(hostile)).map((text) => [...text].slice(0, maxLength).join('')),
  );
const visible = (maxLength: number) => typed(maxLength).filter((text) => text.trim() === text && text !== '');
const anyInline: fc.Arbitrary<Inline> = fc.oneof(
  visible(200),
  visible(60).map(strong),
  visible(60).map(code),
  fc.tuple(visible(60), fc.webUrl()).map(([text, url]) => link(text, url)),
  visible(30).map((name) => person({ key: 'web:x', name }, true)),
);
const anyWords = fc.array(anyInline, { maxLength: 6 }).map((words) => words.flatMap((it) => [it, ' ']));
const anyIntent = fc.record({
  to: fc.constant('small.add'),
  with: fc.dictionary(fc.constantFrom('a', 'b'), fc.stringMatching(/^[a-z0-9]{1,16}$/)),
});
const anyChoices = fc.array(fc.tuple(fc.stringMatching(/^[a-z0-9]{1,16}$/), visible(75)), {
  minLength: 1,
  maxLength: 25,
});
const anyControl = fc.oneof(
  fc.tuple(visible(75), anyIntent).map(([label, intent]) => button(label, intent)),
  fc
    .tuple(visible(75), fc.oneof(fc.webUrl(), fc.constant('javascript:alert(1)')))
    .map(([label, url]) => linkButton(label, url)),
  fc.tuple(visible(75), anyIntent, anyChoices).map(([label, intent, choices]) =>
    picker(
      label,
      intent,
      'picked',
      choices.map(([value, text]) => ({ value, label: text })),
    ),
  ),
);
const anyBlock: fc.Arbitrary<Block | Words> = fc.oneof(
  anyWords,
  fc.array(fc.tuple(visible(60), anyWords), { maxLength: 10 }).map((pairs) => facts(pairs)),
  fc.array(anyWords, { maxLength: 25 }).map((items) => list(items)),
  fc.tuple(visible(60), fc.integer({ min: -3, max: 99 }), fc.integer({ min: 0, max: 99 })).map((it) => meter(...it)),
  fc.constant(rule()),
  visible(200).map((alt) => picture({ svg: '<svg/>', alt, width: 10, height: 10 })),
  fc.stringMatching(/^[\w. -]{1,40}$/).map((name) => download(`${name}.csv`, 'text/csv', png)),
  fc.array(anyControl, { minLength: 1, maxLength: 5 }).map((all) => controls(...all)),
);
const anyCard: fc.Arbitrary<Card> = fc
  .tuple(visible(150), fc.array(anyBlock, { maxLength: 20 }))
  .map(([title, blocks]) => card(title, blocks));

test('a moment is drawn by each reader’s Discord', () => {
  const at = new Date('2026-06-12T16:30:00Z');
  const shown = (['clock', 'day', 'distance'] as const).map((as) => renderWords([moment(at, as, 'x')]));
  expect(shown).toEqual(['<t:1781281800:t>', '<t:1781281800:D>', '<t:1781281800:R>']);
});

test('a box stands in the place of a bullet', async () => {
  const steps = card('Steps', [
    checklist([
      { what: 'List', isDone: true },
      { what: 'Read', isDone: false },
    ]),
  ]);
  expect(JSON.stringify(await renderCard(steps, draw))).toContain('"☑ List\\n☐ Read"');
});
