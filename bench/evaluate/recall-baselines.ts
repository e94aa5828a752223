import type { RecallModel } from './recall-models.ts';
import { unseen } from './recall-models.ts';

/** The share that was recalled so far, of the reviews that count. */
export const runningAverage: RecallModel = {
  name: 'running average',
  start(scale) {
    let asked = 1;
    let recalled = unseen;
    return {
      predict: () => recalled / asked,
      learn({ restDays, isStudy }, { grade }) {
        const counts = !isStudy && restDays !== null && (scale === 'minutes' || restDays >= 1);
        if (!counts) return;
        asked += 1;
        recalled += grade === 'again' ? 0 : 1;
      },
    };
  },
};

const qualities = { again: 1, hard: 3, good: 4, easy: 5 } as const;

/** What SM-2's own interval I would imply, were it set for 90 %: 0.9^(t/I). Source: Wozniak 1990, the algorithm SM-2. */
export const sm2Implied: RecallModel = {
  name: 'SM-2 implied',
  start() {
    const cards = new Map<string, { repetition: number; ease: number; intervalDays: number }>();
    return {
      predict({ card, restDays }) {
        const known = cards.get(card);
        return known && restDays !== null ? 0.9 ** (restDays / known.intervalDays) : unseen;
      },
      learn({ card, restDays }, { grade }) {
        const { repetition, ease, intervalDays } = cards.get(card) ?? { repetition: 0, ease: 2.5, intervalDays: 0 };
        const isSameDay = restDays !== null && restDays < 1;
        if (isSameDay && repetition > 0 && grade !== 'again') return;
        const q = qualities[grade];
        const easier = Math.max(1.3, ease + 0.1 - (5 - q) * (0.08 + (5 - q) * 0.02));
        if (q < 3) return void cards.set(card, { repetition: 0, ease: easier, intervalDays: 1 });
        const next = repetition === 0 ? 1 : repetition === 1 ? 6 : Math.round(intervalDays * easier);
        cards.set(card, { repetition: repetition + 1, ease: easier, intervalDays: next });
      },
    };
  },
};

/**
 * Half-life regression: recall = 2^(-t/h), log2 h linear in the roots of the times recalled and not; one step down the gradient of
 * the squared error of recall and half-life with each review. Source: Settles and Meeder 2016, with their rates.
 */
export const halfLifeRegression: RecallModel = {
  name: 'half-life regression, online',
  start(scale) {
    const weights = [0, 0, scale === 'days' ? 1 : -6];
    const cards = new Map<string, { rights: number; wrongs: number }>();
    const featuresOf = (card: string) => {
      const { rights, wrongs } = cards.get(card) ?? { rights: 0, wrongs: 0 };
      return [Math.sqrt(1 + rights), Math.sqrt(1 + wrongs), 1];
    };
    const halfLifeOf = (features: readonly number[]) =>
      2 **
      within(
        -15,
        15,
        features.reduce((sum, x, i) => sum + x * (weights[i] ?? 0), 0),
      );
    const recallAt = (features: readonly number[], days: number) =>
      within(0.0001, 0.9999, 2 ** (-days / halfLifeOf(features)));
    return {
      predict: ({ card, restDays }) => (restDays === null ? unseen : recallAt(featuresOf(card), restDays)),
      learn({ card, restDays, isStudy }, { grade }) {
        const features = featuresOf(card);
        const answer = grade === 'again' ? 0 : 1;
        if (restDays !== null && restDays > 0 && !isStudy) {
          const recall = recallAt(features, restDays);
          const slope = 2 * (recall - answer) * Math.LN2 ** 2 * recall * (restDays / halfLifeOf(features));
          for (const [i, x] of features.entries()) weights[i] = (weights[i] ?? 0) - 0.3 * within(-10, 10, slope) * x;
        }
        const { rights, wrongs } = cards.get(card) ?? { rights: 0, wrongs: 0 };
        cards.set(card, { rights: rights + answer, wrongs: wrongs + 1 - answer });
      },
    };
  },
};

const within = (low: number, high: number, x: number) => Math.min(high, Math.max(low, x));
