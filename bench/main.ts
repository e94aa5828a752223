import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { benchAdapters } from './adapters.ts';
import { benchCommands, benchGrades } from './commands.ts';
import { type Figure, tableOf } from './figures.ts';
import { benchProgram } from './program.ts';
import { benchReminders } from './reminders.ts';
import { benchReviews } from './reviews.ts';
import { withPostgres } from './stage.ts';
import { benchTick } from './tick.ts';

/** Each measures one thing on databases of its own, which it makes on the server at the given url. */
const benches: Readonly<Record<string, (server: string) => Promise<Figure[]>>> = {
  reviews: benchReviews,
  commands: benchCommands,
  grades: benchGrades,
  adapters: benchAdapters,
  reminders: benchReminders,
  tick: benchTick,
  program: benchProgram,
};

const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string' } } });
const chosen = Object.entries(benches).filter(([name]) => values.only === undefined || values.only === name);
if (chosen.length === 0) throw new Error(`--only takes one of ${Object.keys(benches).join(', ')}`);

const figures = await withPostgres(async (server) => {
  const all: Figure[] = [];
  for (const [name, bench] of chosen) {
    console.error(`measuring ${name} …`);
    all.push(...(await bench(server)));
  }
  return all;
});
console.log(tableOf(figures));
if (values.json) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
