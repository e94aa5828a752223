/** The mastery model of the bot on a stream: its rows are kept in arrays here, as PostgreSQL keeps them there. */
import { type AnswerRows, type AskedSkill, Question } from '../../src/study/mastery/mastery.ts';
import {
  freshAgain,
  freshCommon,
  freshItem,
  freshLearner,
  freshLink,
  freshSkill,
  freshState,
  freshTogether,
  type ItemRow,
  type LearnerRow,
  type LinkRow,
  type SkillRow,
  type StateRow,
  type TogetherRow,
} from '../../src/study/mastery/rows.ts';
import { rowAt, rowOf } from './keep.ts';
import type { Question as Asked, TracingModel } from './tracer.ts';

export const ours: TracingModel = {
  name: 'ours',
  start() {
    const { rowsOf } = keepRows();
    const question = new Question();
    return {
      predict: (asked) => question.pose(rowsOf(asked), asked.atS),
      learn: (_, correct) => question.learn(correct === 1),
    };
  },
};

/** All rows of a replay. `rowsOf` finds those that a question touches; rows that are not there yet are made. */
export function keepRows() {
  const common = freshCommon();
  const items: ItemRow[] = [];
  const skills: SkillRow[] = [];
  const learners: LearnerRow[] = [];
  const states: Map<number, StateRow>[] = [];
  const agains: Map<number, StateRow>[] = [];
  const links: LinkRow[][] = [];
  const togethers = new Map<readonly number[], TogetherRow>();

  const linksTo = (skill: number, { recent }: LearnerRow) => {
    const here = rowAt(links, skill, () => []);
    const found: (LinkRow | null)[] = [];
    for (const { skill: from } of recent) found.push(from === skill ? null : rowAt(here, Number(from), freshLink));
    return found;
  };

  const rowsOf = ({ learner: learnerId, item, skills: ids }: Asked): AnswerRows => {
    const learner = rowAt(learners, learnerId, freshLearner);
    const own = rowAt(states, learnerId, () => new Map());
    const seen = rowAt(agains, learnerId, () => new Map());
    const asked: AskedSkill[] = [];
    for (const id of ids)
      asked.push({
        id,
        skill: rowAt(skills, id, freshSkill),
        own: rowOf(own, id, freshState),
        links: linksTo(id, learner),
      });
    return {
      common,
      item: rowAt(items, item, freshItem),
      learner,
      skills: asked,
      together: ids.length > 1 ? rowOf(togethers, ids, freshTogether) : null,
      again: rowOf(seen, item, freshAgain),
    };
  };
  return {
    rowsOf,
    learnerAt: (id: number) => rowAt(learners, id, freshLearner),
    linkAt: (from: number, to: number) =>
      rowAt(
        rowAt(links, to, () => []),
        from,
        freshLink,
      ),
  };
}
