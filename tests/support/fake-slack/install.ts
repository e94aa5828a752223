import type { InstallOptions, InstallPage } from './faces.ts';
import { unescaped } from './mrkdwn.ts';
import type { Team, World } from './world.ts';

/**
 * Walks through an installation as a browser does: the bot's page, Slack's "Allow" or "Cancel", and back to the bot with its
 * cookies. https://docs.slack.dev/authentication/installing-with-oauth
 */
export async function install(
  world: World,
  team: Team,
  installUrl: string,
  { by, refuses, forge = {} }: InstallOptions,
): Promise<InstallPage> {
  const start = await fetch(installUrl, { redirect: 'manual' });
  const asked = await authorizeUrl(start);
  const cookies = start.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
  const { searchParams } = asked;
  if (asked.origin !== world.origin) throw new Error(`The bot sends people to ${asked.origin}, not to this Slack`);
  if (searchParams.get('client_id') !== world.app.clientId) throw new Error('Slack does not know this client_id');
  const scopes = (searchParams.get('scope') ?? '').split(',').filter(Boolean);
  if (scopes.length === 0) throw new Error('Slack refuses: no scope was asked for');
  const redirectUri = searchParams.get('redirect_uri');
  const code = forge.code ?? newCode(world, team, by?.id ?? world.newId('U'), scopes, redirectUri);
  const back = new URL(redirectUri ?? '/slack/oauth_redirect', installUrl);
  // The bot may know itself by a public name; here it is reached where its install page is.
  const url = new URL(`${back.pathname}${back.search}`, installUrl);
  if (refuses) url.searchParams.set('error', 'access_denied');
  else url.searchParams.set('code', code);
  const state = forge.state ?? searchParams.get('state');
  if (state !== null) url.searchParams.set('state', state);
  const headers = forge.withoutCookies ? {} : { cookie: cookies.join('; ') };
  const page = await fetch(url, { redirect: 'manual', headers });
  return { status: page.status, text: await page.text(), scopes };
}

async function authorizeUrl(start: Response): Promise<URL> {
  const page = await start.text();
  const link = start.headers.get('location') ?? /href="([^"]*\/oauth\/v2\/authorize[^"]*)"/.exec(page)?.[1];
  if (!link) throw new Error(`The install page leads nowhere (${start.status}): ${page}`);
  return new URL(unescaped(link));
}

function newCode(world: World, team: Team, by: string, scopes: readonly string[], redirectUri: string | null): string {
  const code = world.newId('code');
  world.codes.set(code, { team, by, scopes, redirectUri, madeAtMs: world.clock.now(), isUsed: false });
  return code;
}
