import type { Logger } from 'pino';
import type { Delivery, Platform } from '../../src/chat/platform.ts';
import type { Db } from '../../src/db/connect.ts';
import { Gone, Unavailable } from '../../src/errors.ts';
import type { Metrics } from '../../src/metrics.ts';
import { inTime } from '../shared/in-time.ts';
import { answersKeyFrom } from '../shared/store.ts';
import { changeAnswer } from './answers/change-answer.ts';
import { deliver } from './deliver.ts';
import { kindOfFailure } from './failures.ts';
import { paceOf } from './pacing.ts';
import { openPeople } from './people.ts';
import type { Slack } from './slack.ts';
import { boltLog } from './ways-in/app.ts';
import type { SlackMode } from './ways-in/mode.ts';
import { openHttp, openSocket, type Way } from './ways-in/ways.ts';
import { type Installations, openInstallations } from './workspaces/installations.ts';
import { checkToken, clientMaker, oneWorkspace, type Workspaces } from './workspaces/workspaces.ts';

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
  /** Whether Slack's words come in: the socket stands, or the port that Slack reaches is open. */
  isConnected(): boolean;
  /** Resolves when nothing is being answered any more. */
  idle(): Promise<void>;
}

/** How long whoever is being answered may take when the bot stops. */
const graceMs = 5000;

/** The bot in Slack. */
export function slackPlatform(world: SlackWorld): SlackPlatform {
  const { mode, apiUrl = 'https://slack.com/api/', db, log, metrics, now, newId } = world;
  const logger = boltLog(log);
  const answersKey = answersKeyFrom(mode.kind === 'socket' ? mode.appToken : mode.signingSecret);
  const clientOf = clientMaker(apiUrl, logger);
  const { botToken, installations, workspaces } = tokensOf(world, clientOf);
  const people = openPeople(now);
  const pace = paceOf(now);
  const trouble = troubleIn(world);
  const { track, idle } = tracker();
  const posting = new Map<string, Promise<void>>();
  let way: Way | undefined;

  async function post(delivery: Delivery): Promise<void> {
    try {
      const { instead } = delivery;
      const around = { workspaces, people, pace, db, answersKey, log, now, trouble };
      await (instead === undefined ? deliver(around, delivery) : changeAnswer(around, { ...delivery, instead }));
    } catch (error) {
      count(metrics, error); // whoever asked for the post says it to the log
      throw error;
    } finally {
      posting.delete(delivery.id);
    }
  }

  return {
    name: 'slack',
    get port() {
      return way?.port ?? 0;
    },
    isConnected: () => way?.isOpen() ?? false,
    idle,
    async start(catalog, bot) {
      if (botToken !== null) await checkToken(clientOf(botToken), log);
      const slack: Slack = { db, answersKey, log, catalog, bot, workspaces, people, now, newId, trouble };
      const coming = { slack, logger, installations, track, apiUrl };
      way = mode.kind === 'socket' ? await openSocket(coming, mode) : await openHttp(coming, mode, db);
    },
    deliver(delivery) {
      const underWay = posting.get(delivery.id) ?? post(delivery);
      posting.set(delivery.id, underWay);
      return underWay;
    },
    async stop() {
      await inTime(idle(), graceMs);
      await way?.close();
      await inTime(idle(), graceMs);
    },
  };
}

interface Tokens {
  readonly botToken: string | null;
  readonly installations: Installations | null;
  readonly workspaces: Workspaces;
}

/** The token of one workspace, or those of all that have installed the app. */
function tokensOf({ mode, db, now }: SlackWorld, clientOf: ReturnType<typeof clientMaker>): Tokens {
  const install = mode.kind === 'http' ? mode.install : { botToken: mode.botToken };
  if ('botToken' in install) {
    const { botToken } = install;
    return { botToken, installations: null, workspaces: oneWorkspace(botToken, clientOf(botToken)) };
  }
  const installations = openInstallations({ db, tokenKey: install.tokenKey, clientOf, now });
  return { botToken: null, installations, workspaces: installations };
}

/** Keeps count of the work that goes on after its acknowledgement, so that whoever stops can wait for it. */
function tracker() {
  const underWay = new Set<Promise<void>>();
  return {
    track(work: Promise<void>): Promise<void> {
      const tracked = work.finally(() => underWay.delete(tracked));
      underWay.add(tracked);
      return tracked;
    },
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.allSettled(underWay);
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
