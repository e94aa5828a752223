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
  rich,
  rule,
  strong,
  type Tone,
  type Words,
} from '../../src/chat/card.ts';
import type { Field, Form } from '../../src/chat/form.ts';
import { limits } from '../../src/chat/limits.ts';

/** What people type, on purpose or not: markup and pings of every platform, letters that turn, pile up, join or hide. */
export const hostile: Readonly<Record<string, string>> = {
  everyone: '@everyone @here <@1234567890> <!channel> <!here> <@U012AB3CD> <#C123>',
  markdown: '**x** __y__ ~~z~~ `c` ```block``` ||spoiler|| *a* _b_ [t](https://evil.example) # head > quote',
  html: '<script>globalThis.broken = true</script><img src=x onerror="globalThis.broken = true">&amp;&lt;',
  attribute: `" onfocus="globalThis.broken = true" autofocus x='y' \\" \\\\`,
  rightToLeft: 'abc \u202Egnirts desrever\u202C שלום עולם مرحبا',
  zalgo: 'Z\u0337\u0321\u0351\u0358a\u0336\u0322\u034Al\u0334\u0327\u0350g\u0335\u0328\u0306o\u0338\u031B\u0345',
  family: '👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇩🇪',
  zeroWidth: 'in\u200Bvis\u200Cib\u200Dle\u2060 and a soft\u00ADhyphen',
  tokens: '<t:0:R> <!date^0^{date}|x> &lt;!everyone&gt; {{x}} #{x} %s <a:b:1>',
  lines: 'one\ntwo\n\n  four, indented\ttabbed',
  unbroken: 'W'.repeat(400),
};

