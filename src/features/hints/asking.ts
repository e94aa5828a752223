import type { Form } from '../../chat/form.ts';
import { action, type Context, command } from '../../chat/handler.ts';
import { form } from '../../chat/intents.ts';
import { optional, words } from '../../chat/options.ts';
import { Refusal } from '../../errors.ts';
import { isOnlyPicture, isReadable } from '../../study/hints/problem-kind.ts';
import { type AskedProblem, pasted } from './asked.ts';
import { unreadableCard } from './cards.ts';
import { askAboutCard, askAboutProblem, longestProblem, openProblem } from './presses.ts';
import { helpWithCard, helpWithProblem } from './sessions.ts';

export const hint = command({
  name: 'hint',
  about: 'Stuck? Help with a problem, one step at a time',
  seenBy: 'me',
  options: { problem: optional(words('What you are stuck on', { max: longestProblem })) },
  async run(context, { problem }) {
    if (problem === undefined) return { reply: problemForm(context) };
    return helpWithProblem(context, readProblem(problem), { id: context.newId(), tried: null, goalId: null });
  },
});

export const open = action({
  ...openProblem,
  seenBy: 'me',
  answers: 'below',
  run: async (context, { goalId }) => ({ reply: problemForm(context, goalId) }),
});

export const problem = action({
  ...askAboutProblem,
  seenBy: 'me',
  answers: 'below',
  run: (context, { sessionId, goalId, problem, tried }) =>
    helpWithProblem(context, readProblem(problem), { id: sessionId, tried: tried ?? null, goalId: goalId ?? null }),
});

export const card = action({
  ...askAboutCard,
  seenBy: 'me',
  answers: 'below',
  run: (context, { cardId, deckId = null, goalId = null, from = 'review' }) =>
    helpWithCard(context, cardId, { askedFrom: from, onlyDeckId: deckId, onlyGoalId: goalId }),
});

const problemForm = ({ newId }: Context, goalId?: string): Form =>
  form(askAboutProblem, {
    title: 'What are you stuck on?',
    send: 'Help me',
    given: { sessionId: newId(), goalId },
    ask: {
      problem: { help: 'As it is asked, word for word' },
      tried: { help: 'Even a first guess helps me to help you' },
    },
  });

/** Refuses what there is no way to read. */
function readProblem(problem: string): AskedProblem {
  const why = isOnlyPicture(problem)
    ? 'I cannot see pictures. Please type the problem in words.'
    : isReadable(problem)
      ? null
      : 'I cannot read a problem in that. Please type what is asked, in words.';
  if (why !== null) throw new Refusal(unreadableCard(why), { problem: why });
  return pasted(problem);
}
