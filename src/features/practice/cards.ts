import { button, type Card, card, controls, facts, list, meter, rich, rule, strong } from '../../chat/card.ts';
import { beside, press, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { tagOf } from '../../db/reading/mastery.ts';
import { checkAnswer } from '../../study/practice/answer-check.ts';
import { counted } from '../../study/text/in-words.ts';
import { withinOf } from './for-goal.ts';
import type { AskedQuestion, Mistake, Tally } from './looking.ts';
import {
  askMistake,
  chooseAnswer,
  giveUp,
  nextQuestion,
  openAnswerForm,
  openMistakes,
  saySure,
  showKey,
  skipQuestion,
  startPractice,
  sureSteps,
} from './presses.ts';

const longestPrompt = 1200;
const longestKey = 1400;
const longestOwn = 300;
const letters = ['A', 'B', 'C', 'D'] as const;

/** What stands beside a question: what was practised today, how many mistakes wait, and a word on what just happened. */
export interface Surroundings {
  readonly tally: Tally;
  readonly mistakes: number;
  readonly remark?: string | undefined;
  /** The answer is asked for. */
  readonly isShown?: boolean;
}

/** The question as it stands. The answer is on it only where it was given rightly, or asked for. */
export function questionCard(it: AskedQuestion, around: Surroundings): Card {
  switch (it.state) {
    case 'sure':
      return sureCard(it, around);
    case 'answer':
      return answerCard(it, around);
    case 'again':
      return lookAgainCard(it, around);
    default:
      return endCard(it, around);
  }
}

const promptOf = ({ prompt }: AskedQuestion) => rich`${strong(clip(prompt, longestPrompt))}`;

/** Each choice with its letter, without those that were tried. */
function choicesOf({ choices, answer }: AskedQuestion): { letter: string; text: string; at: number }[] {
  const all = choices.map((text, at) => ({ letter: letters[at] ?? '?', text, at }));
  return all.filter(({ text }) => text !== answer);
}

const choiceList = (it: AskedQuestion) =>
  it.format === 'choice' ? facts(choicesOf(it).map(({ letter, text }) => [letter, text])) : null;

function sureCard(it: AskedQuestion, { remark }: Surroundings): Card {
  const steps = sureSteps.map((step) => button(`${step}%`, press(saySure, { questionId: it.id, sure: String(step) })));
  return card(clip(it.deckName, 100), [
    remark ?? null,
    firstWords(it),
    promptOf(it),
    choiceList(it),
    it.format === 'choice' ? 'Which one is it? First: how sure are you?' : 'Find the answer. First: how sure are you?',
    controls(...steps, button('Another one', press(skipQuestion, { questionId: it.id }))),
  ]);
}

/** Why this skill comes before the one that was to be asked. */
function firstWords({ skill, deckName, leadsTo, leadsToDeck }: AskedQuestion) {
  if (leadsTo === null) return null;
  const [first, then] = [tagOf(skill) ?? deckName, tagOf(leadsTo) ?? leadsToDeck ?? 'what comes next'];
  return rich`First ${strong(clip(first, 80))}: ${strong(clip(then, 80))} leans on it, and both are still weak.`;
}

function answerCard(it: AskedQuestion, { remark }: Surroundings): Card {
  return card(clip(it.deckName, 100), [
    remark ?? null,
    promptOf(it),
    choiceList(it),
    it.confidence === null ? null : `You are ${it.confidence}% sure. And the answer?`,
    answerControls(it, 1, 'Write the answer'),
  ]);
}

function lookAgainCard(it: AskedQuestion, { remark }: Surroundings): Card {
  const isAlmost = it.format === 'open' && it.answer !== null && checkAnswer(it.answer, it.key) === 'almost';
  return card(
    isAlmost ? 'Almost. Look again' : 'Not quite. Look again',
    [
      remark ?? null,
      promptOf(it),
      it.answer === null ? null : rich`You said: ${clip(it.answer, longestOwn)}`,
      choiceList(it),
      isAlmost ? 'You are close: what is still off?' : 'One more look before any help: what does the question ask?',
      answerControls(it, 2, 'Answer again'),
    ],
    'warn',
  );
}

function answerControls(it: AskedQuestion, look: 1 | 2, write: string) {
  const questionId = it.id;
  const answers =
    it.format === 'open'
      ? [button(write, press(openAnswerForm, { questionId, look }), 'main')]
      : choicesOf(it).map(({ letter, at }) => button(letter, press(chooseAnswer, { questionId, look, choice: at })));
  return controls(...answers, button('I do not know', press(giveUp, { questionId, look })));
}

function endCard(it: AskedQuestion, around: Surroundings): Card {
  const { tally, mistakes, remark, isShown = false } = around;
  const isGood = it.state === 'right' || it.state === 'second thought';
  const own = it.secondAnswer ?? it.answer;
  const said = it.confidence === null ? '' : ` You said ${it.confidence}%.`;
  return card(
    endTitle(it.state),
    [
      remark ?? null,
      promptOf(it),
      isGood || isShown ? rule() : null,
      isGood || isShown ? rich`${clip(it.key, longestKey)}` : null,
      !isGood && own !== null ? rich`You said: ${clip(own, longestOwn)}` : null,
      `${endWords(it)}${said}`,
      tally.answered > 0 ? meter('Right today', tally.right + tally.secondThoughts, tally.answered) : null,
      controls(
        ...(it.state === 'wrong' && !isShown ? helpFor(it) : []),
        button('Next', press(nextQuestion, withinOf(it)), 'main'),
        mistakes > 0 ? button('My mistakes', press(openMistakes, {})) : null,
      ),
    ],
    isGood ? 'good' : 'plain',
  );
}

/** A hint is about the card as it was written, so that there is none for a variant of it. */
const helpFor = (it: AskedQuestion) => [
  ...(it.isVariant ? [] : [button('Hint', beside(pressNamed('hints.card', hintOn(it))))]),
  button('Show answer', press(showKey, { questionId: it.id })),
];

/** With what practice is narrowed to, for the way back. */
const hintOn = ({ cardId, onlyDeckId: deckId, onlyGoalId: goalId }: AskedQuestion) => ({
  cardId,
  from: 'practice',
  ...(deckId !== null && { deckId }),
  ...(goalId !== null && { goalId }),
});

function endTitle(state: AskedQuestion['state']): string {
  if (state === 'right') return 'Right';
  if (state === 'second thought') return 'Right, on second thought';
  return state === 'wrong' ? 'Not this time' : 'Left for another time';
}

function endWords({ state }: AskedQuestion): string {
  if (state === 'right') return 'Found at the first look.';
  if (state === 'second thought') return 'Well looked again: you mended it yourself, so it is no mistake of yours.';
  return state === 'wrong' ? 'It is in your mistakes and comes back in your reviews.' : 'It will be asked again.';
}

// The mistake journal

export function mistakesCard(all: readonly Mistake[]): Card {
  const [first] = all;
  if (!first)
    return card(
      'No mistakes wait',
      [
        'What you get wrong in practice is kept here until you know it.',
        controls(button('Practise', press(startPractice, {}), 'main')),
      ],
      'good',
    );
  return card(`${counted(first.total, 'mistake')} to mend`, [
    list(all.map(mistakeWords)),
    'They come back in your reviews: today already, where you have reviewed the card before. One that you get right leaves this list.',
    controls(
      button('Practise one of these', press(askMistake, {}), 'main'),
      button('Review', pressNamed('review.start')),
    ),
  ]);
}

function mistakeWords({ front, variant, answer, times }: Mistake) {
  const asked = variant === null ? '' : `, asked as “${clip(variant, 100)}”`;
  const said = answer === null ? 'you did not know' : `you said “${clip(answer, 60)}”`;
  return rich`${strong(clip(front, 100))}${asked}: ${said}${times > 1 ? `, ${times} times wrong` : ''}`;
}

// Where there is nothing to ask

export const nothingToAsk = (hasCards: boolean): Card =>
  hasCards
    ? card('These cards fit a review better', [
        'Their answers are too long to be checked or chosen from. Practice wants short answers, or a few cards of one kind.',
        controls(button('Review', pressNamed('review.start'), 'main'), button('Add a card', pressNamed('decks.add'))),
      ])
    : card('No cards to practise yet', [
        'I make questions from your cards: a question and its answer each.',
        controls(
          button('Add a card', pressNamed('decks.add'), 'main'),
          button('Import a deck', pressNamed('decks.import')),
        ),
      ]);

export const goneCard = (): Card =>
  card(
    'That question is no longer there',
    [
      'Its card was removed, or it belongs to someone else.',
      controls(button('Next question', press(nextQuestion, {}), 'main')),
    ],
    'warn',
  );
