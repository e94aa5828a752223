/**
 * `npm run evaluate`: the models against public data, each answer predicted before it is seen.
 * --data DIR (a folder of kt_NAME.csv.gz and srs_NAME.csv.gz), --only NAME, --models "ours,elo 1pl", --json FILE (the rows of the data sets).
 * Two parts need no data, and alone their rows are the ones that --json writes: `--only policies`, what the choice of hints is worth to
 * simulated learners, and `--only gate`, how often an answer gets through the gate, and how often an honest hint does not.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { evaluateFitted } from './fitted.ts';
import { evaluateForgetting } from './forgetting.ts';
import { evaluateGate, tableOfGate } from './gate/gate.ts';
import { evaluatePolicies, tableOfPolicies } from './policies.ts';
import { findInWorld, tableOfFound } from './recovery.ts';
import { type Row, type Suite, tableOfRows } from './rows.ts';
import { makeWorld } from './simulate.ts';
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

const needsData = values.only !== 'policies' && values.only !== 'gate';
if (needsData && !existsSync(values.data)) {
  console.log(`There is no data at ${values.data}: name a folder of kt_NAME.csv.gz files with --data DIR.`);
  process.exit(0);
}

const wanted = values.models?.split(',').map((name) => name.trim().toLowerCase());
const isWanted = (part: string) => values.only === undefined || values.only === part;
const options = {
  includes: isWanted,
  compares: (model: string) => wanted === undefined || wanted.includes(model.toLowerCase()),
  say: (line: string) => console.error(line),
};
const rows: Row[] = [];
for (const evaluate of needsData ? suites : []) rows.push(...(await evaluate(values.data, options)));
const named = values.only === undefined ? '' : ` for --only ${values.only}`;
const nothing = `Nothing in ${values.data}${named}: a data set NAME is a file kt_NAME.csv.gz, and srs_NAME one srs_NAME.csv.gz.`;
if (needsData) console.log(rows.length > 0 ? tableOfRows(rows) : nothing);
if (values.only === undefined) {
  console.log(
    '\nSimulated learners with known traits and prerequisites (400 learners, 96,000 answers): how much of them is found',
  );
  console.log(tableOfFound(findInWorld(makeWorld(1))));
}
const policyRows = isWanted('policies') ? evaluatePolicies() : [];
if (policyRows.length > 0) {
  console.log('\nHints for simulated learners who are stuck: learning for each hint, in standard deviations');
  console.log(tableOfPolicies(policyRows));
}
const gateRows = isWanted('gate') ? evaluateGate() : [];
if (gateRows.length > 0) {
  console.log('\nHints before the gate, in %: answers of a tutor that obeys every order, and honest hints');
  console.log(tableOfGate(gateRows));
}
const written = needsData ? rows : [...policyRows, ...gateRows];
if (values.json) await writeFile(values.json, `${JSON.stringify(written, null, 2)}\n`);
