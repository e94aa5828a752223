import { addDays, type Day, dayExists, daysBetween } from './time/day.ts';

/** How freezes are earned and kept: one for every `every` study days, at most `held` at a time. */
export interface FreezeRules {
  readonly every: number;
  readonly held: number;
}

export const usualFreezes: FreezeRules = { every: 7, held: 2 };

/** What a streak is reckoned by beside the days themselves. */
export interface StreakRules {
  readonly freezes?: FreezeRules;
  /** Days that cannot be missed, because the bot was away (away.ts). */
  readonly away?: readonly Day[];
}

/** Study days that hold together, with freezes for the days between that were missed. */
export interface Streak {
  /** Study days in the streak. A frozen day keeps it alive and adds nothing. */
  readonly length: number;
  /** The missed days of this streak that a freeze bridged. */
  readonly frozen: readonly Day[];
  readonly freezesLeft: number;
  /** Nothing studied today and no freeze left: the streak ends with the day unless there is study. */
  readonly atRisk: boolean;
}

/** What one day was. `away`: the bot was offline. `open`: today, without study yet. `before`: ahead of the first study day. */
export interface DayStory {
  readonly day: Day;
  readonly was: 'studied' | 'mended' | 'frozen' | 'away' | 'missed' | 'open' | 'before';
}

/**
 * The streak as it stands on `today`. `days` were studied or mended: any order, doubles count once. A missed day takes
 * a freeze by itself; when none is left the streak starts anew. Never missed are today, a day on which the bot was away, a date
 * that does not exist in `zone`, and the day ahead that was studied before a flight west, which counts.
 */
export function streakOf(days: readonly Day[], today: Day, zone: string, rules: StreakRules = {}): Streak {
  const { length, frozen, left } = followDays(days, today, zone, rules);
  return { length, frozen, freezesLeft: left, atRisk: length > 0 && left === 0 && !days.includes(today) };
}

/** The story behind the number: the last `count` days that existed in the zone, oldest first, each with what it was. */
export function explainStreak(
  history: { studied: readonly Day[]; mended: readonly Day[] },
  today: Day,
  zone: string,
  { count, ...rules }: StreakRules & { count: number },
): DayStory[] {
  const days = [...history.studied, ...history.mended].sort();
  const { bridged } = followDays(days, today, zone, rules);
  const was = (day: Day): DayStory['was'] => {
    if (history.studied.includes(day)) return 'studied';
    if (history.mended.includes(day)) return 'mended';
    if (bridged.includes(day)) return 'frozen';
    if (day >= today) return 'open';
    if (day < (days[0] ?? today)) return 'before';
    return rules.away?.includes(day) ? 'away' : 'missed';
  };
  const newest = [today, ...days.slice(-1)].sort().at(-1) ?? today;
  return lastDays(newest, zone, count).map((day) => ({ day, was: was(day) }));
}

interface Run {
  length: number;
  left: number;
  /** Bridged within the present streak, and at any time. */
  frozen: Day[];
  bridged: Day[];
}

function followDays(
  days: readonly Day[],
  today: Day,
  zone: string,
  { freezes = usualFreezes, away = [] }: StreakRules,
): Run {
  const isMissable = (day: Day) => dayExists(zone, day) && !away.includes(day);
  const run: Run = { length: 0, left: 0, frozen: [], bridged: [] };
  const studied = [...new Set(days)].sort();
  for (const [index, day] of studied.entries()) {
    run.length += 1;
    if ((index + 1) % freezes.every === 0) run.left = Math.min(run.left + 1, freezes.held);
    const next = studied[index + 1] ?? today;
    const end = next < today ? next : today;
    if (daysBetween(day, end) > 1) bridgeGap(run, addDays(day, 1), end, isMissable);
  }
  return run;
}

/** Bridges the days from `first` up to, not with, `end`, or ends the streak at the first one without a freeze. */
function bridgeGap(run: Run, first: Day, end: Day, isMissable: (day: Day) => boolean): void {
  for (let day = first; day < end; day = addDays(day, 1)) {
    if (!isMissable(day)) continue;
    if (run.left === 0) {
      run.length = 0;
      run.frozen = [];
      return;
    }
    run.left -= 1;
    run.frozen.push(day);
    run.bridged.push(day);
  }
}

function lastDays(newest: Day, zone: string, count: number): Day[] {
  const days: Day[] = [];
  for (let day = newest; days.length < count; day = addDays(day, -1)) if (dayExists(zone, day)) days.unshift(day);
  return days;
}
