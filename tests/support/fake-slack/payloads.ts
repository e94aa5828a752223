import type { Json } from './faces.ts';
import { stateOf } from './fields.ts';
import { messageBody } from './posts.ts';
import { viewBody } from './views.ts';
import type { Channel, Member, Message, Team, View, World } from './world.ts';

/** Who acts, and where: what every payload begins with. https://docs.slack.dev/reference/interaction-payloads. */
export interface Actor {
  readonly world: World;
  readonly team: Team;
  readonly person: Member;
}

const domain = (team: Team) => team.name.toLowerCase();

const common = ({ world, team, person }: Actor): Json => ({
  team: { id: team.id, domain: domain(team) },
  user: { id: person.id, username: person.name.toLowerCase(), name: person.name.toLowerCase(), team_id: team.id },
  api_app_id: world.app.id,
  token: 'deprecated-verification-token',
  enterprise: null,
  is_enterprise_install: false,
});

export function newTrigger({ world, team, person }: Actor, view: View | null = null): string {
  const id = `${world.newId('')}.${team.id}.trigger`;
  world.triggers.set(id, { team, person, view, madeAtMs: world.clock.now(), isUsed: false });
  return id;
}

export function newHook({ world, team, person }: Actor, channel: Channel, original: Message | null): string {
  const id = world.newId('hook');
  world.hooks.set(id, { team, person, channel, original, madeAtMs: world.clock.now(), uses: 0 });
  return `${world.origin}/hooks/${id}`;
}

export function commandPayload(actor: Actor, channel: Channel, command: string, text: string): Json {
  const { world, team, person } = actor;
  return {
    token: 'deprecated-verification-token',
    team_id: team.id,
    team_domain: domain(team),
    channel_id: channel.id,
    channel_name: channel.name,
    user_id: person.id,
    user_name: person.name.toLowerCase(),
    command,
    text,
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: newHook(actor, channel, null),
    trigger_id: newTrigger(actor),
  };
}

/** A press on a message. Of one that is for this person's eyes only, Slack tells where it stands and not what is in it. */
export function pressPayload(actor: Actor, channel: Channel, message: Message, action: Json): Json {
  const isEphemeral = message.ephemeralTo !== null;
  const where = { message_ts: message.ts, channel_id: channel.id, is_ephemeral: isEphemeral };
  return {
    type: 'block_actions',
    ...common(actor),
    container: { type: 'message', ...where },
    trigger_id: newTrigger(actor),
    channel: { id: channel.id, name: channel.name },
    ...(!isEphemeral && { message: messageBody(actor.team, message) }),
    state: { values: {} },
    response_url: newHook(actor, channel, message),
    actions: [action],
  };
}

export const viewPressPayload = (actor: Actor, view: View, action: Json): Json => ({
  type: 'block_actions',
  ...common(actor),
  container: { type: 'view', view_id: view.id },
  trigger_id: newTrigger(actor, view),
  view: viewBody(view),
  actions: [action],
});

export const submissionPayload = (actor: Actor, view: View): Json => ({
  type: 'view_submission',
  ...common(actor),
  trigger_id: newTrigger(actor, view),
  view: { ...viewBody(view), state: stateOf(view) },
  response_urls: [],
});

export const closedPayload = (actor: Actor, view: View, isCleared: boolean): Json => ({
  type: 'view_closed',
  ...common(actor),
  view: viewBody(view),
  is_cleared: isCleared,
});

export const messageShortcutPayload = (actor: Actor, callbackId: string, channel: Channel, message: Message): Json => ({
  type: 'message_action',
  ...common(actor),
  callback_id: callbackId,
  trigger_id: newTrigger(actor),
  response_url: newHook(actor, channel, null),
  message_ts: message.ts,
  channel: { id: channel.id, name: channel.name },
  message: messageBody(actor.team, message),
  action_ts: actor.world.newTs(),
});

export const globalShortcutPayload = (actor: Actor, callbackId: string): Json => ({
  type: 'shortcut',
  ...common(actor),
  callback_id: callbackId,
  trigger_id: newTrigger(actor),
  action_ts: actor.world.newTs(),
});

/** https://docs.slack.dev/apis/events-api: one event in its envelope. */
export function eventPayload(world: World, team: Team, event: Json): Json {
  return {
    token: 'deprecated-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: world.app.id,
    event: { event_ts: world.newTs(), ...event },
    type: 'event_callback',
    event_id: world.newId('Ev'),
    event_time: Math.floor(world.clock.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}
