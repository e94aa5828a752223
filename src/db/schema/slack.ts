import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Workspaces and organisations that have installed the app. Owner: adapters/slack/store.ts */
export const slackInstallation = pgTable('slack_installation', {
  /** `T…` of a workspace, `E…` of an organisation. */
  id: text().primaryKey(),
  /** The installation with its tokens, as JSON, encrypted. */
  sealed: text().notNull(),
  installedAt: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
});

/** Signatures of the requests of the last minutes: one that comes again is a replay. Owner: adapters/slack/store.ts */
export const slackSignature = pgTable(
  'slack_signature',
  {
    signature: text().primaryKey(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [index().on(it.at)],
);
