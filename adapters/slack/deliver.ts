import type { Logger } from 'pino';
import type { Delivery } from '../../src/chat/platform.ts';
import { Gone, Unavailable } from '../../src/errors.ts';
import type { Standing } from '../shared/store.ts';
import { keepWay } from './answers/standing.ts';
import { downloadsOf, share, uploadPictures } from './answers/uploads.ts';
import { asFailure, slackError } from './failures.ts';
import type { Pace } from './pacing.ts';
import type { People } from './people.ts';
import { readAddress, type Spot } from './places.ts';
import { notificationOf, renderCard } from './render/render.ts';
import { type Connected, inWorkspace, type Workspaces } from './workspaces/workspaces.ts';

const eventType = 'studyloop_post';
/** How far back a post is looked for: longer than the outbox lies between two tries, in all but the busiest channels. */
const pages = 3;
const pageSize = 200;

export interface Delivering extends Standing {
  readonly workspaces: Workspaces;
  readonly people: People;
  readonly pace: Pace;
  readonly log: Logger;
  now(): Date;
  trouble(error: unknown, what: string): void;
}

/** Posts a card once, however often it is called with its id. @throws Gone, Unavailable */
export async function deliver(around: Delivering, delivery: Delivery): Promise<void> {
  const spot = readAddress(delivery.to);
  if (!spot) throw new Gone(`nobody is at ${delivery.to}`);
  await inWorkspace(around.workspaces, spot.workspace, `a post to ${delivery.to}`, async (connected) => {
    const channel = await channelOf(around, connected, spot);
    const earlier = delivery.again ? await findEarlier(around, connected, channel, delivery.id) : null;
    const ts = earlier?.ts ?? (await post(around, connected, channel, delivery));
    if (delivery.changesLater) await keepPost(around, delivery.id, spot, { channel, ts });
    await shareFiles(connected, channel, delivery, earlier?.files ?? []);
  });
}

const channelOf = ({ people }: Delivering, connected: Connected, { kind, id }: Spot) =>
  kind === 'channel' ? id : people.directOf(connected, id);

/** Where a post stands that will be changed. */
async function keepPost(
  around: Delivering,
  id: string,
  { workspace, ...spot }: Spot,
  { channel, ts }: { channel: string; ts: string | undefined },
): Promise<void> {
  const whose = { ...workspace, user: spot.kind === 'user' ? spot.id : '' };
  await keepWay(around, id, whose, ts === undefined ? null : { kind: 'message', channel, ts });
}

/** Gives the `ts` by which Slack names it. */
async function post(
  { pace, trouble }: Delivering,
  connected: Connected,
  channel: string,
  { id, card, changesLater }: Delivery,
): Promise<string | undefined> {
  await pace.turn(channel);
  const pictures = await uploadPictures(connected, card).catch((error: unknown) => {
    if (error instanceof Gone) throw error;
    trouble(error, 'pictures of a post');
    return null;
  });
  try {
    const { ts } = await connected.client.chat.postMessage({
      channel,
      text: notificationOf(card),
      blocks: renderCard(card, { fileOf: (it) => pictures?.get(it), answerTo: changesLater && id }),
      metadata: { event_type: eventType, event_payload: { id } },
      unfurl_links: false,
      unfurl_media: false,
    });
    return ts;
  } catch (error) {
    const failure = asFailure(error, `a post to ${channel}`);
    if (failure instanceof Unavailable && failure.retryAfterMs !== undefined) pace.hold(channel, failure.retryAfterMs);
    throw failure === error ? error : failure;
  }
}

interface Earlier {
  readonly ts: string | undefined;
  /** Names of the files that came after it. */
  readonly files: readonly string[];
}

/**
 * A post whose answer may have been lost, by the id in its metadata (docs.slack.dev/messaging/message-metadata); null where it is
 * not there, or where nobody allowed the bot to read the channel.
 */
async function findEarlier(
  { log }: Delivering,
  { client, botUser }: Connected,
  channel: string,
  id: string,
): Promise<Earlier | null> {
  const files: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < pages; page++) {
    const found = await client.conversations
      .history({ channel, include_all_metadata: true, limit: pageSize, ...(cursor !== undefined && { cursor }) })
      .catch((error: unknown) => {
        if (slackError(error) !== 'missing_scope') throw error;
        log.warn({ post: id }, 'a post may come twice: the bot may not read this channel to look for it');
        return null;
      });
    for (const message of found?.messages ?? []) {
      if (message.user === botUser) files.push(...(message.files ?? []).map(({ name }) => name ?? ''));
      const payload: { readonly id?: unknown } = message.metadata?.event_payload ?? {};
      if (message.metadata?.event_type === eventType && payload.id === id) return { ts: message.ts, files };
    }
    cursor = found?.response_metadata?.next_cursor;
    if (!cursor) return null;
  }
  return null;
}

async function shareFiles(
  connected: Connected,
  channel: string,
  { card }: Delivery,
  there: readonly string[],
): Promise<void> {
  for (const download of downloadsOf(card))
    if (!there.includes(download.name)) await share(connected, download, channel);
}
