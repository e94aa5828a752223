import { webApi } from '@slack/bolt';
import { amiss, type Finding, well } from '../../src/chat/finding.ts';
import { slackError } from './failures.ts';
import { neededScopes, optionalScopes, paths } from './manifest.ts';
import type { SlackMode } from './ways-in/mode.ts';

export interface Examined {
  readonly mode: SlackMode;
  readonly apiUrl?: string;
}

const patienceMs = 10_000;
const settingsPage = 'api.slack.com/apps, the name of the app';

/** What Slack knows of the tokens and secrets; nothing is changed. Never throws: what cannot be found out is a finding too. */
export async function examineSlack({ mode, apiUrl }: Examined): Promise<readonly Finding[]> {
  const clientOf = (token?: string) =>
    new webApi.WebClient(token, {
      timeout: patienceMs,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: quiet,
      ...(apiUrl !== undefined && { slackApiUrl: apiUrl }),
    });
  if (mode.kind === 'socket')
    return [...(await botToken(clientOf(mode.botToken))), await appToken(clientOf(mode.appToken))];
  const { install, publicUrl } = mode;
  const ofToken =
    'botToken' in install ? await botToken(clientOf(install.botToken)) : [await credentials(clientOf(), install)];
  return [...ofToken, reached(publicUrl)];
}

async function botToken(client: webApi.WebClient): Promise<readonly Finding[]> {
  try {
    const { team, user, response_metadata: heads } = await client.auth.test();
    const granted = heads?.scopes ?? [];
    return [well(`SLACK_BOT_TOKEN: ${user} in ${team}`), ...scopes(granted)];
  } catch (error) {
    return [
      unknown('SLACK_BOT_TOKEN', error, `Copy the Bot User OAuth Token from ${settingsPage}, OAuth & Permissions.`),
    ];
  }
}

function scopes(granted: readonly string[]): readonly Finding[] {
  if (granted.length === 0) return [];
  const missing = neededScopes.filter((scope) => !granted.includes(scope));
  const unread = optionalScopes.filter((scope) => !granted.includes(scope));
  const needed =
    missing.length === 0
      ? well('Every scope that the bot needs is granted')
      : amiss(
          `Scopes are missing: ${missing.join(', ')}`,
          'Run npm run commands, paste the manifest, and install the app again.',
        );
  if (unread.length === 0) return [needed];
  return [needed, well(`Without ${unread.join(', ')} a post to a channel whose answer is lost may come twice`)];
}

async function appToken(client: webApi.WebClient): Promise<Finding> {
  try {
    await client.apps.connections.open();
    return well('SLACK_APP_TOKEN: a socket can be opened');
  } catch (error) {
    const todo = `Under ${settingsPage}: Basic Information, a new app-level token with connections:write; and Socket Mode on.`;
    return unknown('SLACK_APP_TOKEN', error, todo);
  }
}

/** Slack looks at the credentials before the code; one of nobody's tells whether they are right. */
async function credentials(
  client: webApi.WebClient,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
): Promise<Finding> {
  try {
    await client.oauth.v2.access({ client_id: clientId, client_secret: clientSecret, code: 'doctor' });
  } catch (error) {
    if (slackError(error) !== 'invalid_code')
      return unknown(
        'SLACK_CLIENT_ID and SLACK_CLIENT_SECRET',
        error,
        `Copy both from ${settingsPage}, Basic Information.`,
      );
  }
  return well('SLACK_CLIENT_ID and SLACK_CLIENT_SECRET are known to Slack');
}

const reached = (publicUrl: string | undefined): Finding =>
  publicUrl === undefined
    ? amiss(
        'PUBLIC_URL is not set',
        'Set it to the https address by which Slack reaches SLACK_PORT, and give it to the app by its manifest.',
      )
    : well(`Slack is to reach ${new URL(paths.events, publicUrl).href}, signing by SLACK_SIGNING_SECRET`);

function unknown(what: string, error: unknown, todo: string): Finding {
  const answer = slackError(error);
  if (answer !== null) return amiss(`${what}: Slack says ${answer}`, todo);
  return amiss(
    `${what}: Slack could not be asked`,
    'Look whether this machine reaches https://slack.com (or SLACK_API_URL).',
  );
}

const nothing = () => {};
const quiet = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => webApi.LogLevel.ERROR,
};
