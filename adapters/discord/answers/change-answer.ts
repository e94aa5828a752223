import type { Logger } from 'pino';
import type { Card } from '../../../src/chat/card.ts';
import type { Delivery } from '../../../src/chat/platform.ts';
import { Unavailable } from '../../../src/errors.ts';
import type { Standing } from '../../shared/store.ts';
import { errorFrom, forLog, type Trouble, troubleOf } from '../failures.ts';
import type { Message } from '../render/message.ts';
import type { Sending } from '../sending.ts';
import { plainMessage } from './carriers.ts';
import { marked } from './marks.ts';
import { findWay, type Way } from './standing.ts';

interface Around extends Standing {
  readonly sending: Sending;
  readonly log: Logger;
  render(card: Card): Promise<readonly Message[]>;
  onTrouble(trouble: Trouble): void;
}

/**
 * Puts a post in the place of the answer to `instead` while that stands; done again, it shows the same. An answer that nobody can
 * change any more stays as it is. Throws Unavailable, also where nothing stands yet.
 */
export async function changeAnswer(around: Around, { id, card, again, instead }: Changing): Promise<void> {
  const { log, render } = around;
  // Drawn before it is looked for: the less time from the look to the change, the less can have come between.
  const [first, ...rest] = marked(await render(card));
  const way = await findWay(around, instead).catch((error: unknown) => {
    throw new Unavailable('the database, for where an answer stands', undefined, { cause: forLog(error) });
  });
  if (!way && !again) throw new Unavailable('the answer is still on its way', 1000);
  if (!way || !first) return;
  const trouble = await change(around, way, first);
  if (trouble?.kind === 'refused')
    log.error({ post: id, trouble: trouble.what }, 'Discord takes no such card; it is sent as plain text');
  const left = trouble?.kind === 'refused' ? await change(around, way, plainMessage(card)) : trouble;
  if (!left) return trouble ? undefined : addRest(around, way, rest, id);
  if (!isOver(left)) throw errorFrom(left);
  log.info({ post: id, trouble: left.what }, 'an answer can no longer be changed; it stays as it is');
}

type Changing = Pick<Delivery, 'id' | 'card' | 'again'> & { readonly instead: string };

const isOver = ({ kind }: Trouble) => kind === 'expired' || kind === 'absent' || kind === 'gone';

async function change({ sending, onTrouble }: Around, way: Way, message: Message): Promise<Trouble | null> {
  try {
    if ('token' in way) await sending.editByToken(way, message);
    else await sending.edit(way.channel, way.message, message);
    return null;
  } catch (error) {
    const trouble = troubleOf(error);
    onTrouble(trouble);
    return trouble;
  }
}

/** What does not fit into the first message comes below it: rather lost than seen twice where Discord cannot tell. */
async function addRest({ sending, onTrouble, log }: Around, way: Way, rest: readonly Message[], id: string) {
  if (rest.length === 0) return;
  try {
    if ('channel' in way) await sending.post({ kind: 'channel', id: way.channel }, rest, id);
    else for (const message of rest) await sending.addByToken(way, message);
  } catch (error) {
    const trouble = troubleOf(error);
    onTrouble(trouble);
    log.warn({ post: id, trouble: trouble.what }, 'the rest of a changed answer could not be shown');
  }
}
