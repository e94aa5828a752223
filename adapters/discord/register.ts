import {
  type APIApplicationCommand,
  type REST,
  type RESTGetCurrentApplicationResult,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  Routes,
} from 'discord.js';
import type { Catalog } from '../../src/chat/platform.ts';
import { WrongSetting } from '../../src/errors.ts';
import { commandsOf } from './commands.ts';
import { errorFrom, troubleOf } from './failures.ts';
import { type Access, closeRest, openRest } from './rest.ts';

/**
 * Registers the catalog's commands with Discord where they differ from those that stand there; otherwise nothing is written.
 * @returns the difference, a line each (`+ /study goal`, `- /study old`, `~ /study add`); none when there was none.
 * @throws WrongSetting when Discord refuses the token, Unavailable when it is away
 */
export async function registerCommands({
  catalog,
  ...access
}: Access & { readonly catalog: Pick<Catalog, 'commands'> }): Promise<string[]> {
  const rest = openRest(access);
  try {
    const { id } = (await rest.get(Routes.currentApplication())) as RESTGetCurrentApplicationResult;
    return await registerWith(rest, id, catalog);
  } catch (error) {
    throw readableError(error);
  } finally {
    closeRest(rest);
  }
}

function readableError(error: unknown): Error {
  const trouble = troubleOf(error);
  if (trouble.what.startsWith('401')) return new WrongSetting(badToken);
  return errorFrom(trouble);
}

export const badToken =
  'Discord does not accept DISCORD_TOKEN. Copy the token anew from discord.com/developers/applications, Bot, Reset Token.';

/** The same through a client that stands already. Throws as discord.js does. */
export async function registerWith(
  rest: REST,
  applicationId: string,
  catalog: Pick<Catalog, 'commands'>,
): Promise<string[]> {
  const wanted = commandsOf(catalog);
  const standing = (await rest.get(Routes.applicationCommands(applicationId))) as APIApplicationCommand[];
  const changes = differences(standing, wanted);
  if (changes.length > 0) await rest.put(Routes.applicationCommands(applicationId), { body: wanted });
  return changes;
}

/** What would change, a line each. */
export function differences(
  standing: readonly APIApplicationCommand[],
  wanted: readonly RESTPostAPIChatInputApplicationCommandsJSONBody[],
): string[] {
  const [before, after] = [linesOf(standing), linesOf(wanted)];
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names.flatMap((name) => {
    const [was, is] = [before.get(name), after.get(name)];
    if (was === is) return [];
    return [`${was === undefined ? '+' : is === undefined ? '-' : '~'} ${name}`];
  });
}

type Registered = APIApplicationCommand | RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Each root and each of its subcommands by how it is said, with all of it that is ours to say. */
function linesOf(commands: readonly Registered[]): Map<string, string> {
  return new Map(
    commands.flatMap((it) => {
      const { name, description, default_member_permissions, integration_types, contexts, options = [] } = it;
      const own = { type: it.type ?? 1, description, default_member_permissions, integration_types, contexts };
      const inOrder = options.map((option) => option.name);
      const subs = options.map((option) => [`/${name} ${option.name}`, JSON.stringify(plain(option))] as const);
      return [[`/${name}`, JSON.stringify(plain({ ...own, inOrder }))] as const, ...subs];
    }),
  );
}

/** Without what Discord adds of its own or leaves out: absent, null, false and empty mean the same here; keys in one order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.every(Number.isInteger) ? value.toSorted() : value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .filter(([key]) => !key.endsWith('_localizations') && !key.endsWith('_localized'))
    .filter(([, it]) => it !== null && it !== undefined && it !== false && !(Array.isArray(it) && it.length === 0))
    .map(([key, it]): [string, unknown] => [key, plain(it)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(kept);
}
