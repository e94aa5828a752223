/**
 * The ladder without a tutor, for a review card: what can be said of an answer that is known without saying it. Every text below the
 * last rung is looked through for the answer before it is given; where nothing fuller is left, less is said.
 */

import { mentions } from '../gate/giving-away.ts';
import { counted } from '../text/in-words.ts';
import { contentWords } from '../text/plain-form.ts';
import { type AnswerShape, scriptOf, shapeOf } from './answer-shape.ts';
import type { Rung } from './ladder.ts';
import { nextStepsOf } from './part-shown.ts';

interface Sides {
  readonly front: string;
  readonly back: string;
}

/** What may serve as a worked example. */
export interface Examples {
  /** Other cards of the same skill. */
  readonly siblings: readonly Sides[];
  /** The weak skill that this weak one leans on, and cards of it: an example is aimed at what is missing. */
  readonly missing: { readonly name: string; readonly cards: readonly Sides[] } | null;
}
export const noExamples: Examples = { siblings: [], missing: null };

export interface CardProblem extends Sides, Examples {
  readonly deckName: string;
  /** Null where it has none. */
  readonly tag: string | null;
}

/** The text of one rung for a card. */
export function cardHint(rung: Rung, card: CardProblem): string {
  if (rung === 'answer') return explained(card);
  const said = [...textsOf(rung, card), ...leastOf[rung]].find((text) => !mentions(text, card.back));
  return said ?? '…';
}

function textsOf(rung: Exclude<Rung, 'answer'>, card: CardProblem): readonly string[] {
  const shape = shapeOf(card.back);
  switch (rung) {
    case 'monitor':
      return [
        'What exactly does the question ask for? Say it in your own words. And what comes to mind first, sure or not?',
      ];
    case 'locate':
      return whereToLook(card, shape);
    case 'strategy':
      return [
        ways[shape.kind],
        'Say everything you know around it, aloud or on paper. What connects with it comes along.',
      ];
    case 'principle':
      return [...workedExamples(card), ideas[shape.kind]];
    case 'next-step':
      return nextStepsOf(card.back, shape);
  }
}

/** The last resorts: in words so different that no answer is in all of them. */
const leastOf: Readonly<Record<Exclude<Rung, 'answer'>, readonly string[]>> = {
  monitor: ['What is asked here?', 'Read it once more, slowly', 'Look again'],
  locate: ['Where did you meet this last?', 'Think back to your notes', 'Picture that page'],
  strategy: ['Which way would you go about it?', 'Try to recall what stands next to this', 'Draw something'],
  principle: ['What idea lies behind it?', 'Recall similar cards', 'Compare two cases'],
  'next-step': ['It is short. What would you write first?', 'Guess, then check', 'Begin anywhere'],
};

function whereToLook({ front, back, deckName, tag }: CardProblem, shape: AnswerShape): string[] {
  const script = scriptOf(back, front);
  const thing = `${things(shape)}${script ? `, written in ${script} letters` : ''}`;
  const place = tag === null ? `your deck “${deckName}”` : `“${tag}” in “${deckName}”`;
  const recall = 'What else do you know from there?';
  return [
    `This is from ${place}, and the answer is ${thing}. ${recall}`,
    `The answer is ${thing}. What fits?`,
    `This is from ${place}. ${recall}`,
  ];
}

function things(shape: AnswerShape): string {
  switch (shape.kind) {
    case 'number':
      return shape.hasUnit ? 'a number with its unit' : 'a number';
    case 'yes or no':
      return 'a yes or a no';
    case 'sign':
      return 'a single sign';
    case 'word':
      return 'one word';
    case 'words':
      return counted(shape.count, 'word');
    case 'list':
      return `a list of ${shape.count}`;
    case 'formula':
      return 'a formula';
    case 'sentence':
      return 'a sentence or more';
  }
}

const ways: Readonly<Record<AnswerShape['kind'], string>> = {
  number:
    'Which rule ties what is given to what is asked? Write the rule down first, then put in what you know. Estimate the size before you work it out.',
  'yes or no': 'Take each side in turn: what would have to hold for it? Look for one case that decides.',
  sign: 'List the few that it could be, and strike out those that cannot be right.',
  word: 'Describe it before you name it: what does it do, what is it near, what is it not? The name often follows.',
  words: 'Describe it before you name it: when, where, who, what for? Then take the parts of the name one at a time.',
  list: 'Look for what orders it: in time, in space, from large to small. Then go through it step by step, and count.',
  formula:
    'Which quantities come in, and which one is wanted? More of one: does the other grow or shrink? That tells which side it stands on.',
  sentence:
    'Build it from parts: what is it, what does it do, why does it matter? A rough sentence first, a better one after.',
};

const ideas: Readonly<Record<AnswerShape['kind'], string>> = {
  number: 'Units lead the way: write them beside each quantity, and combine them so that the wanted one is left.',
  'yes or no': 'A claim about all cases falls with one exception; a claim about some needs only one case.',
  sign: 'What is named by a sign is named by a rule: how are its neighbours written?',
  word: 'Names have reasons: think of words with the same root, and of what they share.',
  words: 'Names have reasons: think of things named in the same way, and of what they share.',
  list: 'Lists are kept by a story or a picture: walk through it from one end to the other.',
  formula: 'Test what you have with an easy case, such as nothing at all or twice as much: does it still make sense?',
  sentence: 'A definition names the family, then what sets this one apart in it.',
};

const longestExample = 240;

/** Whether a sibling card can serve as a worked example without showing the answer. */
export const hasExample = (card: CardProblem): boolean =>
  workedExamples(card).some((text) => !mentions(text, card.back));

/**
 * Cards that were answered, of the missing skill before those of the same one, the likest first; those that would show the answer fall
 * out where texts are chosen.
 */
function workedExamples({ front, siblings, missing }: CardProblem): string[] {
  const beneath = missing?.cards.map((it) =>
    example(`This leans on ${missing.name}: `, it, 'What of that do you need here?'),
  );
  const asked = new Set(contentWords(front));
  const likeness = (it: Sides) => contentWords(it.front).filter((word) => asked.has(word)).length;
  const alike = siblings
    .filter((it) => it.front !== front)
    .toSorted((a, b) => likeness(b) - likeness(a))
    .map((it) => example('One like it that you have: ', it, 'What is the same here, and what is not?'));
  return [...(beneath ?? []), ...alike].filter((it) => it !== null);
}

/** Null where the card is too long to be taken in beside the question. */
const example = (lead: string, { front, back }: Sides, asks: string): string | null =>
  Math.max(front.length, back.length) > longestExample ? null : `${lead}“${front}” There, it is: “${back}” ${asks}`;

const longestBack = 1500;

function explained({ back }: CardProblem): string {
  const whole = back.length > longestBack ? `${back.slice(0, longestBack).toWellFormed().trimEnd()}…` : back;
  return `${whole}\n\nNow say in your own words why it is so. Which of the steps before would have led you there?`;
}
