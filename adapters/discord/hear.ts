import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  InteractionType,
  type REST,
} from 'discord.js';
import type { Logger } from 'pino';
import type { Card } from '../../src/chat/card.ts';
import { clip } from '../../src/chat/limits.ts';
import type { Raw } from '../../src/chat/options.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Bot, Pressed, Request, Said } from '../../src/chat/request.ts';
import { fromWire, toWire } from '../../src/chat/wire.ts';
import type { Db } from '../../src/db/connect.ts';
import { inTime } from '../shared/in-time.ts';
import { findForm } from '../shared/store.ts';
import { forgottenCard, plainMessage, troubleCard } from './carriers.ts';
import { fetchFiles } from './fetch-files.ts';
import { type Landing, landingOf, type Stand } from './landing.ts';
import { type Interaction, openLine } from './line.ts';
import type { Message } from './message.ts';
import { type OwnId, readOwnId, writeOwnId } from './own-ids.ts';
import { type Prepared, prepare, type Sent } from './prepare.ts';
import { readForm, readPicked, readPlace, readSaid, readSender, readStand, type Typed } from './receive.ts';
import { renderForm } from './render-form.ts';
import { respond } from './respond.ts';
import type { Sending } from './sending.ts';
import type { Patience } from './try-again.ts';

/** What hearing someone takes. */
export interface Hearing {
  readonly rest: REST;
  readonly sending: Sending;
  readonly catalog: Catalog;
  readonly bot: Bot;
  readonly db: Db;
  readonly log: Logger;
  readonly patience: Patience;
  readonly deferAfterMs: number;
  now(): Date;
  newId(): string;
  render(card: Card): Promise<readonly Message[]>;
  serverName(guildId: string): string;
}

/** Answers one interaction, whatever it is. */
export async function hear(hearing: Hearing, it: APIInteraction): Promise<void> {
  switch (it.type) {
    case InteractionType.ApplicationCommand:
      if (it.data.type !== ApplicationCommandType.ChatInput) return;
      return hearSaid(hearing, it as APIChatInputApplicationCommandInteraction);
    case InteractionType.ApplicationCommandAutocomplete:
      return suggest(hearing, it);
    case InteractionType.MessageComponent:
      return hearPressed(hearing, it);
    case InteractionType.ModalSubmit:
      return hearSent(hearing, it);
    default:
      return;
  }
}

async function hearSaid(hearing: Hearing, it: APIChatInputApplicationCommandInteraction): Promise<void> {
  const { root, name, typed } = readSaid(it, hearing.catalog);
  const seenBy = hearing.catalog.command(root, name)?.seenBy ?? 'me';
  const asked = async (): Promise<Said> => ({ kind: 'say', root, name, options: await fetchFiles(typed) });
  const stand = readStand(it, null, true);
  await answer(hearing, it, stand, landingOf({ seenBy, answers: 'below' }, stand), asked, null);
}

async function hearPressed(hearing: Hearing, it: APIMessageComponentInteraction): Promise<void> {
  const own = readOwnId(it.data.custom_id);
  if (own?.kind === 'open') return openKept(hearing, it, own);
  const wire = it.data.custom_id;
  const stand = readStand(it, null, true);
  const asked = async (): Promise<Pressed> => ({ kind: 'press', wire, fields: readPicked(it) });
  await answer(hearing, it, stand, expectedOf(hearing.catalog, wire, stand), asked, null);
}

function expectedOf(catalog: Catalog, wire: string, stand: Stand): Landing {
  const intent = fromWire(wire);
  const action = catalog.action(intent?.to ?? '');
  if (!intent || !action) return landingOf({ seenBy: 'me', answers: 'below' }, stand);
  return landingOf({ seenBy: action.seenBy, answers: intent.beside ? 'below' : action.answers }, stand);
}

async function hearSent(hearing: Hearing, it: APIModalSubmitInteraction): Promise<void> {
  const own = readOwnId(it.data.custom_id);
  const stand = readStand(it, own?.kind === 'again' ? { origin: own.origin } : null, false);
  const ownerKey = readSender(it, placeOf(hearing, it)).key;
  const form = own && (await findForm(hearing.db, own.formId, ownerKey).catch(() => 'unreachable' as const));
  const typed = readForm(it, form && form !== 'unreachable' ? form.fields : []);
  if (!own || !form || form === 'unreachable') {
    const shown = (form === 'unreachable' ? troubleCard : forgottenCard)(onlyTexts(typed));
    return answerWith(hearing, it, stand, shown);
  }
  const wire = toWire(form.intent);
  const sent = { formId: own.formId, form, typed: onlyTexts(typed) };
  const asked = async (): Promise<Pressed> => ({ kind: 'press', wire, fields: await fetchFiles(typed) });
  await answer(hearing, it, stand, expectedOf(hearing.catalog, wire, stand), asked, sent);
}

