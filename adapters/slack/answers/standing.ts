import type { Logger } from 'pino';
import { z } from 'zod';
import { endStanding, findStanding, keepStanding, type Standing } from '../../shared/store.ts';
import { type Origin, workspaceOf } from '../origin.ts';
import { userAddress } from '../places.ts';

/** A message that the bot may change for as long as it may write there. */
const message = z.object({ kind: z.literal('message'), channel: z.string(), ts: z.string() });
/**
 * What is for one person's eyes: nothing but the response_url of a press on it puts something in its place, for half an hour. That of
 * a command only ever puts something below (github.com/slackapi/bolt-js/issues/2287, github.com/slackapi/bolt-python/issues/1268).
 */
const url = z.object({ kind: z.literal('url'), url: z.string(), replaces: z.boolean(), isPrivate: z.boolean() });
/** The Home page is made anew whenever it is looked at: what comes later goes to the direct line. */
const line = z.object({ kind: z.literal('line'), to: z.string() });

const way = z.discriminatedUnion('kind', [message, url, line]);
export type Way = z.infer<typeof way>;

const kept = z.object({ team: z.string(), org: z.string().nullable(), user: z.string(), way });
/** How an answer is reached, and whose it is. */
export type Kept = z.infer<typeof kept>;

interface Around extends Standing {
  readonly log: Logger;
  now(): Date;
}

/** Never throws: an answer that cannot be kept in mind is shown all the same. */
export async function keepWay(
  around: Around,
  id: string,
  origin: Pick<Origin, 'team' | 'org' | 'user'>,
  found: Way | null,
): Promise<void> {
  const { log, now } = around;
  if (!found) return log.warn({ request: id }, 'Slack lets nobody change this answer; it stays as it is');
  const { team, org, user } = origin;
  const row = { requestId: id, message: nameOf(id), way: { team, org, user, way: found }, at: now() };
  await keepStanding(around, row).catch((error: unknown) =>
    log.warn({ request: id, err: causeOf(error) }, 'where an answer stands could not be kept; it stays as it is'),
  );
}

/** The way to what is said on the Home page. */
export const wayFromHome = (origin: Origin): Way => ({
  kind: 'line',
  to: userAddress(workspaceOf(origin), origin.user),
});

/** Null where no answer to this request stands. */
export async function findWay(standing: Standing, id: string): Promise<Kept | null> {
  return kept.nullable().parse(await findStanding(standing, id));
}

/**
 * What stands in the card that was pressed is to be changed no more: said before the card is replaced, so that nothing older comes over
 * what is newer. Never throws.
 */
export async function giveWay({ db, log }: Around, id: string, { card }: Origin, replaces: boolean): Promise<void> {
  if (!replaces || !card?.answerTo) return;
  await endStanding(db, nameOf(card.answerTo), id).catch((error: unknown) =>
    log.warn({ request: id, err: causeOf(error) }, 'an older answer may come over a newer one'),
  );
}

/** Slack does not tell in which message it shows most answers; each names its request itself, in the ids of its blocks. */
const nameOf = (requestId: string) => `slack:${requestId}`;

/** A failed query holds its values in its own message. */
const causeOf = (error: unknown) => (error instanceof Error && 'params' in error ? error.cause : error);
