/**
 * One question to one learner, from its terms to what its answer teaches.
 *
 * Two steps. Terms are added up in parts, and each part is weighed by how far its kind can be trusted (stacking): beliefs that are kept
 * apart are too sure of themselves together. What all learners share is believed with full covariance: what practice, fading and form are
 * worth, and the weights of the parts. What belongs to one item, skill or learner is believed by itself. All learn from the miss of the
 * weighed prediction, not of the plain sum: that alone is worth .002 of AUC on one answer set and log loss on all four.
 */
import { type Ledger, nowhere, type Place } from './ledger.ts';
import { formAt, remember } from './recent.ts';
import {
  type AnswerRows,
  type AskedSkill,
  type CommonWeights,
  itemRow,
  learnerRow,
  linkRow,
  skillRow,
  stateRow,
  togetherRow,
} from './rows.ts';
import * as settings from './settings.ts';
import { drift, halfNew, prior, recentSkills } from './settings.ts';
import { Terms } from './terms.ts';
import { answersOf, extend, gapSince, isNew, logOfOneMore } from './trail.ts';
import { WeightedSum, type Weights } from './weights.ts';

// Names of this module's own: the engine knows what they stand for, where it would look up another module's each time.
const [partAt, practiceAt] = [settings.partAt, settings.practiceAt];
const [learnerAt, skillAt, stateAt, linkAt] = [learnerRow.at, skillRow.at, stateRow.at, linkRow.at];
const [itemLevel, togetherLevel] = [itemRow.at.level, togetherRow.at.level];

export const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** The room for the terms is kept from one question to the next; so one of these serves a whole replay. */
export class Question {
  readonly ledger: Ledger;
  #rows: AnswerRows | null = null;
  #atS: number | null = null;
  readonly #terms: Terms;
  readonly #practice: WeightedSum;
  readonly #parts: WeightedSum;
  /** Over the skills, what the learner's traits are multiplied by. */
  #tries = 0;
  #gap = 0;
  /** The plain sum of the parts, and the chance by their weights. */
  #sum = 0;
  #chance = 0.5;

  constructor(ledger: Ledger, { practice, parts }: CommonWeights) {
    this.ledger = ledger;
    this.#terms = new Terms(ledger);
    this.#practice = new WeightedSum(practice);
    this.#parts = new WeightedSum(parts);
  }

  /** The chance, 0-1, of a right answer at `atS` (seconds; null where only the order is known). Changes no row. */
  pose(rows: AnswerRows, atS: number | null): number {
    this.#rows = rows;
    this.#atS = atS;
    this.#terms.clear();
    this.#practice.clear();
    this.#parts.clear();
    this.#tries = 0;
    this.#gap = 0;
    this.#putWhole(rows);
    for (const asked of rows.skills) {
      this.#putSkill(asked, rows);
      this.#putPath(asked, rows);
    }
    this.#put(partAt.practice, rows.learner + learnerAt.speed, this.#tries);
    this.#put(partAt.practice, rows.learner + learnerAt.fading, this.#gap);
    this.#parts.add(partAt.practice, this.#practice.mean());
    this.#sum = plainSum(this.#parts.values);
    this.#parts.add(partAt.base, 1);
    this.#parts.add(partAt.pathOfNew, (this.#parts.values[partAt.path] ?? 0) * this.#newnessOf(rows.learner));
    this.#parts.add(partAt.size, Math.abs(this.#sum) * shareOfSize(this.#parts.weights));
    this.#chance = logistic(this.#parts.mean());
    return this.#chance;
  }

  /** Moves the rows of the question that was posed last, once. */
  learn(right: boolean): void {
    const rows = this.#rows;
    if (rows === null) throw new Error('no question was posed');
    this.#rows = null;
    const correct = right ? 1 : 0;
    this.#moveTerms(correct);
    this.#moveParts(correct);
    this.#extendTrails(rows, correct);
    remember(this.ledger, rows.recent, rows.skills);
    this.ledger.put(rows.learner + learnerAt.latest, Math.min(rows.skills.length, recentSkills));
  }

  #extendTrails({ learner, skills, again }: AnswerRows, correct: 0 | 1): void {
    const answer = answersOf(this.ledger, learner);
    for (const { own } of skills) extend(this.ledger, own, correct, this.#atS, answer);
    extend(this.ledger, again, correct, this.#atS, answer);
    extend(this.ledger, learner, correct, this.#atS, answer);
  }

  /** 1 for a learner of whom no answer was seen, falling towards 0. */
  #newnessOf(learner: Place): number {
    return 1 / (1 + answersOf(this.ledger, learner) / halfNew);
  }

  #put(part: number, belief: Place, value: number): void {
    this.#parts.add(part, this.#terms.add(belief, value));
  }

