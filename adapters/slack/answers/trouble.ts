import { card } from '../../../src/chat/card.ts';
import { Gone } from '../../../src/errors.ts';

const trouble = card(
  'I cannot do that just now',
  ['Slack or my own memory is out of reach. Please try again in a minute.'],
  'warn',
);
const notHere = card(
  'I am not installed here any more',
  ['Someone who runs this workspace can install me again. What you had is kept.'],
  'warn',
);

export const forgottenForm = card('That form is from another time', ['Please ask for it again.'], 'warn');

/** What someone is told when what they asked could not be answered. */
export const cardOfTrouble = (error: unknown) => (error instanceof Gone ? notHere : trouble);
