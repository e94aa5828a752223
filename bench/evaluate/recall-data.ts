/**
 * Reads review logs, `srs_NAME.csv.gz`, as one stream of reviews per learner, and says which reviews are scored and in which bin.
 * Two schemas: cards that rest for days (with `rating` and `elapsed_days`), and words drilled within a sitting (with `rt_ms` and `type`).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { RecallScale } from '../../src/study/memory/recall-features.ts';
import { dayMs, defaultSpacing, type Grade, type Memory, review } from '../../src/study/memory/spacing.ts';

/** One review, as it stands when the card is shown. */
export interface Shown {
  readonly card: string;
  readonly at: Date;
  /** Since the card's last review: calendar days where they are given, else a part of a day; null at the first. */
  readonly restDays: number | null;
  /** The answer is shown with the question: nothing is asked. */
  readonly isStudy: boolean;
  /** What FSRS-6 makes of the reviews before, by the schedule's own code; null at the first. */
  readonly memory: Memory | null;
}

/** What came of it. */
export interface Answered {
  readonly at: Date;
  readonly grade: Grade;
  readonly durationMs: number | null;
}

export interface Review {
  readonly shown: Shown;
  readonly answered: Answered;
  readonly isScored: boolean;
  /** The bin of the calibration error, a number that stands for (rest, number of the review, lapses). */
  readonly bin: number;
}

export interface RecallData {
  readonly name: string;
  readonly scale: RecallScale;
  /** The reviews of each learner, in order. */
  readonly learners: ReadonlyMap<string, readonly Review[]>;
}

type Row = Readonly<Record<string, string>>;

/** The data sets of a folder, by name. Where NAME_train and NAME_test stand together they are one, and only the second is scored. */
export function readRecallData(folder: string, includes: (name: string) => boolean = () => true): RecallData[] {
  const names = readdirSync(folder)
    .flatMap((file) => /^(srs_.+)\.csv\.gz$/.exec(file)?.[1] ?? [])
    .toSorted();
  return names.flatMap((name) => {
    const [, stem, part] = /^(.+)_(train|test)$/.exec(name) ?? [];
    const isPair = stem !== undefined && names.includes(`${stem}_train`) && names.includes(`${stem}_test`);
    if (!includes(isPair ? stem : name)) return [];
    if (!isPair) return [dataOf(name, [], rowsOf(folder, name))];
    return part === 'train' ? [] : [dataOf(stem, rowsOf(folder, `${stem}_train`), rowsOf(folder, name))];
  });
}

function rowsOf(folder: string, name: string): Row[] {
  const text = gunzipSync(readFileSync(join(folder, `${name}.csv.gz`))).toString('utf8');
  const [head = '', ...lines] = text.trimEnd().split(/\r?\n/);
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

function dataOf(name: string, warmUp: readonly Row[], scored: readonly Row[]): RecallData {
  const scale = scored[0] && 'rating' in scored[0] ? 'days' : 'minutes';
  const read = scale === 'days' ? readReview : readDrill;
  const before = Map.groupBy(warmUp, ({ learner = '' }) => learner);
  const streams = [...Map.groupBy(scored, ({ learner = '' }) => learner)].map(([learner, rows]) => {
    const earlier = (before.get(learner) ?? []).map((row) => ({ ...read(row), isScored: false }));
    const own = warmUp.length === 0 && scale === 'days' ? afterTheFirst(rows.map(read)) : rows.map(read);
    return [learner, withCards([...earlier, ...own])] as const;
  });
  return { name, scale, learners: new Map(streams) };
}

const grades = [undefined, 'again', 'hard', 'good', 'easy'] as const;

type ReadReview = Omit<Review, 'bin' | 'shown'> & { readonly shown: Omit<Shown, 'memory'> };

function readReview(row: Row): ReadReview {
  const at = instantOf(row);
  const elapsed = numberIn(row, 'elapsed_days');
  const grade = grades[numberIn(row, 'rating')];
  if (grade === undefined) throw new Error(`Not a rating: ${JSON.stringify(row)}`);
  return {
    shown: { card: row.card ?? '', at, restDays: elapsed < 0 ? null : elapsed, isStudy: false },
    answered: { at, grade, durationMs: numberIn(row, 'duration_ms') },
    isScored: elapsed >= 1,
  };
}

/** The times are those of the answer. At this scale it matters that nobody knows them when the word is shown. */
function readDrill(row: Row): ReadReview {
  const at = instantOf(row);
  const elapsedS = numberIn(row, 'elapsed_s');
  const isStudy = row.type === 'study';
  const thoughtMs = numberIn(row, 'rt_ms');
  const restMs = Math.max(500, elapsedS * 1000 - thoughtMs);
  return {
    shown: {
      card: row.card ?? '',
      at: new Date(at.getTime() - thoughtMs),
      restDays: elapsedS < 0 ? null : restMs / dayMs,
      isStudy,
    },
    answered: { at, grade: row.correct === '1' ? 'good' : 'again', durationMs: isStudy ? null : thoughtMs },
    isScored: !isStudy,
  };
}

/** Any beginning does: only differences count. */
const instantOf = (row: Row) => new Date(1e12 + Math.round(numberIn(row, 'timestamp_s') * 1000));

function numberIn(row: Row, column: string): number {
  const number = Number(row[column]);
  if (row[column] === undefined || row[column] === '' || !Number.isFinite(number))
    throw new Error(`No number in ${column}: ${JSON.stringify(row)}`);
  return number;
}

/** As five-fold splits in time would score: not the first sixth, and what does not divide by six. */
function afterTheFirst<R extends { isScored: boolean }>(reviews: readonly R[]): R[] {
  const eligible = reviews.filter(({ isScored }) => isScored).length;
  let toSkip = eligible - 5 * Math.floor(eligible / 6);
  return reviews.map((review) => ({ ...review, isScored: review.isScored && toSkip-- <= 0 }));
}

/** Each review with its bin and its memory, which tell of the reviews before it alone. */
function withCards(reviews: readonly ReadReview[]): Review[] {
  const cards = new Map<string, { reviews: number; lapses: number; memory: Memory | null }>();
  return reviews.map(({ shown, answered, isScored }) => {
    const { card, restDays } = shown;
    const { grade, at } = answered;
    const seen = cards.get(card) ?? { reviews: 0, lapses: 0, memory: null };
    const bin = binOf(restDays ?? 0, seen.reviews + 1, seen.lapses);
    const isLapse = grade === 'again' && restDays !== null && restDays > 0;
    cards.set(card, {
      reviews: seen.reviews + 1,
      lapses: seen.lapses + (isLapse ? 1 : 0),
      memory: review(seen.memory, grade, at, defaultSpacing, card).memory,
    });
    return { shown: { ...shown, memory: seen.memory }, answered, isScored, bin };
  });
}

/** Bins that grow geometrically, as the benchmark of the FSRS authors has them; three small integers in one number. */
function binOf(restDays: number, review: number, lapses: number): number {
  const step = (x: number, base: number) => Math.floor(Math.log(x) / Math.log(base));
  const rest = restDays > 0 ? step(restDays, 3.62) + 50 : 0;
  const number = Math.round(1.99 * 1.89 ** step(review, 1.89));
  const lapse = lapses === 0 ? 0 : Math.round(1.65 * 1.73 ** step(lapses, 1.73));
  return (rest * 10_000 + number) * 10_000 + lapse;
}
