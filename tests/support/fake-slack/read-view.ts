import { buttonsOf, Drawing } from './draw.ts';
import type { FakeView, Json } from './faces.ts';
import { fieldOf, inputsOf, standingIn } from './fields.ts';
import { at, textOf } from './json.ts';
import type { View } from './world.ts';

/** A modal or a home page as one reads it. */
export function readView(view: View): FakeView {
  const { body } = view;
  const drawing = new Drawing(view.team, (block) => standingText(view, block));
  const captions = ['submit', 'close'].map((name) => textOf(at(body, name, 'text')));
  const title = textOf(at(body, 'title', 'text'));
  drawing.lines.push(title);
  drawing.blocks(body.blocks);
  drawing.lines.push(...captions, ...Object.values(view.problems));
  const inputs = inputsOf(body);
  return {
    id: view.id,
    hash: view.hash,
    callbackId: textOf(body.callback_id),
    title,
    text: drawing.text,
    fields: inputs.map(fieldOf),
    values: Object.fromEntries(inputs.map((block) => [textOf(block.block_id), valueIn(view, block)])),
    problems: { ...view.problems },
    buttons: buttonsOf(body.blocks),
    privateMetadata: textOf(body.private_metadata),
    view: body,
  };
}

function valueIn(view: View, block: Json): string {
  const standing = standingIn(view, block);
  if (standing === null) return '';
  if (typeof standing === 'string') return standing;
  return 'files' in standing ? standing.files.map(({ name }) => name).join(', ') : standing.join(', ');
}

/** What is picked is among the options that are drawn already. */
const standingText = (view: View, block: Json) => (fieldOf(block).options.length > 0 ? '' : valueIn(view, block));
