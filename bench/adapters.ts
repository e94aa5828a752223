import { setTimeout as wait } from 'node:timers/promises';
import { stopRasterising } from '../adapters/shared/rasterise.ts';
import { makeBot } from '../src/engine/handle.ts';
import { bareDiscord, ourDiscord } from './discord-sides.ts';
import { everyone, type FarSide, type Product, people } from './far-sides.ts';
import { type Figure, figure, inTurn } from './figures.ts';
import { type Pace, pace } from './lanes.ts';
import { send } from './round-trips.ts';
import { bareSlack, ourSlack } from './slack-sides.ts';
import { openStage, type Stage } from './stage.ts';

const rounds = 5;
/** What each says in a round. */
const asksEach = 2;
/** As many as the engine sends at once. */
const postsAtOnce = 20;

interface Adapter {
  readonly name: string;
  readonly database: string;
  ours(product: Product): Promise<FarSide>;
  bare(): Promise<FarSide>;
  /** What it is built on. */
  readonly library: string;
  /** What the platform itself takes. */
  readonly takes: string;
}

const adapters: readonly Adapter[] = [
  {
    name: 'Discord',
    database: 'discord',
    ours: ourDiscord,
    bare: bareDiscord,
    library: 'discord.js',
    takes: 'Discord takes 50/s',
  },
  ...(['http', 'socket'] as const).map((way) => ({
    name: way === 'http' ? 'Slack over HTTP' : 'Slack, Socket Mode',
    database: `slack_${way}`,
    ours: (product: Product) => ourSlack(product, way),
    bare: () => bareSlack(way),
    library: 'Bolt',
    takes: 'Slack takes 1/s a channel',
  })),
];

/**
 * Through the real discord.js and the real Bolt against platforms on the loopback, which share this process with both sides: from
 * what somebody says to the first answer, the whole product and its database between; and how fast posts are handed over.
 */
export async function benchAdapters(server: string): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const adapter of adapters) figures.push(...(await measure(adapter, server)));
  await stopRasterising();
  return figures;
}

/** On a database of its own: to another loopback platform's people and events the same ids may be given. */
async function measure(adapter: Adapter, server: string): Promise<Figure[]> {
  const stage = await openStage(server, adapter.database);
  const bot = makeBot(stage.world, stage.catalog, stage.queue);
  const [ours, bare] = [await adapter.ours({ stage, catalog: stage.catalog, bot }), await adapter.bare()];
  /** What there is without an adapter: the library with a sentence for an answer, then the product without the library. */
  const floor: Asks = {
    async ask(person, words) {
      await bare.ask(person, words);
      const options = { card: `${words} | answer` };
      await send(stage, bot, person, { kind: 'say', root: 'study', name: 'add', options });
    },
  };
  try {
    return [
      ...(await answers(adapter, stage, ours, floor, 1)),
      ...(await answers(adapter, stage, ours, floor, people)),
      await posts(adapter, stage, ours, bare),
    ];
  } finally {
    await ours.close();
    await bare.close();
    await stage.close();
  }
}

type Asks = Pick<FarSide, 'ask'>;

let asked = 0;

async function answers(
  { name, library }: Adapter,
  { backstage }: Stage,
  ours: Asks,
  floor: Asks,
  atOnce: number,
): Promise<Figure[]> {
  const all = (side: Asks) => async (): Promise<Pace> => {
    await backstage.query('delete from card; truncate seen_request');
    const acts = (person: number) => Array.from({ length: asksEach }, () => () => side.ask(person, `ask${++asked}`));
    return pace(everyone(acts), atOnce);
  };
  const measured = await inTurn(rounds, all(ours), all(floor));
  const of = (part: 'p50Ms' | 'p99Ms') => measured.map((it) => ({ ours: it.ours[part], floor: it.floor[part] }));
  const against = `bare ${library}, and the same straight into the bot`;
  const who = `${name}, first answer, ${atOnce === 1 ? '1 person' : `${atOnce} people at once`}`;
  return [
    figure({ name: `${who}, p50`, unit: 'ms', against }, of('p50Ms')),
    figure({ name: `${who}, p99`, unit: 'ms', against, target: 'under 3,000 ms' }, of('p99Ms')),
  ];
}

/** One post to each person, over and over. */
async function posts(
  { name, library, takes }: Adapter,
  { world }: Stage,
  ours: FarSide,
  bare: FarSide,
): Promise<Figure> {
  const all = (side: FarSide) => async (): Promise<number> => {
    await wait(1200); // nobody gets more than a message a second
    const { perSecond } = await pace(
      everyone((person) => [() => side.post(person, world.newId())]),
      postsAtOnce,
    );
    return perSecond;
  };
  const measured = await inTurn(rounds, all(ours), all(bare));
  const against = `a sentence by bare ${library}`;
  return figure({ name: `${name}, posts handed over`, unit: '/s', against, target: takes }, measured);
}
