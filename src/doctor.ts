/** `npm run doctor`: looks at everything that the bot needs, and says what is well and what to do about the rest. Changes nothing. */
import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { examineDiscord } from '../adapters/discord/examine.ts';
import { examineTutor } from '../adapters/openai/examine.ts';
import { examineSlack } from '../adapters/slack/examine.ts';
import { amiss, type Finding, well } from './chat/finding.ts';
import { BadConfig, type Config, readConfig, settings } from './config.ts';
import { examineDatabase } from './db/examine.ts';
import { buildCatalog } from './engine/catalog.ts';
import { readEnvironment } from './environment.ts';
import { features } from './features/index.ts';
import { realClock } from './world.ts';

type Chapter = readonly [title: string, findings: readonly Finding[]];

const environment = readEnvironment();
const offMaxMs = 30_000;

async function* chapters(): AsyncGenerator<Chapter> {
  const config = readSettings();
  if (!('port' in config)) return yield ['Settings', config];
  yield ['Settings', [settingsSet()]];
  const { findings, clock } = await database(config);
  yield ['Database', findings];
  yield ['Clock', await clocks(config, clock)];
  if (config.discord) yield ['Discord', await examineDiscord({ ...config.discord, catalog: buildCatalog(features) })];
  if (config.slack) yield ['Slack', await examineSlack(config.slack)];
  if (config.tutor) yield ['Tutor', await examineTutor({ ...config.tutor, elapsedMs: realClock.elapsedMs })];
}

function readSettings(): Config | readonly Finding[] {
  try {
    return readConfig(environment);
  } catch (error) {
    if (!(error instanceof BadConfig)) throw error;
    return error.problems.map((problem) => amiss('A setting cannot be used', problem));
  }
}

function settingsSet(): Finding {
  const names = Object.values(settings).flatMap(({ variable }) => (environment[variable]?.trim() ? variable : []));
  return well(
    names.length === 0
      ? 'Nothing is set, and nothing needs to be'
      : `These are set and fit together: ${names.join(', ')}`,
  );
}

async function database({ databaseUrl, databasePool, dataDir }: Config) {
  if (databaseUrl) return examineDatabase(databaseUrl, databasePool, realClock.now);
  return { findings: [await ownDatabase(dataDir)], clock: null };
}

/** Its own PostgreSQL is not started for this: a bot may be running on it. */
async function ownDatabase(dataDir: string): Promise<Finding> {
  for (let folder = dataDir; ; folder = dirname(folder)) {
    try {
      await access(folder, constants.W_OK);
      return well(`A PostgreSQL of its own, in ${dataDir}`);
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      if (!isMissing || folder === dirname(folder))
        return amiss(
          `Nothing can be written to ${folder}`,
          'Let the user who starts Studyloop write there, or set DATA_DIR or DATABASE_URL.',
        );
    }
  }
}

type Beside = { readonly theirs: Date; readonly ours: Date };

/** This machine's clock beside the database's and the platforms', as far as they tell theirs. */
async function clocks({ discord, slack }: Config, ofDatabase: Beside | null): Promise<Finding[]> {
  const ofDiscord = discord && (await dateOf(`${discord.apiUrl ?? 'https://discord.com/api'}/v10/gateway`));
  const ofSlack = slack && (await dateOf(`${slack.apiUrl ?? 'https://slack.com/api'}/api.test`));
  const known = Object.entries({ "the database's": ofDatabase, "Discord's": ofDiscord, "Slack's": ofSlack });
  const findings = known.flatMap(([whose, clock]) => (clock ? besideOurs(whose, clock) : []));
  return findings.length > 0
    ? findings
    : [well(`It is ${realClock.now().toISOString()} here; nobody else could be asked`)];
}

function besideOurs(whose: string, { theirs, ours }: Beside): Finding {
  const offMs = ours.getTime() - theirs.getTime();
  const seconds = (Math.abs(offMs) / 1000).toFixed(0);
  if (Math.abs(offMs) <= offMaxMs) return well(`This machine's clock agrees with ${whose}`);
  return amiss(
    `This machine's clock is ${seconds} s ${offMs > 0 ? 'ahead of' : 'behind'} ${whose}`,
    'Reminders would come at the wrong time, and Slack would be refused. Set the clock (NTP: timedatectl set-ntp true).',
  );
}

/** The Date header of an answer, whatever else it says; null where none comes. */
async function dateOf(url: string): Promise<Beside | null> {
  try {
    const askedAt = realClock.now();
    const { headers } = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const theirs = new Date(headers.get('date') ?? Number.NaN);
    const ours = new Date((askedAt.getTime() + realClock.now().getTime()) / 2);
    return Number.isNaN(theirs.getTime()) ? null : { theirs, ours };
  } catch {
    return null;
  }
}

let amissCount = 0;
for await (const [title, findings] of chapters()) {
  console.log(title);
  for (const { isWell, says, todo } of findings) {
    console.log(`  ${isWell ? '✔' : '✘'} ${says}${todo ? `\n      ${todo}` : ''}`);
    if (!isWell) amissCount++;
  }
}
console.log(amissCount === 0 ? '\nAll is well.' : `\n${amissCount} to put right.`);
process.exitCode = amissCount === 0 ? 0 : 1;
