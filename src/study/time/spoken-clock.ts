import { readNumber } from '../text/plain-cut.ts';

const HOURS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const HOUR = `(1[0-2]|0?[1-9]|${HOURS.join('|')})(?![\\w:./%]*\\d)(?=\\W|$|[ap]\\.?m\\b)`;
const minutesSaid: Readonly<Record<string, number>> = {
  half: 30,
  quarter: 15,
  five: 5,
  ten: 10,
  twenty: 20,
  'twenty-five': 25,
};
const MINUTES = `(half|(?:a )?quarter|five|ten|twenty(?:[- ]five)?|[1-5]?\\d)(?: minutes)?`;

const AT = '\\b(?:at )?';

const PAST = new RegExp(`${AT}${MINUTES} past ${HOUR}`, 'gi');
const QUARTER_TO = new RegExp(`${AT}(?:a )?quarter to ${HOUR}`, 'gi');
const AT_HOUR = new RegExp(`\\bat (${HOURS.join('|')})(?=\\s*(?:$|[,;]|o['’]?clock\\b|[ap]\\.?m\\b|in the\\b))`, 'gi');

/** "half past six" → "at 6.30", "quarter to 7" → "at 6.45", "at seven" → "at 7": times of day as the readers of digits know them. */
export const withClocksInDigits = (text: string): string =>
  text
    .replace(PAST, (_, minutes: string, hour: string) => clock(hourOf(hour), minutesOf(minutes)))
    .replace(QUARTER_TO, (_, hour: string) => clock(hourOf(hour) === 1 ? 12 : hourOf(hour) - 1, 45))
    .replace(AT_HOUR, (_, hour: string) => `at ${hourOf(hour)}`);

// With "at" and a dot it is one that may also mean the evening, as said aloud it may.
const clock = (hour: number, minutes: number) => `at ${hour}.${String(minutes).padStart(2, '0')}`;

function hourOf(said: string): number {
  const named = HOURS.indexOf(said.toLowerCase());
  return named >= 0 ? named + 1 : readNumber(said);
}

function minutesOf(said: string): number {
  const word = said.toLowerCase().replace(/^a /, '').replace(' ', '-');
  return minutesSaid[word] ?? readNumber(word);
}
