import type { Logger } from 'pino';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Bot } from '../../src/chat/request.ts';
import type { Standing } from '../shared/store.ts';
import type { People } from './people.ts';
import type { Workspaces } from './workspaces/workspaces.ts';

/** All that answering needs. */
export interface Slack extends Standing {
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
