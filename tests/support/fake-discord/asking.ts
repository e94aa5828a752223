import { randomUUID } from 'node:crypto';
import type { Asked } from './interface.ts';
import { contextOf, isByUserInstall } from './offered.ts';
import { interactionChannelJson, memberJson, messageJson, userJson } from './payloads.ts';
import { botPermissionsIn, memberPermissions } from './permissions.ts';
import { ageMs, isExpired, tokenLivesMs } from './routes/interactions.ts';
import { tokenFor } from './routes/webhooks.ts';
import type { Account, Channel, Interaction, InteractionKind, Message, State } from './state.ts';

const types: Readonly<Record<InteractionKind, number>> = { command: 2, component: 3, autocomplete: 4, modal: 5 };

export interface Question {
  readonly kind: InteractionKind;
  readonly channel: Channel;
  readonly data: object;
  readonly source: Message | null;
}

/** Makes an interaction and dispatches it. */
export function ask(state: State, person: Account, { kind, channel, data, source }: Question): Interaction {
  const id = state.newId();
  const token = tokenFor(id, randomUUID());
  const payload = {
    id,
    token,
    application_id: state.applicationId,
    type: types[kind],
    version: 1,
    data,
    ...whereJson(state, person, channel),
    ...(source && { message: messageJson(state, source) }),
  };
  const interaction: Interaction = {
    id,
    token,
    kind,
    personId: person.id,
    channelId: channel.id,
    guildId: channel.guildId,
    sourceId: source?.id ?? null,
    madeAt: state.now(),
    dispatchedAtMs: performance.now(),
    isByUserInstall: isByUserInstall(state, channel),
    payload,
    first: null,
    firstAfterMs: null,
    originalId: null,
    isWaiting: false,
    followUps: 0,
    choices: [],
    messageIds: [],
  };
  state.interactions.set(id, interaction);
  state.dispatch('INTERACTION_CREATE', payload, channel.guildId, 0);
  return interaction;
}

/** Who and where, as every interaction tells. */
function whereJson(state: State, person: Account, channel: Channel): object {
  const guild = channel.guildId === null ? undefined : state.guilds.get(channel.guildId);
  const brought = isByUserInstall(state, channel);
  const owners = brought ? { '1': person.id } : { '0': channel.guildId ?? '0' };
  const common = {
    channel_id: channel.id,
    channel: interactionChannelJson(state, channel),
    context: contextOf(channel),
    authorizing_integration_owners: owners,
    entitlements: [],
    attachment_size_limit: 10 * 1024 * 1024,
    app_permissions: String(brought ? memberPermissions(false) : botPermissionsIn(state, channel)),
    locale: person.locale,
  };
  if (!guild) return { ...common, user: userJson(person) };
  const { id, locale } = guild;
  const here = { id, locale, features: [] };
  return { ...common, guild_id: id, guild: here, guild_locale: locale, member: memberJson(guild, person) };
}

/** Waits until the bot has answered for good, or never will. */
export async function answered(state: State, interaction: Interaction): Promise<Asked> {
  const tooLate = setTimeout(state.changed, 3001);
  const isOver = () => isExpired(state, interaction) || ageMs(state, interaction) >= tokenLivesMs;
  await state.until(() => (interaction.first !== null && !interaction.isWaiting) || isOver(), 15 * 60_000);
  clearTimeout(tooLate);
  return interaction;
}
