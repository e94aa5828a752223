import type { Logger } from 'pino';
import type { Address } from '../../../src/chat/request.ts';
import { inTime } from '../../shared/in-time.ts';
import { readAddress } from '../places.ts';
import type { Message } from '../render/message.ts';
import type { Sending } from '../sending.ts';
import type { Landing, Stand } from './landing.ts';
import type { Line, Shown } from './line.ts';
import type { Prepared } from './prepare.ts';
import type { Way } from './standing.ts';
import { type Patience, tryAgain } from './try-again.ts';

/** One interaction as it is answered. */
export interface Answering {
  readonly line: Line;
  readonly sending: Sending;
  readonly stand: Stand;
  readonly interactionId: string;
  readonly channelId: string;
  readonly place: Address;
  readonly direct: Address;
  readonly patience: Patience;
  readonly log: Logger;
  /** How long the answer itself may take before it is said that it is under way. */
  readonly deferAfterMs: number;
  /** Keeps how an answer is reached that may be changed later; null where that cannot be known. */
  keep(way: Way | null): Promise<void>;
}

/** How an answer went: as on its line, or it stands in the place of the card that the form belongs to. */
type Came = Shown | 'at origin';

/**
 * Shows the answer: as it is when it comes in time; else says that it is under way, in the way that `expected` will need, and fills it
 * in later. An answer is never given up while there is a way left to show it.
 */
export async function respond(it: Answering, work: Promise<Prepared>, expected: Landing): Promise<void> {
  const ready = await inTime(work, it.deferAfterMs);
  if (ready) return finish(it, ready, await showFirst(it, ready));
  const isUpdate = expected.where === 'here' || expected.where === 'origin';
  const deferred = await it.line.defer(isUpdate ? null : expected.hidden);
  const late = await work;
  const shown = deferred === 'done' ? await showLate(it, late, { isUpdate, hidden: expected.hidden }) : deferred;
  return finish(it, late, shown);
}

/** The answer itself, within the three seconds. */
async function showFirst(it: Answering, ready: Prepared): Promise<Came> {
  const { line } = it;
  const { hidden, where } = ready.landing;
  switch (where) {
    case 'modal': {
      const opened = ready.modal ? await line.open(ready.modal) : 'refused';
      return opened === 'refused' ? line.show(ready.plain, hidden) : opened;
    }
    case 'here':
      return orPlain(it, ready, (message) => line.replace(message));
    case 'origin': {
      const deferred = await line.defer(null);
      return deferred === 'done' ? showAtOrigin(it, ready) : deferred;
    }
    case 'below':
      return orPlain(it, ready, (message) => line.show(message, hidden));
  }
}

/** The answer after a deferral. What was announced to all and is for one is taken back, and told to that one. */
async function showLate(
  it: Answering,
  late: Prepared,
  deferral: { isUpdate: boolean; hidden: boolean },
): Promise<Came> {
  const { line } = it;
  const { where, hidden } = late.landing;
  const add = () => orPlain(it, late, (message) => line.add(message, hidden));
  if (deferral.isUpdate) {
    if (where === 'origin') return showAtOrigin(it, late);
    return where === 'here' ? editOr(it, late, add) : add();
  }
  if (hidden === deferral.hidden) return editOr(it, late, add);
  await line.remove();
  return add();
}

async function editOr(it: Answering, late: Prepared, add: () => Promise<Shown>): Promise<Shown> {
  const edited = await orPlain(it, late, (message) => it.line.edit(message));
  return edited === 'absent' ? add() : edited;
}

/** Changes the card that a form belongs to, and takes away the message that carried the form. */
async function showAtOrigin(it: Answering, ready: Prepared): Promise<Came> {
  const origin = it.stand.carries?.origin;
  const [first] = ready.messages;
  if (origin && first) {
    const changed = await tryAgain(() => it.sending.edit(it.channelId, origin, first), it.patience);
    if (changed.ok) {
      await it.line.remove();
      return 'at origin';
    }
  }
  return orPlain(it, ready, (message) => it.line.add(message, ready.landing.hidden));
}

/** Sends the first message of the answer; what Discord does not take is a fault of ours, and still said in plain text. */
async function orPlain(
  { log, interactionId }: Answering,
  { messages, plain }: Prepared,
  send: (message: Message) => Promise<Shown>,
): Promise<Shown> {
  const shown = await send(messages[0] ?? plain);
  if (shown !== 'refused') return shown;
  log.error({ interaction: interactionId }, 'Discord takes no such card; it is shown as plain text');
  return send(plain);
}

/** What comes after the first message; and another way for all of it where the line is dead. */
async function finish(it: Answering, ready: Prepared, came: Came): Promise<void> {
  if (came === 'taken') return;
  const { hidden } = ready.landing;
  const isShown = came === 'done' || came === 'at origin';
  const elsewhere = isShown ? null : await tellElsewhere(it, ready);
  if (ready.changesLater) await it.keep(isShown ? await wayTo(it, came) : elsewhere);
  if (!isShown) return;
  for (const message of ready.messages.slice(1)) await it.line.add(message, hidden);
  for (const message of ready.note) await it.line.add(message, !it.stand.isDirect, true);
}

/** How the answer that was just shown is reached: what everyone sees for as long as the bot may write there. */
async function wayTo({ line, stand, channelId }: Answering, came: Came): Promise<Way | null> {
  const origin = stand.carries?.origin;
  if (came === 'at origin') return origin ? { channel: channelId, message: origin } : null;
  const newest = await line.newest();
  if (!newest || newest.isPrivate || stand.isApart) return newest?.way ?? null;
  return { channel: channelId, message: newest.way.message };
}

/**
 * Discord no longer takes an answer to this interaction, yet what it asked for was done. What everyone was to see is posted to the
 * room, or changed there; the rest, and whatever finds no room, goes to the asker's direct line. Says where it stands.
 */
async function tellElsewhere(it: Answering, { landing, messages }: Prepared): Promise<Way | null> {
  const { log, interactionId, stand, sending, patience } = it;
  const [first] = messages;
  const target =
    landing.where === 'origin' ? stand.carries?.origin : landing.where === 'here' ? stand.pressed?.id : null;
  const isPublic = !landing.hidden && !stand.isApart;
  if (isPublic && first && target && !stand.pressed?.isPrivate) {
    const changed = await tryAgain(() => sending.edit(it.channelId, target, first), patience);
    if (changed.ok) {
      log.info({ interaction: interactionId }, 'a late answer was put in its place');
      return { channel: it.channelId, message: target };
    }
  }
  for (const address of isPublic ? [it.place, it.direct] : [it.direct]) {
    const spot = readAddress(address);
    if (!spot) continue;
    const posted = await tryAgain(() => sending.post(spot, messages, interactionId), patience);
    if (posted.ok) {
      log.info({ interaction: interactionId, to: spot.kind }, 'a late answer was posted');
      return posted.value;
    }
  }
  log.warn({ interaction: interactionId }, 'an answer could not be shown: too late, and no other way is open');
  return null;
}
