import type { Pool, PoolClient } from 'pg';
import type { Request } from '../src/chat/request.ts';
import { makeBot } from '../src/engine/handle.ts';
import { type Figure, figure, percentile, plainFigure } from './figures.ts';
import type { Stage } from './stage.ts';

const roundMs = 2_000;
const rounds = 5;

/** Command round trips, at 1 and at 50 people at once, beside the same SQL sent bare over the same pool. */
export async function benchCommands(stage: Stage): Promise<Figure[]> {
  const { world, catalog, queue } = stage;
  const bot = makeBot(world, catalog, queue);
  const checkIn = async (person: number) => {
    const reply = await bot.handle(request(world.newId(), person));
    if (reply.refused) throw new Error('The bench was refused');
  };
  for (let person = 0; person < 50; person++) await checkIn(person);
  const statements = await recorded(stage.connection.pool, () => checkIn(0));
  const bare = () => replay(stage, statements);

  const figures: Figure[] = [plainFigure('statements in a command', statements.length, 'statements')];
  for (const people of [1, 50]) {
    const runs = [];
    for (let round = 0; round < rounds; round++) {
      runs.push({ ours: await drive(people, checkIn), floor: await drive(people, bare) });
    }
    const perSecond = runs.map(({ ours, floor }) => ({ ours: ours.perSecond, floor: floor.perSecond }));
    figures.push(figure(`commands, ${people} at once`, '/s', perSecond, 'the same SQL bare; at least 0.5'));
    for (const [name, share] of [['p50', 0.5], ['p99', 0.99]] as const) {
      const latency = runs.map(({ ours, floor }) => ({ ours: percentile(ours.ms, share), floor: percentile(floor.ms, share) }));
      figures.push(figure(`command ${name}, ${people} at once`, 'ms', latency, people === 50 && share > 0.9 ? 'p99 under 100 ms' : ''));
    }
  }
  return figures;
}

const request = (id: string, person: number): Request => ({
  id,
  sender: { key: `bench:${person}`, name: `Person ${person}`, direct: `bench:dm:${person}`, zone: 'Europe/Berlin' },
  place: { address: `bench:dm:${person}`, group: null },
  kind: 'say',
  root: 'study',
  name: 'check-in',
  options: { minutes: '25', note: 'graphs, chapter 3' },
});

interface Driven {
  readonly perSecond: number;
  readonly ms: readonly number[];
}

/** `people` who each begin again as soon as they are answered, for `roundMs`. */
async function drive(people: number, act: (person: number) => Promise<void>): Promise<Driven> {
  const ms: number[] = [];
  const began = performance.now();
  const live = async (_: unknown, person: number) => {
    while (performance.now() - began < roundMs) {
      const at = performance.now();
      await act(person);
      ms.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: people }, live));
  return { perSecond: ms.length / ((performance.now() - began) / 1000), ms };
}

interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What the pool's one connection is sent while `act` runs, in order. */
async function recorded(pool: Pool, act: () => Promise<void>): Promise<Statement[]> {
  const clients: PoolClient[] = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  for (const client of clients) client.release();
  const statements: Statement[] = [];
  const originals = clients.map((client) => client.query);
  for (const client of clients) {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((first: string | { text: string; values?: unknown[] }, second?: unknown[], ...rest: unknown[]) => {
      const [text, values] = typeof first === 'string' ? [first, second] : [first.text, Array.isArray(second) ? second : first.values];
      statements.push({ text, values: Array.isArray(values) ? values : [] });
      return query(first, second, ...rest);
    }) as typeof client.query;
  }
  await act();
  clients.forEach((client, at) => {
    const original = originals[at];
    if (original) client.query = original;
  });
  return statements;
}

/** The same statements on one connection; ids that were made for the recorded command are made anew. */
async function replay({ connection, world }: Stage, statements: readonly Statement[]): Promise<void> {
  const fresh = new Map<unknown, string>();
  const madeThen = new Set(statements.flatMap(({ text, values }) => (/^insert/i.test(text) ? values.filter(isId) : [])));
  const anew = (value: unknown) => {
    if (!madeThen.has(value) || knownBefore(statements, value)) return value;
    if (!fresh.has(value)) fresh.set(value, world.newId());
    return fresh.get(value);
  };
  const client = await connection.pool.connect();
  try {
    for (const { text, values } of statements) await client.query(text, values.map(anew));
  } finally {
    client.release();
  }
}

const isId = (value: unknown) => typeof value === 'string' && /^[0-9a-z]{16}$/.test(value);

/** An id that a row had before the command: it is never the first value of an insert. */
const knownBefore = (statements: readonly Statement[], value: unknown) =>
  !statements.some(({ text, values }) => /^insert/i.test(text) && values[0] === value);

