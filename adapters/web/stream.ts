import type { SSEStreamingApi } from 'hono/streaming';
import type { Address } from '../../src/chat/request.ts';
import { newsSince } from './feed.ts';
import { makeBell } from './live.ts';
import { readAddress } from './places.ts';
import type { Web } from './web.ts';

/** How long a stream may be silent: it then shows that it lives, and looks again in case a ring was lost. */
const silenceMs = 15_000;

export interface Tab {
  readonly who: string;
  readonly place: Address;
  /** The change up to which the tab has shown everything. */
  readonly since: number;
}

/** Sends a tab what changed after `since`, now and as it happens, until the tab goes or the chat stops. */
export async function streamNews(web: Web, { who, place, since }: Tab, stream: SSEStreamingApi): Promise<void> {
  const bell = makeBell();
  const quiet = web.live.listen((changed) => {
    if (concerns(changed, who)) bell.ring();
  });
  web.closing.addEventListener('abort', bell.ring);
  stream.onAbort(bell.ring);
  try {
    await stream.writeSSE({ event: 'hello', data: web.now().toISOString(), retry: 1000 });
    for (let seq = since; !stream.aborted && !web.closing.aborted; ) {
      const news = await newsSince(web.db, { who, place, seq, now: web.now() });
      if (news) await stream.writeSSE({ event: 'news', id: String(news.seq), data: JSON.stringify(news) });
      else await stream.write(': still here\n\n');
      seq = news?.seq ?? seq;
      if (!news?.more) await bell.wait(silenceMs);
    }
  } catch (error) {
    web.log.warn({ err: error }, 'a stream broke off; the browser will come back');
  } finally {
    quiet();
    web.closing.removeEventListener('abort', bell.ring);
  }
}

/** A direct line is nobody else's; everyone is in every room. */
function concerns(changed: Address | null, who: string): boolean {
  const spot = changed === null ? null : readAddress(changed);
  return spot?.kind !== 'direct' || spot.slug === who;
}