  /** What the question is as a whole, whichever its skills. */
  #putWhole({ item, learner, together, again }: AnswerRows): void {
    const { ledger } = this;
    this.#put(partAt.item, item + itemLevel, 1);
    this.#put(partAt.ability, learner + learnerAt.ability, 1);
    this.#terms.growLast(drift.ability, prior.ability);
    if (together !== nowhere) this.#put(partAt.skill, together + togetherLevel, 1);
    this.#practice.add(practiceAt.base, 1);
    this.#practice.add(practiceAt.learnerQuick, ledger.at(learner + learnerAt.quick) - 0.5);
    this.#practice.add(practiceAt.learnerSlow, ledger.at(learner + learnerAt.slow) - 0.5);
    if (isNew(ledger, again)) return;
    const gap = gapSince(ledger, again, this.#atS, answersOf(ledger, learner));
    this.#put(partAt.again, again + stateAt.state, 1);
    this.#terms.growLast(grownBy(drift.again, gap), prior.again);
    this.#practice.add(practiceAt.isAgain, 1);
    this.#practice.add(practiceAt.itemWins, logOfOneMore(ledger.at(again + stateAt.wins)));
    this.#practice.add(practiceAt.itemFails, logOfOneMore(ledger.at(again + stateAt.fails)));
    this.#practice.add(practiceAt.itemQuick, ledger.at(again + stateAt.quick) - 0.5);
    this.#practice.add(practiceAt.itemLast, ledger.at(again + stateAt.lastResults) & 1);
    this.#practice.add(practiceAt.itemGap, gap);
    this.#neverGainByWaiting(this.#practice.weights.means[practiceAt.itemGap] ?? 0, gap);
  }

  #putSkill({ skill, own }: AskedSkill, { learner, skills }: AnswerRows): void {
    const { ledger } = this;
    const share = 1 / skills.length;
    const answer = answersOf(ledger, learner);
    const isFirst = isNew(ledger, own);
    const gap = isFirst ? 0 : gapSince(ledger, own, this.#atS, answer);
    const lastResults = ledger.at(own + stateAt.lastResults);
    this.#put(partAt.skill, skill + skillAt.level, share);
    this.#put(partAt.state, own + stateAt.state, share);
    this.#terms.growLast(grownBy(drift.state, gap), prior.state);
    this.#put(partAt.pattern, skill + skillAt.patterns + 2 * lastResults, share);
    if (isFirst) this.#practice.add(practiceAt.isNew, share);
    else this.#putPractice(own, share, gap);
    this.#put(partAt.practice, skill + skillAt.fading, share * gap);
    const fading =
      (this.#practice.weights.means[practiceAt.gap] ?? 0) +
      ledger.at(skill + skillAt.fading) +
      ledger.at(learner + learnerAt.fading);
    this.#neverGainByWaiting(fading, share * gap);
  }

  #putPractice(own: Place, share: number, gap: number): void {
    const { ledger } = this;
    const { wins, fails, quick, slow } = stateAt;
    this.#practice.add(practiceAt.wins, share * logOfOneMore(ledger.at(own + wins)));
    this.#practice.add(practiceAt.fails, share * logOfOneMore(ledger.at(own + fails)));
    this.#practice.add(practiceAt.quick, share * (ledger.at(own + quick) - 0.5));
    this.#practice.add(practiceAt.slow, share * (ledger.at(own + slow) - 0.5));
    this.#practice.add(practiceAt.gap, share * gap);
    this.#tries += share * logOfOneMore(answersOf(ledger, own));
    this.#gap += share * gap;
  }

  /** Recall falls with time: what was learnt of gaps so far counts only where it says so. */
  #neverGainByWaiting(slope: number, gap: number): void {
    if (slope > 0) this.#parts.add(partAt.practice, -slope * gap);
  }

  #putPath({ links, needs }: AskedSkill, { learner, recent, skills }: AnswerRows): void {
    const { ledger } = this;
    const share = 1 / skills.length;
    const latest = ledger.at(learner + learnerAt.latest);
    const isAfterWin = (ledger.at(learner + learnerAt.lastResults) & 1) === 1;
    const after = isAfterWin ? linkAt.afterWin : linkAt.afterFail;
    for (let at = 0; at < links.length; at++) {
      const link = links[at] ?? nowhere;
      if (link === nowhere) continue;
      this.#put(partAt.path, link + linkAt.dependence, share * formAt(ledger, recent, at));
      this.#put(partAt.path, link + linkAt.presence, share / recentSkills);
      if (at < latest) this.#put(partAt.path, link + after, share / latest);
    }
    for (const { link, form } of needs)
      if (!links.includes(link)) this.#put(partAt.path, link + linkAt.dependence, share * form);
  }

  /**
   * Beliefs move by how unsure each is, and narrow by what the answer told; the weights of practice learn from what the beliefs leave.
   * How unsure the weights are themselves is left out: after some tens of answers it is next to nothing.
   */
  #moveTerms(correct: number): void {
    const variance = this.#terms.variance();
    const told = this.#toldAt(variance);
    const left = 1 / (1 + told * variance);
    const miss = (correct - this.#chance) * left;
    this.#terms.move(miss, told * left);
    this.#practice.learn(miss, told * left, drift.practice);
  }

  /** p (1 - p) of the plain sum, drawn to the middle by its variance (the probit approximation of MacKay 1992). */
  #toldAt(variance: number): number {
    const p = logistic(this.#sum / Math.sqrt(1 + (Math.PI * variance) / 8));
    return p * (1 - p);
  }

  #moveParts(correct: number): void {
    this.#parts.learn(correct - this.#chance, this.#chance * (1 - this.#chance), drift.parts);
  }
}

/** No part weighs more than another. */
function plainSum(parts: number[]): number {
  let sum = 0;
  for (let part = partAt.item; part <= partAt.path; part++) sum += parts[part] ?? 0;
  return sum;
}

/** How much of the size counts, 0-1: as far as recall still falls when the practice part does. */
const shareOfSize = ({ means }: Weights) =>
  Math.min(1, Math.max(0, means[partAt.practice] ?? 0) / Math.abs(means[partAt.size] ?? 0));

/** A state is less sure after each answer, and the more so after a long gap. */
const grownBy = (drifted: number, gap: number) => drifted * (1 + gap);
