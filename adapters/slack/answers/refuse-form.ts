import type { KnownBlock, ModalView } from '@slack/types';
import type { Card } from '../../../src/chat/card.ts';
import { isTyped } from '../receive.ts';
import { renderCard } from '../render/render.ts';
import { blockIdOf, renderForm } from '../render/render-form.ts';
import { keep, offerKept, withTyped } from './open-form.ts';
import type { Filled } from './submit.ts';

/**
 * A form that was refused stays open with what was typed: problems stand beside their fields, and what is wrong as a whole above
 * them. When Slack has closed it already, a private card opens it again.
 */
export async function refuseForm(filled: Filled, why: Card, problems: Readonly<Record<string, string>>): Promise<void> {
  const { slack, connected, memory, form, fields, ack } = filled;
  const typed = withTyped(form, new Map([...fields].filter(([, value]) => isTyped(value))));
  await keep(slack, memory.from, typed, memory.form);
  const besideFields = Object.fromEntries(
    form.fields.flatMap(({ name }) => (problems[name] ? [[blockIdOf(name, memory.form), problems[name]]] : [])),
  );
  const isBeside = Object.keys(besideFields).length > 0;
  const view = renderForm(typed, memory, aboveFields(why, isBeside));
  if (isBeside && !ack.isSpent()) await changeAbove(filled, view);
  const isShown = await ack(
    isBeside ? { response_action: 'errors', errors: besideFields } : { response_action: 'update', view },
  );
  if (!isShown) await offerKept(slack, connected, memory.from, memory.form, why, 'Open again');
}

/** Problems beside fields and words above them do not fit into one acknowledgement: the words are changed before. */
async function changeAbove({ slack, connected, view }: Filled, shown: ModalView): Promise<void> {
  await connected.client.views
    .update({ view_id: view.id, hash: view.hash, view: shown })
    .catch((error: unknown) => slack.trouble(error, 'the words above a form'));
}

/** The words of a refusal; the list of what is wrong is not said twice, and nothing is pressed inside a form. */
const aboveFields = (why: Card, isBeside: boolean): KnownBlock[] =>
  renderCard({
    ...why,
    blocks: isBeside ? [] : why.blocks.filter(({ kind }) => kind === 'text' || kind === 'list' || kind === 'facts'),
  });
