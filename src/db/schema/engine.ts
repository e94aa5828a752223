import { sql } from 'drizzle-orm';
import { bigint, boolean, index, jsonb, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core';
import type { Card } from '../../chat/card.ts';
import type { Reply } from '../../chat/request.ts';
import { member } from './people.ts';

/** Requests already handled, with the answer they got. Owner: engine/seen.ts */
export const seen = pgTable(
  'seen_request',
  {
    requestId: text().primaryKey(),
    senderKey: text().notNull(),
    reply: jsonb().$type<Reply>(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [index().on(it.at)],
);

/** Attempts after which a post that only ever meets trouble is given up: after about two days (engine/deliver.ts). */
export const attemptsMax = 60;

/**
 * The outbox: what is to be shown, and what was. The queue only rings; this table decides. Owner: engine/outbox.ts
 * waiting → sending (leased to a worker) → sent | gone
 */
export const post = pgTable(
  'post',
  {
    id: text().primaryKey(),
    /** Names the message for ever, so that it is kept once: `reminder:<id>:<due instant>`. */
    key: text().notNull().unique(),
    to: text().notNull(),
    card: jsonb().$type<Card>().notNull(),
    /** In which order posts were kept, by the database: the clocks behind the ids may disagree. */
    seq: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    /** The request whose answer, or the post, that it takes the place of. */
    instead: text(),
    /** Another post may take its place: where it stands is kept. */
    changesLater: boolean().notNull().default(false),
    ownerId: text().references(() => member.id, { onDelete: 'set null' }),
    state: text({ enum: ['waiting', 'sending', 'sent', 'gone'] })
      .notNull()
      .default('waiting'),
    attempts: smallint().notNull().default(0),
    /** While sending: when the worker's claim ends, by the database's clock. While waiting: not before this instant. */
    leaseUntil: timestamp({ withTimezone: true, mode: 'date' }),
    createdAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
    settledAt: timestamp({ withTimezone: true, mode: 'date' }),
    /** Why it could not arrive, for the operator. */
    trouble: text(),
    /** When its owner was told that it could not arrive. */
    toldAt: timestamp({ withTimezone: true, mode: 'date' }),
  },
  (it) => [
    index('post_open').on(it.createdAt).where(sql`${it.state} in ('waiting', 'sending')`),
    index('post_untold').on(it.ownerId).where(sql`${it.state} = 'gone' and ${it.toldAt} is null`),
    index('post_instead').on(it.instead, it.seq).where(sql`${it.instead} is not null`),
    index('post_settled').on(it.settledAt).where(sql`${it.settledAt} is not null`),
  ],
);
