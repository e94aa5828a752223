/** What the buttons and forms of sprints lead to. */
import { choice, id, minutes, optional, words } from '../../chat/options.ts';
import { obstacles } from '../../phrases/obstacles.ts';
import { sprintResultChoices } from '../../phrases/sprints.ts';

const which = { sprintId: id('Sprint') };

export const howLong = minutes('How many minutes', { min: 1, max: 240 });
const what = words('What for', { max: 200 });
const doingWords = words('What will you do?', { max: 200 });

/** How sure of doing it, 1-5. */
export const sureness = [
  { value: '1', label: '1 · hardly' },
  { value: '2', label: '2' },
  { value: '3', label: '3 · half' },
  { value: '4', label: '4' },
  { value: '5', label: '5 · surely' },
] as const;
const confidence = choice('How sure are you?', sureness);

export const makeIt = {
  name: 'sprints.make',
  options: { minutes: howLong, when: optional(words('When', { max: 100 })), what: optional(what) },
};
export const askAgain = { name: 'sprints.again', options: which };

export const joinIt = { name: 'sprints.join', options: which };
export const beLate = { name: 'sprints.late', options: which };
export const leaveIt = { name: 'sprints.leave', options: which };
export const askDoing = { name: 'sprints.ask-doing', options: which };
export const keepDoing = {
  name: 'sprints.do',
  options: { ...which, doing: doingWords, confidence: optional(confidence) },
};
export const beSure = { name: 'sprints.sure', options: { ...which, confidence } };

export const askEnd = { name: 'sprints.ask-end', options: which };
export const endNow = { name: 'sprints.end-now', options: which };

export const tell = {
  name: 'sprints.tell',
  options: { ...which, result: choice('How did it go?', sprintResultChoices) },
};
export const askNote = { name: 'sprints.ask-note', options: which };
export const keepNote = { name: 'sprints.note', options: { ...which, note: words('In one line', { max: 200 }) } };
export const nameObstacle = {
  name: 'sprints.obstacle',
  options: { ...which, what: choice('What got in the way', obstacles) },
};
