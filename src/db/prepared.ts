import type { Tx } from './connect.ts';

interface Preparable<Rows> {
  prepare(name: string): { execute(values: Readonly<Record<string, unknown>>): Promise<Rows> };
}

/**
 * A statement that every command sends: its SQL is built once and planned once by each connection, not each time. `build` writes
 * `sql.placeholder('key')` where `values.key` will stand. `name` is its own among all.
 */
export function prepared<Rows>(name: string, build: (tx: Tx) => Preparable<Rows>) {
  const bySession = new WeakMap<Tx['_']['session'], ReturnType<Preparable<Rows>['prepare']>>();
  return (tx: Tx, values: Readonly<Record<string, unknown>>): Promise<Rows> => {
    const { session } = tx._;
    const ready = bySession.get(session) ?? build(tx).prepare(name);
    bySession.set(session, ready);
    return ready.execute(values);
  };
}
