import { News, RunningClock } from './clock.ts';
import type { Answer, Json, UploadedFile } from './faces.ts';
import type { Call } from './sides.ts';

/** All that the fake Slack knows. The other files of this folder change it; nothing here is spoken to over the network. */
export interface World {
  readonly clock: RunningClock;
  readonly news: News;
  readonly pace: 'slack' | 'none';
  readonly scopes: readonly string[];
  readonly processingMs: number;
  readonly app: {
    readonly id: string;
    readonly token: string;
    readonly clientId: string;
    readonly clientSecret: string;
  };
  readonly signingSecret: string;
  readonly calls: Call[];
  readonly teams: Map<string, Team>;
  /** Every token there ever was; a dead one says why. */
  readonly tokens: Map<string, Token>;
  readonly triggers: Map<string, Trigger>;
  readonly hooks: Map<string, Hook>;
  readonly files: Map<string, StoredFile>;
  readonly views: Map<string, View>;
  readonly codes: Map<string, Code>;
  /** Tickets for the socket, each for one connection. */
  readonly tickets: Set<string>;
  /** What broke in the fake itself: a test that ends with any of these proves nothing, so `stop` throws. */
  readonly broken: unknown[];
  /** 'http://127.0.0.1:P', once the server listens. */
  origin: string;
  way: Way;
  newId(prefix: string): string;
  /** A time stamp as messages have it; later ones are greater. */
  newTs(): string;
}

/** How something is brought to the bot. */
export interface Parcel {
  readonly kind: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Json;
  readonly retry?: { readonly num: number; readonly reason: string };
}
export interface Way {
  send(parcel: Parcel): Promise<Answer & { readonly mayRetry?: boolean }>;
}

export interface Token {
  readonly team: Team | null;
  readonly scopes: readonly string[];
  dead: 'token_revoked' | 'account_inactive' | null;
}

export interface Team {
  readonly id: string;
  readonly name: string;
  readonly botUserId: string;
  readonly botId: string;
  token: string | null;
  readonly people: Map<string, Member>;
  readonly channels: Map<string, Channel>;
  /** When each method was called, by the clock; a post with its channel. */
  readonly pace: Map<string, number[]>;
}

export interface Member {
  readonly id: string;
  readonly name: string;
  zone: string;
  readonly locale: string;
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
  isDeleted: boolean;
  /** The modals that lie open, the one on top last. */
  modals: View[];
  home: View | null;
  readonly notices: string[];
}

export interface Channel {
  readonly id: string;
  readonly team: Team;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly members: Set<string>;
  isArchived: boolean;
  messages: Message[];
}

export interface Message {
  readonly ts: string;
  readonly from: string;
  text: string;
  blocks: readonly Json[];
  attachments: readonly Json[];
  files: readonly StoredFile[];
  metadata: Json | null;
  /** Parsed as `parse: full` or `link_names` ask for: bare @here rings too. */
  readsNames: boolean;
  readonly ephemeralTo: string | null;
  readonly threadTs: string | null;
  isEdited: boolean;
}

export interface StoredFile extends UploadedFile {
  readonly id: string;
  readonly team: Team;
  readonly length: number;
  readonly alt: string;
  /** Where its private addresses begin. */
  readonly url: string;
  title: string;
  mime: string;
  bytes: Uint8Array;
  /** Uploaded, completed, then looked through: only then can it be shown. */
  isComplete: boolean;
  isProcessed: boolean;
  shares: { readonly place: string; readonly ts: string }[];
}

/** What stands in a field: text, the value that is picked, several such, or files; null where it is empty. */
export type Standing = string | readonly string[] | { readonly files: readonly StoredFile[] } | null;

export interface View {
  readonly id: string;
  readonly team: Team;
  readonly person: Member;
  readonly rootId: string;
  readonly previousId: string | null;
  /** As the bot sent it, with ids where it gave none. */
  body: Json;
  hash: string;
  filled: Map<string, Standing>;
  problems: Record<string, string>;
}

export interface Trigger {
  readonly team: Team;
  readonly person: Member;
  readonly madeAtMs: number;
  /** The view in which it was pressed, so that another can be pushed on it. */
  readonly view: View | null;
  isUsed: boolean;
}

/** What a response_url leads to. */
export interface Hook {
  readonly team: Team;
  readonly person: Member;
  readonly channel: Channel;
  readonly original: Message | null;
  readonly madeAtMs: number;
  uses: number;
}

export interface Code {
  readonly team: Team;
  readonly by: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string | null;
  readonly madeAtMs: number;
  isUsed: boolean;
}

export function makeWorld(options: Pick<World, 'pace' | 'scopes' | 'processingMs'>): World {
  const clock = new RunningClock();
  let made = 0;
  const number = () => (++made).toString(36).toUpperCase().padStart(8, '0');
  return {
    ...options,
    clock,
    news: new News(),
    app: { id: 'A0STUDYLOOP', token: 'xapp-1-A0STUDYLOOP-loopback', clientId: '1.2', clientSecret: 'client-secret' },
    signingSecret: '0123456789abcdef0123456789abcdef',
    calls: [],
    teams: new Map(),
    tokens: new Map(),
    triggers: new Map(),
    hooks: new Map(),
    files: new Map(),
    views: new Map(),
    codes: new Map(),
    tickets: new Set(),
    broken: [],
    origin: '',
    way: { send: async () => ({ isAcked: false, afterMs: 0, body: undefined, status: 0 }) },
    newId: (prefix) => `${prefix}0${number()}`,
    newTs: () => `${Math.floor(clock.now() / 1000)}.${String(++made).padStart(6, '0')}`,
  };
}
