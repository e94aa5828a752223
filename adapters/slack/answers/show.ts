import type { KnownBlock } from '@slack/types';
import type { Card } from '../../../src/chat/card.ts';
import { Gone, Unavailable } from '../../../src/errors.ts';
import { asFailure, slackError } from '../failures.ts';
import type { Origin } from '../origin.ts';
import { isDirect } from '../places.ts';
import { type Looks, notificationOf, renderCard } from '../render/render.ts';
import type { Slack } from '../slack.ts';
import type { Connected } from '../workspaces/workspaces.ts';
import type { Manner } from './manner.ts';
import { type Message, respondBy } from './response-url.ts';
import type { Way } from './standing.ts';
import { uploadPictures } from './uploads.ts';

/** A card as a message, its pictures uploaded; where they cannot be, their words stand for them. */
export async function messageOf(
  { trouble }: Pick<Slack, 'trouble'>,
  connected: Connected,
  shown: Card,
  looks: Pick<Looks, 'files' | 'answerTo'>,
): Promise<Message> {
  const pictures = await uploadPictures(connected, shown).catch((error: unknown) => {
    trouble(error, 'pictures of a card');
    return null;
  });
  return { text: notificationOf(shown), blocks: renderCard(shown, { fileOf: (it) => pictures?.get(it), ...looks }) };
}

/**
 * Shows a message where it was asked for: by the response_url, which needs no membership, and without one as any message. Says how
 * it can be changed; null where it cannot. @throws Gone, Unavailable
 */
export async function showMessage(
  slack: Slack,
  connected: Connected,
  origin: Origin,
  message: Message,
  manner: Manner,
): Promise<Way | null> {
  const { isPrivate, replaces, changesLater } = manner;
  const response_type = isPrivate ? 'ephemeral' : 'in_channel';
  const posted = changesLater && !isPrivate && !replaces ? await postToChange(connected, origin, message) : null;
  if (posted) return posted;
  const taken = origin.responseUrl
    ? await respondBy(origin.responseUrl, { ...message, response_type, replace_original: replaces })
    : 'used up';
  if (taken === 'no message') return showMessage(slack, connected, origin, message, { ...manner, replaces: false });
  if (taken === 'used up') return postInstead(slack, connected, origin, message, manner);
  return wayOf(origin, manner);
}

/** How what came by a response_url is changed; null where there was none. */
export function wayOf({ channel, card: pressed, responseUrl: url }: Origin, manner: Manner): Way | null {
  const { isPrivate, replaces } = manner;
  if (replaces && pressed && channel && !pressed.isPrivate) return { kind: 'message', channel, ts: pressed.ts };
  return url === null ? null : { kind: 'url', url, replaces, isPrivate };
}

/** As a message of the bot's own, which it may change. Null where Slack surely did not take it; then it comes another way. */
async function postToChange(connected: Connected, { channel }: Origin, message: Message): Promise<Way | null> {
  if (channel === null) return null;
  try {
    return await postTo(connected, channel, message);
  } catch (error) {
    const failure = asFailure(error, 'an answer');
    const isSurelyNot =
      failure instanceof Gone || (failure instanceof Unavailable && failure.retryAfterMs !== undefined);
    if (isSurelyNot) return null;
    throw failure;
  }
}

async function postTo({ client }: Connected, channel: string, message: Message): Promise<Way | null> {
  const { ts } = await client.chat.postMessage({ channel, ...contentOf(message) });
  return ts === undefined ? null : { kind: 'message', channel, ts };
}

/** A message as the methods of the Web API take it. */
export const contentOf = ({ text, blocks }: Message) => ({
  text,
  blocks: [...blocks],
  unfurl_links: false,
  unfurl_media: false,
});

/** Where the bot is not in the channel (any more), what it has to say goes to the direct line. */
async function postInstead(
  { people }: Slack,
  connected: Connected,
  origin: Origin,
  message: Message,
  { isPrivate, replaces }: Manner,
): Promise<Way | null> {
  const { chat } = connected.client;
  const { channel, card: pressed, user } = origin;
  const content = contentOf(message);
  const directly = async () => postTo(connected, await people.directOf(connected, user), message);
  try {
    if (channel === null || (isPrivate && isDirect(channel))) return await directly();
    if (replaces && pressed && !pressed.isPrivate) {
      await chat.update({ channel, ts: pressed.ts, ...content });
      return { kind: 'message', channel, ts: pressed.ts };
    }
    if (!isPrivate) return await postTo(connected, channel, message);
    await chat.postEphemeral({ channel, user, ...content });
    return null;
  } catch (error) {
    const isAway = slackError(error) === 'message_not_found' || asFailure(error, 'an answer') instanceof Gone;
    if (!isAway) throw asFailure(error, 'an answer');
    return directly();
  }
}

/** A card without pictures or files, as a message. */
export const plainMessage = (shown: Card, more: readonly KnownBlock[] = []): Message => ({
  text: notificationOf(shown),
  blocks: [...renderCard(shown), ...more],
});
