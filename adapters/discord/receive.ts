import {
  type APIApplicationCommandAutocompleteInteraction,
  type APIAttachment,
  type APIChatInputApplicationCommandInteraction,
  type APIInteraction,
  type APIMessageComponentInteraction,
  type APIModalSubmitInteraction,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  ChannelType,
  ComponentType,
  InteractionContextType,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import type { Field } from '../../src/chat/form.ts';
import { languageToldBy } from '../../src/chat/language.ts';
import type { Shape } from '../../src/chat/options.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Place, Sender } from '../../src/chat/request.ts';
import type { Stand } from './answers/landing.ts';
import { isMarked } from './answers/marks.ts';
import { optionName } from './commands.ts';
import { channelAddress, directAddress, groupKey, personKey } from './places.ts';
import { zoneGuessOf } from './zones.ts';

/** Everything that is typed or attached, before files are fetched. */
export type Typed = Readonly<Record<string, string | Attached>>;
/** A file that waits at Discord; `maxBytes` is how much the option takes. */
export interface Attached {
  readonly url: string;
  readonly name: string;
  readonly mime: string;
  readonly bytes: number;
  readonly maxBytes: number;
}

/** Who asks. In a server, whoever may manage it is its admin (Discord's own word for those who run one). */
export function readSender(it: APIInteraction, place: Place): Sender {
  const { user, member } = personOf(it);
  const bits = BigInt(member?.permissions ?? 0);
  const isAdmin = (bits & (PermissionFlagsBits.ManageGuild | PermissionFlagsBits.Administrator)) !== 0n;
  const locale = 'locale' in it ? it.locale : '';
  const [zoneGuess, language] = [zoneGuessOf(locale), languageToldBy(locale)];
  return {
    key: personKey(user.id),
    name: member?.nick ?? user.global_name ?? user.username,
    direct: directAddress(user.id),
    isAdmin: place.group !== null && isAdmin,
    ...(zoneGuess !== undefined && { zoneGuess }),
    ...(language !== undefined && { language }),
  };
}

function personOf(it: APIInteraction) {
  if (it.member) return { user: it.member.user, member: it.member };
  if (it.user) return { user: it.user, member: null };
  throw new Error('Discord told of an interaction by nobody');
}

/** Where: a channel of a server that the bot is in; anything else is the person's direct line, for nobody else is known there. */
export function readPlace(it: APIInteraction, serverName: (guildId: string) => string): Place {
  const channelId = it.channel?.id;
  if (it.guild_id === undefined || channelId === undefined || isApart(it)) {
    return { address: directAddress(personOf(it).user.id), group: null };
  }
  return { address: channelAddress(channelId), group: { key: groupKey(it.guild_id), name: serverName(it.guild_id) } };
}

const isDirect = (it: APIInteraction) =>
  it.context === InteractionContextType.BotDM || (it.context === undefined && it.channel?.type === ChannelType.DM);

/** Asked for by someone who installed the bot for themselves, where it is not (interactions, "Authorizing Integration Owners"). */
const isApart = (it: APIInteraction) =>
  !isDirect(it) && it.authorizing_integration_owners[ApplicationIntegrationType.GuildInstall] === undefined;

export function readStand(it: APIInteraction, carries: Stand['carries'], mayOpenForm: boolean): Stand {
  const { message } = it;
  const isPrivate = ((message?.flags ?? 0) & MessageFlags.Ephemeral) !== 0;
  return {
    isDirect: isDirect(it),
    isApart: isApart(it),
    pressed: message ? { id: message.id, isPrivate, changesLater: isMarked(message) } : null,
    carries,
    mayOpenForm,
  };
}

/** What is said with a slash command, or being typed; `focused` is the option that is typed just now. */
export function readSaid(
  { data }: APIChatInputApplicationCommandInteraction | APIApplicationCommandAutocompleteInteraction,
  catalog: Catalog,
): { root: string; name: string; typed: Typed; focused: string } {
  const [sub] = data.options ?? [];
  const isSub = sub?.type === ApplicationCommandOptionType.Subcommand;
  const said = { root: data.name, name: isSub ? sub.name : '' };
  const options = isSub ? (sub.options ?? []) : [];
  const known = catalog.command(said.root, said.name)?.options ?? {};
  const nameOf = (name: string) => Object.keys(known).find((it) => optionName(it) === name) ?? name;
  const attachments = 'resolved' in data ? data.resolved?.attachments : undefined;
  const typed = options.flatMap((option) => {
    const name = nameOf(option.name);
    const value = readOption(option, attachments, known[name]?.shape);
    return value === null ? [] : [[name, value] as const];
  });
  const focused = options.find((option) => 'focused' in option && option.focused === true);
  return { ...said, typed: Object.fromEntries(typed), focused: nameOf(focused?.name ?? '') };
}

type Attachments = Readonly<Record<string, APIAttachment>> | undefined;

function readOption(
  option: { readonly type: ApplicationCommandOptionType; readonly value: string | number | boolean },
  attachments: Attachments,
  shape: Shape | undefined,
): string | Attached | null {
  if (option.type !== ApplicationCommandOptionType.Attachment) return String(option.value);
  return attachedAs(attachments?.[String(option.value)], shape);
}

function attachedAs(found: APIAttachment | undefined, shape: Shape | undefined): Attached | null {
  if (!found) return null;
  const { url, filename, content_type, size } = found;
  return {
    url,
    name: filename,
    mime: content_type ?? '',
    bytes: size,
    maxBytes: shape?.kind === 'file' ? shape.maxBytes : 0,
  };
}

/** What was picked from a list, under the name of its option; nothing where a button was pressed. */
export function readPicked({ data }: APIMessageComponentInteraction): Readonly<Record<string, string>> {
  if (data.component_type !== ComponentType.StringSelect) return {};
  const [, name, value] = /^([^=]*)=([\s\S]*)$/.exec(data.values[0] ?? '') ?? [];
  return name !== undefined && value !== undefined ? { [name]: value } : {};
}

/** What stands in a form that was sent, by the names of its fields. */
export function readForm({ data }: APIModalSubmitInteraction, fields: readonly Field[]): Typed {
  const typed = data.components.flatMap((part) => {
    if (part.type !== ComponentType.Label) return [];
    const { component } = part;
    const name = component.custom_id;
    const value = readInput(
      component,
      data.resolved?.attachments,
      fields.find((it) => it.name === name),
    );
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(typed);
}

type Input = Extract<
  APIModalSubmitInteraction['data']['components'][number],
  { type: ComponentType.Label }
>['component'];

function readInput(input: Input, attachments: Attachments, field: Field | undefined): string | Attached | null {
  if (input.type === ComponentType.TextInput) return input.value;
  if (!('values' in input)) return null;
  const [first] = input.values;
  if (input.type === ComponentType.FileUpload) return attachedAs(attachments?.[first ?? ''], field);
  return first ?? '';
}
