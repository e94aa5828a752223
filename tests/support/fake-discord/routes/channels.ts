import { PermissionFlagsBits as may } from 'discord.js';
import { asObject, asText } from '../json.ts';
import { checkMessage } from '../message-body.ts';
import { edit, post, standing } from '../messages.ts';
import { channelJson, messageJson } from '../payloads.ts';
import { demand } from '../permissions.ts';
import { refuse } from '../refusal.ts';
import { type Channel, intents, type Message, type State } from '../state.ts';
import { type Answer, type Call, done, ok, type Route, route } from './route.ts';

function channelOf({ state, param }: Call, needed = 0n): Channel {
  const channel = state.channels.get(param('channel_id'));
  if (!channel) throw refuse.unknownChannel();
  demand(state, channel, needed);
  return channel;
}

/** A message that is there for everyone: nobody else's private answer can be reached by its channel. */
function messageOf(call: Call, needed = 0n): Message {
  const channel = channelOf(call, needed);
  const message = call.state.messages.get(call.param('message_id'));
  if (message?.channelId !== channel.id || message.onlyFor !== null) throw refuse.unknownMessage();
  return message;
}

function create(call: Call): Answer {
  const { state, body, files } = call;
  const channel = channelOf(call, may.SendMessages | (files.length > 0 ? may.AttachFiles : 0n));
  const checked = checkMessage(body, files);
  demandOpenLine(state, channel);
  const known = state.messages.size;
  const message = post(state, { channelId: channel.id }, checked, files);
  if (state.messages.size > known) tell(state, 'MESSAGE_CREATE', message);
  return ok(messageJson(state, message));
}

function demandOpenLine(state: State, channel: Channel): void {
  if (channel.kind !== 'dm') return;
  const person = [...channel.people].map((id) => state.accounts.get(id)).find((it) => it && !it.isBot);
  if (!person || person.isDmClosed) throw refuse.closedDm();
  const meets = [...state.guilds.values()].some(({ hasBot, members }) => hasBot && members.has(person.id));
  if (!meets && !person.hasApp) throw refuse.noMutualGuilds();
}

function tell(state: State, event: string, message: Message): void {
  const guildId = state.channels.get(message.channelId)?.guildId ?? null;
  const data = { ...messageJson(state, message), ...(guildId && { guild_id: guildId }) };
  state.dispatch(event, data, guildId, guildId ? intents.guildMessages : intents.directMessages);
}

function change(call: Call): Answer {
  const message = messageOf(call);
  edit(call.state, message, checkMessage(call.body, call.files, standing(message)), call.files);
  tell(call.state, 'MESSAGE_UPDATE', message);
  return ok(messageJson(call.state, message));
}

function list(call: Call): Answer {
  const { state, query } = call;
  const channel = channelOf(call, may.ReadMessageHistory);
  const limit = Math.min(100, Number(query.get('limit') ?? 50));
  const [before, after] = [query.get('before'), query.get('after')].map((id) => (id ? BigInt(id) : null));
  const all = [...state.messages.values()]
    .filter(({ channelId, onlyFor }) => channelId === channel.id && onlyFor === null)
    .filter(({ id }) => (!before || BigInt(id) < before) && (!after || BigInt(id) > after));
  const newestFirst = (after ? all.slice(0, limit) : all.slice(-limit)).reverse();
  return ok(newestFirst.map((message) => messageJson(state, message)));
}

function openLine({ state, body }: Call): Answer {
  const person = state.accounts.get(asText(asObject(body).recipient_id));
  const channel = person && state.channels.get(person.dmId);
  if (!channel || person.isBot) throw refuse.invalidRecipient();
  return ok(channelJson(state, channel));
}

export const channelRoutes: readonly Route[] = [
  route('GET /channels/{channel_id}', (call) => ok(channelJson(call.state, channelOf(call)))),
  route('GET /channels/{channel_id}/messages', list),
  route('POST /channels/{channel_id}/messages', create),
  route('POST /channels/{channel_id}/typing', (call) => {
    channelOf(call, may.SendMessages);
    return done;
  }),
  route('GET /channels/{channel_id}/messages/{message_id}', (call) =>
    ok(messageJson(call.state, messageOf(call, may.ReadMessageHistory))),
  ),
  route('PATCH /channels/{channel_id}/messages/{message_id}', change),
  route('DELETE /channels/{channel_id}/messages/{message_id}', (call) => {
    const message = messageOf(call);
    tell(call.state, 'MESSAGE_DELETE', message);
    call.state.messages.delete(message.id);
    return done;
  }),
  route('POST /users/@me/channels', openLine),
];
