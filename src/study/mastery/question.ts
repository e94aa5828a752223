/**
 * One question to one learner, from its terms to what its answer teaches.
 *
 * Two steps. Terms are added up in parts, and each part is weighed by how far its kind can be trusted (stacking): beliefs that are kept
 * apart are too sure of themselves together. What all learners share is believed with full covariance: what practice, fading and form are
 * worth, and the weights of the parts. What belongs to one item, skill or learner is believed by itself. All learn from the miss of the
 * weighed prediction, not of the plain sum: that alone is worth .002 of AUC on one answer set and log loss on all four.
 */
import { type Belief, gainsOf, moveWeights, type Weights, weighted } from './belief.ts';
import { type AnswerRows, type AskedSkill, type CommonRow, remember, type StateRow } from './rows.ts';
import { drift, partAt, partStart, practiceAt, practiceStart, prior, recentSkills } from './settings.ts';
import { answersOf, extend, gapSince, logOfOneMore } from './trail.ts';

export const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** The room for the terms is kept from one question to the next; so one of these serves a whole replay. */
export class Question {
  #rows: AnswerRows | null = null;
  #atS: number | null = null;
  #chance = 0.5;
  /** The terms: what is believed, with its variance as of now, times a value. */
  readonly #beliefs: Belief[] = [];
  readonly #variances: number[] = [];
  readonly #values: number[] = [];
  #terms = 0;
  /** Over the skills, what the learner's traits are multiplied by: a belief is one term only, or it would be moved from a stale variance. */
  #tries = 0;
  #gap = 0;
  #sum = 0;
  readonly #parts = new Float64Array(partStart.length);
  readonly #partGains = new Float64Array(partStart.length);
  readonly #practice = new Float64Array(practiceStart.length);
  readonly #practiceGains = new Float64Array(practiceStart.length);

  /** The chance, 0-1, of a right answer. Changes no row. */
  pose(rows: AnswerRows, atS: number | null): number {
    this.#rows = rows;
    this.#atS = atS;
    this.#terms = 0;
    this.#parts.fill(0);
    this.#parts[partAt.base] = 1;
    this.#practice.fill(0);
    this.#tries = 0;
    this.#gap = 0;
    this.#putWhole(rows);
    for (const asked of rows.skills) {
      this.#putSkill(asked, rows);
      this.#putPath(asked, rows);
    }
    this.#put(partAt.practice, rows.learner.speed, this.#tries);
    this.#put(partAt.practice, rows.learner.fading, this.#gap);
    this.#addTo(partAt.practice, weighted(rows.common.practice, this.#practice));
    this.#sum = this.#sumOfParts();
    this.#parts[partAt.size] = Math.abs(this.#sum) * shareOfSize(rows.common.parts);
    this.#chance = logistic(weighted(rows.common.parts, this.#parts));
    return this.#chance;
  }

  /** Moves the rows of the question that was posed last, once. */
  learn(right: boolean): void {
    const rows = this.#rows;
    if (rows === null) throw new Error('no question was posed');
    this.#rows = null;
    const correct = right ? 1 : 0;
    this.#moveTerms(rows.common, correct);
    this.#moveParts(rows.common, correct);
    const { learner, skills, again } = rows;
    const answer = answersOf(learner);
    for (const { own } of skills) extend(own, correct, this.#atS, answer);
    extend(again, correct, this.#atS, answer);
    extend(learner, correct, this.#atS, answer);
    remember(learner, skills);
  }

  /** A term whose variance has grown since, though never beyond where it began. */
  #put(part: number, held: Belief, value: number, grown = 0, most = 0): void {
    const at = this.#terms++;
    const { mean, variance } = held;
    this.#beliefs[at] = held;
    this.#values[at] = value;
    this.#variances[at] = Math.max(variance, Math.min(most, variance + grown));
    this.#addTo(part, mean * value);
  }

  #addTo(part: number, logit: number): void {
    this.#parts[part] = (this.#parts[part] ?? 0) + logit;
  }

  #tell(feature: number, value: number): void {
    this.#practice[feature] = (this.#practice[feature] ?? 0) + value;
  }

  /** What the question is as a whole, whichever its skills. */
  #putWhole({ common, item, learner, together, again }: AnswerRows): void {
    this.#put(partAt.item, item.level, 1);
    this.#put(partAt.ability, learner.ability, 1, drift.ability, prior.ability);
    if (together) this.#put(partAt.skill, together.level, 1);
    this.#tell(practiceAt.base, 1);
    this.#tell(practiceAt.learnerQuick, learner.quick - 0.5);
    this.#tell(practiceAt.learnerSlow, learner.slow - 0.5);
    if (again.lastAnswer < 0) return;
    const gap = gapSince(again, this.#atS, answersOf(learner));
    this.#put(partAt.again, again.state, 1, grownBy(drift.again, gap), prior.again);
    this.#tell(practiceAt.isAgain, 1);
    this.#tell(practiceAt.itemWins, logOfOneMore(again.wins));
    this.#tell(practiceAt.itemFails, logOfOneMore(again.fails));
    this.#tell(practiceAt.itemQuick, again.quick - 0.5);
    this.#tell(practiceAt.itemLast, again.lastResults & 1);
    this.#tell(practiceAt.itemGap, gap);
    this.#neverGainByWaiting(common.practice.means[practiceAt.itemGap] ?? 0, gap);
  }

