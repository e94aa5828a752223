import { optionKinds } from './command-body.ts';
import type { OptionValue, Upload } from './interface.ts';
import { asList, asObject, asText, type Json } from './json.ts';
import { keepUpload } from './messages.ts';
import { submission } from './modal-view.ts';
import { kindOf } from './offered.ts';
import { attachmentJson } from './payloads.ts';
import type { OpenModalRecord, State } from './state.ts';

/** What someone says with a slash command; `focused` is the option that is being typed. */
export interface Said {
  readonly root: string;
  readonly sub: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly focused?: string;
}

/** The data of a command: its options as values, files uploaded and named in `resolved`. */
export function commandData(state: State, channelId: string, said: Said, command: Json, definition: Json): object {
  const attachments: Record<string, object> = {};
  const known = asList(definition.options).map(asObject);
  const options = Object.entries(said.options).map(([name, value]) => {
    const type = kindOf(value, known.find((option) => option.name === name)?.type);
    const focused = name === said.focused && { focused: true };
    return {
      name,
      type,
      value: typeof value === 'object' ? upload(state, channelId, value, attachments) : value,
      ...focused,
    };
  });
  return {
    id: asText(command.id) || state.newId(),
    name: said.root,
    type: 1,
    ...(command.guild_id !== undefined && { guild_id: command.guild_id }),
    options: said.sub === '' ? options : [{ name: said.sub, type: optionKinds.sub, options }],
    ...resolvedJson(attachments),
  };
}

/** The data of a modal as it is sent. */
export function modalData(state: State, channelId: string, modal: OpenModalRecord): object {
  const attachments: Record<string, object> = {};
  const components = submission(modal, (file) => upload(state, channelId, file, attachments));
  return { custom_id: modal.data.custom_id, components, ...resolvedJson(attachments) };
}

const resolvedJson = (attachments: Readonly<Record<string, object>>) =>
  Object.keys(attachments).length > 0 && { resolved: { attachments } };

function upload(state: State, channelId: string, file: Upload, into: Record<string, object>): string {
  const sent = { name: file.name, type: file.type ?? 'application/octet-stream', bytes: file.bytes };
  const kept = keepUpload(state, sent, channelId, { alt: null, title: null });
  into[kept.id] = { ...attachmentJson(kept), ephemeral: true };
  return kept.id;
}
