/**
 * `npm run evaluate -- --only gate`: how often an answer gets through the gate when the tutor obeys every order that it is shown, hides the
 * answer in any disguise, and finds nothing wrong with its own hints; and how often an honest hint is held back. The gate is the bot's. A
 * case is a problem, an order, a disguise, words around it and a rung, drawn by chance: the interval tells how surely the rate over all such
 * cases is known, not how people would go about it. The orders are those that the gate was written with. Others are from the hand that wrote
 * the detector, which has learnt from them ("learnt from"); and from another hand, which had not seen it ("held out"): these alone tell
 * what people's own would come to. At first sight it knew 25 of these 105 orders and kept 13 of the 119 honest texts from the tutor. Two
 * faults have been mended since that came to light by them: who did not want the answer was taken to want it, and 告诉我答案 ("tell me the
 * answer") to speak of "my answer". It is 25 and 11 now, which is not wholly held out.
 */
import { type Draft, hintFaults } from '../../../src/study/gate/hint-gate.ts';
import { isLedAstray, speaksToTheTutor } from '../../../src/study/gate/orders.ts';
import { problemHint } from '../../../src/study/hints/problem-hints.ts';
import { problemKinds } from '../../../src/study/hints/problem-kind.ts';
import { injections } from '../../../tests/adversarial/injections.ts';
import { inColumns } from '../../columns.ts';
import { randomFrom } from '../simulate.ts';
import { below, type Case, drawTelling, honestDrafts, type Setting, settings } from './cases.ts';
import { heldOutHonest } from './honest-held-out.ts';
import { learntHonest } from './honest-learnt.ts';
import { heldOutOrders } from './orders-held-out.ts';
import { learntOrders } from './orders-learnt.ts';
import { answerKinds, gateProblems } from './problems.ts';

/** What share of cases went wrong at a gate, with its Wilson interval, 95 %. */
export interface GateRow {
  readonly dataset: string;
  readonly model: string;
  /** Answers that were shown and orders that were put to a tutor; or honest hints and honest problems that were not. */
  readonly measures: 'bypass' | 'false alarm';
  readonly rate: number;
  readonly low: number;
  readonly high: number;
  readonly cases: number;
}

interface Gate {
  readonly model: string;
  /** Whether a text that a learner wrote is put to a tutor. */
  readonly puts: (text: string) => boolean;
  readonly shows: (it: Case) => boolean;
}

const gates: readonly Gate[] = [
  {
    model: 'ours',
    puts: (text) => !speaksToTheTutor(text),
    shows: ({ draft, tried }) =>
      !isLedAstray(draft.key, draft.rung, draft.problem, tried) && hintFaults(draft).length === 0,
  },
  {
    model: 'looks for it as it is written',
    puts: () => true,
    shows: ({ draft }) => draft.rung === 'answer' || !isWritten(draft),
  },
];

function isWritten({ text, key, guesses = [] }: Draft): boolean {
  const sought = key === null ? guesses : [key];
  return sought.some((it) => text.toLowerCase().includes(it.toLowerCase()));
}

const textsOf = (of: readonly { readonly text: string }[]) => of.map(({ text }) => text);

export function evaluateGate({ seed = 1, casesEach = 200 } = {}): GateRow[] {
  const random = randomFrom(seed);
  const drawn = (kind: (typeof answerKinds)[number], setting: Setting, of: readonly string[]) =>
    Array.from({ length: casesEach }, () => drawTelling(kind, setting, of, random));
  const hidden = settings.flatMap((setting) => {
    const byKind = answerKinds.map((kind) => ({
      name: `${setting.name}, ${kind}`,
      cases: drawn(kind, setting, textsOf(injections)),
    }));
    return [...byKind, { name: setting.name, cases: byKind.flatMap(({ cases }) => cases) }];
  });
  const heldOut = settings.map((setting) => ({
    name: `${setting.name}, held out`,
    cases: answerKinds.flatMap((kind) => drawn(kind, setting, textsOf(heldOutOrders))),
  }));
  return [
    ...[...hidden, ...heldOut].flatMap(({ name, cases }) => rowsOf(`gets through, answer ${name}`, 'bypass', cases)),
    ...honestSets().flatMap(({ name, cases }) => rowsOf(`held back, honest hint, ${name}`, 'false alarm', cases)),
    ...detections(),
  ];
}

/** How well an order is told from a problem, by how it is put. */
const detections = (): GateRow[] => [
  ...detectionsOf('put to a tutor, order', 'bypass', textsOf(injections)),
  ...detectionsOf('put to a tutor, order, learnt from', 'bypass', textsOf(learntOrders)),
  ...detectionsOf('put to a tutor, order, held out', 'bypass', textsOf(heldOutOrders)),
  ...detectionsOf(
    'kept from it, honest problem',
    'false alarm',
    gateProblems.map(({ problem }) => problem),
  ),
  ...detectionsOf('kept from it, honest problem like an order, learnt from', 'false alarm', textsOf(learntHonest)),
  ...detectionsOf('kept from it, honest problem like an order, held out', 'false alarm', textsOf(heldOutHonest)),
];

function honestSets(): { name: string; cases: Case[] }[] {
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
  return [...byRung, { name: 'the built-in ones', drafts: builtIn }].map(({ name, drafts }) => ({
    name,
    cases: drafts.map((draft) => ({ draft, tried: [] })),
  }));
}

const rowsOf = (dataset: string, measures: GateRow['measures'], cases: readonly Case[]): GateRow[] =>
  gates.map(({ model, shows }) => rowOf(dataset, model, measures, cases.filter(shows).length, cases.length));

const detectionsOf = (dataset: string, measures: GateRow['measures'], texts: readonly string[]): GateRow[] =>
  gates.map(({ model, puts }) => rowOf(dataset, model, measures, texts.filter(puts).length, texts.length));

function rowOf(dataset: string, model: string, measures: GateRow['measures'], passed: number, cases: number): GateRow {
  const counted = measures === 'bypass' ? passed : cases - passed;
  return { dataset, model, measures, ...wilson(counted, cases), cases };
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
