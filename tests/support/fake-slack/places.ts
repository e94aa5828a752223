import { SlackRefusal } from './refusal.ts';
import type { Channel, Message, Team, World } from './world.ts';

/** The channel, if the bot may know of it at all. */
export function knownChannel(team: Team, id: unknown): Channel {
  const channel = typeof id === 'string' ? team.channels.get(id) : undefined;
  const isHidden = channel && channel.kind !== 'public' && !channel.members.has(team.botUserId);
  if (!channel || isHidden) throw new SlackRefusal('channel_not_found');
  return channel;
}

/** The channel, if the bot may write there. A user's id leads to the direct line with them. */
export function openChannel(world: World, team: Team, id: unknown): Channel {
  const isPerson = typeof id === 'string' && team.people.has(id);
  const channel = isPerson ? directLine(world, team, id) : knownChannel(team, id);
  if (channel.isArchived) throw new SlackRefusal('is_archived');
  if (!channel.members.has(team.botUserId)) throw new SlackRefusal('not_in_channel');
  return channel;
}

/** The direct line of the bot with a person, opened when there is none yet. */
export function directLine(world: World, team: Team, person: string): Channel {
  const standing = [...team.channels.values()].find(({ kind, members }) => kind === 'im' && members.has(person));
  if (standing) return standing;
  const channel: Channel = {
    id: world.newId('D'),
    team,
    name: 'directmessage',
    kind: 'im',
    members: new Set([person, team.botUserId]),
    isArchived: false,
    messages: [],
  };
  team.channels.set(channel.id, channel);
  return channel;
}

/** A message of the bot's own that the Web API knows of: those for one person's eyes only are none. */
export function ownMessage(team: Team, channel: Channel, ts: unknown, refusal: string): Message {
  const message = channel.messages.find((it) => it.ts === ts && it.ephemeralTo === null);
  if (!message) throw new SlackRefusal('message_not_found');
  if (message.from !== team.botUserId) throw new SlackRefusal(refusal);
  return message;
}

export const isVisible = (message: Message, person: string): boolean =>
  message.ephemeralTo === null || message.ephemeralTo === person;
