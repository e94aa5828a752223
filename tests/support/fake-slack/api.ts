import { chatMethods } from './chat-methods.ts';
import { conversationMethods } from './conversation-methods.ts';
import type { Json } from './faces.ts';
import { fileMethods } from './file-methods.ts';
import { textOf } from './json.ts';
import { type Methods, mustHave, TooFast } from './method.ts';
import { access } from './oauth-methods.ts';
import { tooEarlyS } from './pace.ts';
import { peopleMethods } from './people-methods.ts';
import { SlackRefusal } from './refusal.ts';
import { viewMethods } from './view-methods.ts';
import type { Token, World } from './world.ts';

const methods: Methods = {
  ...peopleMethods,
  ...chatMethods,
  ...conversationMethods,
  ...viewMethods,
  ...fileMethods,
};

export interface Answered {
  readonly status: number;
  readonly body: Json;
  readonly headers: Readonly<Record<string, string>>;
}

/** Answers one call of the Web API as the real one does: always 200 with `ok`, but for 429. */
export async function answerApi(world: World, method: string, args: Json, authorization: string): Promise<Answered> {
  const token = tokenOf(world, args, authorization);
  const headers = token ? { 'x-oauth-scopes': token.scopes.join(',') } : {};
  try {
    return { status: 200, headers, body: { ok: true, ...(await run(world, method, args, authorization)) } };
  } catch (error) {
    if (error instanceof TooFast)
      return {
        status: 429,
        headers: { 'retry-after': String(error.retryAfterS) },
        body: { ok: false, error: 'ratelimited' },
      };
    if (error instanceof SlackRefusal)
      return { status: 200, headers, body: { ok: false, error: error.error, ...error.more } };
    throw error;
  }
}

const bearer = (authorization: string) => /^Bearer (\S+)$/.exec(authorization)?.[1];

export function tokenOf(world: World, args: Json, authorization: string): Token | undefined {
  return world.tokens.get(bearer(authorization) ?? textOf(args.token));
}

async function run(world: World, name: string, args: Json, authorization: string): Promise<Json> {
  if (name === 'oauth.v2.access') return access(world, args, authorization);
  if (name === 'apps.connections.open') return openConnection(world, authorization);
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new SlackRefusal('unknown_method', { req_method: name });
  const { team, scopes } = goodToken(world, args, authorization);
  if (!team) throw new SlackRefusal('not_allowed_token_type');
  mustHave(scopes, ...method.scopes);
  const waitS = tooEarlyS(world, team, name, method.tier);
  if (waitS > 0) throw new TooFast(waitS);
  const missing = (method.needs ?? []).filter((field) => args[field] === undefined || args[field] === '');
  if (missing.length > 0) throw new SlackRefusal('invalid_arguments', missingFields(missing));
  return method.run({ world, team, args, scopes });
}

const missingFields = (missing: readonly string[]): Json => ({
  response_metadata: { messages: missing.map((field) => `[ERROR] missing required field: ${field}`) },
});

function goodToken(world: World, args: Json, authorization: string): Token {
  if (bearer(authorization) === undefined && textOf(args.token) === '') throw new SlackRefusal('not_authed');
  const token = tokenOf(world, args, authorization);
  if (!token) throw new SlackRefusal('invalid_auth');
  if (token.dead) throw new SlackRefusal(token.dead);
  return token;
}

/** https://docs.slack.dev/reference/methods/apps.connections.open: only with the app's own token, and in the header. */
function openConnection(world: World, authorization: string): Json {
  if (bearer(authorization) === undefined) throw new SlackRefusal('not_authed');
  const token = goodToken(world, {}, authorization);
  if (token.team) throw new SlackRefusal('not_allowed_token_type');
  const ticket = world.newId('ticket');
  world.tickets.add(ticket);
  return { url: `${world.origin.replace('http', 'ws')}/link/?ticket=${ticket}&app_id=${world.app.id}` };
}