const onlyTexts = (typed: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(typed).flatMap(([name, it]) => (typeof it === 'string' ? [[name, it]] : [])));

const openMs = 2500;

/** Opens a form that was kept, at once: Discord opens none after a deferral. */
async function openKept(hearing: Hearing, it: APIMessageComponentInteraction, own: OwnId): Promise<void> {
  const stand = readStand(it, null, true);
  const { key } = readSender(it, placeOf(hearing, it));
  const found = await inTime(
    findForm(hearing.db, own.formId, key).then((form) => form ?? ('none' as const)),
    openMs,
  ).catch(() => null);
  if (found === null) return answerWith(hearing, it, stand, troubleCard({}));
  if (found === 'none') return answerWith(hearing, it, stand, forgottenCard({}));
  const origin = own.kind === 'form' ? null : own.origin;
  const modal = renderForm(found, writeOwnId({ kind: 'again', formId: own.formId, origin }));
  await openLine(hearing.rest, interactionOf(it), hearing.patience).open(modal);
}

/** Hands a request to the bot, and its reply to Discord. */
async function answer(
  hearing: Hearing,
  it: APIInteraction,
  stand: Stand,
  expected: Landing,
  asked: () => Promise<Said | Pressed>,
  sent: Sent | null,
): Promise<void> {
  const place = placeOf(hearing, it);
  const sender = readSender(it, place);
  const work = asked()
    .then((what): Request => ({ id: it.id, sender, place, ...what }))
    .then((request) => hearing.bot.handle(request))
    .then((reply) => prepare(hearing, reply, stand, sender.key, sent))
    .catch((error: unknown) => {
      hearing.log.warn({ interaction: it.id, err: error }, 'an answer could not be made ready');
      return preparedTrouble(hearing, stand, sent?.typed ?? {});
    });
  const channelId = it.channel?.id ?? '';
  const around = { interactionId: it.id, channelId, place: place.address, direct: sender.direct, stand };
  await respond({ ...around, ...withLine(hearing, it) }, work, expected);
}

const preparedTrouble = (hearing: Hearing, stand: Stand, typed: Raw) =>
  preparedCard(hearing, stand, troubleCard(typed));

async function preparedCard(hearing: Hearing, stand: Stand, shown: Card): Promise<Prepared> {
  const landing = landingOf({ seenBy: 'me', answers: 'below', isRefused: true }, stand);
  return { landing, modal: null, messages: await hearing.render(shown), plain: plainMessage(shown), note: [] };
}

async function answerWith(hearing: Hearing, it: APIInteraction, stand: Stand, shown: Card): Promise<void> {
  const place = placeOf(hearing, it);
  const { direct } = readSender(it, place);
  const around = { interactionId: it.id, channelId: it.channel?.id ?? '', place: place.address, direct, stand };
  const expected = landingOf({ seenBy: 'me', answers: 'below' }, stand);
  await respond({ ...around, ...withLine(hearing, it) }, preparedCard(hearing, stand, shown), expected);
}

const placeOf = (hearing: Hearing, it: APIInteraction) => readPlace(it, hearing.serverName);
const interactionOf = (it: APIInteraction): Interaction => ({
  id: it.id,
  token: it.token,
  applicationId: it.application_id,
});
const withLine = ({ rest, sending, patience, log, deferAfterMs }: Hearing, it: APIInteraction) => ({
  line: openLine(rest, interactionOf(it), patience),
  sending,
  patience,
  log,
  deferAfterMs,
});

/** Discord takes 25 suggestions of up to 100 characters. */
async function suggest(hearing: Hearing, it: APIApplicationCommandAutocompleteInteraction): Promise<void> {
  const { root, name, typed, focused } = readSaid(it, hearing.catalog);
  const place = placeOf(hearing, it);
  const written = typed[focused];
  const choices = await hearing.bot.suggest({
    sender: readSender(it, place),
    place,
    root,
    name,
    option: focused,
    typed: typeof written === 'string' ? written : '',
  });
  const fitting = choices.filter(({ value }) => value !== '' && value.length <= 100).slice(0, 25);
  const shown = fitting.map(({ label, value }) => ({ name: clip(label, 100) || value, value }));
  await openLine(hearing.rest, interactionOf(it), hearing.patience).suggest(shown);
}
