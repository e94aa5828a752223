import { type Card, card, list } from '../chat/card.ts';
import { type Action, beside, type Command, type Context, type Outcome } from '../chat/handler.ts';
import { type Options, type Raw, readAll, type Values } from '../chat/options.ts';
import type { Bot, Reply, Request, Typing } from '../chat/request.ts';
import { fromWire } from '../chat/wire.ts';
import { inTransaction, type Tx } from '../db/connect.ts';
import { Refusal } from '../errors.ts';
import type { World } from '../world.ts';
import type { WholeCatalog } from './catalog.ts';
import { mayNote, meet } from './context.ts';
import { explain } from './explain.ts';
import { checkShown, keepConsequences } from './keep.ts';
import { tellLost } from './outbox.ts';
import type { Queue } from './queue.ts';
import { answeredBefore, keepAnswer } from './seen.ts';

/** The only road in: find the handler, read its options, one transaction, keep the outcome, reply. */
export function makeBot(world: World, catalog: WholeCatalog, queue: Queue): Bot {
  return {
    async handle(request) {
      try {
        const { handler, raw, answers } = find(catalog, request);
        const values = readValues(handler.options, raw);
        return await inTransaction(world.db, (tx) =>
          run(world, catalog, queue, { tx, request, handler, values, answers }),
        );
      } catch (error) {
        return explain(error, request.id, world.log);
      }
    },
    async suggest(typing) {
      try {
        return await suggestFor(world, catalog, typing);
      } catch (error) {
        world.log.warn({ err: error }, 'no suggestions');
        return [];
      }
    },
  };
}

interface Found {
  readonly handler: Command | Action;
  readonly raw: Raw;
  readonly answers: Reply['answers'];
}

function find(catalog: WholeCatalog, request: Request): Found {
  if (request.kind === 'say') {
    const handler = catalog.command(request.root, request.name);
    if (!handler) throw new Refusal(unknownCommand(catalog, request.root, request.name));
    return { handler, raw: request.options, answers: 'below' };
  }
  const intent = fromWire(request.wire);
  const handler = intent && catalog.action(intent.to);
  if (!handler)
    throw new Refusal(
      card(
        'That button is from another time',
        ['It no longer does anything. Please ask again with a command.'],
        'warn',
      ),
    );
  return { handler, raw: { ...request.fields, ...intent.with }, answers: intent.beside ? 'below' : handler.answers };
}

function unknownCommand(catalog: WholeCatalog, root: string, name: string) {
  const typed = `/${root} ${name}`.trim();
  const near = catalog.nearestTo(root, name);
  const hint = near ? `Did you mean /${near}?` : '/study help shows what I can do.';
  return card(`I do not know ${typed.slice(0, 60)}`, [hint], 'warn');
}

/** All values, or a refusal that names every problem at once. */
function readValues(options: Options, raw: Raw): Values<Options> {
  const read = readAll(options, raw);
  if ('values' in read) return read.values;
  throw new Refusal(card('Almost: please put this right', [list(Object.values(read.problems))], 'warn'), read.problems);
}

interface Run {
  readonly tx: Tx;
  readonly request: Request;
  readonly handler: Command | Action;
  readonly values: Values<Options>;
  readonly answers: Reply['answers'];
}

async function run(
  world: World,
  catalog: WholeCatalog,
  queue: Queue,
  { tx, request, handler, values, answers }: Run,
): Promise<Reply> {
  const now = world.now();
  const earlier = await answeredBefore(tx, request, now);
  if (earlier) return earlier;
  const { context, lost } = await meet(tx, world, now, request);
  const outcome = await handler.run(context, values);
  checkShown(catalog, outcome.reply);
  await keepConsequences(context, catalog, queue, outcome);
  if (lost) await tellLost(tx, context.me.id, now);
  const note = lost ? lostCard : await quietNote(context, catalog, outcome);
  const reply: Reply = {
    show: request.kind === 'press' ? answeredLike(answers, outcome.reply) : outcome.reply,
    seenBy: handler.seenBy,
    answers,
    ...(note && { note }),
  };
  await keepAnswer(tx, request.id, reply);
  return reply;
}

/** A form is answered where the press that opened it is: what opens below a card never takes its place. */
function answeredLike(answers: Reply['answers'], show: Reply['show']): Reply['show'] {
  return show.kind === 'form' && answers === 'below' ? { ...show, intent: beside(show.intent) } : show;
}

/** The note of an outcome, unless its asker had one in the last day already: a quiet word that is repeated is a loud one. */
async function quietNote(context: Context, catalog: WholeCatalog, { note }: Outcome): Promise<Card | null> {
  if (!note) return null;
  checkShown(catalog, note);
  return (await mayNote(context)) ? note : null;
}

const lostCard = card(
  'A message to you could not arrive',
  [
    'I tried to reach you directly and the door was closed. Open direct messages from me if you want reminders to come.',
  ],
  'warn',
);

async function suggestFor(world: World, catalog: WholeCatalog, typing: Typing) {
  const suggest = catalog.command(typing.root, typing.name)?.suggest?.[typing.option];
  if (!suggest) return [];
  return inTransaction(world.db, async (tx) => {
    const { context } = await meet(tx, world, world.now(), typing);
    return (await suggest(context, typing.typed)).slice(0, 25);
  });
}
