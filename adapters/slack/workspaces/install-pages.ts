import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Logger as BoltLogger, HTTPReceiver, type InstallationStore } from '@slack/bolt';
import type { Logger } from 'pino';
import { neededScopes, optionalScopes, paths } from '../manifest.ts';

export interface Installing {
  readonly signingSecret: string;
  readonly publicUrl?: string;
  readonly apiUrl: string;
  readonly install: { readonly clientId: string; readonly clientSecret: string; readonly stateSecret: string };
  readonly store: InstallationStore;
  readonly logger: BoltLogger;
  readonly log: Logger;
}

/**
 * The pages of an installation (docs.slack.dev/authentication/installing-with-oauth): /slack/install leads to Slack, which leads
 * back with a code. The state that travels along is signed and bound to the browser, so that nobody installs in another one's
 * name.
 */
export function installPages({ signingSecret, publicUrl, apiUrl, install, store, logger, log }: Installing) {
  const clientOptions = { logger, retryConfig: { retries: 0 }, slackApiUrl: apiUrl };
  const { installer } = new HTTPReceiver({
    signingSecret,
    logger,
    ...install,
    installationStore: store,
    installerOptions: {
      clientOptions,
      stateVerification: true,
      authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    },
  });
  if (!installer) throw new Error('Bolt made no installer');
  const asked = {
    scopes: [...neededScopes, ...optionalScopes],
    ...(publicUrl !== undefined && { redirectUri: new URL(paths.redirect, publicUrl).href }),
  };
  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (path === paths.install) return installer.handleInstallPath(request, response, {}, asked);
    await installer.handleCallback(request, response, {
      success: (_installation, _options, _request, page) =>
        say(page, 200, 'Studyloop is installed. Type /study in Slack.'),
      failure: (error, _options, _request, page) => {
        log.warn({ code: error.code }, 'an installation that did not come about');
        say(page, 400, 'Studyloop was not installed. Please begin again at /slack/install.');
      },
    });
  };
}

const say = (page: ServerResponse, status: number, text: string) =>
  page.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
