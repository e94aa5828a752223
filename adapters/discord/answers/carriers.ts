import { type APIButtonComponent, type APIMessageTopLevelComponent, ComponentType } from 'discord.js';
import { type Block, type Card, card, facts, type Words } from '../../../src/chat/card.ts';
import type { Field, Form } from '../../../src/chat/form.ts';
import { clip } from '../../../src/chat/limits.ts';
import type { Raw } from '../../../src/chat/options.ts';
import { plainCard } from '../../../src/chat/plain.ts';
import type { Message } from '../render/message.ts';
import { button } from '../render/render-controls.ts';

/** A form with what was typed in its fields; files cannot be put back. */
export function withTyped(form: Form, typed: Raw): Form {
  const fields = form.fields.map((field): Field => {
    const value = typed[field.name];
    return typeof value === 'string' ? { ...field, value } : field;
  });
  return { ...form, fields };
}

/** What a card says that stands in for a form which was too late to open by itself. */
export const lateCard = (form: Form): Card =>
  card(form.title, ['That took me a moment, and Discord opens a form only at once. It is ready now.']);

/** Why a form was refused, with what each field needs, where the reason does not say so itself. */
export function refusedCard(why: Card, form: Form, problems: Readonly<Record<string, string>>): Card {
  const said = plainCard(why);
  const untold = form.fields.flatMap((field): [string, Words][] => {
    const problem = problems[field.name];
    return problem === undefined || said.includes(problem) ? [] : [[field.label, [problem]]];
  });
  const kept = 'What you typed is kept. Open the form again, change it, and send it.';
  return { ...why, blocks: [...why.blocks, ...(untold.length > 0 ? [facts(untold)] : []), ...card('', [kept]).blocks] };
}

/** Where a form cannot be kept, what was typed is shown, so that it can be copied. */
function typedBack(typed: Raw): Block[] {
  const texts = Object.values(typed).filter((it) => typeof it === 'string' && it.trim() !== '');
  if (texts.length === 0) return [];
  return card('', ['This is what you typed:', ...texts.map((it) => clip(String(it), 900))]).blocks.slice();
}

/** For a form that was sent, or is to be opened, and that nobody keeps any more. */
export const forgottenCard = (typed: Raw): Card =>
  card(
    'I no longer have that form',
    ['Please start it again with its command or button.', ...typedBack(typed)],
    'warn',
  );

/** What is said when the world is in trouble before the bot itself was reached. */
export const troubleCard = (typed: Raw): Card =>
  card(
    'I cannot do that just now',
    ['Nothing was changed. Please try again in a minute.', ...typedBack(typed)],
    'warn',
  );

/** For what could not be drawn as it was meant. */
export function plainMessage(shown: Card): Message {
  const content = clip(plainCard(shown), 3900)
    .replace(/[\\*_`~|<[\]#>@:-]/g, '\\$&')
    .slice(0, 4000);
  return { components: [{ type: ComponentType.TextDisplay, content: content || '—' }], files: [], pings: [] };
}

/** The messages of a card with one more button below the last of them. */
export function withButton(messages: readonly Message[], label: string, customId: string): readonly Message[] {
  const row: Row = { type: ComponentType.ActionRow, components: [button(label, customId)] };
  return messages.map((message, at) =>
    at < messages.length - 1 ? message : { ...message, components: message.components.map((it) => withRow(it, row)) },
  );
}

type Row = { readonly type: ComponentType.ActionRow; readonly components: APIButtonComponent[] };

const withRow = (it: APIMessageTopLevelComponent, row: Row): APIMessageTopLevelComponent =>
  it.type === ComponentType.Container ? { ...it, components: [...it.components, row] } : it;
