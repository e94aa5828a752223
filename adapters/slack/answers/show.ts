import type { KnownBlock } from '@slack/types';
import { type Card, card } from '../../../src/chat/card.ts';
import type { Reply } from '../../../src/chat/request.ts';
import { Gone, Unavailable } from '../../../src/errors.ts';
import { asFailure, slackError } from '../failures.ts';
import type { Origin } from '../origin.ts';
import { isDirect } from '../places.ts';
import { type Looks, notificationOf, renderCard, type WhereIs } from '../render/render.ts';
import type { Slack } from '../slack.ts';
import type { Ack } from '../ways-in/ack.ts';
import type { Connected } from '../workspaces/workspaces.ts';
import { type Message, respondBy } from './response-url.ts';
import { giveWay, keepWay, type Way } from './standing.ts';
import { downloadsOf, share, uploadPictures } from './uploads.ts';

/** How a card is shown: for one person or all, in place of the card that was pressed or below it. */
export interface Manner {
  readonly isPrivate: boolean;
  readonly replaces: boolean;
  /** It is to be shown in a way in which it can be changed, where there is one. */
  readonly changesLater?: true | undefined;
}

/** What is private never takes the place of what everyone sees; in the direct line with the bot everything is private already. */
export async function mannerOf(slack: Slack, connected: Connected, origin: Origin, reply: Reply): Promise<Manner> {
  const isAlone = await isOwnDirect(slack, connected, origin);
  const isHidden = reply.refused !== undefined || reply.seenBy === 'me' || isDirectLine(origin);
  const isPrivate = isHidden && !isAlone;
  const onCard = reply.answers === 'in place' && !reply.refused ? origin.card : null;
  const replaces = onCard !== null && (onCard.isPrivate || !isPrivate);
  const { changesLater } = reply;
  return { isPrivate: isPrivate || (replaces && onCard.isPrivate), replaces, changesLater };
}

const isDirectLine = ({ channel }: Origin) => channel !== null && isDirect(channel);

/** Two people's direct line is not the bot's: there it may only whisper. */
async function isOwnDirect({ people }: Slack, connected: Connected, origin: Origin): Promise<boolean> {
  if (!isDirectLine(origin)) return false;
  return people.directOf(connected, origin.user).then(
    (direct) => direct === origin.channel,
    () => false,
  );
}

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

/** Where the files of a card go: a private answer in a channel cannot carry them. */
export const filesOf = ({ channel }: Origin, { isPrivate }: Manner): WhereIs =>
  channel === null || isPrivate ? 'in the direct line' : 'below';

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

/** Shares the files of a card: where it was asked, or in the direct line where that cannot be. @throws Unavailable */
export async function shareFiles(
  slack: Slack,
  connected: Connected,
  origin: Origin,
  shown: Card,
  files: WhereIs,
): Promise<void> {
  for (const download of downloadsOf(shown)) {
    const direct = () => slack.people.directOf(connected, origin.user);
    if (files === 'in the direct line' || !origin.channel) {
      await share(connected, download, await direct());
      continue;
    }
    try {
      await share(connected, download, origin.channel);
    } catch (error) {
      if (!(error instanceof Gone)) throw error;
      await share(connected, download, await direct());
      await showMessage(slack, connected, origin, plainMessage(movedCard(download.name)), {
        isPrivate: true,
        replaces: false,
      });
    }
  }
}

const movedCard = (name: string) =>
  card('I am not in this channel', [`So I sent ${name} to our direct messages.`], 'warn');

/** A card without pictures or files, as a message. */
export const plainMessage = (shown: Card, more: readonly KnownBlock[] = []): Message => ({
  text: notificationOf(shown),
  blocks: [...renderCard(shown), ...more],
});

export interface Showing {
  /** Of the request that is answered. */
  readonly id: string;
  readonly connected: Connected;
  readonly origin: Origin;
  readonly reply: Reply;
  /** Its card. */
  readonly shown: Card;
  /** The acknowledgement, where the card may ride on it. */
  readonly ack?: Ack | undefined;
}

/** All of a reply's card, its files and its quiet word. @throws Gone, Unavailable */
export async function showReply(slack: Slack, { id, connected, origin, reply, shown, ack }: Showing): Promise<void> {
  const { changesLater } = reply;
  const manner = await mannerOf(slack, connected, origin, reply);
  const files = filesOf(origin, manner);
  const message = await messageOf(slack, connected, shown, { files, answerTo: changesLater && id });
  await giveWay(slack, id, origin, manner.replaces);
  const way =
    (await ride(origin, message, manner, ack)) ?? (await showMessage(slack, connected, origin, message, manner));
  if (changesLater) await keepWay(slack, id, origin, way);
  await showRest(slack, connected, origin, reply, shown, files);
}

/** With the acknowledgement, unless nobody could change it then; null where it did not reach Slack so. */
async function ride(origin: Origin, message: Message, manner: Manner, ack?: Ack): Promise<Way | null> {
  const { isPrivate, changesLater } = manner;
  if (!ack || (changesLater && !isPrivate)) return null;
  const response_type = isPrivate ? 'ephemeral' : 'in_channel';
  return (await ack({ ...message, response_type })) ? wayOf(origin, manner) : null;
}

/** What comes after the card itself. */
async function showRest(
  slack: Slack,
  connected: Connected,
  origin: Origin,
  { note }: Reply,
  shown: Card,
  files: WhereIs,
): Promise<void> {
  await shareFiles(slack, connected, origin, shown, files);
  if (note) await showMessage(slack, connected, origin, plainMessage(note), { isPrivate: true, replaces: false });
}
