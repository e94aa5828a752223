/**
 * Reads knowledge-tracing data: `kt_NAME.csv.gz` with `learner,item,skill,order|timestamp_s,correct`, as a stream of answers.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One answer. Learners, items and skills are numbered as they first appear in the stream. */
export interface Answer {
  readonly learner: number;
  readonly item: number;
  /** In rising order; answers to the same skills share one array. */
  readonly skills: readonly number[];
  /** Seconds on some clock; null where the source tells only the order. */
  readonly atS: number | null;
  readonly correct: 0 | 1;
}

export interface AnswerStream {
  readonly name: string;
  readonly answers: readonly Answer[];
  /** The answers before this one only warm up. */
  readonly scoredFrom: number;
}

/** A data set and the files that it is read from, the ones to warm up with first. */
export interface AnswerFiles {
  readonly name: string;
  readonly warmUp: readonly string[];
  readonly scored: string;
}

/** The data sets of a folder, by name. Where NAME_train and NAME_test stand together they are one, and only the second is scored. */
export function answerFilesIn(folder: string): AnswerFiles[] {
  const names = readdirSync(folder)
    .flatMap((file) => /^kt_(.+)\.csv\.gz$/.exec(file)?.[1] ?? [])
    .toSorted();
  const fileOf = (name: string) => join(folder, `kt_${name}.csv.gz`);
  const has = (name: string) => names.includes(name);
  return names.flatMap((name) => {
    const [, stem, part] = /^(.+)_(train|test)$/.exec(name) ?? [];
    if (stem === undefined || !has(`${stem}_train`) || !has(`${stem}_test`))
      return [{ name, warmUp: [], scored: fileOf(name) }];
    return part === 'train' ? [] : [{ name: stem, warmUp: [fileOf(`${stem}_train`)], scored: fileOf(name) }];
  });
}

/**
 * The answers as they are replayed: with times, all learners merged by time; with an order alone, learner after learner as in the
 * file. Throws where a file is not in the schema.
 */
export function readAnswers({ name, warmUp, scored }: AnswerFiles): AnswerStream {
  const numbers: Numbers = { learner: new Map(), item: new Map(), skill: new Map(), skills: new Map() };
  const before = warmUp.flatMap((file) => numbered(streamOf(file), numbers));
  const answers = [...before, ...numbered(streamOf(scored), numbers)];
  return { name, answers, scoredFrom: before.length };
}

interface Line {
  readonly learner: string;
  readonly item: string;
  readonly skills: string;
  readonly atS: number | null;
  readonly correct: 0 | 1;
}

function streamOf(file: string): Line[] {
  const [head = '', ...rows] = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split(/\r?\n/);
  const hasTimes = head === 'learner,item,skill,timestamp_s,correct';
  if (!hasTimes && head !== 'learner,item,skill,order,correct') throw new Error(`${file}: unknown columns "${head}"`);
  const lines = rows.map((row, index): Line => {
    const [learner = '', item = '', skills = '', at = '', correct = ''] = row.split(',');
    const atS = Number(at);
    if (at === '' || !Number.isFinite(atS) || (correct !== '0' && correct !== '1'))
      throw new Error(`${file}, line ${index + 2}: "${row}"`);
    return { learner, item, skills, atS: hasTimes ? atS : null, correct: correct === '1' ? 1 : 0 };
  });
  return hasTimes ? lines.sort((a, b) => (a.atS ?? 0) - (b.atS ?? 0)) : lines;
}

interface Numbers extends Record<'learner' | 'item' | 'skill', Map<string, number>> {
  /** The arrays of skills, by their text. */
  readonly skills: Map<string, readonly number[]>;
}

function numbered(lines: readonly Line[], numbers: Numbers): Answer[] {
  return lines.map(({ learner, item, skills, atS, correct }) => ({
    learner: numberOf(numbers.learner, learner),
    item: numberOf(numbers.item, item),
    skills: skillsOf(numbers, skills),
    atS,
    correct,
  }));
}

function skillsOf({ skill, skills }: Numbers, text: string): readonly number[] {
  const known = skills.get(text);
  if (known) return known;
  const ids = [...new Set(text.split(';'))].filter((id) => id !== '').map((id) => numberOf(skill, id));
  const sorted = ids.sort((a, b) => a - b);
  const key = `sorted ${sorted.join(';')}`;
  const shared = skills.get(key) ?? sorted;
  skills.set(key, shared);
  skills.set(text, shared);
  return shared;
}

function numberOf(known: Map<string, number>, id: string): number {
  const number = known.get(id) ?? known.size;
  known.set(id, number);
  return number;
}
