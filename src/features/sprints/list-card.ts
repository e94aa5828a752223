/** The live list: what a sprint is, when, and who is in it. For everyone in the room. */
import { type Block, button, type Card, card, controls, list, rich, type Words } from '../../chat/card.ts';
import { press } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { joinSprintButton, sprintTitle } from '../../phrases/sprints.ts';
import { onTheMinute } from '../../study/sprints/on-the-minute.ts';
import { beLate } from './presses.ts';
import type { Seen } from './seen.ts';
import type { Attendee } from './store.ts';
import { groupClock, groupMoment, linesOf, nameOf, offlineWords } from './words.ts';

export function listCard(seen: Seen): Card {
  const { sprint } = seen;
  const isOpen = sprint.state === 'planned' || sprint.state === 'running';
  return card(sprintTitle(sprint), [whenWords(seen), peopleBlock(seen), isOpen ? joinRow(sprint.id) : null]);
}

/** What is posted when a planned sprint begins: from then on the live list. */
export function begunCard(seen: Seen, now: Date): Card {
  const { sprint } = seen;
  return card(sprintTitle(sprint, 'begins'), [
    offlineWords(seen, now),
    whenWords(seen),
    peopleBlock(seen),
    joinRow(sprint.id),
  ]);
}

/** What stays of the announcement once the list has moved on. */
export const movedCard = (seen: Seen): Card =>
  card(sprintTitle(seen.sprint), [rich`It began on ${groupMoment(seen.sprint.startAt, seen)}: the list is below.`]);

function whenWords(seen: Seen): Words {
  const { state, startAt, endAt } = seen.sprint;
  switch (state) {
    case 'planned':
      return rich`Starts ${groupMoment(startAt, seen)}, ends at ${groupClock(endAt, seen)}.`;
    case 'running':
      // Begun at once it goes on from the middle of a minute, and ends as much later: the span that is shown is the whole one.
      return rich`Under way from ${groupClock(onTheMinute(startAt), seen)} to ${groupClock(endAt, seen)}.`;
    case 'asking':
    case 'closed':
      return rich`It ended at ${groupClock(endAt, seen)}.`;
    case 'off':
      return [`${clip(seen.maker?.name ?? 'Someone', 40)} has called it off.`];
  }
}

function peopleBlock({ sprint, attendees }: Seen): Block | Words | null {
  if (attendees.length > 0) return list(linesOf(attendees, lineOf));
  if (sprint.state === 'planned') return ['Nobody is in yet. Be the first.'];
  return sprint.state === 'running' ? ['Nobody is in yet. Come any time, late counts too.'] : null;

  function lineOf(it: Attendee): Words {
    const doing = it.doing !== null && it.goalId === null ? `: ${clip(it.doing, 80)}` : '';
    return rich`${nameOf(it)}${doing}${stateWords(it)}`;
  }

  function stateWords({ state, since }: Attendee): Words {
    if (state === 'late') return [' (will be late)'];
    if (state === 'left') return [' (had to go)'];
    const lateMs = since ? since.getTime() - sprint.startAt.getTime() : 0;
    return lateMs >= 60_000 ? [` (came ${Math.floor(lateMs / 60_000)} min in)`] : [];
  }
}

const joinRow = (sprintId: string): Block =>
  controls(joinSprintButton(sprintId), button('I’ll be late', press(beLate, { sprintId })));
