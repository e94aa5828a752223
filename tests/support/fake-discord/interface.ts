import type { APIApplicationCommand } from 'discord.js';
import type { OpenModal, SeenMessage } from './screen.ts';

/** A Discord of our own on loopback: REST and gateway for one application, and people at its far side. */
export interface FakeDiscord {
  /** For `new Client({ rest: { api: url } })` and DISCORD_API_URL: `http://127.0.0.1:<port>/api`. */
  readonly url: string;
  readonly token: string;
  readonly applicationId: string;
  readonly botUserId: string;

  /** A new server; the bot is in it unless `withBot` is false. */
  guild(name: string, options?: { readonly withBot?: boolean; readonly locale?: string }): FakeGuild;
  /** A new account. Joins no guild by itself; its direct line with the bot stands open unless `closedDm`. */
  person(name: string, options?: { readonly locale?: string; readonly closedDm?: boolean }): FakePerson;
  /** A conversation between people in which the bot is not: only commands installed by a user reach it. */
  privateChannel(...people: readonly FakePerson[]): string;
  /** A message of the bot as an earlier version of it may have left it; checked like every other. */
  plant(channelId: string, body: object): SeenMessage;

  /** Registered commands: everywhere, or in one guild. */
  commands(guildId?: string): readonly APIApplicationCommand[];
  /** Every REST call so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  /** Bodies that the OpenAPI document does not allow (looked for when DISCORD_OPENAPI names it), and where this fake itself broke. */
  readonly violations: readonly string[];
  /** Every message that stands, of all channels, in order of its making. */
  messages(): readonly SeenMessage[];

  /** What time it is at Discord: real time plus all that was passed. */
  now(): Date;
  /** Lets time pass at Discord only: interactions, tokens, nonces and rate limits grow old. */
  pass(ms: number): void;
  /** Resolves once `check` holds; asked again after every REST call and gateway event. Rejects after `timeoutMs` (10 s) of real time. */
  until(check: () => boolean, timeoutMs?: number): Promise<void>;

  readonly faults: Faults;
  readonly gateway: FakeGateway;
  /** Sets the rate limit of a route as `POST /channels/{channel_id}/messages`, or `global`: 5 in 5000 ms. Generous until then. */
  limit(route: string, allowed: number, windowMs: number): void;
  /** From now on nothing can be reached, and open connections die. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

export interface FakeGuild {
  readonly id: string;
  readonly name: string;
  /** Where Discord itself would greet; the first text channel. */
  readonly systemChannelId: string;
  /** The id of the text channel with this name, made when it is not there yet. */
  channel(name: string): string;
  deleteChannel(channelId: string): void;
  /** Takes a permission in one channel from the bot: `view` makes 50001, `send` and `files` 50013. */
  forbid(channelId: string, what?: 'view' | 'send' | 'files'): void;
  allow(channelId: string): void;
  /** What the bot's role may do in the whole server (a bit set of PermissionFlagsBits). */
  setBotPermissions(bits: bigint): void;
  /** The bot is invited: GUILD_CREATE. */
  addBot(): void;
  /** The bot is thrown out: GUILD_DELETE. */
  removeBot(): void;
  /** An outage: GUILD_DELETE with `unavailable`, and GUILD_CREATE when it is over. */
  setAvailable(isAvailable: boolean): void;
}

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly type?: string;
}
export type OptionValue = string | number | boolean | Upload;

/** Someone with a client of their own, which offers what the real one offers: asking for anything else throws ClientSaysNo. */
export interface FakePerson {
  readonly id: string;
  readonly name: string;
  /** The id of the channel that is the direct line between this person and the bot. */
  readonly dm: string;
  join(guild: FakeGuild, options?: { readonly isAdmin?: boolean }): this;
  leave(guild: FakeGuild): void;
  closeDm(): void;
  openDm(): void;
  /** Adds the application to this account, so that its commands can be used where the bot is not. */
  installApp(): void;

