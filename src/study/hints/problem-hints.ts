/**
 * The ladder for a pasted problem whose answer nobody here knows: ways of thinking by the kind of problem, the last one honest that there
 * is no answer to show.
 */
import type { Rung } from './ladder.ts';
import type { ProblemKind } from './problem-kind.ts';

export const problemHint = (rung: Rung, kind: ProblemKind): string => texts[kind][rung];

/** How one can tell, without a key, whether an attempt is right. */
export const selfCheck = (kind: ProblemKind): string => checks[kind];

const noAnswer = 'I do not have the answer to this one, so here is a way to get to yours and be sure of it.';

const texts: Readonly<Record<ProblemKind, Readonly<Record<Rung, string>>>> = {
  calculation: {
    monitor: 'Which quantity is asked for, and in which unit? What have you tried so far?',
    locate:
      'Underline each number that is given, and write beside it what it counts or measures. Which of them does the question need?',
    strategy:
      'Estimate first: about how large must it be? Then write down which operations connect what is given with what is wanted, and in which order.',
    principle:
      'One like it: 3 boxes hold 4 pens each, and 2 pens are lost. First the part that belongs together, 3 × 4, then the change, minus 2. Which part belongs together in yours?',
    'next-step':
      'Write only the first line: one operation, with its units. Do not go on until it says something true about the story.',
    answer: `${noAnswer} Write each step on a line of its own; after the last, hold it against your estimate and its unit, then do it once more by another way: backwards, or with rounded numbers.`,
  },
  equation: {
    monitor: 'What is unknown, and how many unknowns are there? What have you tried so far?',
    locate: 'Find every place where the unknown stands. What is done to it there, and in which order?',
    strategy:
      'Undo what is done to the unknown, the last thing first, and do the same on both sides. If it stands squared, gather everything on one side first.',
    principle:
      'One like it: in 5 + 2y = 11, take 5 from both sides, which leaves 2y = 6, then halve both sides. Which two moves are those in yours?',
    'next-step':
      'Make one move only: take away, on both sides, what stands farthest from the unknown. Write the new line in full.',
    answer: `${noAnswer} Undo one thing a line until the unknown stands alone; then put what you found into the very first line. If both sides agree, it is right; if not, the first line where they stop agreeing holds the slip.`,
  },
  proof: {
    monitor: 'What may you assume, and what is to be shown? Write both down. What have you tried so far?',
    locate:
      'Look up the exact definition of each word in the claim. Most short proofs are those definitions put together.',
    strategy:
      'Choose a road: straight from the assumptions, from the opposite to a contradiction, or step by step by induction. Which fits the shape of the claim?',
    principle:
      'One like it: that the sum of two even numbers is even. Write them as 2a and 2b; their sum is 2(a + b), which is even by definition. Name, unfold, regroup, fold.',
    'next-step': 'Write the first line: “Let …”, with a name for each thing in the claim and its definition unfolded.',
    answer: `${noAnswer} Unfold the definitions at the top, fold back the claim at the bottom, and join them from both ends. Then ask of each line: by which rule? A line without one is where the work is.`,
  },
  definition: {
    monitor: 'Which word exactly is to be explained, and for whom? What would you say if you had to guess?',
    locate: 'In which chapter or lecture did it come up first? What was it needed for there?',
    strategy:
      'Say to which family it belongs, then what sets it apart in that family. Then find one example, and one thing that is almost an example.',
    principle:
      'One like it: a triangle is a polygon (the family) with three sides (what sets it apart). A square is almost one, and shows why the second part is needed.',
    'next-step': 'Write the beginning: “It is a kind of …”, and nothing else yet.',
    answer: `${noAnswer} Write one sentence with the family and the difference. Test it: does every example fit, and does anything fit that should not? Then hold it against your notes, and keep the better one as a review card.`,
  },
  code: {
    monitor: 'What should it do, what does it do instead, and with which input? What have you tried so far?',
    locate:
      'Find the first line at which something is not as you expect. If there is a message, it names one: read it from its last line up.',
    strategy:
      'Make it smaller: the shortest input that still goes wrong, and half of the code taken out. Or print what you believe, just before and after that line.',
    principle:
      'One like it: a loop that sums a list gives too little. Printing the counter shows that it stops one early: the bound, not the sum, was wrong. What would you print in yours?',
    'next-step':
      'Take the smallest input, be the machine, and write down the value of each variable line by line, up to the first surprise.',
    answer: `${noAnswer} Say the line at which the surprise begins aloud, with what it should do and what it does. Change only that, run the smallest input, then the real one, then an edge: empty, one, many.`,
  },
  translation: {
    monitor: 'Who says it, to whom, and how formal is it? Which parts do you have already?',
    locate: 'Find the verb of each clause first, with its person and tense. What belongs to it?',
    strategy:
      'Go clause by clause: verb, who, to whom, then the rest. Guess unknown words from their parts before you look them up.',
    principle:
      'One like it: “I have been living here for two years” becomes a plain present tense in German and French. Tenses do not carry over; the meaning does.',
    'next-step': 'Write only the skeleton: who does what. Leave gaps for the rest.',
    answer: `${noAnswer} Fill the gaps, read it aloud in the new language without looking at the old, mend what sounds odd, then translate it back in your head: what was lost?`,
  },
  essay: {
    monitor:
      'What is the question word: discuss, compare, explain why? What would a reader want to know at the end? What do you have so far?',
    locate: 'Which two or three sources or passages bear on it most? Write down one sentence on each.',
    strategy:
      'Decide what you claim, in one sentence. Then for each reason: claim, evidence, why the evidence supports it. Then the best objection.',
    principle:
      'One like it: “Was the railway good for the town?” Claim: yes, for trade. Evidence: market numbers. Objection: the harbour lost. Weighing: more gained than lost. Claim, evidence, objection, weighing.',
    'next-step': 'Write one sentence: “I will argue that … because …”.',
    answer: `${noAnswer} Put your reasons in the order in which the next one needs the one before; begin each paragraph with its claim; end by saying what would have to be different for you to be wrong.`,
  },
  'multiple choice': {
    monitor: 'Cover the choices. What would you answer without them?',
    locate: 'In what do the choices differ? That difference is what the question tests.',
    strategy:
      'Strike out one that cannot be right, and say why. Then the next. What is left must stand up to the question word by word.',
    principle:
      'Choices that are wrong are made from common mistakes: a sign turned, a step left out, a word too wide. Which mistake does each of yours come from?',
    'next-step': 'Take the two that are hardest to tell apart. Find one case in which they disagree.',
    answer: `${noAnswer} Write your own answer first, find the choice nearest to it, and give one reason against each of the others. If a reason is missing, that is the one to look up.`,
  },
  other: {
    monitor: 'What exactly is asked? Say it in your own words. What have you tried so far?',
    locate: 'What is given, and what is wanted? Where in your notes or book do both come up together?',
    strategy:
      'Make it easier: a smaller case, a drawing, or the same question about something that you know well. What changes when you come back?',
    principle:
      'Many problems turn when they are read backwards: if you had the answer, what would you have done just before?',
    'next-step': 'Write one line that you know to be true of it, however small.',
    answer: `${noAnswer} Write down what you know, what you want, and one thing that connects the two; take the step that this suggests, and look again. When you have something, ask: does it answer what was asked, and how could I notice if it were wrong?`,
  },
};

const checks: Readonly<Record<ProblemKind, string>> = {
  calculation: 'Hold it against your estimate and its unit, and do it once more by another way.',
  equation: 'Put what you found into the first line: do both sides agree?',
  proof: 'Ask of each line by which rule it follows. The first without one is the place to work on.',
  definition: 'Look for something that fits your words and should not, or should and does not.',
  code: 'Run it with the smallest input, then with an empty one.',
  translation: 'Read it aloud by itself, then back: what was lost?',
  essay: 'Does each paragraph begin with its claim, and does the evidence say why?',
  'multiple choice': 'Give one reason against each choice that you did not take.',
  other: 'Does it answer what was asked? How would you notice if it did not?',
};
