import type { Card } from './card.ts';
import type { Action, Command, Root } from './handler.ts';
import type { Address, Bot } from './request.ts';

/** What can be said and pressed, as an adapter needs to know it. */
export interface Catalog {
  readonly commands: readonly Command[];
  /** By its root and name; without a name, what the root alone says. */
  command(root: string, name: string): Command | undefined;
  /** What a button leads to: an action by its name, or a command as `study.goals`, answered below. */
  action(name: string): Action | undefined;
  /** The feature that a command belongs to. */
  featureOf(command: Command): string;
}

export const roots: Readonly<Record<Root, string>> = {
  study: 'For everyone: goals, check-ins, reviews, reminders',
  sprint: 'For study groups and their leaders',
  setup: 'For admins',
};

/** One post on its way. `id` is its lasting name, 16 characters; `again` when an earlier try may have got through. */
export interface Delivery {
  readonly id: string;
  readonly to: Address;
  readonly card: Card;
  readonly again: boolean;
  /**
   * The request whose answer, or the id of the post, that this takes the place of. Where none stands it may still be on its way:
   * Unavailable at first; `again`, it stands no more, and nothing is shown. What stands can be replaced so many times.
   */
  readonly instead?: string;
  /** A delivery with this one's id as `instead` may come: the adapter keeps where it stands. */
  readonly changesLater?: true;
}

export interface Platform {
  /** The first part of its addresses. */
  readonly name: string;
  start(catalog: Catalog, bot: Bot): Promise<void>;
  /** Shows a post once, however often it is called with its id. Throws Unavailable or Gone. */
  deliver(delivery: Delivery): Promise<void>;
  stop(): Promise<void>;
}
