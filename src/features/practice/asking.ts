import type { Context } from '../../chat/handler.ts';
import { deckOf, readMastery } from '../../db/reading/mastery.ts';
import {
  answersOnSkill,
  chanceOf,
  type MasteryBook,
  masteryOf,
  openBook,
  winsOnCard,
} from '../../study/mastery/book.ts';
import { findMissing, leaningsOf } from '../../study/mastery/leanings.ts';
import { canBeWritten } from '../../study/practice/answer-check.ts';
import { type Arm, chooseArm, damping, drawBy, formatFor } from '../../study/practice/choice.ts';
import { pickDistractors, shuffled } from '../../study/practice/distractors.ts';
import { type Variant, variantOf } from '../../study/practice/variants.ts';
import { type DeckCard, drawCards, findPast, type PastQuestion } from './choosing.ts';
import type { Narrowed, Within } from './for-goal.ts';
import { openMastery } from './mastery.ts';
import type { NewQuestion } from './store.ts';
import { findVariant } from './variant-store.ts';

/** How many cards of a deck are looked at for one question: to ask, and to draw wrong answers from. */
const lookedAt = 60;
/** A card is not asked again within so many questions, where there are others. */
const restQuestions = 8;

/**
 * What is asked next; null where no card can be asked. Where a skill is weak because one that it leans on is weak, that one comes first;
 * and one whose every card was asked a moment ago waits until there is nothing else: the same few again would be known by heart.
 */
export async function chooseQuestion(context: Context, narrowed: Narrowed): Promise<NewQuestion | null> {
  return (await choose(context, narrowed, { mayRepeat: false })) ?? choose(context, narrowed, { mayRepeat: true });
}

async function choose(
  context: Context,
  { skills, reachable, within }: Narrowed,
  { mayRepeat }: { mayRepeat: boolean },
): Promise<NewQuestion | null> {
  const { tx, me, now, random } = context;
  const past = await findPast(tx, me.id);
  const book = await openMastery(
    tx,
    me.id,
    skills.map(({ skill }) => ({ cardId: '', skill })),
  );
  let arms: Arm[] = skills.map((it) => ({ ...it, chance: masteryOf(book, it.skill, now) }));
  const track = { lastSkill: past[0]?.skill ?? null, past: past.map(({ isExploring }) => isExploring), random };
  for (let chosen = chooseArm(arms, track); chosen; chosen = chooseArm(arms, track)) {
    const { skill, chance } = chosen.arm;
    const wanted = { skill, past, isExploring: chosen.isExploring, within, mayRepeat };
    const before = findMissing(chance, leaningsOf(book, skill, now))?.skill;
    const isOpen = before !== undefined && before !== track.lastSkill && reachable.has(before);
    const first = isOpen ? await questionOn(context, { ...wanted, skill: before, leadsTo: skill }) : null;
    const question = first ?? (await questionOn(context, wanted));
    if (question) return question;
    arms = arms.filter((arm) => arm.skill !== skill);
  }
  return null;
}

interface Wanted {
  readonly skill: string;
  readonly past: readonly PastQuestion[];
  readonly isExploring: boolean;
  readonly within: Within;
  /** The skill that leans on this one, for whose sake it is asked. */
  readonly leadsTo?: string;
  /** This very card. */
  readonly cardId?: string;
  /** Also a card that was asked a moment ago, where the skill has no other. */
  readonly mayRepeat: boolean;
}

/** A question on a skill: the card whose chance is the most fruitful, first of all one that is due. */
export async function questionOn(context: Context, wanted: Wanted): Promise<NewQuestion | null> {
  const { tx, me, now, random, newId } = context;
  const { skill, cardId } = wanted;
  const id = newId();
  const cards = await drawCards(tx, { memberId: me.id, deckId: deckOf(skill), skill, seed: id, now, cardId }, lookedAt);
  const ofSkill = cards.filter((it) => (cardId === undefined ? it.isOfSkill : it.id === cardId));
  const { kept } = await readMastery(
    tx,
    me.id,
    ofSkill.map((it) => ({ cardId: it.id, skill })),
  );
  const book = openBook(kept);
  let waiting = rested(ofSkill, wanted);
  const chance = (it: DeckCard) => chanceOf(book, { cardId: it.id, skill }, now);
  const fruit = (it: DeckCard) => damping(chance(it)) * (it.isDue ? 2 : 1);
  for (let next = drawBy(waiting, fruit, random); next; next = drawBy(waiting, fruit, random)) {
    const drawn = next;
    const known = { chance: chance(drawn), answers: answersOnSkill(book, skill) };
    const variant = isKnown(book, drawn) ? await variantFor(context, drawn) : null;
    const asked = formed(drawn, cards, { ...known, variant }, random);
    const { isExploring, leadsTo = null, within } = wanted;
    const only = { onlyDeckId: within.deckId ?? null, onlyGoalId: within.goalId ?? null };
    const expected = known.chance;
    const rest = { id, memberId: me.id, cardId: drawn.id, skill, leadsTo, ...only, isExploring, expected };
    if (asked) return { ...rest, ...asked };
    waiting = waiting.filter((it) => it !== drawn);
  }
  return null;
}

/** Those that were not asked a moment ago; where there are none and it may be, those that rested longest. */
function rested(cards: readonly DeckCard[], { past, mayRepeat }: Wanted): readonly DeckCard[] {
  const latest = past.slice(0, restQuestions).map(({ cardId }) => cardId);
  const fresh = cards.filter(({ id }) => !latest.includes(id));
  if (fresh.length > 0 || !mayRepeat) return fresh;
  const longestAgo = Math.max(...cards.map(({ id }) => latest.indexOf(id)));
  return cards.filter(({ id }) => latest.indexOf(id) === longestAgo);
}

/** Answered rightly before: then another question like it shows whether it was understood or remembered. */
const isKnown = (book: MasteryBook, { id }: DeckCard) => winsOnCard(book, id) > 0;

/** Reckoned with other numbers, or drafted by the tutor before; null where there is neither. */
async function variantFor({ tx, me, tutor, random }: Context, it: DeckCard): Promise<Variant | null> {
  return variantOf(it, random) ?? (tutor && (await findVariant(tx, { memberId: me.id, cardId: it.id })));
}

type Formed = Pick<NewQuestion, 'format' | 'prompt' | 'key' | 'choices' | 'isVariant'>;

/** The card or its variant as a question, in the format that fits how well it is known; null where neither can be had. */
function formed(
  it: DeckCard,
  siblings: readonly DeckCard[],
  { variant, ...known }: { chance: number; answers: number; variant: Variant | null },
  random: () => number,
): Formed | null {
  const { front: prompt, back: key } = variant ?? it;
  const others = siblings.filter(({ id }) => id !== it.id);
  const distractors = variant?.wrong ?? pickDistractors({ prompt, key }, others, random);
  const format = formatFor(known, { choice: distractors !== null, open: canBeWritten(key) });
  if (format === null) return null;
  const choices = format === 'choice' ? shuffled([key, ...(distractors ?? [])], random) : [];
  return { format, prompt, key, choices, isVariant: variant !== null };
}
