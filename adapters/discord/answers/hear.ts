import {
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandType,
  InteractionType,
} from 'discord.js';
import type { Pressed } from '../../../src/chat/request.ts';
import { toWire } from '../../../src/chat/wire.ts';
import { inTime } from '../../shared/in-time.ts';
import { findForm } from '../../shared/store.ts';
import { fetchFiles } from '../fetch-files.ts';
import { greetingMessages } from '../joined.ts';
import { lookAgainId, type OwnId, readOwnId, writeOwnId } from '../own-ids.ts';
import { readForm, readPicked, readSaid, readStand, type Typed } from '../receive.ts';
import { renderForm } from '../render/render-form.ts';
import { answer, type Hearing, lineTo, personOf, tell } from './answer.ts';
import { forgottenCard, troubleCard } from './carriers.ts';
import { landingOf, mannerOf } from './landing.ts';
import { suggest } from './suggest.ts';

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
  const stand = readStand(it, null, true);
  const expected = landingOf({ seenBy, answers: 'below' }, stand);
  const ask = async () => ({
    what: { kind: 'say', root, name, options: await fetchFiles(typed) } as const,
    sent: null,
  });
  await answer(hearing, it, { stand, expected, typed: {}, ask });
}

async function hearPressed(hearing: Hearing, it: APIMessageComponentInteraction): Promise<void> {
  if (it.data.custom_id === lookAgainId) return greetAgain(hearing, it);
  const own = readOwnId(it.data.custom_id);
  if (own?.kind === 'open') return openKept(hearing, it, own);
  const what: Pressed = { kind: 'press', wire: it.data.custom_id, fields: readPicked(it) };
  const stand = readStand(it, null, true);
  const expected = landingOf(mannerOf(hearing.catalog, what.wire), stand);
  await answer(hearing, it, { stand, expected, typed: {}, ask: async () => ({ what, sent: null }) });
}

async function hearSent(hearing: Hearing, it: APIModalSubmitInteraction): Promise<void> {
  const own = readOwnId(it.data.custom_id);
  const stand = readStand(it, own?.kind === 'again' ? { origin: own.origin } : null, false);
  const typed = onlyTexts(readForm(it, []));
  if (!own) return tell(hearing, it, stand, forgottenCard(typed));
  const expected = landingOf(own.manner, stand);
  const ask = async () => {
    const form = await findForm(hearing.db, own.formId, personOf(hearing, it).sender.key);
    if (!form) return { instead: forgottenCard(typed) };
    const fields = await fetchFiles(readForm(it, form.fields));
    const what: Pressed = { kind: 'press', wire: toWire(form.intent), fields };
    return { what, sent: { formId: own.formId, form, typed } };
  };
  await answer(hearing, it, { stand, expected, typed, ask });
}

async function greetAgain(hearing: Hearing, it: APIMessageComponentInteraction): Promise<void> {
  const [greeting] = await greetingMessages(BigInt(it.app_permissions), hearing.catalog, hearing.render);
  if (greeting) await lineTo(hearing, it).replace(greeting);
}

const onlyTexts = (typed: Typed): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(typed).flatMap(([name, it]) => (typeof it === 'string' ? [[name, it]] : [])));

const openMs = 2500;

/** Opens a form that was kept, at once: Discord opens none after a deferral. */
async function openKept(
  hearing: Hearing,
  it: APIMessageComponentInteraction,
  { formId, manner, origin }: Extract<OwnId, { kind: 'open' | 'again' }>,
): Promise<void> {
  const stand = readStand(it, null, true);
  const kept = findForm(hearing.db, formId, personOf(hearing, it).sender.key).then((form) => ({ form }));
  const found = await inTime(kept, openMs).catch(() => null);
  if (!found?.form) return tell(hearing, it, stand, found ? forgottenCard({}) : troubleCard({}));
  const modal = renderForm(found.form, writeOwnId({ kind: 'again', formId, manner, origin }));
  await lineTo(hearing, it).open(modal);
}