  /**
   * Uses a slash command; `sub` is '' where the root itself is said. Resolves once answered for good (a deferral is waited out),
   * or once the three seconds are over. `isStale` says it as a client whose list of commands is old: nothing is checked.
   */
  command(
    channelId: string,
    root: string,
    sub: string,
    options?: Readonly<Record<string, OptionValue>>,
    how?: { readonly isStale?: boolean },
  ): Promise<Asked>;
  /** What is offered while `focused` is being typed. Null when the bot did not answer in time. */
  autocomplete(
    channelId: string,
    root: string,
    sub: string,
    options: Readonly<Record<string, OptionValue>>,
    focused: string,
  ): Promise<readonly { readonly name: string; readonly value: string | number }[] | null>;
  press(message: SeenMessage, customId: string): Promise<Asked>;
  /** Presses the newest enabled button with this label that this person sees in the channel. */
  pressLabel(channelId: string, label: string): Promise<Asked>;
  pick(message: SeenMessage, customId: string, values: readonly string[]): Promise<Asked>;

  /** The modal that lies open before this person. */
  modal(): OpenModal | null;
  closeModal(): void;
  /**
   * Puts values into the open modal's fields (by custom_id; the others keep what stands in them) and sends it.
   * What the client does not let through (empty required fields, lengths) throws ClientSaysNo with `problems`, and it stays open;
   * so it does when the bot does not answer. `isStale` sends it as a client that checks nothing.
   */
  submit(values?: Readonly<Record<string, ModalValue>>, how?: { readonly isStale?: boolean }): Promise<Asked>;
  /** The gateway dispatches this person's last interaction once more, with the same id. Resolves once the bot's socket has it. */
  repeat(): Promise<void>;
  /** The last interaction's answers, as they stand now. */
  readonly lastAsked: Asked | null;

  /** What this person sees in a channel, oldest first; private answers only when they are theirs. */
  sees(channelId: string): readonly SeenMessage[];
  /** Their client restarts: private answers are gone from it. */
  restartClient(): void;
}

/** Text of an input; chosen values of a select, checkbox group or radio; files of an upload. */
export type ModalValue = string | readonly string[] | readonly Upload[];

/** How one interaction went. */
export interface Asked {
  readonly id: string;
  /** What answers go by; the gateway told it to the bot. */
  readonly token: string;
  /** The first answer; null: none in three seconds, the client says "The application did not respond". */
  readonly first: 'message' | 'deferred' | 'deferred update' | 'update' | 'choices' | 'modal' | null;
  /** Real milliseconds from the dispatch to the first answer. */
  readonly firstAfterMs: number | null;
  /** Ids of all messages that this interaction made or changed, in order. */
  readonly messageIds: readonly string[];
}

export interface RecordedRequest {
  readonly method: string;
  /** Without `/api/v10` and the query. */
  readonly path: string;
  readonly query: string;
  /** JSON as it came, or of `payload_json`. */
  readonly body: unknown;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  /** Null while it is under way, and when it was hung up on. */
  readonly status: number | null;
  /** Discord's error code, where it was refused. */
  readonly code: number | null;
}

export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  /** The header that discord.js goes by is in whole seconds, as the real one's: it waits one at least. */
  | { readonly kind: 'rate limit'; readonly retryAfterMs: number; readonly scope?: 'user' | 'shared' | 'global' }
  /** The connection is reset (discord.js tries again after ECONNRESET): before anything was done, or when all was done and only the answer is lost. */
  | { readonly kind: 'hang up'; readonly when: 'before' | 'after' }
  /** Held, then done: for so long, or until the promise resolves. */
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'hold'; readonly until: Promise<unknown> };

export interface Faults {
  /** The next `times` (1) requests that match meet the fault. `path` is matched against the path without `/api/v10`. */
  next(fault: Fault, match?: { readonly method?: string; readonly path?: RegExp; readonly times?: number }): void;
  /** Forgets all faults that were not met. */
  clear(): void;
}

export interface FakeGateway {
  /** How many sockets stand and have identified or resumed. */
  readonly connected: number;
  readonly identifies: number;
  readonly resumes: number;
  /** The intents of the last identify. */
  readonly intents: number;
  /** Cuts the sockets of all shards, or of one, without a close frame. New ones may come. */
  drop(shard?: number): void;
  /** Closes with a code: 4000 is resumed, 4004 is the end. */
  close(code: number, shard?: number): void;
  /** Asks for a reconnect (op 7). */
  askReconnect(): void;
  /** Sessions cannot be resumed any more: the next resume gets op 9. */
  forgetSessions(): void;
  /** Refuses sockets until mended; what happens meanwhile is replayed on resume. */
  cut(): void;
  mend(): void;
}
