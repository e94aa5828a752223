import type { KnownBlock } from '@slack/types';
import { type Card, card } from '../../src/chat/card.ts';
import type { Reply } from '../../src/chat/request.ts';
import { Gone } from '../../src/errors.ts';
import { asFailure, slackError } from './failures.ts';
import { type Origin, workspaceOf } from './origin.ts';
import { isDirect } from './places.ts';
import { notificationOf, renderCard, type WhereIs } from './render.ts';
import { type Message, respondBy } from './response-url.ts';
import type { Slack } from './slack.ts';
import { downloadsOf, share, uploadPictures } from './uploads.ts';
import type { Connected } from './workspaces.ts';

/** How a card is shown: for one person or all, in place of the card that was pressed or below it. */
export interface Manner {
  readonly isPrivate: boolean;
  readonly replaces: boolean;
}

/** What is private never takes the place of what everyone sees; in the direct line with the bot everything is private already. */
export async function mannerOf(slack: Slack, connected: Connected, origin: Origin, reply: Reply): Promise<Manner> {
  const isAlone = await isOwnDirect(slack, connected, origin);
  const isHidden = reply.refused !== undefined || reply.seenBy === 'me' || isDirectLine(origin);
  const isPrivate = isHidden && !isAlone;
  const onCard = reply.answers === 'in place' && !reply.refused ? origin.card : null;
  const replaces = onCard !== null && (onCard.isPrivate || !isPrivate);
  return { isPrivate: isPrivate || (replaces && onCard.isPrivate), replaces };
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
export async function messageOf(slack: Slack, connected: Connected, shown: Card, files: WhereIs): Promise<Message> {
  const pictures = await uploadPictures(connected, shown).catch((error: unknown) => {
    slack.trouble(error, 'pictures of a card');
    return null;
  });
  return { text: notificationOf(shown), blocks: renderCard(shown, { fileOf: (it) => pictures?.get(it), files }) };
}

/** Where the files of a card go: a private answer in a channel cannot carry them. */
export const filesOf = ({ channel }: Origin, { isPrivate }: Manner): WhereIs =>
  channel === null || isPrivate ? 'in the direct line' : 'below';

/**
 * Shows a message where it was asked for: by the response_url, which needs no membership, and without one as any message. @throws
 * Gone, Unavailable
 */
export async function showMessage(
  slack: Slack,
  connected: Connected,
  origin: Origin,
  message: Message,
  manner: Manner,
): Promise<void> {
  const { isPrivate, replaces } = manner;
  const response_type = isPrivate ? 'ephemeral' : 'in_channel';
  const taken = origin.responseUrl
    ? await respondBy(origin.responseUrl, { ...message, response_type, replace_original: replaces })
    : 'used up';
  if (taken === 'no message') return showMessage(slack, connected, origin, message, { isPrivate, replaces: false });
  if (taken === 'used up') await postInstead(slack, connected, origin, message, manner);
}

/** Where the bot is not in the channel (any more), what it has to say goes to the direct line. */
async function postInstead(
  { people }: Slack,
  connected: Connected,
  origin: Origin,
  { text, blocks }: Message,
  { isPrivate, replaces }: Manner,
): Promise<void> {
  const { chat } = connected.client;
  const { channel, card: pressed, user } = origin;
  const content = { text, blocks: [...blocks], unfurl_links: false, unfurl_media: false };
  const directly = async () => chat.postMessage({ channel: await people.directOf(connected, user), ...content });
  try {
    if (channel === null || (isPrivate && isDirect(channel))) await directly();
    else if (replaces && pressed && !pressed.isPrivate) await chat.update({ channel, ts: pressed.ts, ...content });
    else if (isPrivate) await chat.postEphemeral({ channel, user, ...content });
    else await chat.postMessage({ channel, ...content });
  } catch (error) {
    const isAway = slackError(error) === 'message_not_found' || asFailure(error, 'an answer') instanceof Gone;
    if (!isAway) throw asFailure(error, 'an answer');
    await directly();
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

/** All of a reply's card, its files and its quiet word. @throws Gone, Unavailable */
export async function showReply(slack: Slack, origin: Origin, reply: Reply, shown: Card): Promise<void> {
  const connected = await slack.workspaces.find(workspaceOf(origin));
  const manner = await mannerOf(slack, connected, origin, reply);
  const files = filesOf(origin, manner);
  await showMessage(slack, connected, origin, await messageOf(slack, connected, shown, files), manner);
  await showRest(slack, connected, origin, reply, shown, files);
}

/** What comes after the card itself. */
export async function showRest(
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
