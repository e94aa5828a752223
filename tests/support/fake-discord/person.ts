import { answered, ask, type Question } from './asking.ts';
import { ClientSaysNo } from './client-says-no.ts';
import { kinds } from './component-kinds.ts';
import type { Asked, FakeGuild, FakePerson, ModalValue, OptionValue } from './interface.ts';
import { asList, asObject, type Json } from './json.ts';
import { checkFilled, viewModal } from './modal-view.ts';
import { checkOptions, findCommand } from './offered.ts';
import { componentsOf } from './read.ts';
import type { OpenModal, SeenMessage } from './screen.ts';
import { seen } from './seen.ts';
import { commandData, modalData, type Said } from './sent-data.ts';
import type { Account, Channel, Interaction, Message, State } from './state.ts';

type Options = Readonly<Record<string, OptionValue>>;

/** Someone with a client. */
export class Person implements FakePerson {
  readonly id: string;
  readonly name: string;
  readonly dm: string;
  readonly #state: State;
  readonly #account: Account;
  readonly #fence: () => Promise<void>;
  #last: Interaction | null = null;
  /** Private answers from before are not in this client any more. */
  #clientStartedAfter = '0';

  /** `fence` resolves once the bot's socket has read what was dispatched. */
  constructor(state: State, account: Account, fence: () => Promise<void>) {
    this.id = account.id;
    this.name = account.name;
    this.dm = account.dmId;
    this.#state = state;
    this.#account = account;
    this.#fence = fence;
  }

  join(guild: FakeGuild, { isAdmin = false } = {}): this {
    this.#state.guilds.get(guild.id)?.members.set(this.id, { isAdmin });
    return this;
  }

  leave(guild: FakeGuild): void {
    this.#state.guilds.get(guild.id)?.members.delete(this.id);
  }

  closeDm(): void {
    this.#account.isDmClosed = true;
  }

  openDm(): void {
    this.#account.isDmClosed = false;
  }

  installApp(): void {
    this.#account.hasApp = true;
  }

  async command(channelId: string, root: string, sub: string, options: Options = {}, { isStale = false } = {}) {
    const said = { root, sub, options };
    return this.#asks(this.#saying('command', channelId, said, isStale ? 'nothing' : 'all'));
  }

  async autocomplete(channelId: string, root: string, sub: string, options: Options, focused: string) {
    const question = this.#saying('autocomplete', channelId, { root, sub, options, focused }, 'name');
    const interaction = this.#start(question);
    await answered(this.#state, interaction);
    return interaction.first === null ? null : interaction.choices;
  }

  async press(message: SeenMessage, customId: string): Promise<Asked> {
    return this.#use(message, customId, kinds.button);
  }

  async pressLabel(channelId: string, label: string): Promise<Asked> {
    for (const message of [...this.sees(channelId)].reverse()) {
      const found = message.buttons.find((it) => it.label === label && !it.isDisabled && it.customId !== null);
      if (found) return this.#use(message, found.customId ?? '', kinds.button);
    }
    throw new ClientSaysNo(`${this.name} sees no button ${label}`);
  }

  async pick(message: SeenMessage, customId: string, values: readonly string[]): Promise<Asked> {
    return this.#use(message, customId, kinds.select, values);
  }

  modal(): OpenModal | null {
    const modal = this.#state.modals.get(this.id);
    return modal ? viewModal(this.#state, modal) : null;
  }

  closeModal(): void {
    this.#state.modals.delete(this.id);
  }

  async submit(values: Readonly<Record<string, ModalValue>> = {}, { isStale = false } = {}): Promise<Asked> {
    const { modals, interactions, messages } = this.#state;
    const modal = modals.get(this.id);
    if (!modal) throw new ClientSaysNo(`No modal lies open before ${this.name}`);
    Object.assign(modal.typed, values);
    if (!isStale) checkFilled(modal);
    const opener = interactions.get(modal.interactionId);
    const channel = this.#channelOf(opener?.channelId ?? '');
    const source = messages.get(opener?.sourceId ?? '') ?? null;
    const data = modalData(this.#state, channel.id, modal);
    const asked = await this.#asks({ kind: 'modal', channel, data, source });
    if (asked.first !== null && modals.get(this.id) === modal) modals.delete(this.id);
    return asked;
  }

  async repeat(): Promise<void> {
    if (!this.#last) throw new Error(`${this.name} has not asked anything yet`);
    this.#state.dispatch('INTERACTION_CREATE', this.#last.payload, this.#last.guildId, 0);
    await this.#fence();
  }

  get lastAsked(): Asked | null {
    return this.#last;
  }

  sees(channelId: string): readonly SeenMessage[] {
    this.#channelOf(channelId);
    return [...this.#state.messages.values()]
      .filter((message) => message.channelId === channelId && this.#isMine(message))
      .map((message) => seen(this.#state, message));
  }

  restartClient(): void {
    this.#clientStartedAfter = this.#state.newId();
    this.closeModal();
  }

  #start(question: Question): Interaction {
    this.#last = ask(this.#state, this.#account, question);
    return this.#last;
  }

  #asks(question: Question): Promise<Asked> {
    return answered(this.#state, this.#start(question));
  }

  #isMine({ onlyFor, id }: Message): boolean {
    return onlyFor === null || (onlyFor === this.id && BigInt(id) > BigInt(this.#clientStartedAfter));
  }

  #channelOf(channelId: string): Channel {
    const channel = this.#state.channels.get(channelId);
    const members = this.#state.guilds.get(channel?.guildId ?? '')?.members;
    if (channel && (channel.people.has(this.id) || members?.has(this.id))) return channel;
    throw new ClientSaysNo(`${this.name} does not see the channel ${channelId}`);
  }

  /** Uses a component of a message as it stands now. */
  #use(message: SeenMessage, customId: string, kind: number, values?: readonly string[]): Promise<Asked> {
    const channel = this.#channelOf(message.channelId);
    const source = this.#state.messages.get(message.id);
    if (!source || !this.#isMine(source)) throw new ClientSaysNo(`${this.name} does not see this message any more`);
    const component = componentsOf(source.components, kind).find(({ custom_id }) => custom_id === customId);
    if (!component || component.disabled === true) throw new ClientSaysNo(`There is no ${customId} to use here`);
    if (values) checkPicked(component, values);
    const data = { component_type: kind, custom_id: customId, id: component.id, ...(values && { values }) };
    return this.#asks({ kind: 'component', channel, data, source });
  }

  /** What is said, held against the list of commands: all of it, its name alone while one is typing, or nothing. */
  #saying(
    kind: 'command' | 'autocomplete',
    channelId: string,
    said: Said,
    checked: 'all' | 'name' | 'nothing',
  ): Question {
    const channel = this.#channelOf(channelId);
    const found = checked === 'nothing' ? null : findCommand(this.#state, this.#account, channel, said.root, said.sub);
    if (found && checked === 'all') checkOptions(found.definition, said.options);
    const data = commandData(this.#state, channelId, said, asObject(found?.command), found?.definition ?? {});
    return { kind, channel, data, source: null };
  }
}

function checkPicked(component: Json, values: readonly string[]): void {
  const known = asList(component.options).map((option) => asObject(option).value);
  const least = typeof component.min_values === 'number' ? component.min_values : 1;
  const most = typeof component.max_values === 'number' ? component.max_values : 1;
  if (values.length < least || values.length > most) throw new ClientSaysNo(`Choose ${least} to ${most}`);
  const stranger = values.find((value) => !known.includes(value));
  if (stranger !== undefined) throw new ClientSaysNo(`${stranger} is not among the options`);
}
