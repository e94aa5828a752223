import { inTime } from '../adapters/shared/in-time.ts';
import { healthPages } from '../adapters/web/health-pages.ts';
import { webPlatform } from '../adapters/web/platform.ts';
import type { Catalog, Platform } from './chat/platform.ts';
import type { Bot } from './chat/request.ts';
import type { Config } from './config.ts';
import type { Link, Watch } from './engine/watch.ts';
import type { SlackMode } from './settings/slack.ts';
import type { World } from './world.ts';

/** One way in which the bot is reached: a platform, or the health pages where there is no web chat. */
export interface Front {
  /** Where posts can go there. */
  readonly platform?: Platform;
  start: Platform['start'];
  stop: Platform['stop'];
  /** What runs and where, for the line that says that all is ready. Known once started. */
  told(): string;
}

/** A platform that runs elsewhere, and can be cut off. */
export type FarFront = Front & Link;

const patienceMs = 10_000;

/**
 * Starts the platforms side by side, then the pages, which tell that all is ready. A platform that cannot be reached keeps nobody
 * waiting: after 10 s the rest goes on, and it comes when it can; what keeps it from ever coming is told to `fail` then.
 * @returns what runs and where
 * @throws WrongSetting where trying again is of no use
 */
export async function startFronts(
  fronts: readonly Front[],
  catalog: Catalog,
  bot: Bot,
  fail: (error: unknown) => void,
): Promise<string[]> {
  const start = async (front: Front) => {
    const starting = front.start(catalog, bot).then(() => true);
    if (await inTime(starting, patienceMs)) return front.told();
    starting.catch(fail);
    return `${front.told()} (not reached yet, it keeps trying)`;
  };
  const platforms = await Promise.all(fronts.slice(0, -1).map(start));
  const pages = await Promise.all(fronts.slice(-1).map(start));
  return [...platforms, ...pages];
}

/** The platforms that the settings switch on. One that is off is not even loaded: its library takes memory and time. */
export async function farFrontsOf(config: Config, world: World): Promise<FarFront[]> {
  return (await Promise.all([discordOf(config, world), slackOf(config, world)])).flat();
}

async function discordOf({ discord }: Config, world: World): Promise<FarFront[]> {
  if (!discord) return [];
  const { discordPlatform } = await import('../adapters/discord/platform.ts');
  const platform = discordPlatform({ ...discord, ...world });
  const { start, stop, isConnected } = platform;
  return [{ name: 'Discord', platform, start, stop, isConnected, told: () => 'Discord' }];
}

async function slackOf({ slack }: Config, world: World): Promise<FarFront[]> {
  if (!slack) return [];
  const { slackPlatform } = await import('../adapters/slack/platform.ts');
  const platform = slackPlatform({ ...slack, ...world });
  const { start, stop, isConnected } = platform;
  const told = () => slackTold(slack.mode, platform.port);
  return [{ name: 'Slack', platform, start, stop, isConnected, told }];
}

function slackTold(mode: SlackMode, port: number): string {
  if (mode.kind === 'socket') return 'Slack by Socket Mode';
  return `Slack over HTTP at http://${mode.host.includes(':') ? `[${mode.host}]` : mode.host}:${port}`;
}

/** The pages, which come last: the web chat where it is on, and else how the bot fares. */
export function pagesOf({ webChat, host, port }: Config, world: World, databaseUrl: string, watch: Watch): Front {
  if (!webChat) {
    const pages = healthPages(watch, { host, port });
    return { ...pages, told: () => `health pages at ${pages.url}` };
  }
  const { db, log, now } = world;
  const platform = webPlatform({ db, databaseUrl, log, watch, now, host, port });
  return { platform, start: platform.start, stop: platform.stop, told: () => `web chat at ${platform.url}` };
}
