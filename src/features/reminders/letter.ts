/**
 * What is said to a member at once: each thing with why it comes now and its buttons, and what came much too late as a line.
 */
import { type Block, type Card, controls, picker, rich, type Words } from '../../chat/card.ts';
import { pressPart } from '../../chat/intents.ts';
import { clip, limits } from '../../chat/limits.ts';
import { fromToWords, momentWords, pastWords, spanWords } from '../../phrases/time.ts';
import { counted } from '../../study/text/in-words.ts';
import { dayIn } from '../../study/time/day.ts';
import { describeRule } from '../../study/time/recurrence.ts';
import type { Lateness } from './lateness.ts';
import { letterCard, linesAtOnce, type Missed } from './letter-card.ts';
import { type Look, type Section, sectionsOf } from './look.ts';
import { movedPlans, movedSection, withoutGoals } from './moved.ts';
import type { Bell, Listener, Present } from './plan.ts';
import { bringBack, ownControls, snoozeButtons, whichOf } from './presses.ts';
import { maySpeak, slowerWords } from './rhythm.ts';

/** A reminder with its occurrences that have come, and how the last of them comes. */
export interface Coming {
  readonly bell: Bell;
  readonly times: readonly Date[];
  readonly last: Date;
  readonly lateness: Lateness;
}

export interface Letter {
  readonly card: Card;
  /** The reminders that it speaks of. */
  readonly says: ReadonlySet<string>;
}

/** The message, or null where there is nothing to say. `look` is what the daily look found, where it is among what came. */
export function composeLetter(
  listener: Listener,
  all: readonly Coming[],
  look: Look | null,
  present: Present,
): Letter | null {
  const moved = movedPlans(look, all);
  const fading = look ? fadingOf(withoutGoals(look, moved), all, listener, present) : [];
  const isHeard = ({ kind, goalId }: Bell) => {
    if (goalId !== null) return moved.has(goalId);
    return kind === 'own' ? !listener.muted.includes('own') : fading.length > 0;
  };
  const said = all.filter(({ bell }) => isHeard(bell));
  if (said.length === 0) return null;

  const whole = said.filter(({ lateness }) => lateness.kind !== 'missed');
  const missed = said.filter(({ lateness }) => lateness.kind === 'missed');
  const own = whole
    .filter(({ bell }) => bell.kind === 'own')
    .map((coming) => {
      const goal = moved.get(coming.bell.goalId ?? '');
      return goal
        ? movedSection(goal, coming, dayIn(listener.zone, present.now), lateWords(coming, listener, present))
        : ownSection(coming, listener, present);
    });
  const daily = whole.find(({ bell }) => bell.kind === 'daily');
  const card = letterCard({
    sections: daily ? [...own, ...fading] : own,
    foot: daily && look ? footOf(daily, look, listener, present) : [],
    missed: missed.length === 0 ? null : tellMissed(missed, fading, listener, present),
  });
  return { card, says: new Set(said.map(({ bell }) => bell.id)) };
}

/** What the daily look may say: nothing to someone who is to be asked less. */
function fadingOf(look: Look, all: readonly Coming[], listener: Listener, { now }: Present): Section[] {
  const daily = all.find(({ bell }) => bell.kind === 'daily');
  return daily && maySpeak(look.asked, listener.zone, daily.last) ? sectionsOf(look, listener, now) : [];
}

function ownSection({ bell, times, last, lateness }: Coming, listener: Listener, present: Present): Section {
  const asked = bell.rule && !isOnce(bell) ? `You asked for this ${describeRule(bell.rule)}.` : 'You asked for this.';
  const before = times.length > 1 ? ` It should have come ${counted(times.length - 1, 'time')} before, too.` : '';
  return {
    title: bell.words,
    words: [...lateWords({ last, lateness }, listener, present), clip(asked, 160), before].filter(
      (word) => word !== '',
    ),
    more: [ownControls({ reminderId: bell.id, dueAt: last })],
  };
}

/** Whether it was asked for once: an instant, or a rule of one day. */
export const isOnce = ({ rule }: Pick<Bell, 'rule'>): boolean => rule === null || rule.until === rule.from;

/** Lateness said aloud, with its reason. */
function lateWords(
  { last, lateness: { kind, because, lateMs } }: Pick<Coming, 'last' | 'lateness'>,
  { zone }: Listener,
  { now, offline }: Present,
): Words {
  if (kind === 'on time' && because === null) return [];
  const wasFor = rich`This was for ${pastWords(last, zone, now)}`;
  if (because === 'quiet') return rich`${wasFor}, in your quiet hours. `;
  if (because === 'paused') return rich`${wasFor}, while reminders were paused. `;
  if (because === null || offline === null) return rich`${wasFor}; I am ${spanWords(lateMs)} late. `;
  return rich`${wasFor}. I was offline ${fromToWords(offline, zone, now)}. `;
}

/** Below the daily look: why now, and putting it off. */
function footOf({ bell, last, lateness }: Coming, look: Look, listener: Listener, present: Present): Block[] {
  const slower = slowerWords(look.asked);
  const late = lateWords({ last, lateness }, listener, present);
  const why = late.length > 0 ? late : ['It is your study hour. '];
  return [
    { kind: 'text', words: [...(slower ? [`${slower} `] : []), ...why, 'Not now?'] },
    controls(...snoozeButtons({ reminderId: bell.id, dueAt: last })),
  ];
}

function tellMissed(
  missed: readonly Coming[],
  fading: readonly Section[],
  listener: Listener,
  present: Present,
): Missed {
  const lines = missed.map(({ bell, times, last }) => {
    const found = `Your daily look: ${fading.map(({ title }) => title).join(', ')}`;
    const often = times.length > 1 ? `${times.length} times, last ` : '';
    const what = clip(bell.kind === 'own' ? bell.words : found, 60);
    return rich`${what} (${often}${momentWords(last, listener.zone)})`;
  });
  return {
    ...whyMissed(missed, listener, present),
    lines,
    again: againPicker(missed),
    hasLook: missed.some(({ bell }) => bell.kind === 'daily'),
  };
}

function whyMissed(
  missed: readonly Coming[],
  { zone, pausedUntil }: Listener,
  { now, offline }: Present,
): Pick<Missed, 'title' | 'words'> {
  const has = (because: Lateness['because']) => missed.some(({ lateness }) => lateness.because === because);
  if (has('offline') && offline) {
    const span = fromToWords(offline, zone, now);
    return {
      title: 'While I was away',
      words: rich`I was offline ${span}. Nobody is marked absent. This came meanwhile:`,
    };
  }
  if (has('paused') && pausedUntil) {
    const until = pastWords(pausedUntil, zone, now);
    return { title: 'While reminders were paused', words: rich`Until ${until} this came:` };
  }
  return { title: 'Later than it should be', words: ['I am sorry, I could not say this in time:'] };
}

/** What was asked for once may be worth another day. */
function againPicker(missed: readonly Coming[]): Block | null {
  const choices = missed
    .filter(({ bell }) => bell.kind === 'own' && isOnce(bell))
    .slice(0, linesAtOnce)
    .map(({ bell, last }) => ({
      value: whichOf({ reminderId: bell.id, dueAt: last }),
      label: clip(bell.words, limits.choice),
    }));
  if (choices.length === 0) return null;
  return controls(picker('Bring one back tomorrow', pressPart(bringBack, {}), 'which', choices));
}
