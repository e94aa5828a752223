import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { PermissionFlagsBits } from 'discord.js';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { neededPermissions } from '../../adapters/discord/invite.ts';
import { registerCommands } from '../../adapters/discord/register.ts';
import { buildCatalog } from '../../src/engine/catalog.ts';
import { features } from '../../src/features/index.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';
import { makeDirectory } from '../support/directory.ts';
import { startFakeDiscord } from '../support/fake-discord/index.ts';
import { startFakeOpenai } from '../support/fake-openai.ts';
import { startFakeSlack } from '../support/fake-slack/index.ts';
import { byPort } from '../support/postgres.ts';
import { runScript } from '../support/program.ts';

const examine = (env: Record<string, string>) => runScript('src/doctor.ts', env);

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database?.drop());

async function ask(url: string, ...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}

describe('settings', () => {
  test('nothing set is well, and nothing is made for the look', async () => {
    const folder = await makeDirectory();
    const dataDir = join(folder.path, 'not', 'there');
    const { said, code } = await examine({ DATA_DIR: dataDir });
    expect(said).toContain(`✔ A PostgreSQL of its own, in ${dataDir}`);
    expect(said).toContain('All is well.');
    expect(code).toBe(0);
    await folder.remove();
  });

  test('wrong ones are told all at once, and no secret is', async () => {
    const { said, code } = await examine({
      PORT: 'x',
      SLACK_APP_TOKEN: 'xapp-very-secret',
      DATABASE_URL: 'mysql://a:b',
    });
    for (const name of ['PORT', 'SLACK_BOT_TOKEN', 'DATABASE_URL']) expect(said).toMatch(new RegExp(`✘ .*\n.*${name}`));
    expect(said).not.toContain('very-secret');
    expect(code).toBe(1);
  });

  test('those that are set are named, never shown', async () => {
    const { said } = await examine({ DATABASE_URL: database.url });
    expect(said).toMatch(/✔ .*DATABASE_URL/);
    expect(said).not.toContain(database.url);
  });
});

describe('the database', () => {
  test('as it should be', async () => {
    const { said, code } = await examine({ DATABASE_URL: byPort(database.url).href });
    expect(said).toMatch(/✔ PostgreSQL 1\d\.\d+ answers at 127\.0\.0\.1:\d+/);
    expect(said).toContain('✔ It keeps text in every script (UTF8)');
    expect(said).toMatch(/✔ \w+ may make tables/);
    expect(said).toMatch(/✔ It has room for \d+ connections, and one bot takes at most 16: \d+ bots fit/);
    expect(said).toContain('✔ Its tables are as this version needs them');
    expect(said).toContain("✔ This machine's clock agrees with the database's");
    expect(code).toBe(0);
  });

  test('by its socket, named as a folder is', async () => {
    const { hostname, port } = new URL(database.url);
    const { said } = await examine({ DATABASE_URL: database.url });
    expect(said).toContain(`answers at ${decodeURIComponent(hostname)}:${port}`);
  });

  test('with nothing in it yet, is left so', async () => {
    const empty = await createDatabase({ empty: true });
    const { said, code } = await examine({ DATABASE_URL: empty.url });
    expect(said).toMatch(/✔ \d+ changes to its tables come with the next start/);
    expect(code).toBe(0);
    expect((await examine({ DATABASE_URL: empty.url })).said).toMatch(/✔ \d+ changes to its tables/);
    await empty.drop();
  });

  test('from the future', async () => {
    const ahead = await createDatabase();
    await ask(ahead.url, `insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 99999999999999)`);
    const { said, code } = await examine({ DATABASE_URL: ahead.url });
    expect(said).toMatch(/✘ The database is newer than this Studyloop\n.*Update Studyloop/);
    expect(code).toBe(1);
    await ahead.drop();
  });

  test('that keeps ASCII only, whose user may do nothing, with too few connections', async () => {
    const name = new URL(database.url).pathname.slice(1);
    const [ascii, guest] = [`${name}_ascii`, `${name}_guest`];
    await ask(
      database.url,
      `create database ${ascii} template template0 encoding 'SQL_ASCII' locale 'C'`,
      `create role ${guest} login password 'guest-secret' connection limit 20`,
    );
    const url = Object.assign(new URL(database.url), {
      pathname: `/${ascii}`,
      username: guest,
      password: 'guest-secret',
    });
    const { said, code } = await examine({ DATABASE_URL: url.href, DATABASE_POOL: '100' });
    expect(said).toMatch(/✘ .*keeps text as SQL_ASCII\n.*createdb -T template0 -E UTF8/);
    expect(said).toMatch(new RegExp(`✘ ${guest} may not make tables.*\n.*alter database`));
    expect(said).toMatch(/✘ It has room for 20 connections.*\n.*DATABASE_POOL lower than 100/);
    expect(said).toContain('3 to put right.');
    expect(said).not.toContain('guest-secret');
    expect(code).toBe(1);
    await ask(database.url, `drop database ${ascii}`, `drop role ${guest}`);
  });

  test('that does not answer, or does not let us in', async () => {
    const nowhere = await examine({ DATABASE_URL: 'postgres://ada:sesame@127.0.0.1:1/x' });
    expect(nowhere.said).toMatch(/✘ PostgreSQL cannot be used\n.*127\.0\.0\.1/);
    expect(nowhere.said).not.toMatch(/sesame|\n\s+at /);
    expect(nowhere.code).toBe(1);
    const missing = Object.assign(new URL(database.url), { pathname: '/missing' });
    expect((await examine({ DATABASE_URL: missing.href })).said).toMatch(/✘ .*\n.*createdb missing/);
  });
});

