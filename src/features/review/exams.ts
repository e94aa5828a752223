import { task } from '../../chat/handler.ts';
import { id } from '../../chat/options.ts';
import { findLearning } from '../../db/reading/learned.ts';
import { type ExamCard, pullInForExam } from '../../study/memory/exam.ts';
import { remember, spacingOf } from '../../study/memory/remembering.ts';
import type { SpacingSettings } from '../../study/memory/spacing.ts';
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
  readonly settings: SpacingSettings;
}

/** Brings forward what would not be seen again before its deck's exam. Done again it finds nothing left to bring. */
export const meetExams = task({
  name: 'review.meet-exams',
  options: { memberId: id('Member') },
  async read({ tx, now }, { memberId }): Promise<Exams | null> {
    const learner = await findLearner(tx, memberId);
    if (!learner) return null;
    const { zone, dailyCap: perDay, retention } = learner;
    const memories = await memoriesForExams(tx, memberId, dayIn(zone, now));
    if (memories.length === 0) return null;
    const kept = await findLearning(tx, memberId, memories);
    return { now, zone, perDay, known: remember(kept, memories), settings: spacingOf(kept, retention) };
  },
  async work({ now, zone, perDay, known, settings }): Promise<Moved[]> {
    const decks = Map.groupBy(known, ({ deckId }) => deckId);
    return [...decks.values()].flatMap((cards) => {
      const [{ examDay }] = cards as [Known];
      const repsOf = new Map(cards.map(({ id, memory }) => [id, memory.reps]));
      const pulled = pullInForExam(cards, now, examAt(examDay, zone), perDay, settings);
      return pulled.map(({ id, dueAt }) => ({ cardId: id, reps: repsOf.get(id) ?? 0, dueAt }));
    });
  },
  async keep({ tx }, { memberId }, moved) {
    await moveDue(tx, memberId, moved);
    return {};
  },
});

/** Whether this card alone would be brought forward: then it is, unless each day before the exam is full. */
export const pullsIn = (card: ExamCard, now: Date, exam: Date, settings: SpacingSettings): boolean =>
  pullInForExam([card], now, exam, 1, settings).length > 0;
