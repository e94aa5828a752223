import { textOf } from './json.ts';
import { type Calling, type Methods, TooFast } from './method.ts';
import { tooSoonS } from './pace.ts';
import { knownChannel, openChannel, ownMessage } from './places.ts';
import { addMessage, changeMessage, messageBody, readWritten, removeMessage } from './posts.ts';
import { SlackRefusal } from './refusal.ts';

// https://docs.slack.dev/reference/methods/chat.postMessage and its neighbours.

const scopes = ['chat:write'];

function postMessage({ world, team, args }: Calling) {
  const channel = openChannel(world, team, args.channel);
  const written = readWritten(world, team, args);
  const waitS = tooSoonS(world, channel);
  if (waitS > 0) throw new TooFast(waitS);
  const threadTs = textOf(args.thread_ts);
  if (threadTs !== '' && !channel.messages.some(({ ts }) => ts === threadTs))
    throw new SlackRefusal('thread_not_found');
  const message = addMessage(world, channel, written, { from: team.botUserId, ...(threadTs !== '' && { threadTs }) });
  return { channel: channel.id, ts: message.ts, message: messageBody(team, message) };
}

function postEphemeral({ world, team, args }: Calling) {
  const channel = openChannel(world, team, args.channel);
  const user = textOf(args.user);
  if (!channel.members.has(user)) throw new SlackRefusal('user_not_in_channel');
  const written = { ...readWritten(world, team, args), metadata: null };
  return { message_ts: addMessage(world, channel, written, { from: team.botUserId, ephemeralTo: user }).ts };
}

function update({ world, team, args }: Calling) {
  const channel = knownChannel(team, args.channel);
  const message = ownMessage(team, channel, args.ts, 'cant_update_message');
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  changeMessage(world, message, readWritten(world, team, args));
  return { channel: channel.id, ts: message.ts, text: message.text, message: messageBody(team, message) };
}

function remove({ world, team, args }: Calling) {
  const channel = knownChannel(team, args.channel);
  removeMessage(world, channel, ownMessage(team, channel, args.ts, 'cant_delete_message'));
  return { channel: channel.id, ts: args.ts };
}

export const chatMethods: Methods = {
  'chat.postMessage': { tier: 'free', scopes, needs: ['channel'], run: postMessage },
  'chat.postEphemeral': { tier: 'tier4', scopes, needs: ['channel', 'user'], run: postEphemeral },
  'chat.update': { tier: 'tier3', scopes, needs: ['channel', 'ts'], run: update },
  'chat.delete': { tier: 'tier3', scopes, needs: ['channel', 'ts'], run: remove },
};
