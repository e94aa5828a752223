import type { APIApplicationCommand } from 'discord.js';
import { ClientSaysNo } from './client-says-no.ts';
import { optionKinds } from './command-body.ts';
import type { OptionValue } from './interface.ts';
import { asList, asNumber, asObject, asText, type Json } from './json.ts';
import { memberPermissions } from './permissions.ts';
import { commandsOf } from './routes/application.ts';
import type { Account, Channel, State } from './state.ts';

/** Where a command may be said, as `contexts` numbers it. */
const contexts = { text: 0, dm: 1, private: 2 } as const;
export const contextOf = ({ kind }: Channel) => contexts[kind];

/** Whether only the person's own installation brings the bot here. */
export function isByUserInstall(state: State, { kind, guildId }: Channel): boolean {
  return kind === 'private' || (guildId !== null && !state.guilds.get(guildId)?.hasBot);
}

/** The commands that a person's client offers in a channel. */
export function offered(state: State, person: Account, channel: Channel): readonly APIApplicationCommand[] {
  const brought = isByUserInstall(state, channel);
  const context = contextOf(channel);
  const wide = commandsOf(state, '').filter(
    (it) =>
      (it.contexts?.includes(context) ?? true) &&
      (brought ? person.hasApp : true) &&
      (it.integration_types ?? [0]).some((type) => (brought ? type === 1 : type === 0 || person.hasApp)),
  );
  const local = brought || channel.guildId === null ? [] : commandsOf(state, channel.guildId);
  return [...local, ...wide].filter((it) => isPermitted(state, person, channel, it.default_member_permissions));
}

function isPermitted(state: State, { id }: Account, { guildId }: Channel, needed: string | null): boolean {
  if (guildId === null || needed === null) return true;
  const member = state.guilds.get(guildId)?.members.get(id);
  const bits = BigInt(needed);
  return member?.isAdmin === true || (bits !== 0n && (memberPermissions(false) & bits) === bits);
}

/** The definition of what is said, or the client's no. */
export function findCommand(
  state: State,
  person: Account,
  channel: Channel,
  root: string,
  sub: string,
): { command: APIApplicationCommand; definition: Json } {
  const command = offered(state, person, channel).find(({ name }) => name === root);
  if (!command) throw new ClientSaysNo(`/${root} is not offered here`);
  const subs = asList(command.options)
    .map(asObject)
    .filter(({ type }) => type === optionKinds.sub);
  if (sub === '' && subs.length > 0) throw new ClientSaysNo(`/${root} asks for a sub-command`);
  const definition = sub === '' ? asObject(command) : subs.find(({ name }) => name === sub);
  if (!definition) throw new ClientSaysNo(`There is no /${root} ${sub}`);
  return { command, definition };
}

/** What the client finds wrong with the options that were given; nothing while one is still typing. */
export function checkOptions(definition: Json, given: Readonly<Record<string, OptionValue>>): void {
  const known = asList(definition.options).map(asObject);
  const stranger = Object.keys(given).find((name) => !known.some((option) => option.name === name));
  if (stranger !== undefined) throw new ClientSaysNo(`There is no option ${stranger}`);
  for (const option of known) {
    const value = given[asText(option.name)];
    if (value === undefined && option.required === true) throw new ClientSaysNo(`${option.name} is required`);
    if (value !== undefined) checkValue(option, value);
  }
}

function checkValue(option: Json, value: OptionValue): void {
  const no = (why: string) => new ClientSaysNo(`${option.name}: ${why}`);
  if (kindOf(value, option.type) !== option.type) throw no(`${JSON.stringify(value)} does not fit here`);
  const choices = asList(option.choices).map((choice) => asObject(choice).value);
  if (choices.length > 0 && !choices.includes(value)) throw no('not one of the choices');
  if (typeof value === 'number') {
    if (value < asBound(option.min_value, -Infinity) || value > asBound(option.max_value, Infinity))
      throw no('out of range');
  }
  if (typeof value === 'string') {
    if (value.length < asNumber(option.min_length) || value.length > asBound(option.max_length, 6000))
      throw no('of the wrong length');
  }
}

const asBound = (value: unknown, otherwise: number) => (typeof value === 'number' ? value : otherwise);

/** The kind of option that a value fits; numbers fit two. */
export function kindOf(value: OptionValue, wanted?: unknown): number {
  if (typeof value === 'string') return optionKinds.string;
  if (typeof value === 'boolean') return optionKinds.boolean;
  if (typeof value === 'number')
    return wanted === optionKinds.number || !Number.isInteger(value) ? optionKinds.number : optionKinds.integer;
  return optionKinds.attachment;
}
