import type { APIModalInteractionResponseCallbackData } from 'discord.js';
import type { Card } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import type { Raw } from '../../../src/chat/options.ts';
import type { Catalog } from '../../../src/chat/platform.ts';
import type { Reply } from '../../../src/chat/request.ts';
import { toWire } from '../../../src/chat/wire.ts';
import type { Db } from '../../../src/db/connect.ts';
import { keepForm } from '../../shared/store.ts';
import { writeOwnId } from '../own-ids.ts';
import type { Message } from '../render/message.ts';
import { renderForm } from '../render/render-form.ts';
import { lateCard, plainMessage, refusedCard, withButton, withTyped } from './carriers.ts';
import { type Landing, landingOf, mannerOf, originOf, type Stand } from './landing.ts';
import { marked } from './marks.ts';

/** An answer that is ready to be shown. */
export interface Prepared {
  readonly landing: Landing;
  /** The form, where Discord can still open it. */
  readonly modal: APIModalInteractionResponseCallbackData | null;
  /** The card; for a form, a card that opens it. At least one. */
  readonly messages: readonly Message[];
  /** The same without anything that Discord could refuse. */
  readonly plain: Message;
  readonly note: readonly Message[];
  /** Where the card stands is to be kept. */
  readonly changesLater?: true;
}

/** A form that was sent. */
export interface Sent {
  readonly formId: string;
  readonly form: Form;
  readonly typed: Raw;
}

interface Around {
  readonly db: Db;
  readonly catalog: Pick<Catalog, 'action'>;
  now(): Date;
  newId(): string;
  render(card: Card): Promise<readonly Message[]>;
}

/** Draws a reply, and keeps its form: one that opens, and one that was refused with what was typed in it. */
export async function prepare(
  around: Around,
  reply: Reply,
  stand: Stand,
  ownerKey: string,
  sent: Sent | null,
): Promise<Prepared> {
  const { show, refused } = reply;
  const landing = landingOf({ ...reply, isForm: show.kind === 'form', isRefused: refused !== undefined }, stand);
  const note = reply.note ? await around.render(reply.note) : [];
  if (show.kind === 'form') return { landing, note, ...(await prepareForm(around, show, stand, ownerKey)) };
  if (!refused || !sent) {
    const messages = await around.render(show);
    const card = { landing, modal: null, plain: plainMessage(show), note };
    return reply.changesLater ? { ...card, messages: marked(messages), changesLater: true } : { ...card, messages };
  }
  const why = refusedCard(show, sent.form, refused.problems);
  await keepForm(around.db, { id: sent.formId, ownerKey, form: withTyped(sent.form, sent.typed), at: around.now() });
  const manner = mannerOf(around.catalog, toWire(sent.form.intent));
  const opens = writeOwnId({ kind: 'open', formId: sent.formId, manner, origin: originOf(stand) });
  const messages = withButton(await around.render(why), 'Open again', opens);
  return { landing, modal: null, messages, plain: plainMessage(why), note };
}

async function prepareForm(around: Around, form: Form, stand: Stand, ownerKey: string) {
  const formId = around.newId();
  await keepForm(around.db, { id: formId, ownerKey, form, at: around.now() });
  const late = lateCard(form);
  const manner = mannerOf(around.catalog, toWire(form.intent));
  const opens = writeOwnId({ kind: 'open', formId, manner, origin: originOf(stand) });
  return {
    modal: stand.mayOpenForm ? renderForm(form, writeOwnId({ kind: 'form', formId, manner })) : null,
    messages: withButton(await around.render(late), 'Open', opens),
    plain: plainMessage(late),
  };
}
