import { type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Tx } from './connect.ts';

/** Where the values of a prepared statement will stand. A null for a JSON column would arrive as JSON's: such a value goes in as text. */
export type Slots<Names extends string> = Readonly<Record<Names, Placeholder>>;

/** Slots as an update takes them: drizzle binds them by their columns, and only its types leave them out. */
export const settable = <Names extends string>(slots: Slots<Names>) => slots as unknown as Record<Names, SQL>;

interface Preparable<Rows> {
  prepare(name: string): { execute(values: Readonly<Record<string, unknown>>): Promise<Rows> };
}

/**
 * A statement that is sent over and over: its SQL is built once and planned once by each connection, not each time. Worth it for those of
 * every command and of the commonest presses; each costs every connection some 100 kB of PostgreSQL's memory.
 */
export function prepared<Names extends string, Rows>(build: (tx: Tx, slots: Slots<Names>) => Preparable<Rows>) {
  const name = `studyloop-${++made}`;
  const bySession = new WeakMap<Tx['_']['session'], ReturnType<Preparable<Rows>['prepare']>>();
  return (tx: Tx, values: Readonly<Record<Names, unknown>>): Promise<Rows> => {
    const { session } = tx._;
    const ready = bySession.get(session) ?? build(tx, slots).prepare(name);
    bySession.set(session, ready);
    return ready.execute(values);
  };
}

let made = 0;

const slots = new Proxy({} as Slots<string>, { get: (_, name) => sql.placeholder(String(name)) });
