/** What one person sees of their part in a sprint, for their eyes alone. */
import { type Block, button, type Card, card, controls, facts, rich, type Words } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { form, press, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { labelOf, obstacles } from '../../phrases/obstacles.ts';
import { sprintTitle } from '../../phrases/sprints.ts';
import { clockWords, comingWords } from '../../phrases/time.ts';
import { attributions, type Cause } from '../../study/reflection/attribution.ts';
import { fitOf, gapOf, type SprintResult } from '../../study/sprints/result.ts';
import {
  askAgain,
  askDoing,
  askEnd,
  askNote,
  beSure,
  endNow,
  joinIt,
  keepDoing,
  keepNote,
  leaveIt,
  nameObstacle,
  sureness,
} from './presses.ts';
import type { Attendance, Sprint } from './store.ts';

export interface Mine {
  readonly sprint: Sprint;
  readonly mine: Attendance;
  readonly zone: string;
  readonly now: Date;
}

/** That one is in, with what, and how sure of it: all of it can be changed. */
export function myCard(it: Mine): Card {
  const { sprint, mine } = it;
  const { id: sprintId } = sprint;
  const isHere = mine.state === 'in';
  return card(isHere ? 'You are in' : 'You will be late', [
    rich`${sprintTitle(sprint)}, ${spanOf(it)}.`,
    partFacts(mine),
    isHere ? null : 'Press [I am here] when you come. The time from then on counts.',
    mine.confidence === null && isHere ? 'How sure are you that you will do it? It is shown with the result.' : null,
    mine.confidence === null && isHere ? sureRow(sprintId) : null,
    controls(
      isHere ? null : button('I am here', press(joinIt, { sprintId }), 'main'),
      isHere ? button('Do something else', press(askDoing, { sprintId })) : null,
      button('Leave', press(leaveIt, { sprintId })),
    ),
  ]);
}

function partFacts({ doing, confidence }: Attendance): Block | null {
  const said: [string, string][] = [];
  if (doing !== null) said.push(['You do', clip(doing, 200)]);
  if (confidence !== null) said.push(['How sure', `${confidence} of 5`]);
  return said.length > 0 ? facts(said) : null;
}

/** In the direct line with the bot there is nobody else: one is in from the start. */
export function aloneCard(it: Mine): Card {
  const { sprint, mine } = it;
  return card(sprintTitle(sprint), [
    rich`A sprint alone, ${spanOf(it)}. In a room of your group, others can join.`,
    mine.doing === null ? null : facts([['You do', clip(mine.doing, 200)]]),
    'How sure are you that you will do it?',
    sureRow(sprint.id),
    controls(
      button('Do something else', press(askDoing, { sprintId: sprint.id })),
      button(sprint.state === 'planned' ? 'Call it off' : 'End now', press(askEnd, { sprintId: sprint.id })),
    ),
  ]);
}

const spanOf = ({ sprint, zone, now }: Mine): Words =>
  sprint.startAt > now
    ? rich`${comingWords(sprint.startAt, zone, now)} to ${clockWords(sprint.endAt, zone)}`
    : rich`until ${clockWords(sprint.endAt, zone)}`;

const sureRow = (sprintId: string): Block =>
  controls(...sureness.map(({ value, label }) => button(label, press(beSure, { sprintId, confidence: value }))));

/** Asked of who has no active goal. What they type is for all to see, and it says so. */
export const doingForm = ({ id: sprintId, what, groupId }: Sprint, mine: Attendance | null): Form =>
  form(keepDoing, {
    title: mine?.state === 'in' ? 'Do something else' : 'Join the sprint',
    send: mine?.state === 'in' ? 'Keep' : 'Join',
    given: { sprintId },
    ask: {
      doing: {
        help: groupId === null ? 'Only you see it' : 'Everyone in the sprint sees it',
        value: mine?.doing ?? what ?? undefined,
      },
      confidence: { label: 'How sure are you that you will do it?', help: 'It is shown with the result' },
    },
  });

export const leftCard = ({ id: sprintId, state }: Sprint): Card =>
  card('You are out', [
    state === 'running'
      ? 'The time until now is kept. You can come back until the end.'
      : 'Nobody minds. You can still come.',
    controls(button('Join again', press(joinIt, { sprintId }))),
  ]);

/** What one said, held against how sure one was. */
export function toldCard({ id: sprintId }: Sprint, mine: Attendance, result: SprintResult): Card {
  const gap = mine.confidence === null ? null : gapWords(mine.confidence, result);
  const counts = (mine.presentMs ?? 0) > 0 ? 'Today counts as a study day.' : null;
  const noteButton = button(mine.note === null ? 'Add a line' : 'Change the line', press(askNote, { sprintId }));
  if (result !== 'missed')
    return card(
      result === 'hit' ? 'Hit it' : 'Part of it',
      [gap, noteWords(mine), counts, controls(noteButton)],
      'good',
    );
  return card('Missed this time', [
    gap,
    noteWords(mine),
    'What got in the way?',
    controls(...obstacles.map(({ value, label }) => button(label, press(nameObstacle, { sprintId, what: value })))),
    controls(button('Reschedule', press(askAgain, { sprintId })), noteButton),
  ]);
}

const noteWords = ({ note }: Attendance): string | null => (note === null ? null : `“${clip(note, 200)}”`);

function gapWords(confidence: number, result: SprintResult): string {
  const said = `You were ${confidence} of 5 sure`;
  switch (fitOf(gapOf(confidence, result))) {
    case 'surer':
      return `${said}: surer than it went.`;
    case 'better':
      return `${said}: it went better than you thought.`;
    case 'even':
      return `${said}: you knew well how it would go.`;
  }
}

/** From what got in the way to the next try. */
export function obstacleCard({ id: sprintId }: Sprint, mine: Attendance, cause: Cause): Card {
  return card(labelOf(obstacles, cause), [
    attributions[cause].question,
    controls(
      button('Reschedule', press(askAgain, { sprintId }), 'main'),
      mine.goalId === null ? null : button('Change my plan', pressNamed('goals.edit', { goalId: mine.goalId })),
    ),
  ]);
}

export const noteForm = ({ id: sprintId }: Sprint, mine: Attendance): Form =>
  form(keepNote, {
    title: 'How did it go?',
    send: 'Keep',
    given: { sprintId },
    ask: { note: { help: 'Shown with the result', value: mine.note ?? undefined } },
  });

/** Asked once before a sprint is ended for all. */
export function endCard(sprint: Sprint, people: string, zone: string): Card {
  const { id: sprintId, state, startAt, endAt } = sprint;
  const isPlanned = state === 'planned';
  const words = isPlanned
    ? rich`It would begin at ${clockWords(startAt, zone)}. ${people}`
    : rich`It runs until ${clockWords(endAt, zone)}. ${people}`;
  return card(isPlanned ? 'Call this sprint off?' : 'End this sprint now?', [
    sprintTitle(sprint),
    words,
    controls(button(isPlanned ? 'Call it off' : 'End now', press(endNow, { sprintId }), 'danger')),
  ]);
}
