import { button, type Card, card, controls, picker } from '../../src/chat/card.ts';
import { action, type Context, command, type Outcome } from '../../src/chat/handler.ts';
import { form, press, pressPart } from '../../src/chat/intents.ts';
import { choice, file, integer, optional, paragraph, type Raw, readAll, words } from '../../src/chat/options.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Bot, Reply, Request, Typing } from '../../src/chat/request.ts';
import { fromWire } from '../../src/chat/wire.ts';
import { buildCatalog } from '../../src/engine/catalog.ts';
import { Refusal } from '../../src/errors.ts';
import { galleryCards, galleryForms } from '../support/gallery.ts';

/** A bot of a few commands, for trying a platform: it answers at once, each request once, and keeps what it was asked. */
export interface SmallBot extends Bot {
  readonly catalog: Catalog;
  /** Every call, repeated ones too. */
  readonly calls: Request[];
  /** The requests that were done, each once. */
  readonly done: Request[];
  readonly typings: Typing[];
  /** Called before each request is answered. */
  before: () => Promise<void>;
}

export function smallBot(): SmallBot {
  const catalog = buildCatalog([
    {
      name: 'small',
      commands: [echo, whisper, counter, sheet, noted, gallery, galleryForm, topic, upload, later, openly, help],
      actions: [add, more, no, pick, peek, open, sent, goOn],
    },
  ]);
  const answers = new Map<string, Promise<Reply>>();
  const bot: SmallBot = {
    catalog,
    calls: [],
    done: [],
    typings: [],
    before: async () => {},
    async handle(request) {
      bot.calls.push(request);
      const answer = answers.get(request.id) ?? bot.before().then(() => answerOf(catalog, request, bot.done));
      answers.set(request.id, answer);
      return answer;
    },
    async suggest(typing) {
      bot.typings.push(typing);
      return topics.filter(({ label }) => label.toLowerCase().includes(typing.typed.toLowerCase()));
    },
  };
  return bot;
}

async function answerOf(catalog: Catalog, request: Request, done: Request[]): Promise<Reply> {
  done.push(request);
  const intent = request.kind === 'press' ? fromWire(request.wire) : null;
  const handler =
    request.kind === 'say' ? catalog.command(request.root, request.name) : catalog.action(intent?.to ?? '');
  if (!handler)
    return refusal(card(`I do not know /${request.kind === 'say' ? `${request.root} ${request.name}` : ''}`));
  const raw: Raw = request.kind === 'say' ? request.options : { ...request.fields, ...intent?.with };
  const read = readAll(handler.options, raw);
  if ('problems' in read)
    return refusal(card('Almost: please put this right', Object.values(read.problems), 'warn'), read.problems);
  try {
    const { reply, note, changesLater } = await handler.run(contextOf(request), read.values);
    const answers = 'answers' in handler ? handler.answers : 'below';
    const extras = { ...(note && { note }), ...(changesLater && { changesLater }) };
    return { show: reply, seenBy: handler.seenBy, answers, ...extras };
  } catch (error) {
    if (error instanceof Refusal) return refusal(error.card, error.problems);
    throw error;
  }
}

const refusal = (show: Card, problems: Readonly<Record<string, string>> = {}): Reply => ({
  show,
  seenBy: 'me',
  answers: 'below',
  refused: { problems },
});

/** These handlers touch no database; the sender's name is all that they ask for. */
const contextOf = ({ sender }: Request) => ({ me: { name: sender.name } }) as unknown as Context;

const echo = command({
  name: 'echo',
  about: 'Say it again for everyone',
  seenBy: 'everyone',
  options: { what: words('What', { max: 3000 }) },
  run: async ({ me }, { what }) => ({ reply: card(`${me.name} says`, [what]) }),
});

const whisper = command({
  name: 'whisper',
  about: 'Say it again for you alone',
  seenBy: 'me',
  options: { what: words('What', { max: 200 }) },
  run: async (_, { what }) => ({ reply: card('Only for you', [what]) }),
});

const counted = (count: number): Card =>
  card(`Count ${count}`, [
    controls(
      button('Add one', press(add, { count }), 'main'),
      button('Add below', press(more, { count })),
      button('Never', press(no, {})),
      button('Peek', press(peek, { count })),
      button('Fill in', press(open, {})),
    ),
    controls(
      picker('Jump to', pressPart(pick, {}), 'count', [
        { value: '10', label: 'Ten' },
        { value: '20', label: 'Twenty' },
      ]),
    ),
  ]);

const count = integer('Count', { min: 0, max: 999 });
const add = action({
  name: 'small.add',
  seenBy: 'everyone',
  answers: 'in place',
  options: { count },
  run: async (_, it): Promise<Outcome> => ({ reply: counted(it.count + 1) }),
});
const more = action({
  name: 'small.more',
  seenBy: 'everyone',
  answers: 'below',
  options: { count },
  run: async (_, it) => ({ reply: card(`Below ${it.count}`) }),
});
const pick = action({
  name: 'small.pick',
  seenBy: 'everyone',
  answers: 'in place',
  options: { count },
  run: async (_, it): Promise<Outcome> => ({ reply: counted(it.count) }),
});
const no = action({
  name: 'small.no',
  seenBy: 'me',
  answers: 'in place',
  options: {},
  run: async () => {
    throw new Refusal(card('Not this one', ['It stays as it is.'], 'warn'));
  },
});

