import { button } from '../../chat/card.ts';
import { action, type Context, command, type Feature, type Outcome } from '../../chat/handler.ts';
import { press } from '../../chat/intents.ts';
import { clip, limits } from '../../chat/limits.ts';
import { optional, words } from '../../chat/options.ts';
import { goalsInWords } from '../../db/reading/goal-skills.ts';
import { findStudiedDecks } from '../../db/reading/studied-decks.ts';
import { Refusal } from '../../errors.ts';
import { unknownDeckCard } from '../../phrases/decks.ts';
import { suggestNamed } from '../../study/goals/goal-names.ts';
import { choose, send, show, sure, surrender, write } from './answering.ts';
import { questionOn } from './asking.ts';
import { mistakesCard } from './cards.ts';
import { findPast } from './choosing.ts';
import { goalToPractise, withinOf } from './for-goal.ts';
import { findMistakes } from './looking.ts';
import { askMistake, nextQuestion, openMistakes, skipQuestion, startPractice } from './presses.ts';
import { askNew, goOn, leaveOpen, questionOf } from './standing.ts';
import { moveQuestion } from './store.ts';
import { vary } from './varying.ts';

const practise = command({
  name: 'practice',
  about: 'Practise with questions picked for you',
  seenBy: 'me',
  options: { deck: optional(words('Only this deck, or for this goal', { max: 100 })) },
  suggest: {
    async deck({ tx, me }, typed) {
      const decks = await findStudiedDecks(tx, me.id);
      const fits = decks.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
      const goals = await goalsInWords(tx, me.id);
      const aims = suggestNamed(
        goals.map(({ what }) => what),
        typed,
      );
      return [...fits.map(({ name }) => ({ value: name, label: clip(name, limits.choice) })), ...aims];
    },
  },
  async run(context, { deck }) {
    if (deck === undefined) return goOn(context, {});
    const [found] = await findStudiedDecks(context.tx, context.me.id, deck);
    if (found) return goOn(context, { deckId: found.id });
    const goalId = await goalToPractise(context, deck);
    if (goalId !== undefined) return goOn(context, { goalId });
    const all = button('Practise all', press(startPractice, {}), 'main');
    throw new Refusal(unknownDeckCard(deck, await findStudiedDecks(context.tx, context.me.id), all));
  },
});

const start = action({
  ...startPractice,
  seenBy: 'me',
  answers: 'below',
  run: (context, within) => goOn(context, within),
});

const next = action({
  ...nextQuestion,
  seenBy: 'me',
  answers: 'in place',
  run: (context, within) => goOn(context, within),
});

/** Leaves a question unanswered; pressed again, it shows where one is. */
const skip = action({
  ...skipQuestion,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { questionId }) {
    const question = await questionOf(context, questionId);
    await moveQuestion(context.tx, question, ['sure'], { state: 'left' });
    return goOn(context, withinOf(question));
  },
});

const shownMistakes = 10;

const mistakes = action({
  ...openMistakes,
  seenBy: 'me',
  answers: 'below',
  run: showMistakes,
});

async function showMistakes({ tx, me }: Context): Promise<Outcome> {
  return { reply: mistakesCard(await findMistakes(tx, me.id, shownMistakes)) };
}

/** Asks a card of the journal: the longest waiting that was not asked a moment ago, and can be asked. */
const mistake = action({
  ...askMistake,
  seenBy: 'me',
  answers: 'in place',
  async run(context) {
    const { tx, me } = context;
    const past = await findPast(tx, me.id);
    const waiting = await findMistakes(tx, me.id, shownMistakes);
    const latest = (cardId: string) => past.slice(0, 3).some((it) => it.cardId === cardId);
    const order = [...waiting].reverse().sort((a, b) => Number(latest(a.cardId)) - Number(latest(b.cardId)));
    for (const { cardId, skill } of order) {
      const question = await questionOn(context, {
        skill,
        cardId,
        past,
        isExploring: false,
        within: {},
        mayRepeat: true,
      });
      if (!question) continue;
      await leaveOpen(context);
      return askNew(context, question);
    }
    return showMistakes(context);
  },
});

/** Questions from one's own cards, where the most can be learned: learning.md 7. Mastery is kept here. */
export const practice: Feature = {
  name: 'practice',
  commands: [practise],
  actions: [start, next, skip, sure, choose, write, send, surrender, show, mistakes, mistake],
  tasks: [vary],
};
