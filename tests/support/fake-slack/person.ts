import { actionBody, channelOf, isButtonNamed, optionNamed, type Pressable, pressables, visible } from './acts.ts';
import { answerSubmission } from './answers.ts';
import { Courier } from './courier.ts';
import type { Answer, FakeMessage, FakePerson, FakeView, FakeWorkspace, Filled, Json } from './faces.ts';
import { fillIn } from './filling.ts';
import { showAck } from './hooks.ts';
import { isTrue, textOf } from './json.ts';
import { escaped } from './mrkdwn.ts';
import {
  closedPayload,
  commandPayload,
  globalShortcutPayload,
  messageShortcutPayload,
  pressPayload,
  submissionPayload,
  viewPressPayload,
} from './payloads.ts';
import { userBody } from './people-methods.ts';
import { directLine } from './places.ts';
import { addMessage } from './posts.ts';
import { readMessage } from './read-message.ts';
import { readView } from './read-view.ts';
import { closeView, viewBody } from './views.ts';
import type { Member, Team, View, World } from './world.ts';

/** Someone in a workspace: what they do is brought to the bot, and what comes of it they see. */
export class Person implements FakePerson {
  readonly world: World;
  readonly team: Team;
  readonly person: Member;
  readonly workspace: FakeWorkspace;
  readonly #courier: Courier;

  constructor(world: World, team: Team, person: Member, workspace: FakeWorkspace) {
    this.world = world;
    this.team = team;
    this.person = person;
    this.workspace = workspace;
    this.#courier = new Courier(world, team, person);
  }

  get id(): string {
    return this.person.id;
  }
  get name(): string {
    return this.person.name;
  }
  get notices(): readonly string[] {
    return this.person.notices;
  }
  get dm(): string {
    return directLine(this.world, this.team, this.id).id;
  }

  command(place: string, command: string, text = ''): Promise<Answer> {
    if (this.team.token === null) throw new Error(`${command} is not known in ${this.team.name}`);
    const payload = commandPayload(this, channelOf(this, place), command, escaped(text));
    const hook = this.world.hooks.get(textOf(payload.response_url).split('/').at(-1) ?? '');
    return this.#courier.bring('slash_commands', payload, ({ isAcked, body }) => {
      const problem = isAcked ? hook && showAck(this.world, hook, body) : 'the app did not respond';
      if (problem) this.#courier.notice(`${command} failed: ${problem}`);
    });
  }

  press(where: FakeMessage | FakeView | string, label: string): Promise<Answer> {
    const found = pressables(this, where).find(isButtonNamed(label));
    if (!found) throw new Error(`${this.name} sees no button [${label}]`);
    return this.#interact(found, null);
  }

  pick(where: FakeMessage | FakeView | string, option: string): Promise<Answer> {
    const found = pressables(this, where).find(({ element }) => optionNamed(element, option));
    if (!found) throw new Error(`${this.name} is offered no ${option}`);
    return this.#interact(found, optionNamed(found.element, option) ?? null);
  }

  #interact(pressed: Pressable, option: Json | null): Promise<Answer> {
    const action = actionBody(pressed, option, this.world.newTs());
    const { on } = pressed;
    const payload =
      'view' in on ? viewPressPayload(this, on.view, action) : pressPayload(this, on.channel, on.message, action);
    return this.#courier.interact(payload, 'What you pressed did not work');
  }

  shortcut(callbackId: string, { place, ts }: FakeMessage): Promise<Answer> {
    const channel = channelOf(this, place);
    const found = visible(this, channel).find(({ message }) => message.ts === ts);
    if (!found || found.message.ephemeralTo !== null) throw new Error('There are no shortcuts on that message');
    return this.#courier.interact(
      messageShortcutPayload(this, callbackId, channel, found.message),
      'The shortcut did not work',
    );
  }

  globalShortcut(callbackId: string): Promise<Answer> {
    return this.#courier.interact(globalShortcutPayload(this, callbackId), 'The shortcut did not work');
  }

  modal(): FakeView | null {
    const top = this.person.modals.at(-1);
    return top ? readView(top) : null;
  }

  home(): FakeView | null {
    return this.person.home && readView(this.person.home);
  }

  async submit(values: Readonly<Record<string, Filled>> = {}): Promise<Answer | null> {
    const view = this.#top();
    if (!fillIn(this.world, view, values)) return null;
    const payload = submissionPayload(this, view);
    return this.#courier.bring('interactive', payload, ({ isAcked, body }) => {
      const problem = answerSubmission(this.world, view, isAcked, body);
      if (problem !== null) this.#courier.notice(`The form could not be sent: ${problem}`);
    });
  }

  #top(): View {
    const top = this.person.modals.at(-1);
    if (!top) throw new Error(`No modal is open before ${this.name}`);
    return top;
  }

  async closeModal(): Promise<void> {
    const view = this.#top();
    const isCleared = isTrue(view.body.clear_on_close);
    for (const it of isCleared ? this.person.modals : [view]) closeView(this.world, it);
    if (isTrue(view.body.notify_on_close))
      await this.#courier.interact(closedPayload(this, view, isCleared), 'Closing did not work');
  }

  opensHome(): Promise<Answer> {
    const { home } = this.person;
    const page = home && { view: viewBody(home) };
    return this.#courier.tell({ type: 'app_home_opened', user: this.id, channel: this.dm, tab: 'home', ...page });
  }

  async says(place: string, text: string): Promise<FakeMessage> {
    const channel = channelOf(this, place);
    const mention = `<@${this.team.botUserId}>`;
    const sent = escaped(text).replaceAll('@Studyloop', mention);
    const written = { text: sent, blocks: [], attachments: [], metadata: null, readsNames: false };
    const message = addMessage(this.world, channel, written, { from: this.id });
    const event = { user: this.id, text: sent, ts: message.ts, channel: channel.id };
    if (channel.kind === 'im') await this.#courier.tell({ type: 'message', channel_type: 'im', ...event });
    else if (sent.includes(mention)) await this.#courier.tell({ type: 'app_mention', ...event });
    return readMessage(this.world, channel, message);
  }

  movesTo(zone: string): Promise<Answer> {
    this.person.zone = zone;
    return this.#changed();
  }

  leaves(): Promise<Answer> {
    this.person.isDeleted = true;
    for (const { kind, members } of this.team.channels.values()) if (kind !== 'im') members.delete(this.id);
    return this.#changed();
  }

  #changed(): Promise<Answer> {
    return this.#courier.tell({ type: 'user_change', user: userBody(this.team, this.person, true) });
  }

  leavesChannel(place: string): void {
    channelOf(this, place).members.delete(this.id);
  }

  repeat(): Promise<Answer> {
    return this.#courier.repeat();
  }

  sees(place: string): readonly FakeMessage[] {
    const channel = this.team.channels.get(place);
    if (this.person.isDeleted || !channel?.members.has(this.id)) return [];
    return visible(this, channel).map(({ message }) => readMessage(this.world, channel, message));
  }
}
