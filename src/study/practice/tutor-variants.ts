/**
 * A question of the same kind as a card, drafted by a tutor: it is asked only where its answer came out again, and where nothing of it tells
 * the answer, speaks to a machine or does harm. Pure, and it holds whatever the tutor was talked into; what does not pass is not mended.
 */
import { givesAway } from '../gate/giving-away.ts';
import { speaksToTheJudge } from '../gate/orders.ts';
import { lineFaults } from '../gate/tutor-words.ts';
import { readSum, resultOf } from '../text/calculation.ts';
import { isSameNumber, numberOf, numbersIn } from '../text/numbers-said.ts';
import { squeezed } from '../text/plain-form.ts';
import { canBeWritten, checkAnswer } from './answer-check.ts';
import { areApart, longestChoice, type Sibling } from './distractors.ts';
import { type Variant, variantOf } from './variants.ts';

export interface DraftedVariant {
  readonly question: string;
  readonly answer: string;
  /** Arithmetic that gives the answer; null where there is none. */
  readonly expression: string | null;
  readonly wrong: readonly string[];
}

export interface TutorVariant extends Variant {
  /** Two or three, each apart from the answer and from the others. */
  readonly wrong: readonly string[];
}

/** The longest question, in characters. */
export const longestQuestion = 500;
const wrongAnswers = { least: 2, most: 3 };

/** Whether other questions like this card need a tutor, and could be held against their answers. */
export const isWorthVarying = (card: Sibling, random: () => number): boolean =>
  card.front.length <= longestQuestion && canBeWritten(card.back) && variantOf(card, random) === null;

/** The draft as it may be asked once its answer has come out again; null where it may not be asked at all. */
export function readVariant(draft: DraftedVariant, card: Sibling): TutorVariant | null {
  const [front, back] = [draft.question.trim(), draft.answer.trim()];
  const wrong = draft.wrong.map((it) => it.trim()).slice(0, wrongAnswers.most);
  const mayBeAsked =
    front.length <= longestQuestion &&
    [back, ...wrong].every((it) => it !== '' && it.length <= longestChoice) &&
    wrong.length >= wrongAnswers.least &&
    canBeWritten(back) &&
    isAnother({ front, back }, card) &&
    !givesAway(front, back, '') &&
    !speaksToTheJudge(front) &&
    [front, ...[back, ...wrong].map((it) => `${front} ${it}`)].every(isFitToShow) &&
    areAllApart([back, ...wrong]);
  return mayBeAsked ? { front, back, wrong } : null;
}

/** Neither the card's own question nor its answer, which may be known by heart. */
const isAnother = (variant: Sibling, card: Sibling) =>
  squeezed(variant.front) !== squeezed(card.front) && checkAnswer(variant.back, card.back) !== 'right';

/** Answers may be numbers alone, which are no line by themselves: each is looked at behind its question. */
const isFitToShow = (line: string) => lineFaults(line, longestQuestion + 1 + longestChoice).length === 0;

const areAllApart = (answers: readonly string[]) =>
  answers.every((one, at) => answers.slice(0, at).every((other) => areApart(one, other)));

/**
 * Whether the draft's arithmetic comes to its answer; null where it cannot tell, since there is none, or it reckons with numbers that the
 * question does not have.
 */
export function isReckoned({ question, answer, expression }: DraftedVariant): boolean | null {
  if (expression === null) return null;
  const [sum, number] = [readSum(expression), numberOf(answer)];
  if (!sum || number === null || !isRounded(resultOf(sum), number, answer)) return false;
  const asked = numbersIn(question).map(({ value }) => value);
  const used = expression.match(/\d+(?:\.\d+)?/g) ?? [];
  const isOfQuestion = used.every((one) => asked.some((value) => isSameNumber(value, Number(one))));
  return sum.kind !== 'number' && isOfQuestion ? true : null;
}

/** The same, or the same to as many places as the answer has behind its point. */
function isRounded(result: number, number: number, answer: string): boolean {
  const places = /\d[.,](\d{1,9})(?!\d)/.exec(answer)?.[1]?.length ?? 9;
  return isSameNumber(number, Number(result.toFixed(places)));
}

/**
 * Whether who solved the question came to the answer: in one of the ways it is written, and to no other number beside it. All parts of a
 * list make one answer.
 */
export function isFoundAgain(solved: readonly string[], answer: string): boolean {
  const isRight = (said: string) => checkAnswer(said, answer) === 'right';
  const isOther = (said: string) => numberOf(said) !== null && !isRight(said);
  if (numberOf(answer) !== null && solved.some(isOther)) return false;
  return [...solved, solved.join(', ')].some(isRight);
}
