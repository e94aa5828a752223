import type { Channel, Team, World } from './world.ts';

/** Calls a minute in each tier: https://docs.slack.dev/apis/web-api/rate-limits. */
const perMinute = { tier1: 1, tier2: 20, tier3: 50, tier4: 100, free: Number.POSITIVE_INFINITY } as const;
export type Tier = keyof typeof perMinute;

/** How many seconds too early a call comes; 0 when it may be done, and then it is counted. */
export function tooEarlyS(world: World, team: Team, method: string, tier: Tier): number {
  return countedS(world, team, method, perMinute[tier], 60_000);
}

/** The same for a message in a channel: one a second. */
export function tooSoonS(world: World, channel: Channel): number {
  return countedS(world, channel.team, `post ${channel.id}`, 1, 1_000);
}

function countedS(world: World, team: Team, key: string, most: number, windowMs: number): number {
  if (world.pace === 'none') return 0;
  const now = world.clock.now();
  const recent = (team.pace.get(key) ?? []).filter((at) => at > now - windowMs);
  team.pace.set(key, recent);
  const first = recent[0];
  if (recent.length >= most && first !== undefined) return Math.max(1, Math.ceil((first + windowMs - now) / 1000));
  recent.push(now);
  return 0;
}
