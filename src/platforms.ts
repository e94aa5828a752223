import { healthPages } from '../adapters/web/health-pages.ts';
import { webPlatform } from '../adapters/web/platform.ts';
import type { Platform } from './chat/platform.ts';
import type { Config } from './config.ts';
import type { Watch } from './engine/watch.ts';
import type { World } from './world.ts';

/** One thing that the bot is reached by: a platform, or the health pages where there is no web chat. */
export interface Front {
  /** The platform, where posts can go there. */
  readonly platform?: Platform;
  start: Platform['start'];
  stop: Platform['stop'];
  /** What runs and where, for the line that says that all is ready. Known once started. */
  told(): string;
}

/** All that the settings switch on, in the order in which it is to be started: the pages last, since they say that all is ready. */
export function frontsOf(config: Config, world: World, databaseUrl: string, watch: Watch): Front[] {
  return [pagesOf(config, world, databaseUrl, watch)];
}

function pagesOf({ webChat, host, port }: Config, world: World, databaseUrl: string, watch: Watch): Front {
  if (!webChat) {
    const pages = healthPages(watch, { host, port });
    return { ...pages, told: () => `health pages at ${pages.url}` };
  }
  const { db, log, now } = world;
  const platform = webPlatform({ db, databaseUrl, log, watch, now, host, port });
  return { platform, start: platform.start, stop: platform.stop, told: () => `web chat at ${platform.url}` };
}
