import type { Logger } from 'pino';

/** After this an act is acknowledged without an answer: Slack waits three seconds. */
const patienceMs = 2000;

/** Acknowledges an act of someone, once and always in time. */
export interface Ack {
  /** Whether `body` reached Slack with the acknowledgement; false where that was sent already, or could not be. */
  (body?: object): Promise<boolean>;
  /** Whether it is too late for an answer in the acknowledgement. */
  isSpent(): boolean;
}

/** Bolt's `ack`, called by itself when its time has come. */
export function ackInTime(ack: (body?: never) => Promise<void>, log: Logger): Ack {
  const send = ack as (body?: object) => Promise<void>;
  let isSpent = false;
  const once = async (body?: object): Promise<boolean> => {
    if (isSpent) return false;
    isSpent = true;
    clearTimeout(late);
    try {
      await send(body);
      return true;
    } catch (error) {
      log.warn({ err: error }, 'an acknowledgement did not reach Slack');
      return false;
    }
  };
  const late = setTimeout(() => void once(), patienceMs);
  return Object.assign(once, { isSpent: () => isSpent });
}
