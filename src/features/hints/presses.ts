/** What can be pressed, and what each press carries. The cards are written with these; the actions answer them. */
import { choice, id, integer, optional, paragraph } from '../../chat/options.ts';

/** The longest problem and attempt that can be typed; no platform's form holds more. */
export const longestProblem = 3000;
const longestAttempt = 2000;
const longestWritten = 500;

const sessionId = id('Hint');
const cardId = id('Card');
/** The step that the pressed card showed: a press on an older one finds another number, and shows where one is. */
const step = integer('Step', { min: 1, max: 9999 });

/** The goal for which one works on the problem. */
const goalId = optional(id('Goal'));

export const openProblem = { name: 'hints.open', options: { goalId } };
/** The session's id is chosen when the form opens, so that a form sent twice is one session. */
export const askAboutProblem = {
  name: 'hints.ask',
  options: {
    sessionId,
    goalId,
    problem: paragraph('The problem', { max: longestProblem }),
    tried: optional(paragraph('What have you tried?', { max: longestAttempt })),
  },
};
/** `deckId` rides along where only one deck is reviewed or practised, `goalId` where a goal is practised for, `from` where it is practice. */
export const askAboutCard = {
  name: 'hints.card',
  options: {
    cardId,
    deckId: optional(id('Deck')),
    goalId,
    from: optional(
      choice('From', [
        { value: 'review', label: 'Review' },
        { value: 'practice', label: 'Practice' },
      ] as const),
    ),
  },
};

export const climb = { name: 'hints.next', options: { sessionId, step } };
export const openAttempt = { name: 'hints.try', options: { sessionId, step } };
export const keepAttempt = {
  name: 'hints.tried',
  options: { sessionId, step, attempt: paragraph('What have you tried?', { max: longestAttempt }) },
};
export const endSolved = { name: 'hints.solved', options: { sessionId } };
export const endLeft = { name: 'hints.leave', options: { sessionId } };
export const takeUpAgain = { name: 'hints.again', options: { sessionId } };

export const openWriting = { name: 'hints.write', options: { cardId } };
const written = (about: string) => optional(paragraph(about, { max: longestWritten }));
export const keepWritten = {
  name: 'hints.written',
  options: {
    cardId,
    locate: written('Where to look'),
    strategy: written('Which way to go'),
    nextStep: written('The next step'),
  },
};
