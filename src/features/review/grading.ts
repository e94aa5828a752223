import { action, type Context, type Outcome } from '../../chat/handler.ts';
import { ask } from '../../chat/intents.ts';
import { findLearning, type KeptLearning } from '../../db/reading/learned.ts';
import { withPress } from '../../study/memory/card-history.ts';
import { isBlank, type Learned } from '../../study/memory/recall-calibration.ts';
import { learnedOf, spacingOf } from '../../study/memory/remembering.ts';
import { type Grade, review, type SpacingSettings } from '../../study/memory/spacing.ts';
import { dayIn } from '../../study/time/day.ts';
import { answerCard, spokenWait } from './cards.ts';
import { meetExams, pullsIn } from './exams.ts';
import { frameOf, goingOn } from './going-on.ts';
import { learnPast } from './learn-past.ts';
import { learnGrade, relearnDay } from './learning.ts';
import { findStudied, type StudiedCard } from './looking.ts';
import { examAt, examOf } from './next.ts';
import { giveGrade, showAnswer, undoLast } from './presses.ts';
import { keepGrade, takeBack } from './store.ts';

const graded = 'That one was graded already. This is where you are.';
const gone = 'That card is no longer there. This is what comes next.';
const takenBack = 'I could not take that back: only your last grade of today can be. This is where you are.';

/** Longer than this between question and grade, the learner was somewhere else. */
const longestThoughtMs = 10 * 60_000;

/** The card if it stands as the press says, or why not; and what its learner's answers tell. */
async function findAsPressed(
  { tx, me }: Context,
  cardId: string,
  reps: number,
): Promise<[StudiedCard | string, KeptLearning]> {
  const [card, kept] = await Promise.all([findStudied(tx, me.id, cardId), findLearning(tx, me.id, [{ id: cardId }])]);
  if (!card) return [gone, kept];
  return [(card.memory?.reps ?? 0) === reps ? card : graded, kept];
}

export const show = action({
  ...showAnswer,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId, reps, at, deckId }) {
    const { me, now } = context;
    const [card, kept] = await findAsPressed(context, cardId, reps);
    if (typeof card === 'string') return { reply: await goingOn(context, { deckId, remark: card }) };
    const frame = frameOf(context, { today: dayIn(me.zone, now) }, deckId);
    const learned = learnedOf(kept, cardId);
    const settings = spacingOf(kept, me.retention);
    const exam = examOf(card, me.zone, now, kept, settings);
    return {
      reply: answerCard({ card, exam }, waitsOf(context, card, learned, settings), at, frame),
    };
  },
});

/** When the card would be back after each grade, in words: "4 days", "before the exam". */
function waitsOf(
  { me, now }: Context,
  card: StudiedCard,
  learned: Learned,
  settings: SpacingSettings,
): Record<Grade, string> {
  const wait = (grade: Grade) => {
    const { memory } = review(card.memory, grade, now, settings, card.id, learned);
    const after = { id: card.id, memory: { ...memory, history: withPress(learned.history, { at: now, grade }) } };
    const isPulledIn = card.examDay !== null && pullsIn(after, now, examAt(card.examDay, me.zone), settings);
    return isPulledIn ? 'before the exam' : spokenWait(memory.dueAt.getTime() - now.getTime());
  };
  return { again: wait('again'), hard: wait('hard'), good: wait('good'), easy: wait('easy') };
}

export const grade = action({
  ...giveGrade,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId, reps, grade, at, deckId }): Promise<Outcome> {
    const { tx, me, now } = context;
    const [card, kept] = await findAsPressed(context, cardId, reps);
    if (typeof card === 'string') return { reply: await goingOn(context, { deckId, remark: card }) };
    const learned = learnedOf(kept, cardId);
    const { memory, log } = review(card.memory, grade, now, spacingOf(kept, me.retention), card.id, learned);
    const [day, durationMs] = [dayIn(me.zone, now), thoughtMs(at, now)];
    const press = { memberId: me.id, cardId, day, before: card.memory, after: memory, log, durationMs };
    if (!(await keepGrade(tx, press))) return { reply: await goingOn(context, { deckId, remark: graded }) };
    await learnGrade(tx, { memberId: me.id, day, memory: card.memory, learned, press: { at: now, grade, durationMs } });
    const isPastExam = card.examDay !== null && memory.dueAt >= examAt(card.examDay, me.zone);
    const hasUnlearnedPast = card.memory !== null && isBlank(learned.calibration);
    return {
      reply: await goingOn(context, { deckId }),
      tasks: [
        ...(isPastExam ? [ask(meetExams, { memberId: me.id })] : []),
        ...(hasUnlearnedPast ? [ask(learnPast, { memberId: me.id })] : []),
      ],
    };
  },
});

function thoughtMs(shownAt: Date, now: Date): number | null {
  const ms = now.getTime() - shownAt.getTime();
  return ms >= 0 && ms <= longestThoughtMs ? ms : null;
}

export const undo = action({
  ...undoLast,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId, reps, deckId }) {
    const { tx, me, now } = context;
    const day = dayIn(me.zone, now);
    const isBack = await takeBack(tx, me.id, cardId, reps, day);
    if (!isBack) return { reply: await goingOn(context, { deckId, remark: takenBack }) };
    await relearnDay(tx, me.id, day);
    return { reply: await goingOn(context, { deckId, remark: 'Taken back. Here it is again.', first: cardId }) };
  },
});
