import { index, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';
import type { Form } from '../../chat/form.ts';

/**
 * Forms that lie open before someone, with what stands in them: a platform that closes a form when it is sent, or that is too
 * late to open one, can so open it again with nothing lost. Owner: adapters/shared/store.ts
 */
export const openForm = pgTable(
  'open_form',
  {
    id: text().primaryKey(),
    /** The only person who may open it. */
    ownerKey: text().notNull(),
    form: jsonb().$type<Form>().notNull(),
    at: timestamp({ withTimezone: true, mode: 'date' }).notNull(),
  },
  (it) => [index().on(it.at)],
);
