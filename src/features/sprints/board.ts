/** The sprints of a room, for one person's eyes: when, who is in, and one's own part. */
import {
  type Block,
  type Button,
  button,
  type Card,
  card,
  controls,
  rich,
  strong,
  type Words,
} from '../../chat/card.ts';
import { command } from '../../chat/handler.ts';
import { beside, press, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import type { Member } from '../../chat/people.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { joinSprintButton, sprintTitle, tellSprintButtons } from '../../phrases/sprints.ts';
import { clockWords, comingWords } from '../../phrases/time.ts';
import { beLate, leaveIt } from './presses.ts';
import { type Attendee, findAttendees, findOpen, type OpenSprint, type Sprint } from './store.ts';
import { nameOf } from './words.ts';

/** As many as fit a card with their buttons. */
const sprintsMax = 5;

export const boardCommand = command({
  root: 'sprint',
  name: 'board',
  about: 'The sprints of this room: when, and who is in',
  isHome: true,
  seenBy: 'me',
  options: {},
  async run({ tx, me, here, now }) {
    const found = await findOpen(tx, here, me.id);
    const rows: (Block | Words | null)[] = [];
    for (const open of found.slice(0, sprintsMax))
      rows.push(lineOf(open, await findAttendees(tx, open.sprint.id), me, now), rowOf(open));
    return { reply: found.length === 0 ? emptyCard() : boardCard(found.length, rows), note: zoneQuestion(me, now) };
  },
});

const emptyCard = (): Card =>
  card('No sprint here', [
    'A sprint is a stretch of work that you begin and end together. Afterwards each says how it went.',
    controls(
      button('Start 25 minutes', beside(pressNamed('sprint.new', { minutes: '25' })), 'main'),
      button('Plan one', beside(pressNamed('sprint.new'))),
    ),
  ]);

function boardCard(count: number, rows: readonly (Block | Words | null)[]): Card {
  const more = count > sprintsMax ? `and ${count - sprintsMax} more` : null;
  return card(count === 1 ? 'One sprint here' : `${count} sprints here`, [...rows, more]);
}

/** As many names as can be read in a line. */
const namesMax = 8;

function lineOf({ sprint, mine }: OpenSprint, attendees: readonly Attendee[], me: Member, now: Date): Words {
  const names = attendees.slice(0, namesMax).flatMap((it, at) => [at === 0 ? ' In: ' : ', ', nameOf(it)]);
  const more = attendees.length > namesMax ? ` and ${attendees.length - namesMax} more.` : '.';
  const isMaker = sprint.madeBy === me.id && sprint.state !== 'asking';
  // Whoever calls a sprint says like everybody what they will do in it: they may have called it for the others.
  const maker = mine === null && isMaker ? ' You called it, and are not in it yet.' : '';
  const doing = mine?.doing ? ` You: ${clip(mine.doing, 100)}.` : '';
  const question = mine && sprint.state === 'asking' ? ' How did it go?' : '';
  const people: Words = names.length > 0 ? [...names, more] : [];
  return rich`${strong(sprintTitle(sprint))}, ${whenWords(sprint, me.zone, now)}.${people}${maker}${doing}${question}`;
}

function whenWords({ state, startAt, endAt }: Sprint, zone: string, now: Date): Words {
  if (state === 'planned') return comingWords(startAt, zone, now);
  return state === 'running' ? rich`until ${clockWords(endAt, zone)}` : ['over'];
}

function rowOf({ sprint: { id: sprintId, state }, mine }: OpenSprint): Block | null {
  const besideIt = (it: Button) => ({ ...it, intent: beside(it.intent) });
  if (state === 'asking') return mine && controls(...tellSprintButtons(sprintId).map(besideIt));
  if (mine?.state === 'in') return controls(besideIt(button('Leave', press(leaveIt, { sprintId }))));
  return controls(
    besideIt(joinSprintButton(sprintId)),
    mine?.state === 'late' ? null : besideIt(button('I’ll be late', press(beLate, { sprintId }))),
  );
}
