import { setTimeout as wait } from 'node:timers/promises';
import type { SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { WrongSetting } from '../../../src/errors.ts';
import { slackError } from '../failures.ts';

const longestWaitMs = 30_000;
const farewellMs = 2000;

/** Answers to a token that no waiting will mend. */
const refusals: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not know SLACK_APP_TOKEN. Make a new app-level token under Basic Information.',
  not_authed: 'Slack does not know SLACK_APP_TOKEN. Make a new app-level token under Basic Information.',
  token_revoked: 'SLACK_APP_TOKEN was revoked. Make a new app-level token under Basic Information.',
  account_inactive: 'SLACK_APP_TOKEN was revoked. Make a new app-level token under Basic Information.',
  not_allowed_token_type: 'SLACK_APP_TOKEN is not an app-level token (those begin with xapp-).',
  missing_scope: 'SLACK_APP_TOKEN lacks the scope connections:write. Make a new one under Basic Information.',
  socket_mode_not_enabled: 'Socket Mode is switched off for this app. Switch it on under Socket Mode.',
};

export interface SocketLine {
  /** Connects; while Slack is away it goes on trying by itself. @throws WrongSetting where the token is refused */
  open(): Promise<void>;
  isOpen(): boolean;
  close(): Promise<void>;
}

/**
 * Keeps the socket to Slack open. Bolt's own client waits five seconds before it comes back after Slack's regular changes of
 * connection, and ends the program when Slack cannot be reached at that moment (@slack/socket-mode 3.1.0); so it is told not to.
 */
export function socketLine({ client }: SocketModeReceiver, log: Logger): SocketLine {
  const closing = new AbortController();
  let connecting: Promise<void> | null = null;
  let isOpen = false;
  client.on('connected', () => {
    isOpen = true;
  });

  async function connect(): Promise<void> {
    for (let attempt = 0; !closing.signal.aborted; attempt++) {
      const waitMs = attempt === 0 ? 0 : Math.min(longestWaitMs, 250 * 2 ** attempt);
      await wait(waitMs, undefined, { signal: closing.signal }).catch(() => {});
      if (closing.signal.aborted || (await isConnected(attempt))) return;
    }
  }

  async function isConnected(attempt: number): Promise<boolean> {
    try {
      await client.start();
      return true;
    } catch (error) {
      const refusal = refusals[slackError(error) ?? ''];
      if (refusal && attempt === 0) throw new WrongSetting(refusal);
      log.warn({ err: error }, 'no socket to Slack yet');
      return false;
    }
  }

  const open = () => {
    connecting ??= connect().finally(() => {
      connecting = null;
    });
    return connecting;
  };
  client.on('disconnected', () => {
    isOpen = false;
    if (closing.signal.aborted || connecting) return;
    open().catch((error: unknown) => log.error({ err: error }, 'the socket to Slack'));
  });
  return {
    open,
    isOpen: () => isOpen,
    async close() {
      closing.abort();
      await Promise.race([client.disconnect(), wait(farewellMs, undefined, { ref: false })]);
    },
  };
}
