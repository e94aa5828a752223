import type { Address } from '../../src/chat/request.ts';

/** Where a message can go: a channel (a thread is one too), or a person's direct line, whose channel is opened when first needed. */
export interface Spot {
  readonly kind: 'channel' | 'user';
  readonly id: string;
}

export const channelAddress = (id: string): Address => `discord:channel:${id}`;
export const directAddress = (userId: string): Address => `discord:user:${userId}`;
export const personKey = (userId: string) => `discord:${userId}`;
export const groupKey = (guildId: string) => `discord:${guildId}`;

/** The spot that an address of ours names, or null. Discord's ids are numbers of up to 20 digits. */
export function readAddress(address: Address): Spot | null {
  const [, kind, id] = /^discord:(channel|user):(\d{1,20})$/.exec(address) ?? [];
  return (kind === 'channel' || kind === 'user') && id !== undefined ? { kind, id } : null;
}

/** Discord's id of the person with this key, or null where they are of another platform. */
export function userIdOf(key: string): string | null {
  return /^discord:(\d{1,20})$/.exec(key)?.[1] ?? null;
}
