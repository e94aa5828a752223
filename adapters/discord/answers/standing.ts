import type { Logger } from 'pino';
import { z } from 'zod';
import { endStanding, findStanding, keepStanding, type Standing } from '../../shared/store.ts';
import { forLog } from '../failures.ts';
import type { Landing, Stand } from './landing.ts';

/**
 * How the message of an answer can be changed: by its channel, as the bot's own; or, where it is for one person's eyes, by the token
 * of the interaction that it answered, for 15 minutes.
 */
const way = z.union([
  z.object({ channel: z.string(), message: z.string() }),
  z.object({ application: z.string(), token: z.string(), message: z.string() }),
]);
export type Way = z.infer<typeof way>;

interface Around extends Standing {
  readonly log: Logger;
  now(): Date;
}

/** Never throws: an answer that cannot be kept in mind is shown all the same. */
export async function keepWay(around: Around, requestId: string, found: Way | null): Promise<void> {
  const { log, now } = around;
  const told = { interaction: requestId };
  if (!found) return log.warn(told, 'Discord does not say where an answer stands; it stays as it is');
  await keepStanding(around, { requestId, message: nameOf(found.message), way: found, at: now() }).catch(
    (error: unknown) =>
      log.warn({ ...told, err: forLog(error) }, 'where an answer stands could not be kept; it stays as it is'),
  );
}

/** Null where no answer to this request stands. */
export async function findWay(standing: Standing, requestId: string): Promise<Way | null> {
  return way.nullable().parse(await findStanding(standing, requestId));
}

/**
 * Whatever stands where an answer is about to be put is to be changed no more: said before it is shown, so that nothing older comes
 * over it. Never throws.
 */
export async function giveWay({ db, log }: Around, requestId: string, { where }: Landing, stand: Stand): Promise<void> {
  const here = stand.pressed?.changesLater ? stand.pressed.id : null;
  const message = where === 'origin' ? stand.carries?.origin : where === 'here' ? here : null;
  if (!message) return;
  await endStanding(db, nameOf(message), requestId).catch((error: unknown) =>
    log.warn({ interaction: requestId, err: forLog(error) }, 'an older answer may come over a newer one'),
  );
}

const nameOf = (message: string) => `discord:${message}`;