  #putSkill({ skill, own }: AskedSkill, { common, learner, skills }: AnswerRows): void {
    const share = 1 / skills.length;
    const answer = answersOf(learner);
    const isNew = own.lastAnswer < 0;
    const gap = isNew ? 0 : gapSince(own, this.#atS, answer);
    this.#put(partAt.skill, skill.level, share);
    this.#put(partAt.state, own.state, share, grownBy(drift.state, gap), prior.state);
    const pattern = skill.patterns[own.lastResults];
    if (pattern) this.#put(partAt.pattern, pattern, share);
    if (isNew) this.#tell(practiceAt.isNew, share);
    else this.#putPractice(own, share, gap);
    if (!isNew && own.lastAnswer === answer - 1) this.#tell(practiceAt.isSame, share);
    this.#put(partAt.practice, skill.fading, share * gap);
    const fading = (common.practice.means[practiceAt.gap] ?? 0) + skill.fading.mean + learner.fading.mean;
    this.#neverGainByWaiting(fading, share * gap);
  }

  #putPractice(own: StateRow, share: number, gap: number): void {
    this.#tell(practiceAt.wins, share * logOfOneMore(own.wins));
    this.#tell(practiceAt.fails, share * logOfOneMore(own.fails));
    this.#tell(practiceAt.quick, share * (own.quick - 0.5));
    this.#tell(practiceAt.slow, share * (own.slow - 0.5));
    this.#tell(practiceAt.gap, share * gap);
    this.#tries += share * logOfOneMore(answersOf(own));
    this.#gap += share * gap;
  }

  /** Recall falls with time: what was learnt of gaps so far counts only where it says so. */
  #neverGainByWaiting(slope: number, gap: number): void {
    if (slope > 0) this.#addTo(partAt.practice, -slope * gap);
  }

  #putPath({ links, needs = [] }: AskedSkill, { learner, skills }: AnswerRows): void {
    const share = 1 / skills.length;
    const afterWin = (learner.lastResults & 1) === 1;
    for (let at = 0; at < links.length; at++) {
      const link = links[at];
      const recent = learner.recent[at];
      if (!link || !recent) continue;
      this.#put(partAt.path, link.dependence, share * recent.form);
      this.#put(partAt.path, link.presence, share / recentSkills);
      if (at < learner.latest)
        this.#put(partAt.path, afterWin ? link.afterWin : link.afterFail, share / learner.latest);
    }
    for (const { link, form } of needs)
      if (!links.includes(link)) this.#put(partAt.path, link.dependence, share * form);
  }

  /** The plain sum: no part weighs more than another. */
  #sumOfParts(): number {
    let sum = 0;
    for (let part = partAt.item; part <= partAt.path; part++) sum += this.#parts[part] ?? 0;
    return sum;
  }

  /** Every belief moves by how unsure it is: gain = variance × value. The variance narrows by what the answer told. */
  #moveTerms({ practice }: CommonRow, correct: number): void {
    let variance = gainsOf(practice, this.#practice, this.#practiceGains);
    for (let at = 0; at < this.#terms; at++) variance += (this.#variances[at] ?? 0) * (this.#values[at] ?? 0) ** 2;
    const told = this.#unsureAt(variance);
    const narrowing = told / (1 + told * variance);
    const step = (correct - this.#chance) / (1 + told * variance);
    for (let at = 0; at < this.#terms; at++) {
      const held = this.#beliefs[at];
      if (held === undefined) break;
      const before = this.#variances[at] ?? 0;
      const gain = before * (this.#values[at] ?? 0);
      held.mean += gain * step;
      held.variance = before - gain * gain * narrowing;
    }
    moveWeights(practice, this.#practiceGains, step, narrowing, drift.practice);
  }

  /** p (1 - p) of the plain sum, drawn to the middle by its variance (the probit approximation of MacKay 1992). */
  #unsureAt(variance: number): number {
    const p = logistic(this.#sum / Math.sqrt(1 + (Math.PI * variance) / 8));
    return p * (1 - p);
  }

  #moveParts({ parts }: CommonRow, correct: number): void {
    const told = this.#chance * (1 - this.#chance);
    const damping = 1 / (1 + told * gainsOf(parts, this.#parts, this.#partGains));
    moveWeights(parts, this.#partGains, (correct - this.#chance) * damping, told * damping, drift.parts);
  }
}

/** How much of the size counts, 0-1: as far as recall still falls when the practice part does. */
const shareOfSize = ({ means }: Weights) =>
  Math.min(1, Math.max(0, means[partAt.practice] ?? 0) / Math.abs(means[partAt.size] ?? 0));

/** A state is less sure after each answer, and the more so after a long gap. */
const grownBy = (drifted: number, gap: number) => drifted * (1 + gap);
