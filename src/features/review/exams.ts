import { task } from '../../chat/handler.ts';
import { id } from '../../chat/options.ts';
import { type ExamCard, pullInForExam } from '../../study/memory/exam.ts';
import { dayIn } from '../../study/time/day.ts';
import { findLearner, memoriesForExams } from './looking.ts';
import { examAt } from './next.ts';
import { type Moved, moveDue } from './store.ts';

type Known = Awaited<ReturnType<typeof memoriesForExams>>[number];

interface Exams {
  readonly now: Date;
  readonly zone: string;
  readonly perDay: number;
  readonly known: readonly Known[];
}

/** Brings forward what would not be seen again before its deck's exam. Done again it finds nothing left to bring. */
export const meetExams = task({
  name: 'review.meet-exams',
  options: { memberId: id('Member') },
  async read({ tx, now }, { memberId }): Promise<Exams | null> {
    const learner = await findLearner(tx, memberId);
    if (!learner) return null;
    const known = await memoriesForExams(tx, memberId, dayIn(learner.zone, now));
    return known.length === 0 ? null : { now, zone: learner.zone, perDay: learner.dailyCap, known };
  },
  async work({ now, zone, perDay, known }): Promise<Moved[]> {
    const decks = Map.groupBy(known, ({ deckId }) => deckId);
    return [...decks.values()].flatMap((cards) => {
      const [{ examDay }] = cards as [Known];
      const repsOf = new Map(cards.map(({ id, memory }) => [id, memory.reps]));
      const pulled = pullInForExam(cards, now, examAt(examDay, zone), perDay);
      return pulled.map(({ id, dueAt }) => ({ cardId: id, reps: repsOf.get(id) ?? 0, dueAt }));
    });
  },
  async keep({ tx }, { memberId }, moved) {
    await moveDue(tx, memberId, moved);
    return {};
  },
});

/** Whether this card alone would be brought forward: then it is, unless each day before the exam is full. */
export const pullsIn = (card: ExamCard, now: Date, exam: Date): boolean =>
  pullInForExam([card], now, exam, 1).length > 0;
