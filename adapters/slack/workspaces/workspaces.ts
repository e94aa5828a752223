import type { Logger } from '@slack/bolt';
import { webApi } from '@slack/bolt';
import type { Logger as PinoLogger } from 'pino';
import { Gone, Unavailable, WrongSetting } from '../../../src/errors.ts';
import { asFailure, isDeadToken, slackError, untilMendedMs } from '../failures.ts';
import type { Workspace } from '../places.ts';

export type WebClient = webApi.WebClient;

/** A workspace in which the bot may act. */
export interface Connected {
  readonly workspace: Workspace;
  readonly client: WebClient;
  readonly token: string;
  /** `U…` of the bot itself. */
  readonly botUser: string;
  /** As its people call it; null where only its address is known. */
  readonly name: string | null;
}

export interface Workspaces {
  /** @throws Gone where the bot is not installed (any more), Unavailable where that cannot be found out now. */
  find(workspace: Workspace): Promise<Connected>;
  /** What is remembered of it is looked up again. */
  forget(workspace: Workspace): void;
  /** What it means that its token works no more: Gone, or Unavailable where someone may give another. */
  ofDeadToken(error: unknown, what: string): unknown;
}

/** How long a call may take before Slack counts as away. */
const patienceMs = 10_000;

/**
 * Makes clients that try each call once: what Slack did not confirm may have been done all the same, and the outbox knows when to
 * try again (a client that repeats its posts by itself posts twice).
 */
export function clientMaker(apiUrl: string, logger: Logger): (token?: string) => WebClient {
  const options = {
    logger,
    timeout: patienceMs,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    slackApiUrl: apiUrl,
  };
  return (token) => new webApi.WebClient(token, options);
}

/** The workspace of one given token. */
export function oneWorkspace(token: string, client: WebClient): Workspaces {
  let asked: Promise<Connected & { readonly team: string }> | null = null;
  const ask = () => {
    asked ??= whoIs(token, client).catch((error: unknown) => {
      asked = null;
      const what = 'the workspace of the bot token';
      throw isDeadToken(error) ? ofDeadToken(error, what) : asFailure(error, what);
    });
    return asked;
  };
  return {
    async find(workspace) {
      const { team, ...found } = await ask();
      const isHere = workspace.team === team || (workspace.org !== null && workspace.org === found.workspace.org);
      if (!isHere) throw new Gone(`the bot is not in the workspace ${workspace.team}`);
      return { ...found, workspace };
    },
    forget: () => {
      asked = null;
    },
    ofDeadToken,
  };
}

/** Whoever runs the bot has this token, and may make another: until then posts wait, as they do while Slack is away. */
const ofDeadToken = (error: unknown, what: string) =>
  new Unavailable(`SLACK_BOT_TOKEN works no more: ${what}`, untilMendedMs, { cause: error });

async function whoIs(token: string, client: WebClient) {
  const { team_id: team = '', team: name, user_id: botUser = '', enterprise_id: org } = await client.auth.test();
  return { team, workspace: { team, org: org ?? null }, client, token, botUser, name: name ?? null };
}

/**
 * Looks at a given token before anything is done with it. @throws WrongSetting where Slack refuses it; while Slack is away,
 * nothing is known
 */
export async function checkToken(client: WebClient, log: PinoLogger): Promise<void> {
  try {
    await client.auth.test();
  } catch (error) {
    if (isDeadToken(error) || slackError(error) === 'not_authed')
      throw new WrongSetting(
        'Slack does not know SLACK_BOT_TOKEN. Install the app again, or copy the token from OAuth & Permissions.',
      );
    log.warn({ err: error }, 'Slack cannot say yet whose the bot token is');
  }
}

/** Asks something of a workspace; when its token turns out to be dead, what is remembered of it is forgotten. */
export async function inWorkspace<T>(
  workspaces: Workspaces,
  workspace: Workspace,
  what: string,
  work: (connected: Connected) => Promise<T>,
): Promise<T> {
  const connected = await workspaces.find(workspace);
  try {
    return await work(connected);
  } catch (error) {
    if (!isDeadToken(error)) throw asFailure(error, what);
    workspaces.forget(workspace);
    throw workspaces.ofDeadToken(error, what);
  }
}
