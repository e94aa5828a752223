/** The skills that a learner worked on last, and the form in each when it was left: what may speak for the next one. */
import type { Ledger, Place } from './ledger.ts';
import { type AskedSkill, recentRow } from './rows.ts';
import { recentSkills } from './settings.ts';
import { formOf } from './trail.ts';

const { skills, forms } = recentRow.at;

/** The number of the recent skill at a place among them, 0 the newest; negative where there are not so many. */
export const skillAt = (ledger: Ledger, recent: Place, at: number) => ledger.at(recent + skills + at);

/** The form in it, -0.5 to 0.5. */
export const formAt = (ledger: Ledger, recent: Place, at: number) => ledger.at(recent + forms + at);

export function putRecent(ledger: Ledger, recent: Place, at: number, skill: number, form: number): void {
  ledger.put(recent + skills + at, skill);
  ledger.put(recent + forms + at, form);
}

/** Puts the skills of an answer first. */
export function remember(ledger: Ledger, recent: Place, asked: readonly AskedSkill[]): void {
  const isRising = asked.every(({ id }, at) => at === 0 || (asked[at - 1]?.id ?? id) < id);
  const inOrder = isRising ? asked : asked.toSorted((a, b) => a.id - b.id);
  for (const { id, own } of inOrder) putFirst(ledger, recent, id, formOf(ledger, own));
}

function putFirst(ledger: Ledger, recent: Place, first: number, formInIt: number): void {
  let [skill, form] = [first, formInIt];
  for (let at = 0; at < recentSkills; at++) {
    const skillHere = skillAt(ledger, recent, at);
    const formHere = formAt(ledger, recent, at);
    putRecent(ledger, recent, at, skill, form);
    if (skillHere < 0 || skillHere === first) break;
    skill = skillHere;
    form = formHere;
  }
}
