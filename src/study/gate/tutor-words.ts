/**
 * The gate for short words of a tutor that are shown as they are: a step, a line of feedback. Pure, and it holds whatever the tutor
 * was talked into; what does not pass is not mended, it is not shown.
 */

import { plainForm } from '../text/plain-form.ts';
import { isUnkind, isUnsafe } from './hint-gate.ts';

/** Why a line of at most `max` characters must not be shown; none where it may. Holds nothing of the line. */
export function lineFaults(line: string, max: number): string[] {
  const checks: readonly (readonly [reason: string, fails: boolean])[] = [
    ['it is empty', (line.match(/\p{L}/gu)?.length ?? 0) < 2],
    ['it is too long', line.length > max],
    ['it is more than a line', /[\p{Cc}\u2028\u2029]/u.test(line) || hidden.test(line)],
    ['it promises a result', promises.test(plainForm(line))],
    ['its tone hurts', isUnkind(line)],
    ['it is not safe to show', isUnsafe(line) || markup.test(line)],
  ];
  return checks.filter(([, fails]) => fails).map(([reason]) => reason);
}

/** Marks that turn the writing around or cannot be seen; joiners, which emoji and some scripts need, are left out. */
const hidden = /[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e0fff}]/u;

const promises =
  /guarant|garant|(?<!\p{L})(?:promise you|you(?:'ll| will| are going to| are sure to| are bound to) (?:\p{L}+ ){0,3}(?:pass|ace|succeed|win|score|top|master|get (?:an? )?(?:a|1|better grade|good grade|high|full))(?!\p{L})|(?:an?|straight|top|best|perfect|full) (?:a\+|grades?|marks?|score)|cannot fail|can't fail|(?:wirst du|du wirst|sie werden|werden sie) (?:\p{L}+ ){0,4}bestehen|bestehst du|sicher(?:lich)? bestehen)|(?<!\d)100 ?%/u;

const markup = /```|<\/?[a-z][^>]*>|\]\(|\{\s*"/iu;
