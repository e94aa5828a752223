/** The mastery model of the bot on a stream: its rows are found by number here, as PostgreSQL finds them by name there. */
import { Ledger, nowhere, type Place } from '../../src/study/mastery/ledger.ts';
import { Question } from '../../src/study/mastery/question.ts';
import { skillAt } from '../../src/study/mastery/recent.ts';
import {
  type AnswerRows,
  againRow,
  freshCommon,
  itemRow,
  learnerRow,
  linkRow,
  recentRow,
  skillRow,
  stateRow,
  togetherRow,
} from '../../src/study/mastery/rows.ts';
import { recentSkills } from '../../src/study/mastery/settings.ts';
import { rowAt, rowOf } from './keep.ts';
import type { Question as Asked, TracingModel } from './tracer.ts';

export const ours: TracingModel = {
  name: 'ours',
  start() {
    const { question, rowsOf } = keepRows();
    return {
      predict: (asked) => question.pose(rowsOf(asked), asked.atS),
      learn: (_, correct) => question.learn(correct === 1),
    };
  },
};

/** The rows of a learner, by what they are about. */
interface LearnerRows {
  readonly learner: Place;
  readonly recent: Place;
  readonly states: Map<number, Place>;
  readonly agains: Map<number, Place>;
}

/** The rows of a question; one for each number of skills is filled anew each time, so that finding them leaves nothing to sweep away. */
interface Room {
  item: Place;
  learner: Place;
  recent: Place;
  again: Place;
  together: Place;
  readonly skills: {
    id: number;
    skill: Place;
    own: Place;
    readonly links: Place[];
    readonly needs: readonly never[];
  }[];
}

const roomFor = (skills: number): Room => ({
  item: nowhere,
  learner: nowhere,
  recent: nowhere,
  again: nowhere,
  together: nowhere,
  skills: Array.from({ length: skills }, () => ({
    id: nowhere,
    skill: nowhere,
    own: nowhere,
    links: Array.from({ length: recentSkills }, () => nowhere),
    needs: [],
  })),
});

/** All rows of a replay. `rowsOf` finds those that a question touches; rows that are not there yet begin. It gives the same object each time. */
export function keepRows() {
  const ledger = new Ledger();
  const items: Place[] = [];
  const skills: Place[] = [];
  const learners: LearnerRows[] = [];
  const links: Place[][] = [];
  const togethers = new Map<readonly number[], Place>();
  const beginItem = () => ledger.add(itemRow);
  const beginSkill = () => ledger.add(skillRow);
  const beginState = () => ledger.add(stateRow);
  const beginAgain = () => ledger.add(againRow);
  const beginLink = () => ledger.add(linkRow);
  const beginTogether = () => ledger.add(togetherRow);
  const beginLearner = (): LearnerRows => ({
    learner: ledger.add(learnerRow),
    recent: ledger.add(recentRow),
    states: new Map(),
    agains: new Map(),
  });

  function findLinks(found: Place[], to: number, recent: Place): void {
    const here = rowAt(links, to, () => []);
    for (let at = 0; at < recentSkills; at++) {
      const from = skillAt(ledger, recent, at);
      found[at] = from < 0 || from === to ? nowhere : rowAt(here, from, beginLink);
    }
  }

  /** By how many skills a question asks for, what it is told by. */
  const rooms: Room[] = [];

  function rowsOf({ learner: learnerId, item, skills: ids }: Asked): AnswerRows {
    const own = rowAt(learners, learnerId, beginLearner);
    const rows = rowAt(rooms, ids.length, roomFor);
    rows.learner = own.learner;
    rows.recent = own.recent;
    rows.item = rowAt(items, item, beginItem);
    rows.again = rowOf(own.agains, item, beginAgain);
    rows.together = ids.length > 1 ? rowOf(togethers, ids, beginTogether) : nowhere;
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] as number;
      const asked = rows.skills[at] as Room['skills'][number];
      asked.id = id;
      asked.skill = rowAt(skills, id, beginSkill);
      asked.own = rowOf(own.states, id, beginState);
      findLinks(asked.links, id, own.recent);
    }
    return rows;
  }
  return {
    ledger,
    question: new Question(ledger, freshCommon()),
    rowsOf,
    learnerAt: (id: number) => rowAt(learners, id, beginLearner).learner,
    linkAt: (from: number, to: number) =>
      rowAt(
        rowAt(links, to, () => []),
        from,
        beginLink,
      ),
  };
}
