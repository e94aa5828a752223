/** How Slack gets its tokens over HTTP: given for one workspace, or by installing. */
export type SlackInstall =
  | { readonly botToken: string }
  | {
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      /** 32 bytes: seals the tokens in the database. */
      readonly tokenKey: Uint8Array;
    };

export interface SocketWay {
  readonly kind: 'socket';
  readonly appToken: string;
  readonly botToken: string;
}

export interface HttpWay {
  readonly kind: 'http';
  readonly signingSecret: string;
  /** Where to listen; with port 0 a free one is taken. */
  readonly port: number;
  readonly host: string;
  /** Where Slack and browsers reach it. */
  readonly publicUrl?: string;
  readonly install: SlackInstall;
}

/** Socket Mode for one workspace; HTTP for one or, where the app is installed by OAuth, for many. */
export type SlackMode = SocketWay | HttpWay;
