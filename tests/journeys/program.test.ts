import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../src/db/connect.ts';
import { member } from '../../src/db/schema/index.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { makeDirectory } from '../support/directory.ts';
import { type FakeDiscord, startFakeDiscord } from '../support/fake-discord/index.ts';
import { type FakeSlack, startFakeSlack } from '../support/fake-slack/index.ts';
import { Program } from '../support/program.ts';

const running: Program[] = [];
function start(env: Readonly<Record<string, string>>, ...args: string[]): Program {
  const program = new Program(env, args);
  running.push(program);
  return program;
}
afterEach(async () => {
  for (const program of running.splice(0)) if (program.process.exitCode === null) await program.stop();
});

describe('on a data directory of its own', () => {
  let folder: Awaited<ReturnType<typeof makeDirectory>>;
  let dataDir: string;
  beforeAll(async () => {
    folder = await makeDirectory();
    dataDir = join(folder.path, 'data');
  });
  afterAll(() => folder.remove());

  test('it starts from nothing, ends in order on SIGTERM, and starts again with what it knew', async () => {
    const first = start({ DATA_DIR: dataDir });
    const page = await fetch(await first.ready());
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Studyloop');
    expect(await first.stop()).toBe(0);
    expect(first.output).not.toMatch(/error|TypeError|\n\s+at /i);
    const again = start({ DATA_DIR: dataDir });
    expect((await fetch(`${await again.ready()}/readyz`)).status).toBe(200);
    expect(await again.stop('SIGINT')).toBe(0);
  });

  test('a second one on the same directory says so and stops, and the first goes on', async () => {
    const first = start({ DATA_DIR: dataDir });
    const url = await first.ready();
    const second = start({ DATA_DIR: dataDir });
    expect(await second.ended()).toBe(1);
    expect(second.output).toContain('already running');
    expect(second.output).not.toContain('    at ');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('after a SIGKILL the next one takes over what is left', async () => {
    const killed = start({ DATA_DIR: dataDir });
    await killed.ready();
    expect(await killed.stop('SIGKILL')).toBe('SIGKILL');
    const next = start({ DATA_DIR: dataDir });
    expect((await fetch(`${await next.ready()}/readyz`)).status).toBe(200);
    expect(await next.stop()).toBe(0);
  });

  test('SIGTERM while it is still starting ends it in order too', async () => {
    const early = start({ DATA_DIR: dataDir });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await early.stop()).not.toBe('SIGKILL');
    const next = start({ DATA_DIR: dataDir });
    await next.ready();
  });
});

test('ten at once on one empty database all come up', async () => {
  const database = await createDatabase({ empty: true });
  const ten = Array.from({ length: 10 }, () => start({ DATABASE_URL: database.url, DATABASE_POOL: '2' }));
  const urls = await Promise.all(ten.map((program) => program.ready()));
  const answers = await Promise.all(urls.map((url) => fetch(`${url}/readyz`)));
  expect(answers.map(({ status }) => status)).toEqual(urls.map(() => 200));
  expect(await Promise.all(ten.map((program) => program.stop()))).toEqual(ten.map(() => 0));
  const { db, close } = connect(database.url);
  expect(await db.select().from(member)).toEqual([]);
  await close();
  await database.drop();
});

describe('with Discord and Slack', () => {
  let discord: FakeDiscord;
  let slack: FakeSlack;
  let env: Record<string, string>;
  let database: TestDatabase;
  beforeEach(async () => {
    [discord, slack, database] = await Promise.all([startFakeDiscord(), startFakeSlack(), createDatabase()]);
    env = {
      DATABASE_URL: database.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_BOT_TOKEN: slack.workspace('Study club').botToken,
      SLACK_API_URL: slack.url,
      LOG_LEVEL: 'info',
    };
  });
  afterEach(async () => {
    await Promise.all([discord.stop(), slack.stop(), database.drop()]);
  });

  test('it says what runs and where, answers, and ends in order', async () => {
    const guild = discord.guild('Study club');
    const ada = discord.person('Ada').join(guild);
    const program = start(env);
    await program.ready();
    expect(program.output).toMatch(/: Discord, Slack by Socket Mode, web chat at http:\/\/\S+\d\. Stop it/);
    const answer = await ada.command(ada.dm, 'study', 'help');
    expect(answer.first).toBe('message');
    expect(await program.stop()).toBe(0);
    for (const secret of [env.DISCORD_TOKEN, env.SLACK_APP_TOKEN, env.SLACK_BOT_TOKEN])
      expect(program.output).not.toContain(secret);
    expect(program.output).not.toMatch(/\n\s+at /);
  });

  test.each([
    ['DISCORD_TOKEN', 'bot-id-part.time-part.signature-part', 'Reset Token'],
    ['SLACK_BOT_TOKEN', 'xoxb-wrong', 'OAuth & Permissions'],
    ['SLACK_APP_TOKEN', 'xapp-wrong', 'Basic Information'],
  ])('a wrong %s ends it with a sentence that says what to do', async (name, value, todo) => {
    const program = start({ ...env, [name]: value });
    expect(await program.ended()).toBe(1);
    expect(program.output).toContain(name);
    expect(program.output).toContain(todo);
    expect(program.output).not.toContain(value);
    expect(program.output).not.toMatch(/\n\s+at /);
  });

  test('a platform that cannot be reached keeps the others from nothing', async () => {
    discord.cut();
    await slack.cut();
    const program = start(env);
    const url = await program.ready();
    expect(program.output).toContain('Discord (not reached yet, it keeps trying), Slack by Socket Mode (not reached');
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, 'Discord is not connected\nSlack is not connected']);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    discord.mend();
    await slack.mend();
    await expect.poll(async () => (await fetch(`${url}/readyz`)).text()).toBe('ready');
    expect(await program.stop()).toBe(0);
  });

  test('without a web chat there are the health pages, under whatever name they are asked for', async () => {
    const program = start({ ...env, WEB_CHAT: 'no', HOST: '0.0.0.0' });
    const url = await program.ready();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(/^process_resident_memory_bytes \d+/m);
    expect((await fetch(url)).status).toBe(404);
  });
});

test('--help tells every setting, and starts nothing', async () => {
  const helped = start({}, '--help');
  expect(await helped.ended()).toBe(0);
  for (const name of ['DATABASE_URL', 'DATA_DIR', 'PORT', 'HOST', 'LOG_LEVEL']) expect(helped.output).toContain(name);
});

test('wrong settings are all told at once, with examples', async () => {
  const wrong = start({ PORT: 'eighty', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' });
  expect(await wrong.ended()).toBe(1);
  for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL']) expect(wrong.output).toContain(name);
  expect(wrong.output).not.toContain('    at ');
});

test('a database that cannot be reached is told in one sentence', async () => {
  const lost = start({ DATABASE_URL: 'postgres://nobody:x@127.0.0.1:1/none' });
  expect(await lost.ended()).toBe(1);
  expect(lost.output).not.toContain('    at ');
});
