import { type Block, card, list, rich, strong } from '../chat/card.ts';
import type { Action, Command } from '../chat/handler.ts';
import { type Options, type Raw, readAll, type Values } from '../chat/options.ts';
import type { Reply, Request, Sender } from '../chat/request.ts';
import { fromWire } from '../chat/wire.ts';
import { Refusal } from '../errors.ts';
import type { WholeCatalog } from './catalog.ts';
import { problemsBlock } from './problems.ts';

/** Who is to answer a request, with the values as they were read, and where the answer goes. */
export interface Found {
  readonly handler: Command | Action;
  readonly values: Values<Options>;
  readonly answers: Reply['answers'];
}

/** Finds the handler and reads its values, before anything is touched. Throws a Refusal that names every problem at once. */
export function find(catalog: WholeCatalog, request: Request): Found {
  return request.kind === 'say' ? findSaid(catalog, request) : findPressed(catalog, request);
}

function findSaid(catalog: WholeCatalog, { sender, root, name, options }: Extract<Request, { kind: 'say' }>): Found {
  const handler = catalog.command(root, name);
  if (!handler) throw unknownCommand(catalog, root, name);
  refuseOthers(handler, sender);
  return { handler, values: valuesOf(handler.options, options), answers: 'below' };
}

/** What the button carries stands above what was typed beside it. */
function findPressed(catalog: WholeCatalog, { sender, wire, fields }: Extract<Request, { kind: 'press' }>): Found {
  const intent = fromWire(wire);
  const handler = intent && catalog.action(intent.to);
  if (!handler) throw unknownButton();
  refuseOthers(handler, sender);
  const values = valuesOf(handler.options, { ...fields, ...intent.with });
  return { handler, values, answers: intent.beside ? 'below' : handler.answers };
}

function refuseOthers(handler: Found['handler'], sender: Sender): void {
  if (!isFor(handler, sender))
    throw new Refusal(card('That is for admins', ['Please ask someone who runs this place to do it.'], 'warn'));
}

/** Whether this person may use it. */
export const isFor = ({ isForAdmins }: Found['handler'], { isAdmin }: Sender): boolean =>
  !isForAdmins || isAdmin === true;

function valuesOf(options: Options, raw: Raw): Values<Options> {
  const read = readAll(options, raw);
  if ('values' in read) return read.values;
  throw new Refusal(
    card('Almost: please put this right', [problemsBlock(Object.values(read.problems))], 'warn'),
    read.problems,
  );
}

function unknownCommand(catalog: WholeCatalog, root: string, name: string): Refusal {
  const typed = `/${root} ${name}`.trim();
  const near = catalog.nearestTo(root, name);
  const ways = near ? [`Did you mean /${near}?`] : (waysOf(catalog, root) ?? ['/study help shows what I can do.']);
  return new Refusal(card(`I do not know ${typed.slice(0, 60)}`, ways, 'warn'));
}

/** As many as are read at a glance. */
const waysMax = 8;

/** What there is of this root; null where there is nothing, or so much that the help tells it better. */
function waysOf({ commands }: WholeCatalog, root: string): readonly (Block | string)[] | null {
  const ways = commands.filter((it) => it.root === root);
  if (ways.length === 0 || ways.length > waysMax) return null;
  return ['There is:', list(ways.map(({ name, about }) => rich`${strong(`/${root} ${name}`)}: ${about}`))];
}

function unknownButton(): Refusal {
  const hint = 'It no longer does anything. Please ask again with a command.';
  return new Refusal(card('That button is from another time', [hint], 'warn'));
}
