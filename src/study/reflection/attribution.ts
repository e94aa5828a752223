/**
 * What a learner puts a result down to, and the question that leads from it to something that can be changed.
 * Source: causal attribution (Weiner 1985): causes differ in whether they can be controlled and whether they last.
 */
import { anyOf } from '../text/wording.ts';

export const causes = ['effort', 'strategy', 'knowledge', 'time', 'health', 'luck'] as const;
export type Cause = (typeof causes)[number];

export interface Attribution {
  readonly controllable: boolean;
  readonly stable: boolean;
  /** Asked next: from the cause to a change in the plan. */
  readonly question: string;
}

export const attributions: Readonly<Record<Cause, Attribution>> = {
  effort: { controllable: true, stable: false, question: 'What would make it easier to begin next time?' },
  strategy: { controllable: true, stable: false, question: 'Which other way of working would you try?' },
  knowledge: {
    controllable: true,
    stable: true,
    question: 'Which one thing, once known, would have unlocked the rest?',
  },
  time: { controllable: true, stable: false, question: 'Which hour of the week could be kept free for this?' },
  health: { controllable: false, stable: false, question: 'What is the smallest step for a day like that?' },
  luck: { controllable: false, stable: false, question: 'Which part of it was in your hands?' },
};

const signs: Readonly<Record<Cause, RegExp>> = {
  effort:
    anyOf(`lazy|laziness|motivat~|unmotivated|procrastinat~|put it off|gave up|half-hearted~|effort|tried hard|worked hard|
    didn't (?:try|start|bother)|distract~|phone|scroll~|netflix|youtube|couldn't be bothered|focus~|concentrat~`),
  strategy:
    anyOf(`strateg~|method|reread~|re-read~|cramm~|flashcards?|practice questions|self-test~|tested myself|notes|highlight~|
    approach|plan|planned|worked example|explain~`),
  knowledge:
    anyOf(`didn't understand|don't understand|did not understand|confus~|too (?:hard|difficult)|never learnt|never learned|basics|
    gaps?|lost the thread|forgot|couldn't follow|prerequisite~|didn't know`),
  time: anyOf(`no time|not enough time|ran out of time|too little time|busy|deadline~|shift|work late|overslept|late|schedule|too short|
    family|meeting|appointment`),
  health: anyOf(
    `tired|exhaust~|sick|ill|headache|slept badly|no sleep|migraine|fever|flu|anxious|anxiety|stress~|overwhelm~|burn(?:ed|t)? out`,
  ),
  luck: anyOf(
    'luck~|unluck~|unlucky|unfair|trick question~|easy questions|by chance|guessed|the (?:exam|test|quiz) was (?:easy|unfair)',
  ),
};

/** The causes that a text names, in the order in which it names them; empty where it names none. */
export function causesNamed(text: string): Cause[] {
  const words = text.replace(/’/g, "'");
  return causes
    .map((cause) => ({ cause, at: words.search(signs[cause]) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)
    .map(({ cause }) => cause);
}
