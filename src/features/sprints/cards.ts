/** Cards around the end of a sprint: the question how it went, and what became of it. */
import { button, type Card, card, controls, list, rich, type Words } from '../../chat/card.ts';
import { press } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { sprintTitle, tellSprintButtons } from '../../phrases/sprints.ts';
import { fitOf, groupResult, type SprintResult } from '../../study/sprints/result.ts';
import { askAgain } from './presses.ts';
import type { Seen } from './seen.ts';
import type { Attendee } from './store.ts';
import { groupClock, linesOf, nameOf, offlineWords } from './words.ts';

const resultWords: Readonly<Record<SprintResult, string>> = {
  hit: 'hit it',
  part: 'part of it',
  missed: 'missed this time',
};

/** What each said is shown once all have spoken, so that nobody is led by the others. */
export function askCard(seen: Seen, now: Date): Card {
  const { sprint, attendees } = seen;
  const said = attendees.filter(({ result }) => result !== null).length;
  return card(`How did it go? ${sprintTitle(sprint)}`, [
    offlineWords(seen, now),
    said === attendees.length
      ? list(linesOf(attendees, lineOf))
      : saidWords(said, sprint.groupId === null ? 0 : attendees.length),
    sprint.nextAt ? rich`Open until ${groupClock(sprint.nextAt, seen)}.` : null,
    controls(...tellSprintButtons(sprint.id)),
  ]);
}

function saidWords(said: number, all: number): string | null {
  if (all === 0) return null;
  if (said === 0) return all === 1 ? 'One took part.' : `${all} took part.`;
  return `${said} of ${all} have said.`;
}

/** In the order in which people joined: nobody is ranked. */
export function resultCard(seen: Seen): Card {
  const { sprint, attendees } = seen;
  const whole = groupResult(attendees.map(({ result, confidence }) => ({ result, confidence })));
  const parts = [
    whole.hit > 0 ? `${whole.hit} hit it` : null,
    whole.part > 0 ? `${whole.part} part of it` : null,
    whole.missed > 0 ? `${whole.missed} missed` : null,
    whole.silent > 0 ? `${whole.silent} no word yet` : null,
  ].filter((part) => part !== null);
  return card(
    sprintTitle(sprint, 'done'),
    [
      `${parts.join(', ')}.`,
      list(linesOf(attendees, lineOf)),
      whole.gap === null || whole.gaps < 2 ? null : `Together you ${groupGapWords[fitOf(whole.gap)]}.`,
      controls(button('Another one', press(askAgain, { sprintId: sprint.id }))),
    ],
    whole.hit + whole.part > 0 ? 'good' : 'plain',
  );
}

const groupGapWords = {
  surer: 'were surer than it went',
  better: 'did better than you thought',
  even: 'knew well how it would go',
} as const;

function lineOf(it: Attendee): Words {
  const minutes = Math.round((it.presentMs ?? 0) / 60_000);
  const parts = [
    it.result === null ? 'no word yet' : resultWords[it.result],
    it.result !== null && it.confidence !== null ? `was ${it.confidence} of 5 sure` : null,
    minutes > 0 ? `${minutes} min` : null,
    it.note === null ? null : `“${clip(it.note, 70)}”`,
  ].filter((part) => part !== null);
  return rich`${nameOf(it)}: ${parts.join(' · ')}`;
}
