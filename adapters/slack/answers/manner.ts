import type { Reply } from '../../../src/chat/request.ts';
import type { Origin } from '../origin.ts';
import { isDirect } from '../places.ts';
import type { WhereIs } from '../render/render.ts';
import type { Slack } from '../slack.ts';
import type { Connected } from '../workspaces/workspaces.ts';

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

/** Where the files of a card go: a private answer in a channel cannot carry them. */
export const filesOf = ({ channel }: Origin, { isPrivate }: Manner): WhereIs =>
  channel === null || isPrivate ? 'in the direct line' : 'below';
