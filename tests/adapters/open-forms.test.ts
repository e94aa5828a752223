import { afterAll, beforeAll, expect, test } from 'vitest';
import { findForm, keepForm } from '../../adapters/shared/store.ts';
import type { Form } from '../../src/chat/form.ts';
import { type Connection, connect } from '../../src/db/connect.ts';
import { openForm } from '../../src/db/schema/index.ts';
import { createDatabase } from '../support/database.ts';

let database: Awaited<ReturnType<typeof createDatabase>>;
let connection: Connection;
beforeAll(async () => {
  database = await createDatabase();
  connection = connect(database.url);
});
afterAll(async () => {
  await connection?.close();
  await database?.drop();
});

const titled = (title: string): Form => ({
  kind: 'form',
  title,
  send: 'Keep',
  intent: { to: 'x.y', with: {} },
  fields: [],
});
const at = new Date('2026-06-12T12:00:00Z');
const keep = (id: string, ownerKey: string, title: string, when = at) =>
  keepForm(connection.db, { id, ownerKey, form: titled(title), at: when });
const find = async (id: string, ownerKey: string) => (await findForm(connection.db, id, ownerKey))?.title;

test('a form is found as it was left, by its owner alone', async () => {
  await keep('mine', 'x:ada', 'First');
  await keep('mine', 'x:ada', 'With what was typed');
  expect(await find('mine', 'x:ada')).toBe('With what was typed');
  expect(await find('mine', 'x:eve')).toBeUndefined();
  await keep('mine', 'x:eve', 'Stolen');
  expect(await find('mine', 'x:ada')).toBe('With what was typed');
});

test('a form that nobody has touched for 30 days is forgotten', async () => {
  await keep('old', 'x:ada', 'Old');
  await keep('new', 'x:ada', 'New', new Date('2026-07-12T12:00:01Z'));
  expect((await connection.db.select({ id: openForm.id }).from(openForm)).map(({ id }) => id)).toEqual(['new']);
});
