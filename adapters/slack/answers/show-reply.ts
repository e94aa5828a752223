import { type Card, card } from '../../../src/chat/card.ts';
import type { Reply } from '../../../src/chat/request.ts';
import { Gone } from '../../../src/errors.ts';
import type { Origin } from '../origin.ts';
import type { WhereIs } from '../render/render.ts';
import type { Slack } from '../slack.ts';
import type { Ack } from '../ways-in/ack.ts';
import type { Connected } from '../workspaces/workspaces.ts';
import { filesOf, type Manner, mannerOf } from './manner.ts';
import type { Message } from './response-url.ts';
import { messageOf, plainMessage, showMessage, wayOf } from './show.ts';
import { giveWay, keepWay, type Way } from './standing.ts';
import { downloadsOf, share } from './uploads.ts';

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

/** Shares the files of a card: where it was asked, or in the direct line where that cannot be. @throws Unavailable */
async function shareFiles(
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
