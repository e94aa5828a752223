import type {
  APIApplicationCommand,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { Asked, ModalValue } from './interface.ts';

export interface Account {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly isBot: boolean;
  /** Their direct line with the bot. */
  readonly dmId: string;
  isDmClosed: boolean;
  hasApp: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly botRoleId: string;
  readonly members: Map<string, { readonly isAdmin: boolean }>;
  systemChannelId: string;
  botPermissions: bigint;
  hasBot: boolean;
  isAvailable: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'text' | 'dm' | 'private';
  readonly guildId: string | null;
  /** Who is in a direct line or private conversation. */
  readonly people: ReadonlySet<string>;
  /** What the bot may not do here, whatever its role says. */
  denied: bigint;
}

export interface KeptFile {
  readonly id: string;
  /** As Discord rewrote it. */
  readonly name: string;
  readonly title: string | null;
  readonly alt: string | null;
  readonly type: string;
  readonly bytes: Uint8Array;
  readonly url: string;
}

export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly authorId: string;
  readonly madeAt: Date;
  /** The person who alone sees it. */
  readonly onlyFor: string | null;
  readonly nonce: string | null;
  readonly isByInteraction: boolean;
  content: string;
  embeds: readonly APIEmbed[];
  components: readonly APIMessageTopLevelComponent[];
  files: readonly KeptFile[];
  flags: number;
  pinged: readonly string[];
  editedAt: Date | null;
}

export type InteractionKind = 'command' | 'autocomplete' | 'component' | 'modal';

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly personId: string;
  readonly channelId: string;
  readonly guildId: string | null;
  /** The message whose component was used, or from whose component the modal was opened. */
  readonly sourceId: string | null;
  readonly madeAt: Date;
  readonly dispatchedAtMs: number;
  /** Whether the bot itself is not in this place: the person brought it along. */
  readonly isByUserInstall: boolean;
  /** What the gateway dispatched. */
  readonly payload: object;
  first: Asked['first'];
  firstAfterMs: number | null;
  /** `@original`. */
  originalId: string | null;
  /** A deferral that was not made good yet. */
  isWaiting: boolean;
  followUps: number;
  choices: readonly { name: string; value: string | number }[];
  readonly messageIds: string[];
}

export interface OpenModalRecord {
  readonly interactionId: string;
  readonly data: APIModalInteractionResponseCallbackData;
  /** What was put into it, by custom_id. */
  readonly typed: Record<string, ModalValue>;
}

/** All that there is at this Discord. */
export interface State {
  readonly applicationId: string;
  readonly botUserId: string;
  readonly token: string;
  /** Without `/api`. */
  origin: string;
  readonly accounts: Map<string, Account>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, Message>;
  readonly interactions: Map<string, Interaction>;
  /** Files that people put into an interaction, and those of messages, by their path. */
  readonly files: Map<string, KeptFile>;
  /** By guild id, or '' for those that are registered everywhere. */
  readonly commands: Map<string, readonly APIApplicationCommand[]>;
  /** How many were made today, by the same key. */
  readonly commandCreates: Map<string, number>;
  readonly modals: Map<string, OpenModalRecord>;
  /** Nonces by author, with the message each made. */
  readonly nonces: Map<string, { readonly messageId: string; readonly at: Date }>;
  /** How many shards /gateway/bot recommends. */
  recommendedShards: number;
  /** Set by the gateway when it stands. */
  dispatch: Dispatch;
  now(): Date;
  newId(): string;
  newGuildId(): string;
  /** Something happened: whoever waits looks again. */
  changed(): void;
  /** Resolves once `check` holds, looked at after each change. Rejects after `timeoutMs` of real time. */
  until(check: () => boolean, timeoutMs?: number): Promise<void>;
}

/** Sends a gateway event to whom it concerns: the shard of the guild, or shard 0. `intent` 0 needs none. */
export type Dispatch = (event: string, data: object, guildId: string | null, intent: number) => void;

export const intents = { guilds: 1, guildMessages: 1 << 9, directMessages: 1 << 12 } as const;
