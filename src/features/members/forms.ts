import { Refusal } from '../../errors.ts';
import { type Clock, readClock } from '../../study/time/day.ts';
import { readZone, type ZoneReading } from '../../study/time/zone.ts';
import { readLanguage } from './languages.ts';

/** The zone that was meant, or a refusal that names the nearest. */
export function zoneOf(typed: string): Extract<ZoneReading, { zone: string }> {
  const read = readZone(typed);
  if ('zone' in read) return read;
  const hint =
    read.nearest.length > 0
      ? `Did you mean ${read.nearest.join(', ')}?`
      : 'A large city near you works, for example Berlin.';
  throw new Refusal('I do not know that place', { zone: `I do not know "${typed}". ${hint}` });
}

/** The tag of the language that was meant, or a refusal with examples. */
export function languageOf(typed: string): string {
  const tag = readLanguage(typed);
  if (tag !== null) return tag;
  throw new Refusal('I do not know that language', {
    language: `I do not know "${typed}". Its name in English or in itself works (German, Deutsch), and so does a tag (de, pt-BR).`,
  });
}

/** The hour that was meant, or a refusal with an example. */
export function hourOf(typed: string): Clock {
  const clock = readClock(typed);
  if (clock) return clock;
  throw new Refusal('I cannot read that hour', {
    hour: `"${typed}" is no time of day that I can read. Try 18:30 or 7pm.`,
  });
}