describe('the clock', () => {
  /** A platform whose clock is off by so much, as its Date header tells. */
  async function withPlatform(offMs: number, look: (url: string) => Promise<void>) {
    const server = createServer((_, response) => {
      response
        .setHeader('Date', new Date(Date.now() + offMs).toUTCString())
        .writeHead(404)
        .end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await look(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api`);
    await new Promise((resolve) => server.close(resolve));
  }

  test.each([
    [0, '✔ This machine’s clock agrees with Slack’s'],
    [45_000, '✘ This machine’s clock is 4\\d s behind Slack’s\n.*NTP'],
    [-3_600_000, '✘ This machine’s clock is 3\\d\\d\\d s ahead of Slack’s\n.*NTP'],
  ])('beside a platform’s that is off by %i ms', async (offMs, told) => {
    await withPlatform(offMs, async (url) => {
      const env = { SLACK_APP_TOKEN: 'xapp-a', SLACK_BOT_TOKEN: 'xoxb-b', SLACK_API_URL: url };
      expect((await examine({ ...env, DATABASE_URL: database.url })).said).toMatch(
        new RegExp(told.replaceAll('’', "'")),
      );
    });
  });
});

describe('the platforms', () => {
  test('as they should be: tokens, intents, commands, scopes, each with its line', async () => {
    const [discord, slack] = await Promise.all([startFakeDiscord(), startFakeSlack()]);
    const needed = neededPermissions.reduce((all, { bit }) => all | bit, 0n);
    discord.guild('Study club').setBotPermissions(needed);
    const env = {
      DATABASE_URL: database.url,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_BOT_TOKEN: slack.workspace('Study club').botToken,
      SLACK_API_URL: slack.url,
    };
    const before = await examine(env);
    expect(before.said).toMatch(/✘ Commands: none are registered\n.*npm run commands/);
    expect(before.code).toBe(1);
    await registerCommands({ catalog: buildCatalog(features), token: discord.token, apiUrl: discord.url });
    const { said, code } = await examine(env);
    expect(said).toContain('✔ Discord accepts the token');
    expect(said).toMatch(/✔ Commands: .*\/study/);
    expect(said).toContain('✔ Permissions: all that are needed, in every server');
    expect(said).toMatch(/✔ SLACK_BOT_TOKEN: .* in Study club/);
    expect(said).toContain('✔ SLACK_APP_TOKEN: a socket can be opened');
    expect(said).toContain('✔ Every scope that the bot needs is granted');
    expect(said).toContain("✔ This machine's clock agrees with");
    expect(said).toContain('All is well.');
    expect(code).toBe(0);
    discord.guild('Reading room').setBotPermissions(needed & ~PermissionFlagsBits.AttachFiles);
    const less = await examine(env);
    expect(less.said).toMatch(/✘ Permissions are missing in Reading room \(Attach Files\)\n.*oauth2\/authorize/);
    expect(less.code).toBe(1);
    for (const secret of [env.DISCORD_TOKEN, env.SLACK_APP_TOKEN, env.SLACK_BOT_TOKEN])
      expect(said).not.toContain(secret);
    await Promise.all([discord.stop(), slack.stop()]);
  });

  test('with tokens that are refused, scopes that are missing: what to do', async () => {
    const [discord, slack] = await Promise.all([startFakeDiscord(), startFakeSlack()]);
    const { said, code } = await examine({
      DATABASE_URL: database.url,
      DISCORD_TOKEN: 'bot-id-part.time-part.signature-part',
      DISCORD_API_URL: discord.url,
      SLACK_APP_TOKEN: 'xapp-wrong',
      SLACK_BOT_TOKEN: slack.workspace('Study club', { scopes: ['commands', 'chat:write'] }).botToken,
      SLACK_API_URL: slack.url,
    });
    expect(said).toMatch(/✘ Discord does not accept the token\n.*Reset Token/);
    expect(said).toMatch(/✘ SLACK_APP_TOKEN: Slack says \w+\n.*connections:write/);
    expect(said).toMatch(/✘ Scopes are missing: .*users:read.*\n.*npm run commands/);
    expect(said).not.toMatch(/signature-part|xapp-wrong|\n\s+at /);
    expect(code).toBe(1);
    await Promise.all([discord.stop(), slack.stop()]);
  });
});

describe('the tutor', () => {
  test('as it should be: the key, each model with a small question, and what is not known of its price', async () => {
    const fake = await startFakeOpenai({ models: ['gpt-6-luna', 'qwen3:8b'], ends: { 'qwen3:8b': '2027-01-14' } });
    const { said, code } = await examine({
      DATABASE_URL: database.url,
      OPENAI_API_KEY: fake.apiKey,
      OPENAI_BASE_URL: fake.url,
      TUTOR_MODELS: 'critique=qwen3:8b',
    });
    expect(said).toMatch(/✔ 127\.0\.0\.1:\d+ accepts the key/);
    expect(said).toMatch(/✔ gpt-6-luna answers a small question rightly, in \d+\.\d s/);
    expect(said).toMatch(/✔ qwen3:8b answers a small question rightly/);
    expect(said).toMatch(/✔ What qwen3:8b costs is not known here\n.*TUTOR_PRICES=qwen3:8b=/);
    expect(said).toMatch(/✔ qwen3:8b is there until 2027-01-14\n.*TUTOR_MODEL/);
    expect(said).not.toMatch(/What gpt-6-luna costs|gpt-6-luna is there until/);
    expect(code).toBe(0);
    await fake.close();
  });

  test.each([
    [
      'a wrong key',
      { OPENAI_API_KEY: 'sk-wrong-key' },
      /✘ 127\.0\.0\.1:\d+: the key is not accepted\n.*OPENAI_API_KEY/,
    ],
    ['a model that is not there', { TUTOR_MODEL: 'gpt-nope' }, /✘ gpt-nope: there is no such model\n.*TUTOR_MODEL/],
    [
      'nobody there',
      { OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' },
      /✘ 127\.0\.0\.1:1: nobody can be reached there\n.*OPENAI_BASE_URL/,
    ],
  ])('%s', async (_, env, told) => {
    const fake = await startFakeOpenai();
    const known = { DATABASE_URL: database.url, OPENAI_API_KEY: fake.apiKey, OPENAI_BASE_URL: fake.url };
    const { said, code } = await examine({ ...known, ...env });
    expect(said).toMatch(told);
    expect(said).not.toContain('sk-');
    expect(code).toBe(1);
    await fake.close();
  });

  test('a model that cannot write JSON, and one that is not the brightest', async () => {
    const fake = await startFakeOpenai({ models: ['dull', 'chatty'] });
    fake.says = ({ model }) => (model === 'dull' ? { done: [1] } : 'Sure! That would be the first one.');
    const known = { DATABASE_URL: database.url, OPENAI_API_KEY: fake.apiKey, OPENAI_BASE_URL: fake.url };
    const { said } = await examine({ ...known, TUTOR_MODEL: 'dull', TUTOR_MODELS: 'hint=chatty' });
    expect(said).toMatch(/✔ dull answers, in .*\n.*larger model/);
    expect(said).toMatch(/✘ chatty: the answer is no JSON\n.*JSON schema/);
    await fake.close();
  });
});
