import { HTTPReceiver, SocketModeReceiver } from '@slack/bolt';
import type { Logger } from 'pino';
import type { Catalog, Platform } from '../../src/chat/platform.ts';
import type { Bot } from '../../src/chat/request.ts';
import type { Db } from '../../src/db/connect.ts';
import { Gone, Unavailable } from '../../src/errors.ts';
import type { Metrics } from '../../src/metrics.ts';
import { inTime } from '../shared/in-time.ts';
import { boltLog, listen } from './app.ts';
import { deliver } from './deliver.ts';
import { kindOfFailure } from './failures.ts';
import { openDoor, type Verified } from './http.ts';
import { installPages } from './install-pages.ts';
import { openInstallations } from './installations.ts';
import { paceOf } from './pacing.ts';
import { openPeople } from './people.ts';
import type { Slack } from './slack.ts';
import { socketLine } from './socket.ts';
import { checkToken, clientMaker, oneWorkspace } from './workspaces.ts';

export type SlackInstall =
  | { readonly botToken: string }
  | {
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      /** 32 bytes: seals the tokens in the database. */
      readonly tokenKey: Uint8Array;
    };

/** Socket Mode for one workspace; HTTP for one or, where the app is installed by OAuth, for many. */
export type SlackMode =
  | { readonly kind: 'socket'; readonly appToken: string; readonly botToken: string }
  | {
      readonly kind: 'http';
      readonly signingSecret: string;
      readonly port: number;
      readonly host: string;
      readonly publicUrl?: string;
      readonly install: SlackInstall;
    };

export interface SlackWorld {
  readonly mode: SlackMode;
  /** Another server in the place of https://slack.com/api. */
  readonly apiUrl?: string;
  readonly db: Db;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'platformError'>;
  now(): Date;
  newId(): string;
}

export interface SlackPlatform extends Platform {
  /** The port that Slack reaches, once started over HTTP; 0 before, and in Socket Mode. */
  readonly port: number;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
}

const graceMs = 5000;

/** The bot in Slack. */
export function slackPlatform(world: SlackWorld): SlackPlatform {
  const { mode, apiUrl, db, log, metrics, now, newId } = world;
  const logger = boltLog(log);
  const clientOf = clientMaker(apiUrl, logger);
  const install = mode.kind === 'http' ? mode.install : { botToken: mode.botToken };
  const installations =
    'tokenKey' in install ? openInstallations({ db, tokenKey: install.tokenKey, clientOf, now }) : null;
  const workspaces = 'botToken' in install ? oneWorkspace(install.botToken, clientOf(install.botToken)) : installations;
  if (!workspaces) throw new Error('Slack needs a token, or a way to get one');
  const people = openPeople(now);
  const pace = paceOf(now);
  const underWay = new Set<Promise<void>>();
  const posting = new Map<string, Promise<void>>();
  const trouble = troubleIn(world);
  const closes: (() => Promise<void>)[] = [];
  let port = 0;

  const track = (work: Promise<void>) => {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
    return tracked;
  };
  const idle = async () => {
    while (underWay.size > 0) await Promise.allSettled(underWay);
  };

  async function startSocket(slack: Slack, appToken: string): Promise<void> {
    const clientOptions = { slackApiUrl: clientOf().slackApiUrl, retryConfig: { retries: 0 }, logger };
    const receiver = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions },
    });
    listen({ slack, receiver, logger, installations, track });
    const line = socketLine(receiver, log);
    closes.push(line.close);
    await line.open();
  }

  async function startHttp(slack: Slack, http: Extract<SlackMode, { kind: 'http' }>): Promise<void> {
    const events = new HTTPReceiver({
      signingSecret: http.signingSecret,
      signatureVerification: false, // the door has looked at it, from both sides
      logger,
      customPropertiesExtractor: ({ isFresh, isSure }: Verified) => ({ isFresh, isSure }),
    });
    listen({ slack, receiver: events, logger, installations, track });
    const pages =
      installations && 'tokenKey' in http.install
        ? installPages({ ...http, install: http.install, apiUrl, logger, log, store: installations.store })
        : null;
    const door = await openDoor({ ...http, db, log, now, events, install: pages });
    port = door.port;
    closes.push(door.close);
  }

  return {
    name: 'slack',
    get port() {
      return port;
    },
    idle,
    async start(catalog: Catalog, bot: Bot) {
      if ('botToken' in install) await checkToken(clientOf(install.botToken), log);
      const slack: Slack = { db, log, catalog, bot, workspaces, people, now, newId, trouble };
      if (mode.kind === 'socket') await startSocket(slack, mode.appToken);
      else await startHttp(slack, mode);
    },
    deliver(delivery) {
      const underWayPost = posting.get(delivery.id);
      if (underWayPost) return underWayPost;
      const post = deliver({ workspaces, people, pace, log, trouble }, delivery)
        .catch((error: unknown) => {
          count(metrics, error); // whoever asked for the post says it to the log
          throw error;
        })
        .finally(() => posting.delete(delivery.id));
      posting.set(delivery.id, post);
      return post;
    },
    async stop() {
      await inTime(idle(), graceMs);
      await Promise.all(closes.splice(0).map((close) => close()));
      await inTime(idle(), graceMs);
    },
  };
}

/** What went wrong at Slack is counted, and said to the log without what people wrote. */
function troubleIn({ log, metrics }: SlackWorld): Slack['trouble'] {
  return (error, what) => {
    count(metrics, error);
    const isExpected = error instanceof Gone || error instanceof Unavailable;
    log[isExpected ? 'warn' : 'error']({ err: error }, `Slack: ${what}`);
  };
}

function count(metrics: SlackWorld['metrics'], error: unknown): void {
  const kind = kindOfFailure(error);
  if (kind !== null) metrics.platformError('slack', kind);
}
