import { answered, ask, type Question } from './asking.ts';
import { ClientSaysNo } from './client-says-no.ts';
import { optionKinds } from './command-body.ts';
import { kinds } from './component-kinds.ts';
import type { Asked, FakePerson, OptionValue, Upload } from './interface.ts';
import { asList, asObject, asText, type Json } from './json.ts';
import { keepUpload } from './messages.ts';
import { checkFilled, submission, viewModal } from './modal-view.ts';
import { checkOptions, findCommand, kindOf } from './offered.ts';
import { attachmentJson } from './payloads.ts';
import { componentsOf } from './read.ts';
import type { SeenMessage } from './screen.ts';
import { seen } from './seen.ts';
import type { Account, Channel, Interaction, Message, OpenModalRecord, State } from './state.ts';

/** Someone with a client. `fence` resolves once the bot's socket has read what was dispatched. */
export function makePerson(state: State, account: Account, fence: () => Promise<void>): FakePerson {
  const { id, name, dmId } = account;
  let last: Interaction | null = null;
  let clientStartedAfter = '0';

  const start = (question: Question) => {
    last = ask(state, account, question);
    return last;
  };
  const asks = (question: Question) => answered(state, start(question));

  const isMine = ({ onlyFor, id: messageId }: Message) =>
    onlyFor === null || (onlyFor === id && BigInt(messageId) > BigInt(clientStartedAfter));

  function channelOf(channelId: string): Channel {
    const channel = state.channels.get(channelId);
    const isThere = channel && (channel.people.has(id) || state.guilds.get(channel.guildId ?? '')?.members.has(id));
    if (!channel || !isThere) throw new ClientSaysNo(`${name} does not see the channel ${channelId}`);
    return channel;
  }

  /** A component of a message as it stands now, with what its use sends. */
  function use(message: SeenMessage, customId: string, kind: number, values?: readonly string[]): Promise<Asked> {
    const channel = channelOf(message.channelId);
    const source = state.messages.get(message.id);
    if (!source || !isMine(source)) throw new ClientSaysNo(`${name} does not see this message (any more)`);
    const component = componentsOf(source.components, kind).find(({ custom_id }) => custom_id === customId);
    if (!component || component.disabled === true)
      throw new ClientSaysNo(`There is no ${customId} to use on this message`);
    if (values) checkPicked(component, values);
    const data = { component_type: kind, custom_id: customId, id: component.id, ...(values && { values }) };
    return asks({ kind: 'component', channel, data, source });
  }

  function say(kind: 'command' | 'autocomplete', channelId: string, said: Said, isChecked: boolean): Question {
    const channel = channelOf(channelId);
    const found = said.isStale ? null : findCommand(state, account, channel, said.root, said.sub);
    if (found && isChecked) checkOptions(found.definition, said.options);
    const data = commandData(state, channelId, said, asObject(found?.command), found?.definition ?? {});
    return { kind, channel, data, source: null };
  }

  function openModal(): OpenModalRecord {
    const modal = state.modals.get(id);
    if (!modal) throw new ClientSaysNo(`No modal lies open before ${name}`);
    return modal;
  }

  const sees = (channelId: string) => {
    channelOf(channelId);
    const here = [...state.messages.values()].filter((message) => message.channelId === channelId && isMine(message));
    return here.map((message) => seen(state, message));
  };

  return {
    id,
    name,
    dm: dmId,
    join(guild, { isAdmin = false } = {}) {
      state.guilds.get(guild.id)?.members.set(id, { isAdmin });
      return this;
    },
    leave(guild) {
      state.guilds.get(guild.id)?.members.delete(id);
    },
    closeDm() {
      account.isDmClosed = true;
    },
    openDm() {
      account.isDmClosed = false;
    },
    installApp() {
      account.hasApp = true;
    },
    async command(channelId, root, sub, options = {}, { isStale = false } = {}) {
      return asks(say('command', channelId, { root, sub, options, isStale }, true));
    },
    async autocomplete(channelId, root, sub, options, focused) {
      const question = say('autocomplete', channelId, { root, sub, options, isStale: false, focused }, false);
      const interaction = start(question);
      await answered(state, interaction);
      return interaction.first === null ? null : interaction.choices;
    },
    async press(message, customId) {
      return use(message, customId, kinds.button);
    },
    async pressLabel(channelId, label) {
      for (const message of [...sees(channelId)].reverse()) {
        const found = message.buttons.find((it) => it.label === label && !it.isDisabled && it.customId !== null);
        if (found) return use(message, found.customId ?? '', kinds.button);
      }
      throw new ClientSaysNo(`${name} sees no button ${label}`);
    },
    async pick(message, customId, values) {
      return use(message, customId, kinds.select, values);
    },
    modal() {
      const modal = state.modals.get(id);
      return modal ? viewModal(state, modal) : null;
    },
    closeModal() {
      state.modals.delete(id);
    },
    async submit(values = {}, { isStale = false } = {}) {
      const modal = openModal();
      Object.assign(modal.typed, values);
      if (!isStale) checkFilled(modal);
      const opener = state.interactions.get(modal.interactionId);
      const channel = channelOf(opener?.channelId ?? '');
      const source = state.messages.get(opener?.sourceId ?? '') ?? null;
      const asked = await asks({ kind: 'modal', channel, data: modalData(state, channel.id, modal), source });
      if (asked.first !== null && state.modals.get(id) === modal) state.modals.delete(id);
      return asked;
    },
    async repeat() {
      if (!last) throw new Error(`${name} has not asked anything yet`);
      state.dispatch('INTERACTION_CREATE', last.payload, last.guildId, 0);
      await fence();
    },
    get lastAsked() {
      return last;
    },
    sees,
    restartClient() {
      clientStartedAfter = state.newId();
      state.modals.delete(id);
    },
  };
}

function checkPicked(component: Json, values: readonly string[]): void {
  const known = asList(component.options).map((option) => asObject(option).value);
  const least = typeof component.min_values === 'number' ? component.min_values : 1;
  const most = typeof component.max_values === 'number' ? component.max_values : 1;
  if (values.length < least || values.length > most) throw new ClientSaysNo(`Choose ${least} to ${most}`);
  const stranger = values.find((value) => !known.includes(value));
  if (stranger !== undefined) throw new ClientSaysNo(`${stranger} is not among the options`);
}

interface Said {
  readonly root: string;
  readonly sub: string;
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly isStale: boolean;
  readonly focused?: string;
}

/** The data of a command: its options as values, files uploaded and named in `resolved`. */
function commandData(state: State, channelId: string, said: Said, command: Json, definition: Json): object {
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

function modalData(state: State, channelId: string, modal: OpenModalRecord): object {
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
