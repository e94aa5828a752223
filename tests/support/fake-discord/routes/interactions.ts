import { checkChoices } from '../command-body.ts';
import { FormProblems } from '../form-problems.ts';
import { asList, asNumber, asObject } from '../json.ts';
import { checkMessage } from '../message-body.ts';
import { edit, flag, post, standing } from '../messages.ts';
import { checkModal } from '../modal-body.ts';
import { messageJson } from '../payloads.ts';
import { refuse } from '../refusal.ts';
import type { Interaction, InteractionKind, Message, State } from '../state.ts';
import { type Answer, type Call, done, ok, type Route, route } from './route.ts';

/** Kinds of answers (discord.com/developers/docs/interactions/receiving-and-responding). */
const type = { message: 4, deferred: 5, deferredUpdate: 6, update: 7, choices: 8, modal: 9 } as const;

const firstWithinMs = 3000;
export const tokenLivesMs = 15 * 60_000;

const allowed: Readonly<Record<InteractionKind, readonly number[]>> = {
  command: [type.message, type.deferred, type.modal],
  autocomplete: [type.choices],
  component: [type.message, type.deferred, type.deferredUpdate, type.update, type.modal],
  modal: [type.message, type.deferred],
};

export const ageMs = (state: State, { madeAt }: Interaction) => state.now().getTime() - madeAt.getTime();

/** Whether its three seconds went by without an answer. */
export const isExpired = (state: State, it: Interaction) => it.first === null && ageMs(state, it) >= firstWithinMs;

function callback(call: Call): Answer {
  const { state, param, query } = call;
  const interaction = state.interactions.get(param('interaction_id'));
  if (interaction?.token !== param('interaction_token')) throw refuse.unknownInteraction();
  const { type: kind, data } = asObject(call.body);
  checkKind(interaction, kind);
  const act = check(call, interaction, asNumber(kind), data);
  if (interaction.first !== null) throw refuse.alreadyAcknowledged();
  if (isExpired(state, interaction)) throw refuse.unknownInteraction();
  const message = act();
  interaction.firstAfterMs = performance.now() - interaction.dispatchedAtMs;
  return query.get('with_response') === 'true' ? ok(responseJson(state, interaction, asNumber(kind), message)) : done;
}

function checkKind({ kind: of, sourceId }: Interaction, kind: unknown): void {
  const problems = new FormProblems();
  const updates = of === 'modal' && sourceId !== null ? [type.deferredUpdate, type.update] : [];
  problems.oneOf(['type'], kind, [...allowed[of], ...updates]);
  problems.throwIfAny();
}

/** What is to be done once the answer is known to be in order and in time. Gives the message that it made or changed. */
function check(call: Call, interaction: Interaction, kind: number, data: unknown): () => Message | null {
  switch (kind) {
    case type.message:
      return checkNewMessage(call, interaction, data);
    case type.deferred:
      return checkDeferral(call, interaction, data);
    case type.update:
      return checkUpdate(call, interaction, data);
    case type.deferredUpdate:
      return () => {
        interaction.first = 'deferred update';
        interaction.isWaiting = true;
        interaction.originalId = interaction.sourceId;
        return null;
      };
    case type.choices:
      return checkOffer(interaction, data);
    default:
      return checkForm(call, interaction, data);
  }
}

function checkNewMessage({ state, files }: Call, interaction: Interaction, data: unknown): () => Message {
  const body = checkMessage(data, files);
  return () => {
    const onlyFor = (body.flags ?? 0) & flag.ephemeral ? interaction.personId : null;
    const message = post(state, { channelId: interaction.channelId, onlyFor, isByInteraction: true }, body, files);
    interaction.first = 'message';
    interaction.originalId = message.id;
    interaction.messageIds.push(message.id);
    return message;
  };
}

function checkDeferral({ state }: Call, interaction: Interaction, data: unknown): () => Message {
  const flags = asNumber(asObject(data).flags);
  const problems = new FormProblems();
  if (flags & ~flag.ephemeral)
    problems.add(['data', 'flags'], 'MESSAGE_FLAGS_INVALID', 'Only EPHEMERAL when deferring');
  problems.throwIfAny();
  return () => {
    const onlyFor = flags & flag.ephemeral ? interaction.personId : null;
    const origin = { channelId: interaction.channelId, onlyFor, isByInteraction: true, isThinking: true };
    const message = post(state, origin, {}, []);
    interaction.first = 'deferred';
    interaction.isWaiting = true;
    interaction.originalId = message.id;
    interaction.messageIds.push(message.id);
    return message;
  };
}

function checkUpdate({ state, files }: Call, interaction: Interaction, data: unknown): () => Message {
  const source = state.messages.get(interaction.sourceId ?? '');
  if (!source) throw refuse.unknownMessage();
  const body = checkMessage(data, files, standing(source));
  return () => {
    edit(state, source, body, files);
    interaction.first = 'update';
    interaction.originalId = source.id;
    interaction.messageIds.push(source.id);
    return source;
  };
}

function checkOffer(interaction: Interaction, data: unknown): () => null {
  const { choices } = asObject(data);
  const problems = new FormProblems();
  const offered = asList(choices).map(asObject);
  checkChoices(problems, ['data', 'choices'], choices, typeof offered[0]?.value === 'string');
  problems.throwIfAny();
  return () => {
    interaction.first = 'choices';
    interaction.choices = offered as unknown as Interaction['choices'];
    return null;
  };
}

function checkForm({ state }: Call, interaction: Interaction, data: unknown): () => null {
  const modal = checkModal(data);
  return () => {
    interaction.first = 'modal';
    state.modals.set(interaction.personId, { interactionId: interaction.id, data: modal, typed: {} });
    return null;
  };
}

function responseJson(state: State, interaction: Interaction, kind: number, message: Message | null): object {
  return {
    interaction: {
      id: interaction.id,
      type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[interaction.kind],
      ...(message && {
        response_message_id: message.id,
        response_message_loading: (message.flags & flag.isThinking) !== 0,
        response_message_ephemeral: message.onlyFor !== null,
        channel_id: message.channelId,
      }),
    },
    resource: { type: kind, ...(message && { message: messageJson(state, message) }) },
  };
}

export const interactionRoutes: readonly Route[] = [
  route('POST /interactions/{interaction_id}/{interaction_token}/callback', callback, true),
];
