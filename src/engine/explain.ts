import type { Logger } from 'pino';
import { card } from '../chat/card.ts';
import type { Reply } from '../chat/request.ts';
import { isConnectionTrouble } from '../db/connect.ts';
import { Refusal, Unavailable } from '../errors.ts';

export interface Explained {
  readonly reply: Reply;
  readonly outcome: 'refused' | 'unavailable' | 'failed';
}

/** An error as the sender sees it, and as the log keeps it. `error.message` of a bug is never shown. */
export function explain(error: unknown, requestId: string, log: Logger): Explained {
  if (error instanceof Refusal) return { outcome: 'refused', reply: privately(error.card, error.problems) };
  if (error instanceof Unavailable || isConnectionTrouble(error)) {
    log.warn({ request: requestId, err: error }, 'world trouble');
    const later = card('I cannot do that just now', ['Nothing was changed. Please try again in a minute.'], 'warn');
    return { outcome: 'unavailable', reply: privately(later) };
  }
  log.error({ request: requestId, err: error }, 'bug');
  const sorry = `I am sorry. Nothing was changed. If it keeps happening, tell whoever runs me: ${requestId}`;
  return { outcome: 'failed', reply: privately(card('That went wrong on my side', [sorry], 'bad')) };
}

const privately = (shown: Reply['show'], problems: Readonly<Record<string, string>> = {}): Reply => ({
  show: shown,
  seenBy: 'me',
  answers: 'below',
  refused: { problems },
});
