import type { Json } from './faces.ts';
import type { Tier } from './pace.ts';
import { SlackRefusal } from './refusal.ts';
import type { Team, World } from './world.ts';

/** One call of a method by a bot whose token is good. */
export interface Calling {
  readonly world: World;
  readonly team: Team;
  readonly args: Json;
  readonly scopes: readonly string[];
}

export interface Method {
  readonly tier: Tier;
  /** Any of these scopes will do; none is asked for where it is empty. */
  readonly scopes: readonly string[];
  readonly needs?: readonly string[];
  run(calling: Calling): Json | Promise<Json>;
}
export type Methods = Readonly<Record<string, Method>>;

/** Too fast: 429 with Retry-After. */
export class TooFast extends Error {
  readonly retryAfterS: number;
  constructor(retryAfterS: number) {
    super('ratelimited');
    this.retryAfterS = retryAfterS;
  }
}

/** Refuses unless one of the scopes was given: some methods ask for others by the kind of channel. */
export function mustHave(given: readonly string[], ...anyOf: readonly string[]): void {
  if (anyOf.length === 0 || anyOf.some((scope) => given.includes(scope))) return;
  throw new SlackRefusal('missing_scope', { needed: anyOf.join(','), provided: given.join(',') });
}
