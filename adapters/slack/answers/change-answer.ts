import type { Card } from '../../../src/chat/card.ts';
import type { Delivery } from '../../../src/chat/platform.ts';
import { Gone, Unavailable } from '../../../src/errors.ts';
import { keepStanding, type Standing, takeStanding } from '../../shared/store.ts';
import { type Delivering, deliver } from '../deliver.ts';
import { slackError } from '../failures.ts';
import { type Connected, inWorkspace } from '../workspaces/workspaces.ts';
import { NotTaken, type Response, respondOnceBy } from './response-url.ts';
import { contentOf, messageOf } from './show.ts';
import { findWay, type Kept, type Way } from './standing.ts';
import { downloadsOf, share } from './uploads.ts';

type Changing = Delivery & { readonly instead: string };

/** Errors after which a message will never be changed (docs.slack.dev/reference/methods/chat.update). */
const overErrors = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

/**
 * Puts a post in the place of the answer to `instead` while that stands; done again, it shows the same. An answer that nobody can
 * change any more stays as it is. @throws Unavailable, also where nothing stands yet
 */
export async function changeAnswer(around: Delivering, changing: Changing): Promise<void> {
  const { log, workspaces } = around;
  const found = await lookFor(around, changing.instead);
  if (!found && !changing.again) throw new Unavailable('the answer is still on its way', 1000);
  if (!found) return;
  const over = () => log.info({ post: changing.id }, 'an answer can no longer be changed; it stays as it is');
  try {
    const isDone = await inWorkspace(workspaces, found, 'a changed answer', (it) => put(around, it, found, changing));
    if (!isDone) over();
  } catch (error) {
    if (!(error instanceof Gone) && !overErrors.has(slackError(error) ?? '')) throw error;
    over();
  }
}

const lookFor = (standing: Standing, id: string) =>
  findWay(standing, id).catch((error: unknown) => {
    throw new Unavailable('the database, for where an answer stands', undefined, { cause: error });
  });

/** False where its time is over. */
async function put(around: Delivering, connected: Connected, found: Kept, changing: Changing): Promise<boolean> {
  const { way, user } = found;
  if (way.kind === 'line') {
    await deliver(around, { ...changing, to: way.to });
    return true;
  }
  const { card, instead } = changing;
  const files = way.kind === 'message' ? 'below' : 'in the direct line';
  const message = await messageOf(around, connected, card, { files, answerTo: instead });
  // While its pictures were on their way, the person may have gone on.
  if (!(await lookFor(around, instead))) return false;
  if (way.kind === 'message')
    await connected.client.chat.update({ channel: way.channel, ts: way.ts, ...contentOf(message) });
  else if (!(await putByUrl(around, way, message, changing))) return false;
  const channel = async () => (way.kind === 'message' ? way.channel : around.people.directOf(connected, user));
  await shareAll(around, connected, card, channel);
  return true;
}

type ByUrl = Extract<Way, { kind: 'url' }>;

async function putByUrl(
  around: Delivering,
  { url, replaces, isPrivate }: ByUrl,
  message: Pick<Response, 'text' | 'blocks'>,
  changing: Changing,
) {
  const response_type = isPrivate ? 'ephemeral' : 'in_channel';
  const send = async () =>
    (await respondOnceBy(url, { ...message, response_type, replace_original: replaces })) === 'shown';
  return replaces ? send() : putBelow(around, changing, send);
}

/** What comes below comes once: it is rather lost than seen twice where Slack does not say whether it took it. */
async function putBelow(around: Delivering, { id, instead }: Changing, send: () => Promise<boolean>): Promise<boolean> {
  const taken = await takeStanding(around, instead);
  if (!taken) return false;
  try {
    return await send();
  } catch (error) {
    if (error instanceof NotTaken) await keepStanding(around, taken);
    if (error instanceof NotTaken || !(error instanceof Unavailable)) throw error;
    around.log.warn({ post: id, err: error }, 'a changed answer may be lost: Slack did not say whether it took it');
    return true;
  }
}

/** Its files come once, after it: rather lost than seen twice. */
async function shareAll(
  { trouble }: Delivering,
  connected: Connected,
  card: Card,
  channel: () => Promise<string>,
): Promise<void> {
  for (const download of downloadsOf(card))
    await channel()
      .then((to) => share(connected, download, to))
      .catch((error: unknown) => trouble(error, 'a file of a changed answer'));
}
