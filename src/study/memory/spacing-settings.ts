/**
 * What the schedule of one learner goes by, and ts-fsrs made ready with it.
 */
import { default_w, FSRS, GenSeedStrategyWithCardId, generatorParameters, StrategyMode } from 'ts-fsrs';
import type { RecallCalibration } from './recall-calibration.ts';

export interface SpacingSettings {
  /** Desired retention, 0.70-0.97: a card is due when its recall has fallen to this. */
  readonly retention: number;
  /** The 21 numbers of FSRS-6. */
  readonly weights: readonly number[];
  /** What the learner's answers have taught; without it the curve is that of FSRS alone. */
  readonly calibration?: RecallCalibration;
  readonly learningMinutes: readonly number[];
  readonly relearningMinutes: readonly number[];
  readonly minimumRestDays: number;
  readonly maximumDays: number;
}

export const defaultSpacing: SpacingSettings = {
  retention: 0.9,
  weights: default_w,
  learningMinutes: [1, 10],
  relearningMinutes: [10],
  minimumRestDays: 1,
  maximumDays: 36_500,
};

const engines = new WeakMap<SpacingSettings, FSRS>();

/** One engine per settings object: an import of ten thousand cards builds it once. */
export function engineOf(settings: SpacingSettings): FSRS {
  const known = engines.get(settings);
  if (known) return known;
  refuseUnusable(settings);
  const engine = seeded(new FSRS(parametersOf(settings)));
  engines.set(settings, engine);
  return engine;
}

/** An engine whose intervals are not read off the curve alone: `daysAfter` gives the days to rest for a stability; fuzz and bounds stay. */
export function engineWith(settings: SpacingSettings, daysAfter: (stability: number) => number): FSRS {
  refuseUnusable(settings);
  return seeded(new EngineWith(settings, daysAfter));
}

class EngineWith extends FSRS {
  readonly #daysAfter: (stability: number) => number;
  readonly #maximumDays: number;

  constructor(settings: SpacingSettings, daysAfter: (stability: number) => number) {
    super(parametersOf(settings));
    this.#daysAfter = daysAfter;
    this.#maximumDays = settings.maximumDays;
  }

  override next_interval(stability: number, elapsedDays: number) {
    const days = Math.round(this.#daysAfter(stability));
    return this.apply_fuzz(Math.min(Math.max(1, days), this.#maximumDays), elapsedDays);
  }
}

const parametersOf = ({ retention, maximumDays, weights, learningMinutes, relearningMinutes }: SpacingSettings) =>
  generatorParameters({
    request_retention: retention,
    maximum_interval: maximumDays,
    w: weights,
    enable_fuzz: true,
    enable_short_term: true,
    learning_steps: learningMinutes.map((minutes) => `${minutes}m` as const),
    relearning_steps: relearningMinutes.map((minutes) => `${minutes}m` as const),
  });

const seeded = (engine: FSRS): FSRS => engine.useStrategy(StrategyMode.SEED, GenSeedStrategyWithCardId('seed'));

/** The library would put its defaults in place of bad numbers without a word. */
function refuseUnusable({ retention, weights }: SpacingSettings): void {
  if (!(retention >= 0.7 && retention <= 0.97)) throw new RangeError(`retention ${retention} is not within 0.70-0.97`);
  if (weights.length !== 21 || !weights.every(Number.isFinite)) throw new RangeError('FSRS-6 has 21 finite weights');
}
