import { button, type Card, card, controls, facts, list, moment, person, rich, type Words } from '../../chat/card.ts';
import { press, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import type { Group, Member } from '../../chat/people.ts';
import { fromToWords, pastWords, spanWords } from '../../phrases/time.ts';
import { counted } from '../../study/text/in-words.ts';
import type { Outage } from '../../study/time/away.ts';
import { lateMinutes, type MessageCounts } from './store.ts';

export const lookAgain = { name: 'setup.look', options: {} };
export const sendTest = { name: 'setup.test', options: {} };

export interface Health {
  /** Null in the direct line, where it is about the asker alone. */
  readonly group: Group | null;
  readonly counts: MessageCounts;
  readonly lastLook: Date | null;
  readonly outages: readonly Outage[];
  readonly days: number;
  readonly zone: string;
  readonly now: Date;
}

const minuteMs = 60_000;

/** What an admin wants to know. `lead` says what has just happened. */
export function healthCard(health: Health, lead: string | null = null): Card {
  const { group, counts, lastLook, outages, now } = health;
  const lost = counts.atDirect + counts.atRoom + counts.givenUp;
  const isStuck =
    counts.waitingSince !== null && now.getTime() - counts.waitingSince.getTime() > lateMinutes * minuteMs;
  const isAsleep = lastLook !== null && now.getTime() - lastLook.getTime() > lateMinutes * minuteMs;
  const isWell = lost === 0 && counts.late === 0 && outages.length === 0 && !isStuck && !isAsleep;
  return card(
    isWell ? 'All is well' : 'Something to look at',
    [
      lead,
      group
        ? `The last ${health.days} days in ${clip(group.name, 80)}: reminders and other messages that I sent by myself to those who study here.`
        : `The last ${health.days} days between you and me. Say it in a channel, and I count for everyone there.`,
      facts([
        ['Arrived', arrivedWords(counts)],
        ['Waiting', waitingWords(health)],
        ['Could not arrive', lost === 0 ? 'none' : counted(lost, 'message')],
        ['Last look', lookWords(health)],
        ['Away', awayWords(health)],
      ]),
      lost === 0 ? null : list(reasonsOf(counts)),
      isAsleep ? 'I should look every minute. Please ask whoever runs the bot: /readyz and its log say more.' : null,
      controls(button('Send a test', press(sendTest, {}), 'main'), button('Look again', press(lookAgain, {}))),
    ],
    isWell ? 'good' : 'warn',
  );
}

function arrivedWords({ arrived, late }: MessageCounts): string {
  if (arrived === 0) return 'none yet';
  const lateWords = late === 0 ? 'all on time' : `${late} of them more than ${lateMinutes} minutes late`;
  return `${counted(arrived, 'message')}, ${lateWords}`;
}

function waitingWords({ counts: { waiting, waitingSince }, zone, now }: Health): Words {
  if (waitingSince === null) return ['none'];
  return rich`${counted(waiting, 'message')}, ${waiting === 1 ? 'since' : 'the oldest since'} ${pastWords(waitingSince, zone, now)}`;
}

function lookWords({ lastLook, now }: Health): Words {
  if (lastLook === null) return ['not yet: I have just begun'];
  const ago = `${spanWords(now.getTime() - lastLook.getTime())} ago`;
  return [moment(lastLook, 'distance', ago)];
}

const outagesAtOnce = 3;

function awayWords({ outages, zone, now }: Health): Words {
  if (outages.length === 0) return ['not once'];
  const told = outages
    .slice(0, outagesAtOnce)
    .flatMap(({ fromAt, toAt }, index) => [
      ...(index > 0 ? ['; '] : []),
      ...fromToWords({ from: fromAt, to: toAt }, zone, now),
    ]);
  const more = outages.length - outagesAtOnce;
  return more > 0 ? [...told, `; and ${counted(more, 'time')} before`] : told;
}

/** Why, and what can be done about it. */
function reasonsOf({ atDirect, atRoom, givenUp }: MessageCounts): string[] {
  return [
    atDirect > 0
      ? `${atDirect} at a closed door: someone takes no direct messages from me. I tell them at their next command.`
      : '',
    atRoom > 0
      ? `${atRoom} in a channel that is gone, or where I may not write. Let me in again, or ask elsewhere.`
      : '',
    givenUp > 0 ? `${givenUp} given up: for two days nobody took them. Please ask whoever runs the bot.` : '',
  ].filter((reason) => reason !== '');
}

/** Looks and comes like a reminder, and says who asked for it. */
export function testCard(me: Member): Card {
  return card('A test reminder', [
    rich`${person(me)} asked for this. You can read it, so reminders reach this place; press the button to see that it answers.`,
    controls(button('What I can do', pressNamed('study.help'), 'main')),
  ]);
}
