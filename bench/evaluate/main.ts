/**
 * `npm run evaluate`: the models against public data, each answer predicted before it is seen.
 * --data DIR (a folder of kt_NAME.csv.gz and srs_NAME.csv.gz), --only NAME, --models "ours,elo 1pl", --json FILE (the rows of the data sets).
 * `--only policies`: what the choice of hints is worth to simulated learners; needs no data, and its rows are the ones that --json writes.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { evaluateFitted } from './fitted.ts';
import { evaluateForgetting } from './forgetting.ts';
import { evaluatePolicies, tableOfPolicies } from './policies.ts';
import { type Row, type Suite, tableOfRows } from './rows.ts';
import { findInWorld, makeWorld } from './simulate.ts';
import { evaluateTracing } from './tracing.ts';

const suites: readonly Suite[] = [evaluateTracing, evaluateForgetting, evaluateFitted];

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: new URL('../../../shared/data/dev', import.meta.url).pathname },
    only: { type: 'string' },
    models: { type: 'string' },
    json: { type: 'string' },
  },
});

const isPoliciesAlone = values.only === 'policies';
if (!isPoliciesAlone && !existsSync(values.data)) {
  console.log(`There is no data at ${values.data}: name a folder of kt_NAME.csv.gz files with --data DIR.`);
  process.exit(0);
}

const wanted = values.models?.split(',').map((name) => name.trim().toLowerCase());
const options = {
  includes: (dataset: string) => values.only === undefined || dataset === values.only,
  compares: (model: string) => wanted === undefined || wanted.includes(model.toLowerCase()),
  say: (line: string) => console.error(line),
};
const rows: Row[] = [];
for (const evaluate of isPoliciesAlone ? [] : suites) rows.push(...(await evaluate(values.data, options)));
const nothing = `Nothing in ${values.data} fits: it wants files kt_NAME.csv.gz and srs_NAME.csv.gz.`;
if (!isPoliciesAlone) console.log(rows.length > 0 ? tableOfRows(rows) : nothing);
if (values.only === undefined) {
  console.log(
    '\nSimulated learners with known traits and prerequisites (400 learners, 96,000 answers): how much of them is found',
  );
  for (const { what, value } of findInWorld(makeWorld(1))) console.log(`${what.padEnd(22)}${value.toFixed(3)}`);
}
const policyRows = isPoliciesAlone || values.only === undefined ? evaluatePolicies() : [];
if (policyRows.length > 0) {
  console.log('\nHints for simulated learners who are stuck: learning for each hint, in standard deviations');
  console.log(tableOfPolicies(policyRows));
}
if (values.json) await writeFile(values.json, `${JSON.stringify(isPoliciesAlone ? policyRows : rows, null, 2)}\n`);
