import { afterEach, expect, test } from 'vitest';
import { webPerson } from '../adapters/web/person.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { type FakeOpenai, startFakeOpenai } from '../support/fake-openai.ts';
import { Program } from '../support/program.ts';

const problem = 'Prove that there are infinitely many primes';
const said = 'What would follow if there were a largest one?';

let started: { program: Program; database: TestDatabase; fake: FakeOpenai } | undefined;
afterEach(async () => {
  await started?.program.stop();
  await Promise.all([started?.fake.close(), started?.database.drop()]);
});

test('the program as it is started: nothing goes out before a yes, then the hint on the page is the tutor’s', async () => {
  const [database, fake] = await Promise.all([createDatabase(), startFakeOpenai({ isChatOnly: true })]);
  const says: Readonly<Record<string, unknown>> = {
    'hint-v1': { text: said, isSure: true },
    'critique-v1': { givesAway: false, isCorrect: true, isOnRung: true, isKind: true, reason: 'fine' },
    'solve-v1': { answers: [] }, // a proof has no one answer
  };
  fake.says = ({ version }) => says[version];
  const program = new Program({
    DATABASE_URL: database.url,
    OPENAI_API_KEY: fake.apiKey,
    OPENAI_BASE_URL: fake.url,
    LOG_LEVEL: 'debug',
  });
  started = { program, database, fake };
  const url = await program.ready();
  const ada = await webPerson(url, 'Adelheid');
  const shown = async () => (await ada.sees(ada.direct)).map(({ text }) => text).join('\n');

  await ada.say(ada.direct, `/study hint ${problem}`);
  expect(await shown()).toContain(problem);
  await ada.press(ada.direct, 'A tutor can help too');
  expect(await shown()).toContain(`sent to ${new URL(fake.url).host} (gpt-6-luna)`);
  expect(fake.paths).toEqual([]);
  await ada.press(ada.direct, 'Yes, help me');

  await ada.press(ada.direct, 'Another hint');
  await fake.heard(1);
  await expect.poll(shown).toContain(said);
  expect(fake.asked[0]?.data.problem).toBe(problem);
  expect(fake.asked.map(({ raw }) => raw).join()).not.toContain('Adelheid');
  for (const secret of [problem, said, fake.apiKey]) expect(program.output).not.toContain(secret);
  expect(program.output).toContain('the tutor answered');
  const metrics = await (await fetch(`${url}/metrics`)).text();
  expect(metrics).toMatch(/studyloop_tutor_tokens_total\{kind="read"\} [1-9]/);
});
