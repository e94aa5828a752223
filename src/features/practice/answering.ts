import { action, type Context, type Outcome } from '../../chat/handler.ts';
import { askNamed, form } from '../../chat/intents.ts';
import { learnFrom, masteryOf } from '../../study/mastery/book.ts';
import { checkAnswer } from '../../study/practice/answer-check.ts';
import { worthAfter } from '../../study/practice/choice.ts';
import { dayIn } from '../../study/time/day.ts';
import { findWorth } from './choosing.ts';
import type { AskedQuestion } from './looking.ts';
import { keepMastery, openMastery } from './mastery.ts';
import { chooseAnswer, giveUp, openAnswerForm, saySure, sendAnswer, showKey } from './presses.ts';
import { questionOf, standing, standingNow } from './standing.ts';
import { addMistake, keepWorth, mendMistake, moveQuestion } from './store.ts';
import { varyLater } from './varying.ts';

const moved = 'This question has moved on. This is where it stands.';

export const sure = action({
  ...saySure,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { questionId, sure: said }) {
    const question = await questionOf(context, questionId);
    const to = { state: 'answer' as const, confidence: Number(said) };
    const isMine = await moveQuestion(context.tx, question, ['sure'], to);
    return standingNow(context, questionId, isMine ? {} : { remark: moved });
  },
});

export const choose = action({
  ...chooseAnswer,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { questionId, look, choice }) {
    const question = await questionOf(context, questionId);
    const answer = question.choices[choice];
    if (answer === undefined) return standingNow(context, questionId, { remark: moved });
    return takeAnswer(context, question, look, answer);
  },
});

export const write = action({
  ...openAnswerForm,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { questionId, look }) {
    const question = await questionOf(context, questionId);
    if (!awaits(question, look)) return { reply: await standing(context, question, { remark: moved }) };
    const ask = {
      answer: { help: look === 1 ? 'In your own words; accents and capitals do not matter' : 'One more look' },
    };
    return { reply: form(sendAnswer, { title: 'Your answer', send: 'Answer', given: { questionId, look }, ask }) };
  },
});

export const send = action({
  ...sendAnswer,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { questionId, look, answer }) {
    return takeAnswer(context, await questionOf(context, questionId), look, answer);
  },
});

export const surrender = action({
  ...giveUp,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { questionId, look }) {
    return takeAnswer(context, await questionOf(context, questionId), look, null);
  },
});

export const show = action({
  ...showKey,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { questionId }) {
    const question = await questionOf(context, questionId);
    const isOver = question.state === 'wrong' || question.state === 'left';
    return { reply: await standing(context, question, isOver ? { isShown: true } : { remark: moved }) };
  },
});

const awaits = ({ state }: AskedQuestion, look: number) => state === (look === 1 ? 'answer' : 'again');

/** Takes an answer to the first or the second look; null where it is not known. Old and double presses change nothing. */
async function takeAnswer(
  context: Context,
  question: AskedQuestion,
  look: number,
  answer: string | null,
): Promise<Outcome> {
  if (!awaits(question, look)) return { reply: await standing(context, question, { remark: moved }) };
  const isRight = answer !== null && judge(question, answer);
  const isMine = await (look === 1 ? first : second)(context, question, answer, isRight);
  if (!isMine) return standingNow(context, question.id, { remark: moved });
  const isWrong = look === 2 || answer === null ? !isRight : false;
  if (isWrong) await keepMistake(context, question, answer);
  const { reply } = await standingNow(context, question.id);
  if (isWrong) return { reply, tasks: [bringForward(context, question)] };
  return { reply, tasks: isRight && look === 1 ? await varyLater(context, question.cardId) : [] };
}

const judge = ({ format, key }: AskedQuestion, answer: string) =>
  format === 'choice' ? answer === key : checkAnswer(answer, key) === 'right';

/** The first answer is what mastery and calibration learn from. */
async function first(context: Context, question: AskedQuestion, answer: string | null, isRight: boolean) {
  const { tx, me, now } = context;
  const state = isRight ? 'right' : answer === null ? 'wrong' : 'again';
  const to = { state, answer, answeredAt: now, day: dayIn(me.zone, now) } as const;
  if (!(await moveQuestion(tx, question, ['answer'], to))) return false;
  await learn(context, question, isRight);
  if (isRight) await mendMistake(tx, me.id, question.cardId);
  return true;
}

/** A second thought that succeeds is worth as much to the person; it teaches nothing new about what they knew at first. */
const second = ({ tx }: Context, question: AskedQuestion, secondAnswer: string | null, isRight: boolean) =>
  moveQuestion(tx, question, ['again'], { state: isRight ? 'second thought' : 'wrong', secondAnswer });

/** Teaches the model, and the choice of what comes next what this was worth. */
async function learn({ tx, me, now }: Context, { cardId, skill }: AskedQuestion, isRight: boolean) {
  const book = await openMastery(tx, me.id, [{ cardId, skill }]);
  const before = masteryOf(book, skill, now);
  learnFrom(book, { cardId, skill }, now, isRight);
  await keepMastery(tx, me.id, book);
  const worth = worthAfter(await findWorth(tx, me.id, skill), before, masteryOf(book, skill, now));
  await keepWorth(tx, me.id, skill, worth);
}

async function keepMistake({ tx, me, now }: Context, question: AskedQuestion, answer: string | null): Promise<void> {
  const { cardId, isVariant, prompt } = question;
  const asked = { variant: isVariant ? prompt : null, answer: answer ?? question.answer };
  await addMistake(tx, { memberId: me.id, cardId, ...asked, at: now });
}

const bringForward = ({ me }: Context, { cardId }: AskedQuestion) =>
  askNamed('review.bring-forward', { memberId: me.id, cardId });
