import type { Logger } from 'pino';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Bot } from '../../src/chat/request.ts';
import type { Db } from '../../src/db/connect.ts';
import type { People } from './people.ts';
import type { Workspaces } from './workspaces/workspaces.ts';

/** All that answering needs. */
export interface Slack {
  readonly db: Db;
  readonly log: Logger;
  readonly catalog: Catalog;
  readonly bot: Bot;
  readonly workspaces: Workspaces;
  readonly people: People;
  now(): Date;
  newId(): string;
  /** Counts and logs what went wrong at Slack; nothing is thrown. */
  trouble(error: unknown, what: string): void;
}
