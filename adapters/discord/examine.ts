import {
  type APIApplicationCommand,
  ApplicationFlags,
  ApplicationIntegrationType,
  PermissionFlagsBits,
  type REST,
  type RESTGetAPICurrentUserGuildsResult,
  type RESTGetAPIGatewayBotResult,
  type RESTGetCurrentApplicationResult,
  Routes,
} from 'discord.js';
import { amiss, type Finding, well } from '../../src/chat/finding.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import { commandsOf } from './commands.ts';
import { troubleOf } from './failures.ts';
import { inviteLink, neededPermissions } from './invite.ts';
import { badToken, differences } from './register.ts';
import { type Access, closeRest, openRest } from './rest.ts';

/**
 * Looks at everything on Discord's side that the bot needs, changing nothing. Never throws: what goes wrong is a finding.
 * @param catalog where it is given, the registered commands are compared with it
 */
export async function examineDiscord({
  catalog,
  ...access
}: Access & { readonly catalog?: Pick<Catalog, 'commands'> }): Promise<readonly Finding[]> {
  const rest = openRest(access);
  try {
    const application = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    return [
      well(`Discord accepts the token: application ${application.id}`),
      intents(application),
      ...(await Promise.all([gateway(rest), commands(rest, application.id, catalog)])),
      installs(application),
      servers(application),
      ...(await permissions(rest, application.id)),
    ];
  } catch (error) {
    return [unreachable(error)];
  } finally {
    closeRest(rest);
  }
}

function unreachable(error: unknown): Finding {
  const { what } = troubleOf(error);
  if (what.startsWith('401')) return amiss('Discord does not accept the token', badToken);
  const hint =
    'Is this machine on the internet, and is DISCORD_API_URL right where it is set? discordstatus.com tells of outages.';
  return amiss(`Discord cannot be reached (${what})`, hint);
}

const privileged = {
  Presence: ApplicationFlags.GatewayPresence | ApplicationFlags.GatewayPresenceLimited,
  'Server Members': ApplicationFlags.GatewayGuildMembers | ApplicationFlags.GatewayGuildMembersLimited,
  'Message Content': ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited,
};

/** None of the privileged intents is needed, so none should stand open. */
function intents({ flags }: RESTGetCurrentApplicationResult): Finding {
  const open = Object.entries(privileged).flatMap(([name, bits]) => (((flags ?? 0) & bits) === 0 ? [] : [name]));
  if (open.length === 0) return well('Intents: none that is privileged, and none is needed');
  const hint = `Nothing here needs them. Switch them off under Bot, Privileged Gateway Intents.`;
  return { ...well(`Intents: ${open.join(', ')} could be read`), todo: hint };
}

async function gateway(rest: REST): Promise<Finding> {
  const { session_start_limit: limit, shards } = (await rest.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult;
  const what = `Gateway: ${limit.remaining} of ${limit.total} starts left today, ${shards} shard(s) advised`;
  if (limit.remaining > 0) return well(what);
  return amiss(what, 'Something starts the bot over and over. Discord lets it in again within a day.');
}

async function commands(rest: REST, id: string, catalog: Pick<Catalog, 'commands'> | undefined): Promise<Finding> {
  const standing = (await rest.get(Routes.applicationCommands(id))) as APIApplicationCommand[];
  const names = standing.map(({ name }) => `/${name}`).sort();
  const changes = catalog ? differences(standing, commandsOf(catalog)) : [];
  const what = names.length === 0 ? 'Commands: none are registered' : `Commands: ${names.join(', ')} are registered`;
  if (names.length > 0 && changes.length === 0) return well(what);
  const hint = changes.length > 0 ? `npm run commands would change ${changes.join(', ')}` : 'Run npm run commands.';
  return amiss(what, hint);
}

function installs({ integration_types_config: config }: RESTGetCurrentApplicationResult): Finding {
  const forUsers = config?.[ApplicationIntegrationType.UserInstall] !== undefined;
  if (config === undefined || forUsers) return well('Installation: for servers and for single people');
  const hint = 'To let people use it outside of servers too, tick User Install under Installation.';
  return { ...well('Installation: for servers'), todo: hint };
}

function servers({ id, approximate_guild_count: count = 0 }: RESTGetCurrentApplicationResult): Finding {
  if (count > 0) return well(`Servers: the bot is in about ${count}`);
  return amiss('Servers: the bot is in none', `Invite it: ${inviteLink(id)}`);
}

const namedAtMost = 5;

/** What the bot's roles let it do in each server (the first 200); single channels may still forbid it. */
async function permissions(rest: REST, id: string): Promise<readonly Finding[]> {
  const found = (await rest.get(Routes.userGuilds())) as RESTGetAPICurrentUserGuildsResult;
  if (found.length === 0) return [];
  const lacking = found.flatMap(({ name, permissions }) => {
    const has = (bit: bigint) => (BigInt(permissions) & (bit | PermissionFlagsBits.Administrator)) !== 0n;
    const missing = neededPermissions.filter(({ bit }) => !has(bit)).map((it) => it.name);
    return missing.length === 0 ? [] : [`${name} (${missing.join(', ')})`];
  });
  if (lacking.length === 0) return [well('Permissions: all that are needed, in every server')];
  const more = lacking.length > namedAtMost ? `, and ${lacking.length - namedAtMost} more` : '';
  return [
    amiss(
      `Permissions are missing in ${lacking.slice(0, namedAtMost).join(', ')}${more}`,
      `Whoever runs the server grants them under Server Settings, Roles, or by this link: ${inviteLink(id)}`,
    ),
  ];
}
