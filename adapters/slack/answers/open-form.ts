import type { KnownBlock } from '@slack/types';
import { type Card, card } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import { form } from '../../../src/chat/intents.ts';
import { clip } from '../../../src/chat/limits.ts';
import type { Catalog } from '../../../src/chat/platform.ts';
import type { Said } from '../../../src/chat/request.ts';
import { keepForm } from '../../shared/store.ts';
import { asFailure, slackError } from '../failures.ts';
import { type Origin, workspaceOf } from '../origin.ts';
import { personKey } from '../places.ts';
import { actionId, plain } from '../render/render.ts';
import { renderForm } from '../render/render-form.ts';
import type { Slack } from '../slack.ts';
import type { Connected } from '../workspaces/workspaces.ts';
import { plainMessage, showMessage } from './show.ts';

const staleTriggers = new Set([
  'expired_trigger_id',
  'exchanged_trigger_id',
  'trigger_expired',
  'trigger_exchanged',
  'invalid_trigger_id',
]);

/** Keeps a form, so that it can be opened again with nothing lost. Returns its id. */
export async function keep(slack: Slack, origin: Origin, shown: Form, id = slack.newId()): Promise<string> {
  await keepForm(slack.db, { id, ownerKey: personKey(workspaceOf(origin), origin.user), form: shown, at: slack.now() });
  return id;
}

/**
 * Opens a form before someone; a card with a button that opens it where the three seconds of their act are over. @throws Gone,
 * Unavailable
 */
export async function openForm(
  slack: Slack,
  connected: Connected,
  origin: Origin,
  shown: Form,
  trigger: string,
): Promise<void> {
  await openKept(slack, connected, origin, shown, await keep(slack, origin, shown), trigger);
}

/** The same for a form that is kept already. @throws Gone, Unavailable */
export async function openKept(
  slack: Slack,
  connected: Connected,
  origin: Origin,
  shown: Form,
  id: string,
  trigger: string,
): Promise<void> {
  try {
    await connected.client.views.open({ trigger_id: trigger, view: renderForm(shown, { form: id, from: origin }) });
  } catch (error) {
    if (!staleTriggers.has(slackError(error) ?? '')) throw asFailure(error, 'a form');
    await offerKept(slack, connected, origin, id, lateForm(shown), 'Open it');
  }
}

/** A private card with a button that opens a kept form. @throws Gone, Unavailable */
export async function offerKept(
  slack: Slack,
  connected: Connected,
  origin: Origin,
  id: string,
  shown: Card,
  label: string,
): Promise<void> {
  const message = plainMessage(shown, [opener(label, id, origin)]);
  await showMessage(slack, connected, origin, message, { isPrivate: true, replaces: false });
}

export const lateForm = ({ title }: Form) =>
  card(clip(title, 150), ['Your form is ready. It took a moment longer than Slack waits.']);

/** Its number stands apart from those of the card above it. */
const opener = (label: string, id: string, origin: Origin): KnownBlock => ({
  type: 'actions',
  elements: [
    {
      type: 'button',
      style: 'primary',
      text: plain(label),
      action_id: actionId(900, 'open', id),
      value: JSON.stringify(origin),
    },
  ],
});

/** The form with what was typed into its fields; files cannot be kept in one. */
export const withTyped = (shown: Form, typed: ReadonlyMap<string, unknown>): Form => ({
  ...shown,
  fields: shown.fields.map((field) => {
    const value = typed.get(field.name);
    return typeof value === 'string' && field.kind !== 'file' ? { ...field, value } : field;
  }),
});

/** A command that needs a file asks for it in a form, since Slack's commands carry none; null where what was said is enough. */
export function formForFiles(catalog: Catalog, { root, name, options }: Said): Form | null {
  const command = catalog.command(root, name);
  if (!command || !Object.values(command.options).some((it) => it.required && it.shape.kind === 'file')) return null;
  const ask = Object.entries(command.options).map(([option, { about }]) => {
    const value = options[option];
    return [option, { label: clip(about, 45), value: typeof value === 'string' ? value : undefined }] as const;
  });
  const to = { name: `${command.root}.${command.name}`, options: command.options };
  return form(to, { title: clip(`/${root} ${name}`, 24), send: 'Send', ask: Object.fromEntries(ask) });
}
