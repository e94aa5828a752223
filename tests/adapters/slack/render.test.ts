import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { notificationOf, readActionId, renderCard } from '../../../adapters/slack/render/render.ts';
import { renderForm } from '../../../adapters/slack/render/render-form.ts';
import { readable } from '../../../adapters/slack/ways-in/shortcut.ts';
import {
  button,
  type Card,
  card,
  checklist,
  code,
  controls,
  facts,
  type Inline,
  link,
  linkButton,
  list,
  meter,
  moment,
  person,
  picker,
  strong,
  type Tone,
} from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import { limits } from '../../../src/chat/limits.ts';
import { checkMessageBlocks, checkViewBlocks } from '../../support/fake-slack/check-blocks.ts';
import { Drawing } from '../../support/fake-slack/draw.ts';
import { drawMrkdwn } from '../../support/fake-slack/mrkdwn.ts';
import type { Team } from '../../support/fake-slack/world.ts';
import { galleryCards, galleryForms, hostile, stringsOf, stringsOfForm } from '../../support/gallery.ts';

const team: Team = {
  id: 'T1',
  name: 'Study club',
  botUserId: 'UBOT',
  botId: 'B1',
  token: null,
  people: new Map(
    ['UADA', 'U012AB3CD'].map((id) => [
      id,
      {
        id,
        name: id === 'UADA' ? 'Ada' : 'Eve',
        zone: 'UTC',
        locale: 'en-US',
        isAdmin: false,
        isOwner: false,
        isDeleted: false,
        modals: [],
        home: null,
        notices: [],
      },
    ]),
  ),
  channels: new Map(),
  pace: new Map(),
};

/** What one reads in a message, and whom it rings. */
function drawn(shown: Card) {
  const drawing = new Drawing(team);
  drawing.blocks(renderCard(shown));
  return drawing;
}

const noNames = { user: (id: string) => team.people.get(id)?.name ?? null, channel: () => null };

/** Anyone's words: ordinary ones, and those that mean something to some platform. */
const words = (maxLength: number) =>
  fc
    .oneof(
      fc.string({ minLength: 1, maxLength }),
      fc.string({ minLength: 1, maxLength, unit: 'grapheme' }),
      fc.constantFrom(...Object.values(hostile)),
      fc.constantFrom(
        '*bold*',
        '_it_',
        '`c`',
        '> quote',
        '• dot',
        ':smile:',
        '<!channel>',
        '&amp;',
        '<@UADA>',
        '@here',
      ),
    )
    .map((text) => text.slice(0, maxLength).toWellFormed().replaceAll('\0', ''))
    .filter((text) => text.trim() !== '');

const inline: fc.Arbitrary<Inline> = fc.oneof(
  words(60),
  words(60).map(strong),
  words(60).map(code),
  words(60).map((text) => link(text, 'https://example.org/')),
  words(60).map((text) => link(text, `javascript:${text.slice(0, 10)}`)),
  words(30).map((name) => person({ key: 'slack:T1:UADA', name })),
  words(30).map((name) => person({ key: 'web:x', name }, true)),
  words(30).map((spoken) => moment(new Date('2026-06-12T12:00:00Z'), 'clock', spoken)),
);
const run = fc.array(inline, { maxLength: 5 });

const block = fc.oneof(
  run,
  fc.array(fc.tuple(words(60), run), { maxLength: limits.facts }).map(facts),
  fc.array(run, { maxLength: 6 }).map(list),
  fc.tuple(words(60), fc.nat(20), fc.nat(20)).map(([label, value, max]) => meter(label, value, max)),
  fc
    .tuple(words(limits.label), words(limits.label), words(limits.choice))
    .map(([one, other, choice]) =>
      controls(
        button(one, { to: 'x.y', with: { a: '1' } }, 'main'),
        button(one, { to: 'x.y', with: { a: '1' } }),
        linkButton(other, 'https://example.org/'),
        picker(other, { to: 'x.pick', with: {} }, 'deck', [{ value: 'a', label: choice }]),
      ),
    ),
);
const cards = fc
  .tuple(
    words(limits.cardTitle),
    fc.array(block, { maxLength: 8 }),
    fc.constantFrom<Tone>('plain', 'good', 'warn', 'bad'),
  )
  .map(([title, blocks, tone]) => card(title, blocks, tone));

