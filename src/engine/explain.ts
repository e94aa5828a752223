import type { Logger } from 'pino';
import { type Card, card } from '../chat/card.ts';
import { plainCard } from '../chat/plain.ts';
import type { Reply, Request } from '../chat/request.ts';
import { isConnectionTrouble } from '../db/connect.ts';
import { Refusal, Unavailable } from '../errors.ts';
import { problemsBlock } from './problems.ts';

export interface Explained {
  readonly reply: Reply;
  readonly outcome: 'refused' | 'unavailable' | 'failed';
}

/** An error as the sender sees it, and as the log keeps it. `error.message` of a bug is never shown. */
export function explain(error: unknown, { id: requestId, kind }: Pick<Request, 'id' | 'kind'>, log: Logger): Explained {
  if (error instanceof Refusal) {
    const shown = kind === 'say' ? spelledOut(error) : error.card;
    return { outcome: 'refused', reply: privately(shown, error.problems) };
  }
  if (error instanceof Unavailable || isConnectionTrouble(error)) {
    log.warn({ request: requestId, err: error }, 'world trouble');
    const later = card('I cannot do that just now', ['Nothing was changed. Please try again in a minute.'], 'warn');
    return { outcome: 'unavailable', reply: privately(later) };
  }
  log.error({ request: requestId, err: error }, 'bug');
  const sorry = `I am sorry. Nothing was changed. If it keeps happening, tell whoever runs me: ${requestId}`;
  return { outcome: 'failed', reply: privately(card('That went wrong on my side', [sorry], 'bad')) };
}

/** Beside a command there is no form whose fields could say what each of them needs: the card does. */
function spelledOut({ card: shown, problems }: Refusal): Card {
  const said = plainCard(shown);
  const untold = Object.values(problems).filter((problem) => !said.includes(problem));
  return untold.length === 0 ? shown : { ...shown, blocks: [...shown.blocks, problemsBlock(untold)] };
}

const privately = (shown: Reply['show'], problems: Readonly<Record<string, string>> = {}): Reply => ({
  show: shown,
  seenBy: 'me',
  answers: 'below',
  refused: { problems },
});