const at = new Date('2026-06-12T16:30:00Z');
const ben = { key: 'web:ben', name: 'Ben' };

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="200" viewBox="0 0 480 200"><rect width="480" height="200" rx="18" fill="#151b2e"/><path d="M24 160C120 60 240 40 456 24" stroke="#63dcc5" stroke-width="4" fill="none"/></svg>`;

const pressed = (name: string) => ({ to: 'small.nothing', with: { name } });

const everyInline: Words = rich`Plain, ${strong('strong')}, ${code('code()')}, ${link('a link', 'https://example.org/a?b=c&d=e')}, ${person(ben)}, ${person(ben, true)}, ${moment(at, 'day', 'Friday 12 June')}, ${moment(at, 'clock', '18:30')}, ${moment(at, 'distance', 'in two hours')} and ${7}.`;

const everyBlock: readonly (Block | Words | string)[] = [
  'A plain sentence of text.',
  everyInline,
  facts([
    ['Goal', 'Pass graph theory'],
    ['When', everyInline],
  ]),
  list(['first', everyInline, 'third']),
  checklist([
    { what: 'A step that is done', isDone: true },
    { what: 'A step to do', isDone: false },
  ]),
  meter('Sessions this week', 3, 5),
  rule(),
  picture({ svg, alt: 'A curve that rises from left to right.', width: 480, height: 200 }),
  download('cards of graph theory.csv', 'text/csv', Buffer.from('front,back\nwhat,that\n')),
  controls(
    button('Plain', pressed('plain')),
    button('Main', pressed('main'), 'main'),
    button('Danger', pressed('danger'), 'danger'),
    linkButton('Read more', 'https://example.org/more'),
  ),
  controls(
    picker('Which deck', { to: 'small.nothing', with: {} }, 'name', [
      { value: 'a', label: 'Graph theory' },
      { value: 'b', label: 'Linear algebra' },
    ]),
  ),
];

const whole = (letter: string, length: number) => `${letter.repeat(length - 1)}.`;

/** Every part as long as it may be; the text of a card is bounded as a whole, so each card stretches another part. */
const extremes: Readonly<Record<string, Card>> = {
  'longest title': card(whole('T', limits.cardTitle)),
  'longest text': card('Text', [sentence(limits.text)]),
  'most facts': card('Facts', [
    facts(Array.from({ length: limits.facts }, (_, n) => [`${n} ${whole('L', 180)}`, whole('v', 150)])),
  ]),
  'longest fact': card('Fact', [facts([['Label', sentence(limits.factValue)]])]),
  'longest list': card('List', [list(Array.from({ length: limits.listItems }, (_, n) => `${n} ${whole('i', 90)}`))]),
  'longest labels': card('Labels', [
    controls(
      ...Array.from({ length: limits.controls }, (_, n) =>
        button(`${n} ${whole('b', limits.label - 2)}`, pressed(`${n}`)),
      ),
    ),
  ]),
  'most choices': card('Choices', [
    controls(
      picker(
        whole('p', limits.label),
        { to: 'small.nothing', with: {} },
        'name',
        Array.from({ length: limits.choices }, (_, n) => ({
          value: `${n}`,
          label: `${n} ${whole('c', limits.choice - 3)}`,
        })),
      ),
    ),
  ]),
  'longest alt text': card('Alt', [picture({ svg, alt: sentence(limits.alt), width: 480, height: 200 })]),
  'most blocks': card(
    'Blocks',
    Array.from({ length: limits.blocks }, (_, n) => `Paragraph ${n}`),
  ),
  'nothing but a title': card('Only this'),
  'letters of choices': card('Which one?', [
    facts([
      ['A', 'Lima'],
      ['B', 'Quito'],
    ]),
  ]),
  'empty runs': card('Empty', [[], [''], facts([]), list([])]),
  'meters at their ends': card('Meters', [meter('None', 0, 5), meter('All', 5, 5), meter('More', 7, 5)]),
};

/** Words of one length, as people write them. */
function sentence(length: number): string {
  const words =
    'Retrieval practice works since it makes the memory itself stronger, and spacing gives it time to fade. ';
  return words
    .repeat(Math.ceil(length / words.length))
    .slice(0, length - 1)
    .trimEnd()
    .padEnd(length - 1, '.')
    .concat('.');
}

/** A hostile string in every place where a card has text. */
function hostileCard(text: string): Card {
  const part = (max: number) => [...text].slice(0, max).join('');
  const inlines: readonly Inline[] = [
    text,
    strong(text),
    code(text),
    link(text, 'https://example.org/?q=<>&"\''),
    link(text, 'javascript:globalThis.broken=true'),
    person({ key: 'web:x', name: part(40) }),
    person({ key: 'web:x', name: part(40) }, true),
    moment(at, 'day', part(40)),
  ];
  return card(part(limits.cardTitle), [
    text,
    inlines.map((it) => (typeof it === 'string' ? part(60) : shorten(it, part(60)))),
    facts([[part(60), part(60)]]),
    list([part(60), [strong(part(60)), ' and ', part(60)]]),
    meter(part(60), 1, 2),
    picture({ svg, alt: part(60), width: 480, height: 200 }),
    download(`${part(40)}.csv`, 'text/csv; x="y"', Buffer.from(text)),
    controls(
      button(part(60), pressed('x')),
      linkButton(part(60), 'javascript:globalThis.broken=true'),
      picker(part(60), { to: 'small.nothing', with: {} }, 'name', [{ value: part(20), label: part(60) }]),
    ),
  ]);
}

const shorten = (inline: Exclude<Inline, string>, text: string): Inline =>
  'text' in inline ? { ...inline, text } : inline;

const tones: readonly Tone[] = ['plain', 'good', 'warn', 'bad'];

/** Cards that every platform must show whole, by name. */
export const galleryCards: Readonly<Record<string, Card>> = {
  'every block': card('Every block', everyBlock),
  ...Object.fromEntries(tones.map((tone) => [`tone ${tone}`, card(`This is ${tone}`, ['And so it looks.'], tone)])),
  ...extremes,
  ...Object.fromEntries(Object.entries(hostile).map(([name, text]) => [`hostile ${name}`, hostileCard(text)])),
};

const fields = (text: (max: number) => string): readonly Field[] => [
  {
    kind: 'line',
    name: 'line',
    label: text(limits.fieldLabel),
    help: text(limits.fieldHelp),
    required: true,
    max: 200,
    value: text(100),
  },
  {
    kind: 'paragraph',
    name: 'paragraph',
    label: 'Several lines',
    required: false,
    max: limits.fieldValue,
    value: `\n${text(limits.fieldValue - 1)}`,
  },
  { kind: 'number', name: 'number', label: 'A number', required: true, min: 1, max: 600, value: '30' },
  {
    kind: 'choice',
    name: 'few',
    label: 'One of few',
    required: true,
    choices: ['a', 'b', 'c'].map((value) => ({ value, label: `${value} ${text(60)}` })),
    value: 'b',
  },
  {
    kind: 'file',
    name: 'file',
    label: 'A file',
    help: text(60),
    required: false,
    accept: ['.csv', '.tsv'],
    maxBytes: 1000,
  },
];

const formOf = (title: string, text: (max: number) => string): Form => ({
  kind: 'form',
  title,
  send: 'Send',
  intent: { to: 'small.nothing', with: {} },
  fields: fields(text),
});

/** Forms that every platform must show whole, by name. */
export const galleryForms: Readonly<Record<string, Form>> = {
  'every field': formOf('Every field', (max) => 'Words of some length'.slice(0, max)),
  'longest fields': formOf(whole('F', limits.formTitle), (max) => sentence(max)),
  'many choices': {
    ...formOf('Choices', () => ''),
    fields: [
      {
        kind: 'choice',
        name: 'many',
        label: 'One of many',
        required: false,
        choices: Array.from({ length: limits.choices }, (_, n) => ({ value: `${n}`, label: `Choice ${n}` })),
      },
    ],
  },
  ...Object.fromEntries(
    Object.entries(hostile).map(([name, text]) => [
      `hostile ${name}`,
      formOf('Hostile', (max) => [...text].slice(0, max).join('')),
    ]),
  ),
};

/** Every text of a card that a reader must find. A picture's is its alt text, a file's its name. */
export function stringsOf({ title, blocks }: Card): readonly string[] {
  return [title, ...blocks.flatMap(stringsOfBlock)].filter((text) => text.trim() !== '');
}

function stringsOfBlock(block: Block): readonly string[] {
  switch (block.kind) {
    case 'text':
      return stringsOfWords(block.words);
    case 'facts':
      return block.facts.flatMap(({ label, value }) => [label, ...stringsOfWords(value)]);
    case 'list':
      return block.items.flatMap(stringsOfWords);
    case 'meter':
      return [block.label, String(block.value), String(block.max)];
    case 'rule':
      return [];
    case 'picture':
      return [block.alt];
    case 'download':
      return [block.name];
    case 'controls':
      return block.controls.flatMap((control) =>
        control.kind === 'picker' ? [control.label, ...control.choices.map(({ label }) => label)] : [control.label],
      );
  }
}

function stringsOfWords(words: Words): readonly string[] {
  return words.map((inline) => {
    if (typeof inline === 'string') return inline;
    if (inline.kind === 'person') return inline.person.name;
    return inline.kind === 'moment' ? inline.spoken : inline.text;
  });
}

/** Every text of a form that whoever fills it in must find, with what stands in the fields. */
export function stringsOfForm({ title, send, fields: asked }: Form): readonly string[] {
  const texts = asked.flatMap((field) => [
    field.label,
    field.help ?? '',
    ...(field.kind === 'choice' ? field.choices.map(({ label }) => label) : [field.value ?? '']),
  ]);
  return [title, send, ...texts].filter((text) => text.trim() !== '');
}
