import { healthRoutes, type Watch } from './health.ts';
import { type Listening, listen, type Spot } from './listening.ts';

/** The health pages alone, where there is no web chat. `url` is known once started. */
export function healthPages(watch: Watch, spot: Spot) {
  const closing = new AbortController();
  let listening: Listening | undefined;
  return {
    get url() {
      return listening?.url ?? '';
    },
    async start(): Promise<void> {
      listening = await listen(healthRoutes(watch, closing.signal).fetch, spot);
    },
    async stop(): Promise<void> {
      closing.abort();
      await listening?.close();
    },
  };
}