const peek = action({
  name: 'small.peek',
  seenBy: 'me',
  answers: 'in place',
  options: { count },
  run: async (_, it) => ({ reply: card(`Peeked at ${it.count}`) }),
});

const counter = command({
  name: 'counter',
  about: 'A card that counts',
  seenBy: 'everyone',
  options: { from: optional(integer('Start at', { min: 0, max: 999 })) },
  run: async (_, { from }) => ({ reply: counted(from ?? 0) }),
});

const sent = action({
  name: 'small.sent',
  seenBy: 'everyone',
  answers: 'in place',
  options: {
    goal: words('What do you want', { max: 60 }),
    plan: optional(paragraph('Plan', { max: 300 })),
    minutes: integer('Minutes', { min: 1, max: 600 }),
    mood: choice('How is it going', [
      { value: 'well', label: 'Well' },
      { value: 'badly', label: 'Badly' },
    ]),
  },
  async run(_, { goal, plan, minutes, mood }) {
    if (goal === 'impossible') throw new Refusal(card('That cannot be'), { goal: 'Please want something else.' });
    return { reply: card(`Goal: ${goal}`, [`${minutes} minutes, ${mood}`, plan ?? null], 'good') };
  },
});

const theSheet = () =>
  form(sent, {
    title: 'A new goal',
    send: 'Set it',
    ask: { goal: { help: 'In one line' }, plan: {}, minutes: { value: '30' }, mood: {} },
  });
const open = action({
  name: 'small.open',
  seenBy: 'me',
  answers: 'below',
  options: {},
  run: async () => ({ reply: theSheet() }),
});
const sheet = command({
  name: 'goal',
  about: 'Open a sheet',
  seenBy: 'everyone',
  options: {},
  run: async () => ({ reply: theSheet() }),
});

const noted = command({
  name: 'noted',
  about: 'A card with a quiet word beside it',
  seenBy: 'everyone',
  options: {},
  run: async () => ({ reply: card('The reply'), note: card('The quiet word') }),
});

const gallery = command({
  name: 'gallery',
  about: 'One card of the gallery',
  seenBy: 'everyone',
  options: { which: words('Which', { max: 100 }) },
  async run(_, { which }) {
    const shown = galleryCards[which];
    if (!shown) throw new Refusal(`There is no card ${which}`);
    return { reply: shown };
  },
});

const galleryForm = command({
  name: 'gallery-form',
  about: 'One form of the gallery',
  seenBy: 'me',
  options: { which: words('Which', { max: 100 }) },
  async run(_, { which }) {
    const shown = galleryForms[which];
    if (!shown) throw new Refusal(`There is no form ${which}`);
    return { reply: shown };
  },
});

const topics = [
  { value: 'topic-1', label: 'Graph theory' },
  { value: 'topic-2', label: 'Linear algebra' },
  { value: 'topic-3', label: 'Say "hello" in French' },
];

const topic = command({
  name: 'topic',
  about: 'Choose what to study',
  seenBy: 'me',
  options: {
    subject: words('Subject', { max: 60 }),
    pace: optional(
      choice('Pace', [
        { value: 'slow', label: 'Slow' },
        { value: 'brisk', label: 'Brisk' },
      ]),
    ),
  },
  suggest: { subject: async () => [] },
  run: async (_, { subject, pace }) => ({ reply: card(`Subject ${subject}`, [`Pace ${pace ?? 'yours'}`]) }),
});

const upload = command({
  name: 'upload',
  about: 'Bring a file',
  seenBy: 'me',
  options: { name: words('Name', { max: 40 }), cards: file('A table', { accept: ['.csv'], maxBytes: 1000 }) },
  run: async (_, { name, cards }) => ({
    reply: card(`${name}: ${cards.name}`, [Buffer.from(cards.bytes).toString('utf8')]),
  }),
});

const goOn = action({
  name: 'small.go-on',
  seenBy: 'me',
  answers: 'in place',
  options: { step: integer('Step', { min: 1, max: 9 }) },
  run: async (_, { step }): Promise<Outcome> => ({ reply: thought(`Step ${step}`, step), changesLater: true }),
});
const thought = (title: string, step: number) =>
  card(title, [controls(button('Go on', press(goOn, { step: step + 1 })))]);

const later = command({
  name: 'later',
  about: 'An answer that gets better',
  seenBy: 'me',
  options: { topic: words('Topic', { max: 20 }) },
  run: async (_, { topic }) => ({ reply: thought(`First thought on ${topic}`, 0), changesLater: true }),
});

const openly = command({
  name: 'openly',
  about: 'An answer for all that gets better',
  seenBy: 'everyone',
  options: { topic: words('Topic', { max: 20 }) },
  run: async (_, { topic }) => ({
    reply: card(`First on ${topic}`, [
      controls(button('Add one', press(add, { count: 0 })), button('Fill in', press(open, {}))),
    ]),
    changesLater: true,
  }),
});

const help = command({
  name: 'help',
  about: 'What there is to say',
  isHome: true,
  seenBy: 'me',
  options: {},
  run: async () => ({ reply: card('Help is here', [controls(button('Think', press(goOn, { step: 1 })))]) }),
});
