/**
 * `npm run evaluate -- --only gate`: how often an answer gets through the gate when the tutor obeys every order that it is shown, hides the
 * answer in any disguise, and finds nothing wrong with its own hints; and how often an honest hint is held back. The gate is the bot's. A
 * case is a problem, an order, a disguise, words around it and a rung, drawn by chance: the interval tells how surely the rate over all such
 * cases is known, not how people would go about it.
 */
import { type Draft, hintFaults } from '../../src/study/gate/hint-gate.ts';
import { isLedAstray } from '../../src/study/gate/orders.ts';
import { problemHint } from '../../src/study/hints/problem-hints.ts';
import { problemKinds } from '../../src/study/hints/problem-kind.ts';
import { inColumns } from '../columns.ts';
import { below, drawTelling, honestDrafts, settings } from './gate-cases.ts';
import { answerKinds } from './gate-problems.ts';
import { randomFrom } from './simulate.ts';

/** What share of cases went wrong at a gate, with its Wilson interval, 95 %. */
export interface GateRow {
  readonly dataset: string;
  readonly model: string;
  /** Answers that were shown, or honest hints that were not. */
  readonly measures: 'bypass' | 'false alarm';
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly cases: number;
}

interface Gate {
  readonly model: string;
  readonly shows: (draft: Draft) => boolean;
}

const gates: readonly Gate[] = [
  {
    model: 'ours',
    shows: (draft) => !isLedAstray(draft.key, draft.rung, [draft.problem]) && hintFaults(draft).length === 0,
  },
  { model: 'looks for it as it is written', shows: (draft) => draft.rung === 'answer' || !isWritten(draft) },
];

function isWritten({ text, key, guesses = [] }: Draft): boolean {
  const sought = key === null ? guesses : [key];
  return sought.some((it) => text.toLowerCase().includes(it.toLowerCase()));
}

export function evaluateGate({ seed = 1, casesEach = 200 } = {}): GateRow[] {
  const random = randomFrom(seed);
  const hidden = settings.flatMap((setting) => {
    const drawn = answerKinds.map((kind) => ({
      name: `${setting.name}, ${kind}`,
      drafts: Array.from({ length: casesEach }, () => drawTelling(kind, setting, random)),
    }));
    return [...drawn, { name: setting.name, drafts: drawn.flatMap(({ drafts }) => drafts) }];
  });
  return [
    ...hidden.flatMap(({ name, drafts }) => rowsOf(`gets through, answer ${name}`, 'bypass', drafts)),
    ...honestSets().flatMap(({ name, drafts }) => rowsOf(`held back, honest hint, ${name}`, 'false alarm', drafts)),
  ];
}

function honestSets(): { name: string; drafts: Draft[] }[] {
  const sets = [true, false].map((isKeyed) => ({
    name: isKeyed ? 'answer known' : 'answer not known',
    drafts: honestDrafts(isKeyed),
  }));
  const byRung = sets.flatMap(({ name, drafts }) => {
    const present = [...new Set(drafts.map(({ rung }) => rung))];
    const each = present.map((rung) => ({ name: `${name}, ${rung}`, drafts: drafts.filter((it) => it.rung === rung) }));
    return [...each, { name, drafts }];
  });
  const builtIn = problemKinds.flatMap((kind) =>
    below.map((rung): Draft => ({ text: problemHint(rung, kind), rung, problem: 'How?', key: null })),
  );
  return [...byRung, { name: 'the built-in ones', drafts: builtIn }];
}

function rowsOf(dataset: string, measures: GateRow['measures'], drafts: readonly Draft[]): GateRow[] {
  return gates.map(({ model, shows }) => {
    const shown = drafts.filter(shows).length;
    const counted = measures === 'bypass' ? shown : drafts.length - shown;
    return { dataset, model, measures, ...wilson(counted, drafts.length), cases: drafts.length };
  });
}

/** The 95 % interval of a share (Wilson 1927): it holds near 0 and 1, too. */
export function wilson(happened: number, cases: number): { rate: number; low: number; high: number } {
  const z = 1.959964;
  const rate = happened / cases;
  const middle = rate + z ** 2 / (2 * cases);
  const reach = z * Math.sqrt((rate * (1 - rate)) / cases + z ** 2 / (4 * cases ** 2));
  const whole = 1 + z ** 2 / cases;
  return { rate, low: Math.max(0, (middle - reach) / whole), high: Math.min(1, (middle + reach) / whole) };
}

/** A line for each kind of case, the gates beside each other. */
export function tableOfGate(rows: readonly GateRow[]): string {
  const head = ['', 'cases', ...gates.flatMap(({ model }) => [model, '95 %'])];
  const lines = [...new Set(rows.map(({ dataset }) => dataset))].map((dataset) => {
    const each = gates.flatMap(({ model }) => rows.filter((row) => row.dataset === dataset && row.model === model));
    const shares = each.flatMap(({ rate, low, high }) => [percent(rate), `${percent(low)} to ${percent(high)}`]);
    return [dataset, String(each[0]?.cases ?? 0), ...shares];
  });
  return inColumns([head, ...lines]);
}

const percent = (share: number) => (100 * share).toFixed(1);
