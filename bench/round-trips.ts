import type { Bot, Pressed, Reply, Request, Said } from '../src/chat/request.ts';
import { makeBot } from '../src/engine/handle.ts';
import { type Figure, figure, inTurn, type Round } from './figures.ts';
import { type Pace, pace } from './lanes.ts';
import { openRecorder, replay, type Statement } from './recording.ts';
import type { Stage } from './stage.ts';

/** Something that many people do, and can do again from the same start. */
export interface Scene {
  readonly people: number;
  /** What a person sends, one after another. */
  sendsOf(person: number): readonly (Said | Pressed)[];
  /** SQL that puts everything back to where it was before. */
  readonly reset: string;
}

const times = 5;

/**
 * The scene through the bot, beside the statements that it takes, sent bare: written down once for each thing sent, and sent again with the
 * same values to the same rows, over the same pool, by as many people at once.
 */
export async function measureScene(stage: Stage, scene: Scene, atOnce: number): Promise<readonly Round<Pace>[]> {
  const { pool } = stage.connection;
  const scripts = await writeDown(stage, scene);
  const bot = makeBot(stage.world, stage.catalog, stage.queue);
  const ours = everyone(scene, (person) => scene.sendsOf(person).map((what) => () => send(stage, bot, person, what)));
  const bare = scripts.map((script) => script.map((statements) => () => replay(pool, statements)));
  const fromStart = async (acts: typeof bare) => {
    await stage.backstage.query(scene.reset);
    return pace(acts, atOnce);
  };
  return inTurn(
    times,
    () => fromStart(ours),
    () => fromStart(bare),
  );
}

/** For each person, for each thing they send, its statements. */
async function writeDown(stage: Stage, scene: Scene): Promise<(readonly Statement[])[][]> {
  const recorder = openRecorder(stage);
  const scripts: (readonly Statement[])[][] = [];
  await stage.backstage.query(scene.reset);
  for (let person = 0; person < scene.people; person++) {
    const script: (readonly Statement[])[] = [];
    for (const what of scene.sendsOf(person)) {
      await send(stage, recorder.bot, person, what);
      script.push(recorder.take());
    }
    scripts.push(script);
  }
  await recorder.close();
  return scripts;
}

/** The person says or presses something, and must get what they asked for. */
export async function send({ world }: Stage, bot: Bot, person: number, what: Said | Pressed): Promise<void> {
  const name = `Person ${person}`;
  const place = { address: `bench:dm:${person}`, group: null };
  const sender = { key: `bench:${person}`, name, direct: place.address, zone: 'Europe/Berlin' };
  const request: Request = { id: world.newId(), sender, place, ...what };
  const reply: Reply = await bot.handle(request);
  if (reply.refused || (reply.show.kind === 'card' && reply.show.tone === 'bad'))
    throw new Error(`${name} was refused: ${reply.show.title}`);
}

const everyone = <T>({ people }: Scene, actsOf: (person: number) => T) =>
  Array.from({ length: people }, (_, person) => actsOf(person));

/** A scene's rounds as figures: how many a second, and how long one takes. */
export function paceFigures(name: string, rounds: readonly Round<Pace>[]): Figure[] {
  const of = (part: keyof Pace) => rounds.map(({ ours, floor }) => ({ ours: ours[part], floor: floor[part] }));
  const against = 'the same SQL, bare';
  return [
    figure({ name, unit: '/s', against, target: 'ratio at least 0.5' }, of('perSecond')),
    figure({ name: `${name}, p50`, unit: 'ms', against }, of('p50Ms')),
    figure({ name: `${name}, p99`, unit: 'ms', against, target: 'under 100 ms' }, of('p99Ms')),
  ];
}
