import type { Json } from './faces.ts';
import { textOf } from './json.ts';
import { SlackRefusal } from './refusal.ts';
import type { Team, World } from './world.ts';

/** https://docs.slack.dev/reference/methods/oauth.v2.access: a code for a token, once, within ten minutes. */
export function access(world: World, args: Json, authorization: string): Json {
  const [id, secret] = credentials(args, authorization);
  if (id !== world.app.clientId) throw new SlackRefusal('invalid_client_id');
  if (secret !== world.app.clientSecret) throw new SlackRefusal('bad_client_secret');
  const code = world.codes.get(textOf(args.code));
  if (!code || world.clock.now() - code.madeAtMs > 600_000) throw new SlackRefusal('invalid_code');
  if (code.isUsed) throw new SlackRefusal('code_already_used');
  if ((args.redirect_uri ?? null) !== code.redirectUri) throw new SlackRefusal('bad_redirect_uri');
  code.isUsed = true;
  const { team, scopes, by } = code;
  return {
    access_token: grant(world, team, scopes),
    token_type: 'bot',
    scope: scopes.join(','),
    bot_user_id: team.botUserId,
    app_id: world.app.id,
    team: { id: team.id, name: team.name },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: by },
  };
}

function credentials(args: Json, authorization: string): [string, string] {
  const basic = /^Basic (.+)$/.exec(authorization)?.[1];
  if (!basic) return [textOf(args.client_id), textOf(args.client_secret)];
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  return [id, secret];
}

/** The app is installed from now on; the token that there was works on until it is revoked. */
export function grant(world: World, team: Team, scopes: readonly string[]): string {
  const token = `xoxb-${team.id}-${world.newId('')}`;
  world.tokens.set(token, { team, scopes, dead: null });
  team.token = token;
  return token;
}
