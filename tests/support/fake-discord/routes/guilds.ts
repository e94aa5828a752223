import { channelJson, channelsOf, guildJson, memberJson, rolesJson, userJson } from '../payloads.ts';
import { refuse } from '../refusal.ts';
import { type Guild, intents, type State } from '../state.ts';
import { type Call, done, ok, type Route, route } from './route.ts';

/** A guild that the bot is in; any other does not exist for it. */
function guildOf({ state, param }: Call): Guild {
  const guild = state.guilds.get(param('guild_id'));
  if (!guild?.hasBot) throw refuse.unknownGuild();
  return guild;
}

function member(call: Call): object {
  const guild = guildOf(call);
  const id = call.param('user_id');
  const account = call.state.accounts.get(id);
  if (!account || (id !== call.state.botUserId && !guild.members.has(id))) throw refuse.unknownMember();
  return memberJson(guild, account);
}

function user({ state, param }: Call): object {
  const account = state.accounts.get(param('user_id'));
  if (!account) throw refuse.unknownMember();
  return userJson(account);
}

/** The bot is no longer in a guild: nothing of it can be reached, and its commands there are gone. */
export function leaveGuild(state: State, guild: Guild): void {
  state.dispatch('GUILD_DELETE', { id: guild.id, unavailable: false }, guild.id, intents.guilds);
  guild.hasBot = false;
  state.commands.delete(guild.id);
}

const partial = ({ id, name, botPermissions }: Guild) => ({
  id,
  name,
  icon: null,
  banner: null,
  owner: false,
  permissions: String(botPermissions),
  features: [],
});

export const guildRoutes: readonly Route[] = [
  route('GET /users/@me/guilds', ({ state }) =>
    ok([...state.guilds.values()].filter(({ hasBot }) => hasBot).map(partial)),
  ),
  route('DELETE /users/@me/guilds/{guild_id}', (call) => {
    leaveGuild(call.state, guildOf(call));
    return done;
  }),
  route('GET /users/{user_id}', (call) => ok(user(call))),
  route('GET /guilds/{guild_id}', (call) => ok(guildJson(call.state, guildOf(call)))),
  route('GET /guilds/{guild_id}/roles', (call) => ok(rolesJson(guildOf(call)))),
  route('GET /guilds/{guild_id}/members/{user_id}', (call) => ok(member(call))),
  route('GET /guilds/{guild_id}/channels', (call) =>
    ok(channelsOf(call.state, guildOf(call)).map((channel) => channelJson(call.state, channel))),
  ),
];
