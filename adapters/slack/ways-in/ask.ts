import type { Reply, Request } from '../../../src/chat/request.ts';
import { workspaceOf } from '../origin.ts';
import { placeOf } from '../places.ts';
import type { Act } from '../receive.ts';
import type { Slack } from '../slack.ts';
import { giveBack, takeOnce } from '../store.ts';
import type { Connected } from '../workspaces/workspaces.ts';

export interface Asked {
  readonly connected: Connected;
  readonly reply: Reply;
}

/** What the bot says to an act. @throws Gone where the app is not installed, Unavailable */
export async function ask(slack: Slack, { id, what, origin, userName, domain }: Act): Promise<Asked> {
  const connected = await slack.workspaces.find(workspaceOf(origin));
  const sender = await slack.people.sender(connected, origin.user, userName);
  const place = placeOf(
    connected.workspace,
    connected.name ?? (domain || 'This workspace'),
    origin.user,
    origin.channel,
  );
  const request: Request = { id, sender, place, ...what };
  return { connected, reply: await slack.bot.handle(request) };
}

/**
 * Answers an act once, however often it is handed in: Slack gives its acts an id, and its answers none. False where it was
 * answered already. What could not be shown may be tried again.
 */
export async function once(slack: Slack, id: string, work: () => Promise<void>): Promise<boolean> {
  const answer = `answer:${id}`;
  if (!(await takeOnce(slack.db, answer, slack.now()))) return false;
  try {
    await work();
    return true;
  } catch (error) {
    await giveBack(slack.db, answer);
    throw error;
  }
}
