import type { APIInteraction, REST } from 'discord.js';
import type { Logger } from 'pino';
import type { Card } from '../../../src/chat/card.ts';
import type { Raw } from '../../../src/chat/options.ts';
import type { Catalog } from '../../../src/chat/platform.ts';
import type { Bot, Place, Pressed, Said, Sender } from '../../../src/chat/request.ts';
import type { Standing } from '../../shared/store.ts';
import { forLog } from '../failures.ts';
import { readPlace, readSender } from '../receive.ts';
import type { Message } from '../render/message.ts';
import type { Sending } from '../sending.ts';
import { plainMessage, troubleCard } from './carriers.ts';
import { type Landing, landingOf, type Stand } from './landing.ts';
import { openLine } from './line.ts';
import { type Prepared, prepare, type Sent } from './prepare.ts';
import { respond } from './respond.ts';
import { giveWay, keepWay, type Way } from './standing.ts';
import type { Patience } from './try-again.ts';

/** What hearing someone takes. */
export interface Hearing extends Standing {
  readonly rest: REST;
  readonly sending: Sending;
  readonly catalog: Catalog;
  readonly bot: Bot;
  readonly log: Logger;
  readonly patience: Patience;
  readonly deferAfterMs: number;
  now(): Date;
  newId(): string;
  render(card: Card): Promise<readonly Message[]>;
  serverName(guildId: string): string;
}

/** What was asked, on the way to its answer. */
export interface Asked {
  readonly stand: Stand;
  /** Where the answer will most likely go, should it be late. */
  readonly expected: Landing;
  /** What was typed into the form that was sent: given back when it cannot even be looked up. */
  readonly typed: Raw;
  /** Looks up and fetches what the request needs; or a card that says why there is none. */
  ask(): Promise<{ readonly what: Said | Pressed; readonly sent: Sent | null } | { readonly instead: Card }>;
}

/** Hands a request to the bot, and its reply to Discord. */
export async function answer(hearing: Hearing, it: APIInteraction, asked: Asked): Promise<void> {
  const { stand, expected, typed } = asked;
  const { sender, place } = personOf(hearing, it);
  const ready = async (): Promise<Prepared> => {
    const found = await asked.ask();
    if ('instead' in found) return asCard(hearing, stand, found.instead);
    const reply = await hearing.bot.handle({ id: it.id, sender, place, ...found.what });
    const prepared = await prepare(hearing, reply, stand, sender.key, found.sent);
    await giveWay(hearing, it.id, prepared.landing, stand);
    return prepared;
  };
  const work = ready().catch((error: unknown) => {
    hearing.log.warn({ interaction: it.id, err: forLog(error) }, 'Discord: an answer could not be made ready');
    return asCard(hearing, stand, troubleCard(typed));
  });
  await respond(answering(hearing, it, stand), work, expected);
}

/** Says something to the asker alone. */
export async function tell(hearing: Hearing, it: APIInteraction, stand: Stand, shown: Card): Promise<void> {
  const expected = landingOf({ seenBy: 'me', answers: 'below' }, stand);
  await respond(answering(hearing, it, stand), asCard(hearing, stand, shown), expected);
}

async function asCard({ render }: Hearing, stand: Stand, shown: Card): Promise<Prepared> {
  const landing = landingOf({ seenBy: 'me', answers: 'below', isRefused: true }, stand);
  return { landing, modal: null, messages: await render(shown), plain: plainMessage(shown), note: [] };
}

function answering(hearing: Hearing, it: APIInteraction, stand: Stand) {
  const { sending, patience, log, deferAfterMs } = hearing;
  const { sender, place } = personOf(hearing, it);
  const where = { channelId: it.channel?.id ?? '', place: place.address, direct: sender.direct };
  const keep = (way: Way | null) => keepWay(hearing, it.id, way);
  const common = { sending, stand, interactionId: it.id, patience, log, deferAfterMs };
  return { line: lineTo(hearing, it), ...common, ...where, keep };
}

export function personOf({ serverName }: Hearing, it: APIInteraction): { sender: Sender; place: Place } {
  const place = readPlace(it, serverName);
  return { sender: readSender(it, place), place };
}

export const lineTo = ({ rest, patience }: Hearing, { id, token, application_id }: APIInteraction) =>
  openLine(rest, { id, token, applicationId: application_id }, patience);
