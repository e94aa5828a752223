import { kinds } from './component-kinds.ts';
import { asList, asNumber, asObject, asText, type Json } from './json.ts';
import type { Names } from './markdown.ts';
import { flag } from './messages.ts';
import { attachmentJson, messageJson } from './payloads.ts';
import { componentsOf, fileName, readMessage } from './read.ts';
import type { SeenButton, SeenFile, SeenMessage, SeenSelect } from './screen.ts';
import type { KeptFile, Message, State } from './state.ts';

export const namesOf = (state: State): Names => ({
  user: (id) => state.accounts.get(id)?.name ?? 'unknown-user',
  channel: (id) => state.channels.get(id)?.name ?? 'unknown',
});

/** A message as it stands on someone's screen now. */
export function seen(state: State, message: Message): SeenMessage {
  const raw = messageJson(state, message);
  return {
    id: message.id,
    channelId: message.channelId,
    text: readMessage(raw, namesOf(state)),
    onlyFor: message.onlyFor,
    isEphemeral: message.onlyFor !== null,
    isThinking: (message.flags & flag.isThinking) !== 0,
    isEdited: message.editedAt !== null,
    flags: message.flags,
    nonce: message.nonce,
    pinged: message.pinged,
    buttons: componentsOf(message.components, kinds.button).map(seenButton),
    selects: componentsOf(message.components, kinds.select).map(seenSelect),
    files: message.files.map((file) => seenFile(file, message.components)),
    components: message.components,
    raw,
  };
}

function seenButton(it: Json): SeenButton {
  return {
    label: asText(it.label),
    customId: typeof it.custom_id === 'string' ? it.custom_id : null,
    url: typeof it.url === 'string' ? it.url : null,
    style: asNumber(it.style),
    isDisabled: it.disabled === true,
  };
}

function seenSelect(it: Json): SeenSelect {
  const options = asList(it.options).map(asObject);
  return {
    customId: asText(it.custom_id),
    placeholder: asText(it.placeholder),
    isDisabled: it.disabled === true,
    options: options.map((option) => ({
      value: asText(option.value),
      label: asText(option.label),
      isDefault: option.default === true,
    })),
  };
}

/** A file, with the alt text of the gallery that shows it or its own. */
function seenFile(file: KeptFile, components: unknown): SeenFile {
  const items = componentsOf(components, kinds.gallery).flatMap(({ items }) => asList(items).map(asObject));
  const shown = items.find(({ media }) => asObject(media).url === file.url);
  const { name, alt, type, bytes } = file;
  return {
    name: fileName({ ...attachmentJson(file), filename: name }),
    alt: asText(shown?.description) || (alt ?? ''),
    type,
    bytes,
  };
}