describe('cards', () => {
  test.each(Object.entries(galleryCards))('of the gallery: %s', (_, shown) => {
    expect(checkMessageBlocks(renderCard(shown), '/blocks', () => true)).toEqual([]);
    for (const part of stringsOf(shown)) expect(drawn(shown).text).toContain(part);
  });

  test('of any words are taken by Slack, read as they were written, and ring nobody', () => {
    fc.assert(
      fc.property(cards, (shown) => {
        expect(checkMessageBlocks(renderCard(shown), '/blocks', () => true)).toEqual([]);
        const drawing = drawn(shown);
        for (const part of stringsOf(shown)) expect(drawing.text).toContain(part);
        expect(drawing.pings).toEqual([]);
        expect(drawMrkdwn(notificationOf(shown), noNames, false).pings).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('ring a person of Slack who is to be rung, and nobody else', () => {
    const ada = { key: 'slack:T1:UADA', name: 'Ada' };
    expect(drawn(card('x', [[person(ada, true)]])).pings).toEqual(['UADA']);
    expect(drawn(card('x', [[person(ada)]])).pings).toEqual([]);
    expect(drawn(card('x', [[person({ key: 'web:UADA', name: 'Ada' }, true)]])).pings).toEqual([]);
  });

  test('draw instants in the zone of whoever reads them, with the spoken words where that fails', () => {
    const at = new Date('2026-06-12T16:30:00Z');
    const [, shown] = renderCard(card('x', [[moment(at, 'clock', '18:30')]]));
    expect(shown).toEqual({
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [{ type: 'date', timestamp: 1781281800, format: '{time}', fallback: '18:30' }],
        },
      ],
    });
  });

  test('keep the words of a picture that could not be uploaded', () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    const shown = card('x', [{ kind: 'picture', svg, alt: 'A curve', width: 1, height: 1 }]);
    expect(renderCard(shown, { fileOf: () => 'F1' })).toContainEqual({
      type: 'image',
      slack_file: { id: 'F1' },
      alt_text: 'A curve',
    });
    expect(drawn(shown).text).toContain('A curve');
  });
});

describe('forms', () => {
  const from = { team: 'T1', org: null, user: 'UADA', channel: 'C1', responseUrl: 'https://x.test/y', card: null };
  const shown = (form: Form) => renderForm(form, { form: 'f'.repeat(16), from });

  test.each(Object.entries(galleryForms))('of the gallery: %s', (_, form) => {
    const { blocks, title, submit } = shown(form);
    expect(checkViewBlocks(blocks, '/blocks', () => true)).toEqual([]);
    const drawing = new Drawing(team);
    drawing.blocks(blocks);
    const initial = JSON.stringify(blocks);
    const texts = [drawing.text, title.text, submit?.text ?? ''].join('\n');
    for (const part of stringsOfForm(form))
      expect(texts.includes(part) || initial.includes(JSON.stringify(part).slice(1, -1))).toBe(true);
  });

  test('keep a number that is none, as text', () => {
    const field = { kind: 'number', name: 'n', label: 'N', required: true, min: 1, max: 9 } as const;
    const typeOf = (value?: string) => {
      const [it] = shown({
        kind: 'form',
        title: 'x',
        send: 'x',
        intent: { to: 'x', with: {} },
        fields: [{ ...field, ...(value !== undefined && { value }) }],
      }).blocks;
      return it && 'element' in it ? it.element : undefined;
    };
    expect(typeOf()).toMatchObject({ type: 'number_input', min_value: '1', max_value: '9' });
    expect(typeOf('5')).toMatchObject({ type: 'number_input', initial_value: '5' });
    for (const value of ['soon', '10', '4.5'])
      expect(typeOf(value)).toMatchObject({ type: 'plain_text_input', initial_value: value });
  });
});

test('action_ids that are not ours lead nowhere, however long they are', () => {
  expect(readActionId('3 press check-in.done?goalId=1')).toEqual({
    does: 'press',
    picks: '',
    wire: 'check-in.done?goalId=1',
  });
  expect(readActionId('4 pick:deck reviews.start')).toEqual({ does: 'pick', picks: 'deck', wire: 'reviews.start' });
  for (const id of ['', 'press x', '1 other x', '1 press a b', 'x'.repeat(4096), `1 ${'press '.repeat(700)}`])
    expect(readActionId(id)).toBeNull();
});

test("a message's markup is read as people read it", () => {
  expect(readable('What is *S*? &lt;b&gt; &amp;amp; <https://a.org/?x=1|the page> <https://b.org>')).toBe(
    'What is *S*? <b> &amp; the page (https://a.org/?x=1) https://b.org',
  );
  expect(readable('<@U1|ada> <@U2> <#C1|general> <!here> <!subteam^S1|@staff> <!date^0^{date}|long ago>')).toBe(
    '@ada @U2 #general @here @staff long ago',
  );
});

test('a box stands in the place of a bullet', () => {
  const steps = card('Steps', [
    checklist([
      { what: 'List', isDone: true },
      { what: 'Read', isDone: false },
    ]),
  ]);
  const [, { elements }] = renderCard(steps) as unknown as [
    unknown,
    { elements: { type: string; elements: { text: string }[] }[] },
  ];
  expect(elements.map(({ type }) => type)).toEqual(['rich_text_section']);
  expect(elements[0]?.elements.map(({ text }) => text).join('')).toBe('☑ List\n☐ Read');
});
