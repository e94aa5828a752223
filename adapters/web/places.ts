import type { Address, Place } from '../../src/chat/request.ts';

/** Addresses of the web chat: `web:direct:ada`, `web:room:study-hall`. Slugs hold no colon. */
export const directAddress = (person: string): Address => `web:direct:${person}`;
export const roomAddress = (room: string): Address => `web:room:${room}`;
export const personKey = (person: string) => `web:${person}`;

export interface Spot {
  readonly kind: 'direct' | 'room';
  readonly slug: string;
}

/** What an address of ours names, or null when it is not one. */
export function readAddress(address: Address): Spot | null {
  const [, kind, slug] = /^web:(direct|room):([^:]+)$/.exec(address) ?? [];
  return slug && (kind === 'direct' || kind === 'room') ? { kind, slug } : null;
}

export const directPlace = (person: string): Place => ({ address: directAddress(person), group: null });

export function roomPlace(room: { readonly slug: string; readonly name: string }): Place {
  const address = roomAddress(room.slug);
  return { address, group: { key: address, name: room.name } };
}

/** Where a person sees a place: `/as/ada/rooms/study-hall`. The person is in the path, so that each tab can be another one. */
export function pathOf(person: string, address: Address): string {
  const spot = readAddress(address);
  return spot?.kind === 'room'
    ? `${pathAs(person)}/rooms/${encodeURIComponent(spot.slug)}`
    : `${pathAs(person)}/direct`;
}

export const pathAs = (person: string) => `/as/${encodeURIComponent(person)}`;
