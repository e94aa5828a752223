import { dayIn, daysBetween } from '../../study/time/day.ts';

/** How the last daily looks were met. */
export interface Asked {
  /** Daily messages in a row without any answer since: no check-in, review, reflection, or press. */
  readonly ignored: number;
  /** For when the last one was. */
  readonly lastDueAt: Date | null;
  /** Whether the last one was put off by a press: then it is wanted. */
  readonly snoozed: boolean;
}

/** Prompts fade: after so many unanswered ones, the days from one to the next. It only ever grows, until an answer. */
const gaps: readonly (readonly [ignored: number, days: number])[] = [
  [9, 7],
  [7, 4],
  [5, 3],
  [3, 2],
];

export function gapDays(ignored: number): number {
  return gaps.find(([from]) => ignored >= from)?.[1] ?? 1;
}

/** Whether the daily look that was for `dueAt` may speak. */
export function maySpeak({ ignored, lastDueAt, snoozed }: Asked, zone: string, dueAt: Date): boolean {
  if (lastDueAt === null || snoozed) return true;
  return daysBetween(dayIn(zone, lastDueAt), dayIn(zone, dueAt)) >= gapDays(ignored);
}

/** What is said in the message with which the rhythm grows slower; null otherwise. */
export function slowerWords({ ignored }: Asked): string | null {
  // This message is not answered yet: the gap after it is the one of one more.
  const days = gapDays(ignored + 1);
  if (days === gapDays(ignored)) return null;
  const rhythm = days === 2 ? 'every other day' : days === 7 ? 'once a week' : `every ${days} days`;
  return `You have had other things to do, so I will ask ${rhythm} from now. Any answer brings me back daily.`;
}
