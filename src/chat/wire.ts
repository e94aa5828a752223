import type { Intent } from './card.ts';

/** The longest custom_id that Discord takes; Slack takes 255 (platforms.md section 3). */
export const wireMax = 100;

/** An intent as text: `check-in.done?goalId=01h…&day=2026-06-12`. Throws when it does not fit the wire. */
export function toWire(intent: Intent): string {
  const values = Object.entries(intent.with);
  const wire =
    values.length === 0
      ? intent.to
      : `${intent.to}?${values.map((pair) => pair.map(encodeURIComponent).join('=')).join('&')}`;
  if (wire.length > wireMax) throw new Error(`The intent ${wire} is ${wire.length} characters; ${wireMax} fit`);
  return wire;
}

/** The intent that a text stands for, or null when it is not one of ours. */
export function fromWire(wire: string): Intent | null {
  if (wire.length > wireMax) return null;
  const [to = '', query = ''] = wire.split('?', 2);
  if (!/^[a-z][a-z0-9.-]*$/.test(to)) return null;
  try {
    const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=', 2).map(decodeURIComponent));
    return { to, with: Object.fromEntries(pairs.map(([name = '', value = '']) => [name, value])) };
  } catch {
    return null;
  }
}
