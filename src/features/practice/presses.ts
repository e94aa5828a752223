/** What can be pressed, and what each press carries. The cards are written with these; the actions answer them. */
import { choice, id, integer, optional, paragraph } from '../../chat/options.ts';
import { confidenceSteps } from '../../study/practice/calibration.ts';

const questionId = id('Question');
/** What practice is narrowed to. */
const within = { deckId: optional(id('Deck')), goalId: optional(id('Goal')) };
/** Which look at the question is answered: an old button, or a second press, finds another. */
const look = integer('Look', { min: 1, max: 2 });

/** How sure one can be, in percent. */
export const sureSteps = confidenceSteps.map((step) => Math.round(step * 100));
const sure = choice(
  'How sure',
  sureSteps.map((step) => ({ value: String(step), label: `${step}%` })),
);

export const startPractice = { name: 'practice.start', options: within };
export const nextQuestion = { name: 'practice.next', options: within };
export const skipQuestion = { name: 'practice.skip', options: { questionId } };
export const saySure = { name: 'practice.sure', options: { questionId, sure } };
export const chooseAnswer = {
  name: 'practice.choose',
  options: { questionId, look, choice: integer('Choice', { min: 0, max: 3 }) },
};
export const openAnswerForm = { name: 'practice.write', options: { questionId, look } };
export const sendAnswer = {
  name: 'practice.answer',
  options: { questionId, look, answer: paragraph('Your answer', { max: 1000 }) },
};
export const giveUp = { name: 'practice.give-up', options: { questionId, look } };
export const showKey = { name: 'practice.show', options: { questionId } };
export const openMistakes = { name: 'practice.mistakes', options: {} };
export const askMistake = { name: 'practice.mistake', options: {} };
