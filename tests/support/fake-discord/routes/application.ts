import type { APIApplicationCommand } from 'discord.js';
import { checkCommand, checkCommands } from '../command-body.ts';
import { asObject } from '../json.ts';
import { userJson } from '../payloads.ts';
import { refuse } from '../refusal.ts';
import type { State } from '../state.ts';
import { type Answer, type Call, done, ok, type Route, route } from './route.ts';

const gatewayUrl = (state: State) => `${state.origin.replace('http', 'ws')}/gateway`;

const sessionStartLimit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 16 };

function me({ state }: Call): Answer {
  const bot = state.accounts.get(state.botUserId);
  if (!bot) throw refuse.unauthorized();
  return ok({ ...userJson(bot), verified: true, mfa_enabled: true, email: null, locale: 'en-US' });
}

function applicationJson(state: State): object {
  const bot = state.accounts.get(state.botUserId);
  return {
    id: state.applicationId,
    name: 'Studyloop',
    icon: null,
    description: '',
    type: null,
    bot: bot && userJson(bot),
    bot_public: true,
    bot_require_code_grant: false,
    integration_types_config: { '0': {}, '1': {} },
    verify_key: '0'.repeat(64),
    flags: 0,
    redirect_uris: [],
    interactions_endpoint_url: null,
    approximate_guild_count: [...state.guilds.values()].filter(({ hasBot }) => hasBot).length,
    approximate_user_install_count: [...state.accounts.values()].filter(({ hasApp }) => hasApp).length,
    owner: null,
    team: null,
  };
}

/** Where a call's commands are kept: '' for everywhere. */
function scope({ state, param }: Call, isGuild: boolean): string {
  if (param('application_id') !== state.applicationId) throw refuse.unknownApplication();
  if (!isGuild) return '';
  if (!state.guilds.get(param('guild_id'))?.hasBot) throw refuse.missingAccess();
  return param('guild_id');
}

const dailyCreates = 200;

function kept(state: State, where: string, checked: APIApplicationCommand): APIApplicationCommand {
  const type = checked.type ?? 1;
  const same = commandsOf(state, where).find((it) => it.name === checked.name && it.type === type);
  if (!same) countCreate(state, where);
  const defaults = { default_member_permissions: null, nsfw: false, options: [], description: '' };
  const wide = where === '' ? { contexts: null, integration_types: [0] } : { guild_id: where };
  const ids = { id: same?.id ?? state.newId(), application_id: state.applicationId, version: state.newId(), type };
  return { ...defaults, ...wide, ...checked, ...ids };
}

function countCreate(state: State, where: string): void {
  const created = (state.commandCreates.get(where) ?? 0) + 1;
  if (created > dailyCreates) throw refuse.tooManyCreates();
  state.commandCreates.set(where, created);
}

export const commandsOf = (state: State, where: string) => state.commands.get(where) ?? [];

function replaceAll(call: Call, where: string): Answer {
  const all = checkCommands(call.body).map((one) => kept(call.state, where, one));
  call.state.commands.set(where, all);
  return ok(all);
}

/** The same name overwrites (200), a new one is made (201). */
function create(call: Call, where: string): Answer {
  const { state, body } = call;
  const before = commandsOf(state, where);
  const made = kept(state, where, checkCommand(body));
  const others = before.filter(({ id }) => id !== made.id);
  checkCommands([...others, made]);
  state.commands.set(where, [...others, made]);
  return { status: others.length === before.length ? 201 : 200, body: made };
}

function found({ state, param }: Call, where: string): APIApplicationCommand {
  const command = commandsOf(state, where).find(({ id }) => id === param('command_id'));
  if (!command) throw refuse.unknownCommand();
  return command;
}

function change(call: Call, where: string): Answer {
  const command = found(call, where);
  const changed = { ...command, ...checkCommand({ ...command, ...asObject(call.body) }), version: call.state.newId() };
  call.state.commands.set(
    where,
    commandsOf(call.state, where).map((it) => (it === command ? changed : it)),
  );
  return ok(changed);
}

function remove(call: Call, where: string): Answer {
  const command = found(call, where);
  call.state.commands.set(
    where,
    commandsOf(call.state, where).filter((it) => it !== command),
  );
  return done;
}

const commandRoutes = (base: string, isGuild: boolean): Route[] => [
  route(`GET ${base}`, (call) => ok(commandsOf(call.state, scope(call, isGuild)))),
  route(`PUT ${base}`, (call) => replaceAll(call, scope(call, isGuild))),
  route(`POST ${base}`, (call) => create(call, scope(call, isGuild))),
  route(`GET ${base}/{command_id}`, (call) => ok(found(call, scope(call, isGuild)))),
  route(`PATCH ${base}/{command_id}`, (call) => change(call, scope(call, isGuild))),
  route(`DELETE ${base}/{command_id}`, (call) => remove(call, scope(call, isGuild))),
];

export const applicationRoutes: readonly Route[] = [
  route('GET /gateway', ({ state }) => ok({ url: gatewayUrl(state) }), true),
  route('GET /gateway/bot', ({ state }) =>
    ok({ url: gatewayUrl(state), shards: state.recommendedShards, session_start_limit: sessionStartLimit }),
  ),
  route('GET /users/@me', me),
  route('GET /applications/@me', ({ state }) => ok(applicationJson(state))),
  route('GET /oauth2/applications/@me', ({ state }) => ok(applicationJson(state))),
  ...commandRoutes('/applications/{application_id}/commands', false),
  ...commandRoutes('/applications/{application_id}/guilds/{guild_id}/commands', true),
];
