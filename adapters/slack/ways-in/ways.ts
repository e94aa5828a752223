import { type Logger as BoltLogger, HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Db } from '../../../src/db/connect.ts';
import { installPages } from '../workspaces/install-pages.ts';
import { type Listening, listen } from './app.ts';
import { openDoor, type Verified } from './http.ts';
import type { HttpWay, SocketWay } from './mode.ts';
import { socketLine } from './socket.ts';

/** What both ways in have in common. */
export interface Coming extends Omit<Listening, 'receiver'> {
  readonly apiUrl: string;
  readonly logger: BoltLogger;
}

/** A way by which Slack reaches the bot. */
export interface Way {
  /** 0 in Socket Mode. */
  readonly port: number;
  isOpen(): boolean;
  close(): Promise<void>;
}

/** @throws WrongSetting where Slack refuses the token */
export async function openSocket({ apiUrl, ...coming }: Coming, { appToken }: SocketWay): Promise<Way> {
  const { logger, slack } = coming;
  const clientOptions = { slackApiUrl: apiUrl, retryConfig: { retries: 0 }, logger };
  const installerOptions = { clientOptions };
  const receiver = new SocketModeReceiver({ appToken, logger, autoReconnectEnabled: false, installerOptions });
  listen({ ...coming, receiver });
  const line = socketLine(receiver, slack.log);
  await line.open();
  return { port: 0, isOpen: line.isOpen, close: line.close };
}

/** @throws WrongSetting where the port is taken */
export async function openHttp({ apiUrl, ...coming }: Coming, way: HttpWay, db: Db): Promise<Way> {
  const { logger, slack, installations } = coming;
  const { log, now } = slack;
  const events = new HTTPReceiver({
    signingSecret: way.signingSecret,
    signatureVerification: false, // the door looks at it, from both sides of the clock
    logger,
    customPropertiesExtractor: ({ isFresh, isSure }: Verified) => ({ isFresh, isSure }),
  });
  listen({ ...coming, receiver: events });
  const { install, ...where } = way;
  const pages =
    installations && 'tokenKey' in install
      ? installPages({ ...where, install, apiUrl, logger, log, store: installations.store })
      : null;
  return openDoor({ ...where, db, log, now, events, install: pages });
}
