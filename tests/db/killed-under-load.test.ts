import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { connect, inTransaction, isConnectionTrouble } from '../../src/db/connect.ts';
import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { makeDirectory } from '../support/directory.ts';

const kills = 3;
const people = 12;
const log = { info() {}, warn() {}, error() {} };

test('PostgreSQL killed under load: what was acknowledged is there, whole, and work goes on', async () => {
  const directory = await makeDirectory();
  const server = await startEmbedded(directory.path, log, { durable: false });
  const { db, close } = connect(server.url, { max: 4 });
  onTestFinished(async () => {
    await close();
    await server.stop();
    await directory.remove();
  });
  await db.execute(sql`create table step (walk text, half int, primary key (walk, half))`);

  const acknowledged: string[] = [];
  const strange: unknown[] = [];
  let troubles = 0;
  let isOver = false;
  /** Each walk is two rows; a reader must never see one alone. */
  const person = async (name: number) => {
    for (let count = 0; !isOver; count++) {
      const walk = `${name}-${count}`;
      try {
        await inTransaction(db, async (tx) => {
          await tx.execute(sql`insert into step values (${walk}, 1)`);
          await tx.execute(sql`insert into step values (${walk}, 2)`);
        });
        acknowledged.push(walk);
      } catch (error) {
        if (isConnectionTrouble(error)) troubles++;
        else strange.push(error);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  };
  const more = async (than: number) => {
    while (acknowledged.length < than) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const crowd = Promise.all(Array.from({ length: people }, (_, name) => person(name)));
  for (let kill = 0; kill < kills; kill++) {
    await more(acknowledged.length + 50);
    const lock = await readFile(join(directory.path, 'postgres/data/postmaster.pid'), 'utf8');
    process.kill(Number.parseInt(lock, 10), 'SIGKILL');
    await more(acknowledged.length + 50);
  }
  isOver = true;
  await crowd;

  const { rows } = await db.execute<{ walk: string; halves: number }>(
    sql`select walk, count(*)::int as halves from step group by walk`,
  );
  const kept = new Set(rows.map(({ walk }) => walk));
  expect(strange).toEqual([]);
  expect(troubles).toBeGreaterThan(0);
  expect(acknowledged.filter((walk) => !kept.has(walk))).toEqual([]);
  expect(rows.filter(({ halves }) => halves !== 2)).toEqual([]);
});
