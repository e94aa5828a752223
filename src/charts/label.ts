const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
// XML 1.0 has no way to write these, escaped or not (https://www.w3.org/TR/xml/#charsets).
const unwritable = /[\p{Cc}\uFFFE\uFFFF]/gu;
const wide =
  /\p{Extended_Pictographic}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]/u;

/** What a member typed, on one line, at most `widthEm` em wide, ending in … where it was cut between whole characters. */
export function clipLine(typed: string, widthEm: number): string {
  const text = typed.toWellFormed().replace(/\s+/g, ' ').replace(unwritable, '').trim();
  let left = widthEm;
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    left -= emOf(segment);
    if (left < 0) return `${kept.trimEnd()}…`;
    kept += segment;
  }
  return kept;
}

/** Rough widths of a bold sans: there is no font to measure where pictures are drawn, so it errs on the wide side. */
function emOf(character: string): number {
  if (wide.test(character)) return 1.25;
  if (/[MWmw@%]/.test(character)) return 0.95;
  if (/\p{Lu}/u.test(character)) return 0.74;
  return /[fijlrt.,:;'!| ]/.test(character) ? 0.36 : 0.62;
}

/** 140 → '2 h 20 min'. */
export function hoursAndMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
