/** A little of an answer, most of it hidden: the last push before it is told. */

import { itemsOf } from '../gate/giving-away.ts';
import { counted } from '../text/in-words.ts';
import type { AnswerShape } from './answer-shape.ts';

/** Texts that show a part, the fullest first. Of what is too short to be shown in part, only its size is told. */
export function nextStepsOf(answer: string, shape: AnswerShape): string[] {
  switch (shape.kind) {
    case 'number':
      return numberSteps(answer);
    case 'yes or no':
    case 'sign':
      return ['Decide for one, and say why it must be that one.'];
    case 'word':
      return wordSteps(answer.trim());
    case 'words':
      return [`${wordsHidden(answer)}`, `It is ${counted(shape.count, 'word')}.`];
    case 'list':
      return listSteps(answer, shape.count);
    case 'formula':
      return ['Write down the quantity that is wanted and the equals sign. What is the first thing on the other side?'];
    case 'sentence':
      return sentenceSteps(answer);
  }
}

function numberSteps(answer: string): string[] {
  const digits = /\d+/.exec(answer)?.[0] ?? '';
  const size =
    digits.length === 1 ? 'It has one digit before any point.' : `It has ${digits.length} digits before any point.`;
  const first = digits.length >= 3 ? [`${size} The first is ${digits[0]}.`] : [];
  return [...first, size, 'Put in what is given, one quantity at a time. What does the first line say?'];
}

function wordSteps(word: string): string[] {
  const letters = [...word];
  const size = `It has ${counted(letters.length, 'letter')}.`;
  if (letters.length < 4) return [size];
  const gaps = letters.length <= 16 ? ` ${letters[0]}${' _'.repeat(letters.length - 1)}` : '';
  return [`It begins with “${letters[0]}”. ${size}${gaps}`, size];
}

/** "B____ __ H_______": of each longer word the first letter. */
function wordsHidden(answer: string): string {
  const hidden = answer
    .trim()
    .split(/\s+/)
    .map((word) => [...word])
    .map(([first = '', ...rest]) =>
      rest.length < 3 ? '_'.repeat(rest.length + 1) : `${first}${'_'.repeat(rest.length)}`,
    );
  return `These are the first letters: ${hidden.join(' ')}`;
}

function listSteps(answer: string, count: number): string[] {
  const [first = ''] = itemsOf(answer);
  const letters = [...first];
  const begins = letters.length >= 4 ? [`There are ${count}. The first begins with “${letters[0]}”.`] : [];
  return [...begins, `There are ${count}. Which one do you have already?`];
}

/** The first quarter of the words, four at most. */
function sentenceSteps(answer: string): string[] {
  const words = answer.trim().split(/\s+/);
  const shown = (count: number) => `It begins: “${words.slice(0, count).join(' ')} …” Go on from there.`;
  const most = Math.min(4, Math.floor(words.length / 4));
  return [
    ...Array.from({ length: most }, (_, less) => shown(most - less)),
    `It is about ${counted(words.length, 'word')} long. Which is the one that matters most?`,
  ];
}
