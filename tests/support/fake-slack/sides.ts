import type { FakeWorkspace, Json } from './faces.ts';

export interface FakeSlackOptions {
  /** 'slack' (unless told): a message a second in a channel and the tiers of the methods. 'none': as fast as one likes. */
  readonly pace?: 'slack' | 'none';
  /** The bot scopes in the app's configuration: what a workspace grants unless its OAuth page asks for others. */
  readonly scopes?: readonly string[];
  /** How long a file is looked through before it can be shown, by the clock; 0 unless told. */
  readonly processingMs?: number;
}

export interface FakeSlack {
  /** For `slackApiUrl`: ends in /api/. */
  readonly url: string;
  /** For the installer's `authorizationUrl`. */
  readonly authorizeUrl: string;
  readonly appId: string;
  readonly signingSecret: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly clock: FakeClock;
  readonly faults: Faults;
  /** Every call of a method, every upload and every use of a response_url, in the order in which they came. */
  readonly calls: readonly Call[];
  readonly socket: SocketSide;
  readonly http: HttpSide;
  /** A workspace with the app installed, unless told otherwise. */
  workspace(
    name: string,
    options?: { readonly isInstalled?: boolean; readonly scopes?: readonly string[] },
  ): FakeWorkspace;
  /** How events reach the bot from now on. Several urls: one after the other, as behind a load balancer. */
  connect(how: { readonly mode: 'socket' } | { readonly mode: 'http'; readonly url: string | readonly string[] }): void;
  /** Resolves when it is so; looked at again whenever anything happens at this far side. Throws after `patienceMs` (30,000). */
  until(isSo: () => boolean, patienceMs?: number): Promise<void>;
  /** From now on nothing can be reached: connections break, and new ones are refused. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** The fake's own time, in ms since 1970. It runs with the machine's, and a test may push it on; what was waited for then comes due. */
export interface FakeClock {
  now(): number;
  advance(ms: number): void;
}

export interface Call {
  /** 'chat.postMessage' …, 'upload', 'download' or 'response_url'. */
  readonly method: string;
  readonly args: Json;
  /** The workspace of the token, where it was known. */
  readonly team: string | undefined;
  /** What was answered: Slack's body, or null where the connection was closed. */
  readonly answer: Json | null;
  readonly status: number;
}

export type Fault =
  | { readonly kind: 'ratelimited'; readonly retryAfterS: number }
  | { readonly kind: 'status'; readonly status: 500 | 502 | 503 }
  /** `{ok: false, error}`: internal_error, fatal_error, service_unavailable … */
  | { readonly kind: 'error'; readonly error: string }
  /** The connection breaks before anything is done. */
  | { readonly kind: 'lost request' }
  /** It is done, and the connection breaks before the answer. */
  | { readonly kind: 'lost answer' }
  /** It is done at once, and the answer comes late, by the clock. */
  | { readonly kind: 'slow'; readonly ms: number };

export interface Faults {
  /** The next `times` (1) calls of a method go wrong; '*' means any. Also 'upload', 'download', 'response_url'. */
  next(method: string, fault: Fault, times?: number): void;
  clear(): void;
}

export interface SocketSide {
  /** How many connections there are, of at most ten. */
  readonly connections: number;
  /** Envelopes sent and not acknowledged. */
  readonly open: number;
  /** Tells every connection that it is about to be closed, as Slack does every few hours; the clients come back by themselves. */
  refresh(): void;
  /** Breaks every connection without a word. */
  drop(): void;
}

export interface HttpSide {
  /** The last signed request that was sent, whole. */
  readonly last: SignedRequest | null;
  /** Sends a request of one's own making to the bot; what is not given is as Slack would have it. */
  send(request: Partial<SignedRequest> & { readonly body: string }): Promise<Response>;
  /** The request as Slack would sign it, with another body, secret or time of signing. */
  sign(
    body: string,
    by?: { readonly secret?: string; readonly atS?: number; readonly contentType?: string },
  ): SignedRequest;
  /** Slack's question when a request url is set. */
  verifyUrl(): Promise<Response>;
}

export interface SignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
