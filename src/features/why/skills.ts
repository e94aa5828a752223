import { button, type Card, card, controls, list, rich, strong } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { deckOf, readMasteryForLook, skillsAnswered, tagOf } from '../../db/reading/mastery.ts';
import { shownNumber } from '../../phrases/mastery.ts';
import { explainSkill, learnFrom, openBook, traitsOf } from '../../study/mastery/book.ts';
import { type Leaning, leaningsOf } from '../../study/mastery/leanings.ts';
import type { LearnerTraits, MasteryExplained } from '../../study/mastery/mastery.ts';
import { counted } from '../../study/text/in-words.ts';
import { explainGoals, type GoalTold, goalBlocks } from './goals.ts';
import { deckNames } from './store.ts';

interface SkillTold extends MasteryExplained {
  readonly name: string;
  readonly leansOn: readonly LeaningTold[];
}

interface LeaningTold extends Leaning {
  readonly name: string;
}

/** So many at each end. */
const shown = 3;
/** Of each skill, the prerequisites that weigh most. */
const leaningsTold = 2;

/** The weakest and the strongest skills, each with its number and the evidence for it. */
export async function explainSkills(context: Context): Promise<Card> {
  const { tx, me, now } = context;
  const answered = await skillsAnswered(tx, me.id);
  const { kept, graded } = await readMasteryForLook(tx, me.id, answered);
  const skills = [...new Set([...answered, ...graded.map(({ skill }) => skill)])];
  const book = openBook(kept);
  for (const it of graded) learnFrom(book, it, it.at, it.isRight);
  const leanings = new Map(skills.map((skill) => [skill, leaningsOf(book, skill, now).slice(0, leaningsTold)]));
  const leantOn = [...leanings.values()].flat().map(({ skill }) => skill);
  const decks = await deckNames(tx, me.id, [...skills, ...leantOn].map(deckOf));
  const nameOf = (skill: string) => {
    const deck = decks.get(deckOf(skill));
    return deck === undefined ? [] : [tagOf(skill) ?? deck];
  };
  const told = skills.flatMap((skill) => {
    const leansOn = (leanings.get(skill) ?? []).flatMap((it) => nameOf(it.skill).map((name) => ({ ...it, name })));
    return nameOf(skill).map((name) => ({ name, leansOn, ...explainSkill(book, skill, now) }));
  });
  return skillsCard(
    told.filter(({ answers }) => answers > 0).sort((a, b) => a.chance.mean - b.chance.mean),
    traitsOf(book),
    await explainGoals(context),
  );
}

function skillsCard(weakestFirst: readonly SkillTold[], traits: LearnerTraits, goals: readonly GoalTold[]): Card {
  if (weakestFirst.length === 0 && goals.length === 0)
    return card('Nothing to tell yet', [
      'How well you know a thing is reckoned from your practice answers and reviews.',
      controls(button('Practise', pressNamed('practice.start'), 'main')),
    ]);
  const strongest = weakestFirst.slice(Math.max(shown, weakestFirst.length - shown)).reverse();
  return card('How well you know things', [
    'The number is the chance that you get a new question right, and how far it may be off. Each answer moves it, the more the less sure it is.',
    strongest.length > 0 ? 'Weakest first:' : null,
    weakestFirst.length > 0 ? list(weakestFirst.slice(0, shown).map(skillWords)) : null,
    ...weakestFirst.slice(0, shown).flatMap(({ name, leansOn }) => leansOn.map((it) => leaningWords(name, it))),
    strongest.length > 0 ? 'Strongest:' : null,
    strongest.length > 0 ? list(strongest.map(skillWords)) : null,
    ...goalBlocks(goals),
    traitWords(traits),
    controls(button('Practise', pressNamed('practice.start'), 'main')),
  ]);
}

function leaningWords(of: string, { name, weight, known, isNamed }: LeaningTold) {
  const evidence = isNamed
    ? 'The owner of the deck or who runs your group named it; answers move the weight.'
    : 'Nobody named it: how answers here followed those there tells it.';
  const [skill, before] = [strong(clip(of, 80)), strong(clip(name, 80))];
  return rich`${skill} leans on ${before}: ${shownNumber(weight)}, which you know at ${known.chance.mean.toFixed(2)}. ${evidence}`;
}

function skillWords({ name, chance, right, answers, lastDaysAgo }: SkillTold) {
  return rich`${strong(clip(name, 80))}: ${shownNumber(chance)}. ${right} of ${answers} right${lastWords(lastDaysAgo)}.`;
}

function lastWords(daysAgo: number | null): string {
  if (daysAgo === null) return '';
  const days = Math.floor(daysAgo);
  return days === 0 ? ', last today' : `, last ${counted(days, 'day')} ago`;
}

/** What sets a learner apart is said only where the answers bear it out. */
const surelyApart = 0.8;

function traitWords({ ability, speed, forgetting }: LearnerTraits): string | null {
  const said = [
    apart(forgetting.aboveTypical, 'you forget faster than most', 'you forget slower than most'),
    apart(speed.aboveTypical, 'you gain more from each answer than most', 'you need more answers than most'),
    apart(ability.aboveTypical, 'you start out stronger than most', null),
  ].flatMap((words) => words ?? []);
  const [first, ...rest] = said;
  return first === undefined ? null : `${first[0]?.toUpperCase()}${[first.slice(1), ...rest].join('; ')}.`;
}

function apart(aboveTypical: number, more: string, less: string | null): string | null {
  if (aboveTypical > surelyApart) return more;
  return aboveTypical < 1 - surelyApart ? less : null;
}
