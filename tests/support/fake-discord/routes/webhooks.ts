import { asNumber, asObject } from '../json.ts';
import { checkMessage } from '../message-body.ts';
import { edit, flag, post, standing } from '../messages.ts';
import { messageJson } from '../payloads.ts';
import { refuse } from '../refusal.ts';
import type { Interaction, Message } from '../state.ts';
import { ageMs, tokenLivesMs } from './interactions.ts';
import { type Answer, type Call, done, ok, type Route, route } from './route.ts';

const followUpsOfUserInstall = 5;

/** The interaction that a token belongs to: answered already, and not older than fifteen minutes. */
function interactionOf({ state, param }: Call): Interaction {
  const token = param('webhook_token');
  const interaction = state.interactions.get(idInToken(token));
  if (param('webhook_id') !== state.applicationId || interaction?.token !== token) throw refuse.unknownWebhook();
  if (ageMs(state, interaction) >= tokenLivesMs) throw refuse.expiredToken();
  if (interaction.first === null || interaction.first === 'choices') throw refuse.unknownWebhook();
  return interaction;
}

/** Tokens are opaque to the bot; here they hold the id. */
export const tokenFor = (id: string, secret: string) =>
  Buffer.from(`interaction:${id}:${secret}`).toString('base64url');
const idInToken = (token: string) => Buffer.from(token, 'base64url').toString().split(':')[1] ?? '';

/** A further message; the first one after a deferral takes the place of "is thinking…", and is as private as that was. */
function followUp(call: Call): Answer {
  const { state, body, files } = call;
  const interaction = interactionOf(call);
  if (interaction.first === 'deferred' && interaction.isWaiting) return editOriginal(call);
  if (interaction.isByUserInstall && interaction.followUps >= followUpsOfUserInstall) throw refuse.tooManyFollowUps();
  const checked = checkMessage(body, files);
  const onlyFor = asNumber(asObject(body).flags) & flag.ephemeral ? interaction.personId : null;
  const message = post(state, { channelId: interaction.channelId, onlyFor, isByInteraction: true }, checked, files);
  interaction.followUps += 1;
  interaction.isWaiting = false;
  interaction.messageIds.push(message.id);
  return ok(messageJson(state, message));
}

function messageOf({ state }: Call, interaction: Interaction, id: string | null): Message {
  const message = state.messages.get(id ?? '');
  const isIts = id !== null && (interaction.messageIds.includes(id) || id === interaction.sourceId);
  if (!message || !isIts) throw refuse.unknownMessage();
  return message;
}

function change(call: Call, interaction: Interaction, message: Message): Answer {
  edit(call.state, message, checkMessage(call.body, call.files, standing(message)), call.files);
  if (message.id === interaction.originalId) interaction.isWaiting = false;
  if (!interaction.messageIds.includes(message.id)) interaction.messageIds.push(message.id);
  return ok(messageJson(call.state, message));
}

function editOriginal(call: Call): Answer {
  const interaction = interactionOf(call);
  return change(call, interaction, messageOf(call, interaction, interaction.originalId));
}

function remove(call: Call, id: string | null, interaction: Interaction): Answer {
  call.state.messages.delete(messageOf(call, interaction, id).id);
  if (id === interaction.originalId) interaction.isWaiting = false;
  return done;
}

const base = '/webhooks/{webhook_id}/{webhook_token}';

/** Each kind of call for `@original` and for a message by its id. */
const both = (method: string, handle: (call: Call, id: string | null, interaction: Interaction) => Answer): Route[] => [
  route(
    `${method} ${base}/messages/@original`,
    (call) => {
      const interaction = interactionOf(call);
      return handle(call, interaction.originalId, interaction);
    },
    true,
  ),
  route(
    `${method} ${base}/messages/{message_id}`,
    (call) => handle(call, call.param('message_id'), interactionOf(call)),
    true,
  ),
];

export const webhookRoutes: readonly Route[] = [
  route(`POST ${base}`, followUp, true),
  ...both('GET', (call, id, interaction) => ok(messageJson(call.state, messageOf(call, interaction, id)))),
  ...both('PATCH', (call, id, interaction) => change(call, interaction, messageOf(call, interaction, id))),
  ...both('DELETE', remove),
];
