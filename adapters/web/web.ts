import type { Logger } from 'pino';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Bot } from '../../src/chat/request.ts';
import type { Db } from '../../src/db/connect.ts';
import type { Watch } from './health.ts';
import type { Live } from './live.ts';

/** All that the pages and what they post to have. */
export interface Web {
  readonly db: Db;
  readonly log: Logger;
  readonly catalog: Catalog;
  readonly bot: Bot;
  readonly live: Live;
  readonly watch: Watch;
  /** Aborted when the chat stops: streams end, and browsers come back to whoever takes over. */
  readonly closing: AbortSignal;
  /** The name that the server listens on. */
  readonly host: string;
  now(): Date;
}
