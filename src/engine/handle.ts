import { type Card, card } from '../chat/card.ts';
import type { Outcome } from '../chat/handler.ts';
import { beside } from '../chat/intents.ts';
import type { Bot, Reply, Request, Typing } from '../chat/request.ts';
import { fromWire } from '../chat/wire.ts';
import { inTransaction, type Tx } from '../db/connect.ts';
import type { World } from '../world.ts';
import type { WholeCatalog } from './catalog.ts';
import { findKnown, type Met, mayNote, meet } from './context.ts';
import { explain } from './explain.ts';
import { type Found, find, isFor } from './find.ts';
import { checkShown, keepConsequences } from './keep.ts';
import { tellLost } from './outbox.ts';
import type { Queue } from './queue.ts';
import { answerGiven, keepAnswer, takeRequest } from './seen.ts';

/** The only road in: find the handler, read its options, one transaction, keep the outcome, reply. */
export function makeBot(world: World, catalog: WholeCatalog, queue: Queue): Bot {
  return {
    async handle(request) {
      const startedAtMs = world.elapsedMs();
      const { reply, outcome } = await answerOrExplain(world, catalog, queue, request);
      world.metrics.handled(nameFor(catalog, request), outcome, world.elapsedMs() - startedAtMs);
      return reply;
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

async function answerOrExplain(world: World, catalog: WholeCatalog, queue: Queue, request: Request) {
  try {
    const found = find(catalog, request);
    const reply = await inTransaction(world.db, (tx) => answer(world, catalog, queue, tx, request, found));
    return { reply, outcome: 'answered' } as const;
  } catch (error) {
    return explain(error, request, world.log);
  }
}

/** What was said or pressed, by its name in the catalog: what anyone may type is no label. */
function nameFor(catalog: WholeCatalog, request: Request): string {
  if (request.kind === 'press') return catalog.action(fromWire(request.wire)?.to ?? '')?.name ?? 'unknown';
  const said = catalog.command(request.root, request.name);
  return said ? `${said.root}.${said.name}` : 'unknown';
}

/** In one transaction, which may run again: its only effects are rows and what it returns. */
async function answer(
  world: World,
  catalog: WholeCatalog,
  queue: Queue,
  tx: Tx,
  request: Request,
  { handler, values, answers }: Found,
): Promise<Reply> {
  const now = world.now();
  const [isNew, known] = await Promise.all([takeRequest(tx, request, now), findKnown(tx, request)]);
  if (!isNew) return answerGiven(tx, request);
  const { context, lost } = await meet(tx, world, now, request, known);
  const outcome = await handler.run({ ...context, requestId: request.id }, values);
  checkShown(catalog, outcome.reply);
  await keepConsequences(context, catalog, queue, outcome);
  if (lost) await tellLost(tx, context.me.id, now);
  const note = lost ? lostCard : await quietNote(context, catalog, outcome);
  const show = request.kind === 'press' ? answeredLike(answers, outcome.reply) : outcome.reply;
  const { changesLater } = outcome;
  const reply: Reply = {
    show,
    seenBy: handler.seenBy,
    answers,
    ...(note && { note }),
    ...(changesLater && { changesLater }),
  };
  await keepAnswer(tx, request.id, reply);
  return reply;
}

/** A form is answered where the press that opened it is: what opens below a card never takes its place. */
function answeredLike(answers: Reply['answers'], show: Reply['show']): Reply['show'] {
  return show.kind === 'form' && answers === 'below' ? { ...show, intent: beside(show.intent) } : show;
}

/** The note of an outcome, unless its asker had one in the last day already: a quiet word that is repeated is a loud one. */
async function quietNote(context: Met['context'], catalog: WholeCatalog, { note }: Outcome): Promise<Card | null> {
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
  const command = catalog.command(typing.root, typing.name);
  const suggest = command?.suggest?.[typing.option];
  if (!suggest || !isFor(command, typing.sender)) return [];
  return inTransaction(world.db, async (tx) => {
    const { context } = await meet(tx, world, world.now(), typing, await findKnown(tx, typing));
    return (await suggest(context, typing.typed)).slice(0, 25);
  });
}
