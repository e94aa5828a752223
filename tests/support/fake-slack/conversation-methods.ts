import type { Json } from './faces.ts';
import { isTrue, textOf } from './json.ts';
import { type Calling, type Methods, mustHave } from './method.ts';
import { directLine, knownChannel } from './places.ts';
import { messageBody } from './posts.ts';
import { SlackRefusal } from './refusal.ts';
import type { Channel } from './world.ts';

// https://docs.slack.dev/reference/methods/conversations.open and its neighbours.

const words = { public: 'channels', private: 'groups', im: 'im' } as const;
const reading = ['channels:read', 'groups:read', 'im:read', 'mpim:read'];
const looking = ['channels:history', 'groups:history', 'im:history', 'mpim:history'];

function open({ world, team, args }: Calling): Json {
  const users = textOf(args.users).split(',').filter(Boolean);
  const person = users.length === 1 ? team.people.get(users[0] ?? '') : undefined;
  if (users.length === 0) throw new SlackRefusal('users_list_not_supplied');
  if (users[0] === team.botUserId) throw new SlackRefusal('cannot_dm_bot');
  if (!person) throw new SlackRefusal(users.length > 1 ? 'method_not_supported_for_channel_type' : 'user_not_found');
  if (person.isDeleted) throw new SlackRefusal('user_disabled');
  return { channel: { id: directLine(world, team, person.id).id } };
}

function info({ team, args, scopes }: Calling): Json {
  const channel = knownChannel(team, args.channel);
  mustHave(scopes, `${words[channel.kind]}:read`);
  return { channel: channelBody(channel) };
}

const channelBody = ({ id, kind, name, isArchived, members, team }: Channel): Json => ({
  id,
  is_channel: kind === 'public',
  is_im: kind === 'im',
  is_private: kind !== 'public',
  is_archived: isArchived,
  is_member: members.has(team.botUserId),
  ...(kind === 'im' ? { user: [...members].find((it) => it !== team.botUserId) } : { name, name_normalized: name }),
});

/** Newest first; what is for one person's eyes only is not among them, and metadata only when asked for. */
function history({ team, args, scopes }: Calling): Json {
  const channel = knownChannel(team, args.channel);
  mustHave(scopes, `${words[channel.kind]}:history`);
  if (!channel.members.has(team.botUserId)) throw new SlackRefusal('not_in_channel');
  const found = channel.messages.filter(({ ts, ephemeralTo }) => ephemeralTo === null && isWithin(ts, args)).reverse();
  const from = Number(args.cursor ?? 0);
  const limit = Math.min(Number(args.limit ?? 100), 999);
  const page = found.slice(from, from + limit);
  const hasMore = found.length > from + limit;
  return {
    messages: page.map((message) => ({
      ...messageBody(team, message),
      ...(isTrue(args.include_all_metadata) && message.metadata && { metadata: message.metadata }),
    })),
    has_more: hasMore,
    response_metadata: { next_cursor: hasMore ? String(from + limit) : '' },
  };
}

function isWithin(ts: string, { oldest, latest, inclusive }: Json): boolean {
  const [at, from, to] = [Number(ts), Number(oldest ?? 0), Number(latest ?? Number.POSITIVE_INFINITY)];
  return (at > from && at < to) || (isTrue(inclusive) && (at === from || at === to));
}

function list({ team, args, scopes }: Calling): Json {
  const types = textOf(args.types || 'public_channel').split(',');
  const wanted = new Set(types.map((it) => it.replace('_channel', '')));
  for (const kind of ['public', 'private', 'im'] as const)
    if (wanted.has(kind)) mustHave(scopes, `${words[kind]}:read`);
  const seen = [...team.channels.values()].filter(
    ({ kind, members }) => wanted.has(kind) && (kind === 'public' || members.has(team.botUserId)),
  );
  return { channels: seen.map(channelBody), response_metadata: { next_cursor: '' } };
}

export const conversationMethods: Methods = {
  'conversations.open': { tier: 'tier3', scopes: ['im:write'], run: open },
  'conversations.info': { tier: 'tier3', scopes: reading, needs: ['channel'], run: info },
  'conversations.history': { tier: 'tier3', scopes: looking, needs: ['channel'], run: history },
  'conversations.list': { tier: 'tier2', scopes: reading, run: list },
};
