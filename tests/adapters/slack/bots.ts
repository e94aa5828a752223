import { App, HTTPReceiver, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt';
import type { FakeSlack, FakeWorkspace } from '../../support/fake-slack/index.ts';

/** Bots of a few lines on the real Bolt, to try the fake Slack with. */
export interface Running {
  readonly app: App;
  /** Where it is reached over HTTP; '' over the socket. */
  readonly url: string;
  stop(): Promise<void>;
}

export const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
export const clientOptions = (slack: FakeSlack) => ({
  slackApiUrl: slack.url,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: quiet,
});
export const clientOf = (slack: FakeSlack, token: string) => new webApi.WebClient(token, clientOptions(slack));

export async function bySocket(slack: FakeSlack, team: FakeWorkspace): Promise<Running> {
  const installerOptions = { clientOptions: clientOptions(slack) };
  // Also how long the client waits before it comes back.
  const clientPingTimeout = 1_000;
  const receiver = new SocketModeReceiver({
    appToken: slack.appToken,
    clientPingTimeout,
    installerOptions,
    logger: quiet,
  });
  const app = new App({ token: team.botToken, receiver, clientOptions: clientOptions(slack), logger: quiet });
  await app.start();
  slack.connect({ mode: 'socket' });
  return { app, url: '', stop: async () => void (await app.stop()) };
}

export function byHttp(slack: FakeSlack, team: FakeWorkspace): Promise<Running> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quiet });
  return startHttp(
    slack,
    new App({ token: team.botToken, receiver, clientOptions: clientOptions(slack), logger: quiet }),
  );
}

/** Starts an app with an HTTP receiver on a free port, and sends Slack's events there. */
export async function startHttp(slack: FakeSlack, app: App): Promise<Running> {
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server && 'address' in server ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port');
  const url = `http://127.0.0.1:${address.port}`;
  slack.connect({ mode: 'http', url: `${url}/slack/events` });
  return { app, url, stop: async () => void (await app.stop()) };
}

/** What Slack says to a call: its error with all messages, or 'ok'. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (!(error instanceof webApi.WebAPIPlatformError)) throw error;
    return [error.data.error, ...(error.data.response_metadata?.messages ?? [])].join(' ');
  }
}
