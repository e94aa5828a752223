import type { Address, Place } from '../../src/chat/request.ts';

/** A workspace; `org` where the app was installed for the whole organisation, whose token then serves all its workspaces. */
export interface Workspace {
  readonly team: string;
  readonly org: string | null;
}

export interface Spot {
  readonly kind: 'channel' | 'user';
  readonly workspace: Workspace;
  /** `C…` of a channel, `U…` of a person, whose direct line with the bot is meant. */
  readonly id: string;
}

const written = ({ team, org }: Workspace) => (org === null ? team : `${team}.${org}`);

/**
 * Addresses of Slack: `slack:channel:T1:C1`, `slack:user:T1:U1`; `T1.E1` in the place of `T1` for an organisation's workspace.
 */
export const channelAddress = (workspace: Workspace, channel: string): Address =>
  `slack:channel:${written(workspace)}:${channel}`;
export const userAddress = (workspace: Workspace, user: string): Address => `slack:user:${written(workspace)}:${user}`;
export const personKey = ({ team }: Workspace, user: string) => `slack:${team}:${user}`;

/** What an address of ours names, or null when it is not one. */
export function readAddress(address: Address): Spot | null {
  const [, kind, team, org, id] = /^slack:(channel|user):(T\w+)(?:\.(E\w+))?:(\w+)$/.exec(address) ?? [];
  if (team === undefined || id === undefined || (kind !== 'channel' && kind !== 'user')) return null;
  return { kind, workspace: { team, org: org ?? null }, id };
}

/** The user id that a person's key holds, or null when they are not of Slack. */
export const userOfKey = (key: string): string | null => /^slack:\w+:([UW]\w+)$/.exec(key)?.[1] ?? null;

/** Whether a conversation is between two people (or one and the bot). */
export const isDirect = (channel: string) => channel.startsWith('D');

/** Where something was said. In a direct line there is no group: what is said there is between a person and the bot. */
export function placeOf(workspace: Workspace, workspaceName: string, user: string, channel: string | null): Place {
  if (channel === null || isDirect(channel)) return { address: userAddress(workspace, user), group: null };
  return {
    address: channelAddress(workspace, channel),
    group: { key: `slack:${workspace.team}`, name: workspaceName },
  };
}
