import { expect, test } from 'vitest';
import { skillsOfGoal } from '../../../src/study/practice/goal-skills.ts';

const skills = [
  { skill: 'art', deckName: 'Art', tags: [] },
  { skill: 'fractions', deckName: 'Algebra', tags: ['fractions', 'exam'] },
  { skill: 'graphs', deckName: 'Algebra', tags: ['Maths::Graph_theory'] },
  { skill: 'two', deckName: 'Algebra two', tags: ['rings'] },
  { skill: 'verbs', deckName: 'Spanish', tags: ['verbs'] },
  { skill: 'signs', deckName: '!?', tags: ['…', '3'] },
];

const goal = (what: string, rest: { measure?: string; action?: string; steps?: string[] } = {}) => ({
  what,
  measure: rest.measure ?? null,
  action: rest.action ?? null,
  steps: rest.steps ?? [],
});

test.each([
  ['all of a deck that it names, in any case', goal('Pass ALGEBRA by May'), ['fractions', 'graphs']],
  ['of two names the longer alone', goal('Pass algebra two by May'), ['two']],
  ['both, where both are there', goal('Pass algebra, then algebra two'), ['fractions', 'graphs', 'two']],
  ['a tag in a step', goal('Get better', { steps: ['Warm up', 'Ten problems on fractions'] }), ['fractions']],
  ['a tag in the measure', goal('Get better', { measure: '40 verbs' }), ['verbs']],
  ['a tag in the plan', goal('Get better', { action: 'learn ten verbs' }), ['verbs']],
  ['the last level of a tag, as people write it', goal('Understand graph theory'), ['graphs']],
  ['a tag that is not the first of its cards', goal('Pass the exam'), ['fractions']],
  ['topics of several decks', goal('Fractions and verbs'), ['fractions', 'verbs']],
  ['whole words alone', goal('Start early'), []],
  ['no name across two steps', goal('Go on', { steps: ['More spanish or maths', 'graph theories'] }), ['verbs']],
  ['nothing', goal(''), []],
  ['signs and numbers name nothing', goal('Really!? 3 times'), []],
])('%s', (_, words, named) => expect(skillsOfGoal(words, skills).map(({ skill }) => skill)).toEqual(named));
