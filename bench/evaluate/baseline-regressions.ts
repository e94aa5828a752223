/**
 * The logistic-regression family of knowledge tracing, learnt online: the same features as in the papers, steps instead of a fit.
 */
import { rowAt, rowOf } from './keep.ts';
import { OnlineLogistic } from './logistic.ts';
import type { Question, Tracer, TracingModel } from './tracer.ts';

/** Wins and fails so far of some pair, say a learner on a skill. */
class Counts {
  readonly #byFirst: Map<number, Count>[] = [];

  of(first: number, second: number): Count {
    const row = rowAt(this.#byFirst, first, () => new Map());
    return rowOf(row, second, () => ({ wins: 0, fails: 0, history: [] }));
  }
}

interface Count {
  wins: number;
  fails: number;
  /** When, and how it went; kept only by the models with windows. */
  readonly history: { readonly at: number; readonly correct: 0 | 1 }[];
}

/** The number of a feature by kind and id, so that no text is built for each answer. */
function numbering(logistic: OnlineLogistic) {
  const kinds = new Map<string, number[]>();
  return (kind: string, id = 0): number =>
    rowAt(
      rowOf(kinds, kind, () => []),
      id,
      () => logistic.feature(`${kind} ${id}`),
    );
}

/** Performance factors: each skill's easiness, and what each of its wins and fails is worth. Source: Pavlik, Cen & Koedinger (2009). */
export const pfa: TracingModel = {
  name: 'PFA online',
  start() {
    const logistic = new OnlineLogistic(0.3);
    const feature = numbering(logistic);
    const counts = new Counts();
    const put = ({ learner, skills }: Question) => {
      logistic.put(feature('base'));
      for (const skill of skills) {
        const { wins, fails } = counts.of(learner, skill);
        logistic.put(feature('skill', skill));
        logistic.put(feature('wins', skill), Math.log1p(wins));
        logistic.put(feature('fails', skill), Math.log1p(fails));
      }
    };
    return tracer(logistic, put, ({ learner, skills }, correct) => {
      for (const skill of skills) count(counts.of(learner, skill), correct);
    });
  },
};

/** Best-LR: learner, item and skill, with log wins and log fails by skill and in all. Source: Gervet et al. (2020), JEDM 12(3). */
export const bestLr: TracingModel = {
  name: 'Best-LR online',
  start() {
    const logistic = new OnlineLogistic(0.2);
    const feature = numbering(logistic);
    const counts = new Counts();
    const totals = new Counts();
    const put = ({ learner, item, skills }: Question) => {
      logistic.put(feature('base'));
      logistic.put(feature('learner', learner));
      logistic.put(feature('item', item));
      putCounts(logistic, feature, 'in all', 0, totals.of(learner, 0));
      for (const skill of skills) {
        logistic.put(feature('skill', skill));
        putCounts(logistic, feature, 'of skill', skill, counts.of(learner, skill));
      }
    };
    return tracer(logistic, put, ({ learner, skills }, correct) => {
      count(totals.of(learner, 0), correct);
      for (const skill of skills) count(counts.of(learner, skill), correct);
    });
  },
};

const hourS = 3600;
const windowsS = [hourS, 24 * hourS, 7 * 24 * hourS, 30 * 24 * hourS, Number.POSITIVE_INFINITY] as const;
/** Windows overlap and move together: at full size they would step further than the item or the learner, and AUC falls by up to .014. */
const windowScale = 0.12;
const windowsOfAnswers = [3, 10, 40, 200, Number.POSITIVE_INFINITY] as const;

/**
 * DAS3H: like Best-LR, with wins and tries counted in windows of time, by skill, over all skills and by item (of the answers in between
 * where there are no times). Source: Choffin et al. (2019), EDM.
 */
export const das3h: TracingModel = {
  name: 'DAS3H-like online',
  start() {
    const logistic = new OnlineLogistic(0.25);
    const feature = numbering(logistic);
    const counts = new Counts();
    const itemCounts = new Counts();
    const totals = new Counts();
    const nowOf = ({ learner, atS }: Question) => {
      const { wins, fails } = totals.of(learner, 0);
      return atS ?? wins + fails;
    };
    const put = (question: Question) => {
      const { learner, item, skills, atS } = question;
      const windows = atS === null ? windowsOfAnswers : windowsS;
      const now = nowOf(question);
      logistic.put(feature('base'));
      logistic.put(feature('learner', learner));
      logistic.put(feature('item', item));
      putCounts(logistic, feature, 'in all', 0, totals.of(learner, 0));
      putWindows(logistic, feature, 'again', itemCounts.of(learner, item), now, windows, 0);
      for (const skill of skills) {
        logistic.put(feature('skill', skill));
        putWindows(logistic, feature, 'of skill', counts.of(learner, skill), now, windows, skill);
        putWindows(logistic, feature, 'of any skill', counts.of(learner, skill), now, windows, 0);
      }
    };
    return tracer(logistic, put, (question, correct) => {
      const { learner, item, skills } = question;
      const at = nowOf(question);
      count(totals.of(learner, 0), correct);
      for (const each of [itemCounts.of(learner, item), ...skills.map((skill) => counts.of(learner, skill))]) {
        count(each, correct);
        each.history.push({ at, correct });
      }
    });
  },
};

type Numbering = ReturnType<typeof numbering>;

function putCounts(logistic: OnlineLogistic, feature: Numbering, kind: string, id: number, { wins, fails }: Count) {
  logistic.put(feature(`wins ${kind}`, id), Math.log1p(wins));
  logistic.put(feature(`fails ${kind}`, id), Math.log1p(fails));
}

function putWindows(
  logistic: OnlineLogistic,
  feature: Numbering,
  kind: string,
  { history }: Count,
  now: number,
  windows: readonly number[],
  id: number,
) {
  let next = history.length - 1;
  let wins = 0;
  let tries = 0;
  for (const [at, width] of windows.entries()) {
    for (let past = history[next]; past && now - past.at <= width; past = history[--next]) {
      tries += 1;
      wins += past.correct;
    }
    logistic.put(feature(`wins ${kind} ${at}`, id), windowScale * Math.log1p(wins));
    logistic.put(feature(`tries ${kind} ${at}`, id), windowScale * Math.log1p(tries));
  }
}

function count(counted: Count, correct: 0 | 1): void {
  if (correct) counted.wins += 1;
  else counted.fails += 1;
}

function tracer(
  logistic: OnlineLogistic,
  put: (question: Question) => void,
  remember: (question: Question, correct: 0 | 1) => void,
): Tracer {
  return {
    predict(question) {
      put(question);
      return logistic.predict();
    },
    learn(question, correct) {
      logistic.learn(correct);
      remember(question, correct);
    },
  };
}
