import { tellEvent } from './events.ts';
import type { Answer, FakeMessage, FakePerson, FakeWorkspace, InstallOptions, Json, PersonOptions } from './faces.ts';
import { install } from './install.ts';
import { grant } from './oauth-methods.ts';
import { Person } from './person.ts';
import { readMessage } from './read-message.ts';
import type { Channel, Team, World } from './world.ts';

/** A workspace and what its admins do with it. */
export class Workspace implements FakeWorkspace {
  readonly #world: World;
  readonly #team: Team;

  constructor(world: World, name: string, isInstalled: boolean, scopes: readonly string[]) {
    this.#world = world;
    this.#team = {
      id: world.newId('T'),
      name,
      botUserId: world.newId('U'),
      botId: world.newId('B'),
      token: null,
      people: new Map(),
      channels: new Map(),
      pace: new Map(),
    };
    world.teams.set(this.#team.id, this.#team);
    if (isInstalled) grant(world, this.#team, scopes);
  }

  get id(): string {
    return this.#team.id;
  }
  get name(): string {
    return this.#team.name;
  }
  get botUserId(): string {
    return this.#team.botUserId;
  }
  get isInstalled(): boolean {
    return this.#team.token !== null;
  }
  get botToken(): string {
    if (this.#team.token === null) throw new Error(`The app is not installed in ${this.name}`);
    return this.#team.token;
  }

  channel(name: string, { hasBot = true, isPrivate = false } = {}): string {
    const members = new Set([...this.#team.people.values()].filter((it) => !it.isDeleted).map(({ id }) => id));
    if (hasBot) members.add(this.botUserId);
    const kind = isPrivate ? 'private' : 'public';
    const id = this.#world.newId('C');
    this.#team.channels.set(id, { id, team: this.#team, name, kind, members, isArchived: false, messages: [] });
    return id;
  }

  person(name: string, options: PersonOptions = {}): FakePerson {
    const { zone = 'Europe/Berlin', locale = 'en-US', isAdmin = false, isOwner = false } = options;
    const id = this.#world.newId('U');
    const nothing = { modals: [], home: null, notices: [], isDeleted: false };
    const member = { id, name, zone, locale, isAdmin, isOwner, ...nothing };
    this.#team.people.set(id, member);
    for (const { kind, members } of this.#team.channels.values()) if (kind === 'public') members.add(id);
    return new Person(this.#world, this.#team, member, this);
  }

  deleteChannel(id: string): void {
    this.#channel(id);
    this.#team.channels.delete(id);
  }

  archiveChannel(id: string): void {
    this.#channel(id).isArchived = true;
  }

  removeBot(channel: string): void {
    this.#channel(channel).members.delete(this.botUserId);
  }

  inviteBot(channel: string): Promise<Answer> {
    const { members, kind } = this.#channel(channel);
    members.add(this.botUserId);
    const where = { channel, channel_type: kind === 'private' ? 'G' : 'C', team: this.id };
    return this.event({ type: 'member_joined_channel', user: this.botUserId, ...where });
  }

  #channel(id: string): Channel {
    const channel = this.#team.channels.get(id);
    if (!channel) throw new Error(`There is no channel ${id} in ${this.name}`);
    return channel;
  }

  async uninstall(): Promise<void> {
    this.#kill('account_inactive');
    await this.event({ type: 'tokens_revoked', tokens: { oauth: [], bot: [this.botUserId] } });
    await this.event({ type: 'app_uninstalled' });
  }

  revokeToken(): void {
    this.#kill('token_revoked');
  }

  #kill(dead: 'token_revoked' | 'account_inactive'): void {
    const token = this.#world.tokens.get(this.botToken);
    if (token) token.dead = dead;
    this.#team.token = null;
  }

  install(installUrl: string, options: InstallOptions = {}) {
    return install(this.#world, this.#team, installUrl, options);
  }

  messages(place: string): readonly FakeMessage[] {
    const channel = this.#channel(place);
    return channel.messages.map((message) => readMessage(this.#world, channel, message));
  }

  event(event: Json): Promise<Answer> {
    return tellEvent(this.#world, this.#team, event);
  }
}
