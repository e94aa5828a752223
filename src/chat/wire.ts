import type { Intent } from './card.ts';

/** The longest custom_id that Discord takes; Slack takes 255 (platforms.md section 3). */
export const wireMax = 100;

/**
 * An intent as text: `check-in.done?goalId=01h…&day=2026-06-12`, with `+` after the name where the answer comes beside its card.
 * Throws when it does not fit the wire.
 */
export function toWire(intent: Intent): string {
  const name = intent.beside ? `${intent.to}+` : intent.to;
  const values = Object.entries(intent.with).map((pair) => pair.map(encodeURIComponent).join('='));
  const wire = values.length === 0 ? name : `${name}?${values.join('&')}`;
  if (wire.length > wireMax) throw new Error(`The intent ${wire} is ${wire.length} characters; ${wireMax} fit`);
  return wire;
}

/** The intent that a text stands for, or null when it is not one of ours. */
export function fromWire(wire: string): Intent | null {
  if (wire.length > wireMax) return null;
  const [name = '', query = ''] = wire.split('?', 2);
  const [, to, mark] = /^([a-z][a-z0-9.-]*)(\+?)$/.exec(name) ?? [];
  if (to === undefined) return null;
  try {
    const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('=', 2).map(decodeURIComponent));
    const values = Object.fromEntries(pairs.map(([key = '', value = '']) => [key, value]));
    return { to, with: values, ...(mark && { beside: true }) };
  } catch {
    return null;
  }
}
