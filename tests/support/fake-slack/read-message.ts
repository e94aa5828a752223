import { buttonsOf, Drawing, elementsOf, optionsOf } from './draw.ts';
import type { FakeMessage, Json } from './faces.ts';
import { at, isObject, objectsOf, textOf } from './json.ts';
import type { Channel, Message, World } from './world.ts';

/** A message as one reads it. Where there are blocks, its text is only for notifications: it rings, but is not seen. */
export function readMessage(world: World, channel: Channel, message: Message): FakeMessage {
  const blocks = allBlocks(message);
  const drawing = new Drawing(channel.team);
  drawing.mrkdwn(message.text, message.readsNames);
  if (blocks.length > 0) drawing.lines.length = 0;
  drawing.blocks(blocks);
  for (const attachment of message.attachments) legacyText(drawing, attachment);
  drawing.lines.push(...message.files.flatMap(({ title, name }) => [title, name]));
  return {
    ts: message.ts,
    place: channel.id,
    from: message.from,
    isEphemeral: message.ephemeralTo !== null,
    isEdited: message.isEdited,
    text: drawing.text,
    pings: [...new Set(drawing.pings)],
    buttons: buttonsOf(blocks),
    selects: selectsOf(blocks),
    images: imagesOf(world, blocks),
    files: message.files,
    metadata: message.metadata,
    blocks: message.blocks,
    fallback: message.text,
  };
}

export const allBlocks = ({ blocks, attachments }: Message): readonly Json[] => [
  ...blocks,
  ...attachments.flatMap((attachment) => objectsOf(attachment.blocks)),
];

function legacyText(drawing: Drawing, attachment: Json): void {
  for (const name of ['pretext', 'title', 'text', 'footer']) drawing.mrkdwn(textOf(attachment[name]), true);
}

function selectsOf(blocks: readonly Json[]): FakeMessage['selects'] {
  return elementsOf(blocks)
    .filter(({ element }) => optionsOf(element).length > 0)
    .map(({ element }) => ({
      actionId: textOf(element.action_id),
      label: textOf(at(element, 'placeholder', 'text')),
      options: optionsOf(element).map((option) => textOf(at(option, 'text', 'text'))),
    }));
}

function imagesOf(world: World, blocks: readonly Json[]): FakeMessage['images'] {
  const images = blocks.flatMap((block) => [block, block.accessory, ...objectsOf(block.elements)]);
  return images
    .filter((it): it is Json => isObject(it) && it.type === 'image')
    .map((image) => {
      const file = world.files.get(textOf(at(image, 'slack_file', 'id'))) ?? null;
      return { alt: textOf(image.alt_text), url: textOf(image.image_url) || null, file };
    });
}
