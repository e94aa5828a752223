import { button, type Card, card, controls } from './card.ts';
import { pressNamed } from './intents.ts';
import type { Member } from './people.ts';

/**
 * "It is 14:32 for you, right?": the note beside the first reply in which a time matters; null once the zone was confirmed.
 * Here because every feature that shows times asks it, and the members feature answers.
 */
export function zoneQuestion(me: Member, now: Date): Card | null {
  if (me.zoneConfirmed) return null;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: me.zone, hour: '2-digit', minute: '2-digit' }).format(now);
  return card(`It is ${clock} for you, right?`, [
    `I take your time zone to be ${me.zone}. Everything I show and send goes by it.`,
    controls(
      button('Yes', pressNamed('members.zone-yes', { zone: me.zone }), 'main'),
      button('Change', pressNamed('members.zone-change')),
    ),
  ]);
}
