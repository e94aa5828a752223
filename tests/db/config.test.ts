import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadConfig, describeSettings, readConfig, settings } from '../../src/config.ts';
import { tutorTasks } from '../../src/settings/tutor.ts';
import type { Tutor } from '../../src/tutor.ts';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof BadConfig) return error.problems;
    throw error;
  }
}

describe('nothing set', () => {
  test('is a web chat on this machine with a database of its own', () => {
    expect(readConfig({})).toEqual({
      databaseUrl: undefined,
      databasePool: 10,
      dataDir: expect.stringMatching(/^\/.*\.studyloop$/),
      webChat: true,
      port: 3000,
      host: '127.0.0.1',
      webOpenToNetwork: false,
      logLevel: 'info',
      discord: null,
      slack: null,
      tutor: null,
      publicUrl: undefined,
    });
  });

  test('empty and blank count as nothing', () => {
    const blank = Object.fromEntries(Object.values(settings).map(({ variable }, at) => [variable, ' '.repeat(at)]));
    expect(readConfig(blank)).toEqual(readConfig({}));
  });
});

test('what is set is used', () => {
  const env = {
    DATABASE_URL: ' postgres://u:p%40ss@db.example.org/x ',
    DATABASE_POOL: '3',
    DATA_DIR: '/srv/data',
    PORT: '0',
    HOST: '0.0.0.0',
    WEB_OPEN_TO_NETWORK: 'yes',
    LOG_LEVEL: 'debug',
    HOME: '/home/ada',
  };
  expect(readConfig(env)).toMatchObject({
    databaseUrl: 'postgres://u:p%40ss@db.example.org/x',
    databasePool: 3,
    dataDir: '/srv/data',
    port: 0,
    host: '0.0.0.0',
    webOpenToNetwork: true,
    logLevel: 'debug',
  });
});

const examples = Object.fromEntries(
  Object.values(settings).map(({ variable, example }) => [
    variable,
    example.replace('$(openssl rand -hex 32)', randomBytes(32).toString('hex')),
  ]),
);
const without = (env: Record<string, string>, ...names: string[]) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !names.some((it) => name.startsWith(it))));
const only = (env: Record<string, string>, ...names: string[]) =>
  Object.fromEntries(Object.entries(env).filter(([name]) => names.includes(name)));

const socket = ['SLACK_APP_TOKEN', 'SLACK_BOT_TOKEN'];
const oauth = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET', 'SLACK_TOKEN_KEY'];

test('every example can be used as it stands, a platform in each of its ways', () => {
  const others = without(examples, 'SLACK_', 'PUBLIC_URL');
  expect(problemsOf(others)).toEqual([]);
  expect(problemsOf(only(examples, ...socket, 'SLACK_API_URL'))).toEqual([]);
  expect(problemsOf(without(examples, 'SLACK_APP_TOKEN', ...oauth))).toEqual([]);
  expect(problemsOf(without(examples, ...socket))).toEqual([]);
});

describe('Discord', () => {
  const token = examples.DISCORD_TOKEN ?? '';

  test('is on with its token', () => {
    expect(readConfig({ DISCORD_TOKEN: token }).discord).toEqual({ token });
    const env = { DISCORD_TOKEN: token, DISCORD_API_URL: 'http://127.0.0.1:1/api/', DISCORD_SHARDS: '0, 3/4' };
    expect(readConfig(env).discord).toEqual({
      token,
      apiUrl: 'http://127.0.0.1:1/api',
      shards: { ids: [0, 3], count: 4 },
    });
  });

  test.each(['4', '4/4', '0,4/4', '0-3/4', '1/0', 'all'])('has no shards %s', (shards) => {
    expect(problemsOf({ DISCORD_TOKEN: token, DISCORD_SHARDS: shards })).toEqual([
      expect.stringContaining('DISCORD_SHARDS=0,1/4'),
    ]);
  });

  test('without its token the address of its server does nothing', () => {
    expect(problemsOf(only(examples, 'DISCORD_API_URL'))).toEqual([expect.stringContaining('DISCORD_TOKEN=')]);
  });
});

describe('Slack', () => {
  const key = examples.SLACK_TOKEN_KEY ?? '';

  test('in Socket Mode has an app token and a bot token', () => {
    const [appToken, botToken] = [examples.SLACK_APP_TOKEN, examples.SLACK_BOT_TOKEN];
    expect(readConfig(only(examples, ...socket)).slack).toEqual({ mode: { kind: 'socket', appToken, botToken } });
  });

  test('over HTTP has a signing secret and one bot token', () => {
    expect(readConfig(only(examples, 'SLACK_SIGNING_SECRET', 'SLACK_BOT_TOKEN')).slack).toEqual({
      mode: {
        kind: 'http',
        signingSecret: examples.SLACK_SIGNING_SECRET,
        port: 3001,
        host: '127.0.0.1',
        install: { botToken: examples.SLACK_BOT_TOKEN },
      },
    });
  });

  test('over HTTP has a signing secret, and an app that many install', () => {
    expect(readConfig(without(examples, 'DISCORD', ...socket)).slack).toEqual({
      apiUrl: 'http://127.0.0.1:8082/api',
      mode: {
        kind: 'http',
        signingSecret: examples.SLACK_SIGNING_SECRET,
        port: 3001,
        host: '0.0.0.0',
        publicUrl: 'https://studyloop.example.org',
        install: {
          clientId: examples.SLACK_CLIENT_ID,
          clientSecret: examples.SLACK_CLIENT_SECRET,
          stateSecret: examples.SLACK_STATE_SECRET,
          tokenKey: new Uint8Array(Buffer.from(key, 'hex')),
        },
      },
    });
  });

  test('takes its key as base64 too, and no other length', () => {
    const env = without(examples, 'DISCORD', ...socket);
    const asBase64 = (bytes: number) => Buffer.alloc(bytes, 200).toString('base64');
    expect(problemsOf({ ...env, SLACK_TOKEN_KEY: asBase64(32) })).toEqual([]);
    expect(problemsOf({ ...env, SLACK_TOKEN_KEY: asBase64(32).replace('=', '') })).toEqual([]);
    for (const wrong of [
      asBase64(31),
      asBase64(33),
      key.slice(2),
      `${key}00`,
      'a sentence that is no key at all, sorry',
    ])
      expect(problemsOf({ ...env, SLACK_TOKEN_KEY: wrong })).toEqual([expect.stringContaining('openssl rand -hex 32')]);
  });

  // Whatever set of credentials there is, it is a way, nothing, or a problem that leads to a way.
  test('half set, it says what is missing or too much', () => {
    const credentials = [...socket, 'SLACK_SIGNING_SECRET', ...oauth];
    const publicUrl = only(examples, 'PUBLIC_URL');
    for (let bits = 1; bits < 2 ** credentials.length; bits++) {
      const names = credentials.filter((_, at) => bits & (1 << at));
      const env = { ...only(examples, ...names), ...publicUrl };
      const problems = problemsOf(env);
      if (problems.length === 0) {
        expect(readConfig(env).slack).not.toBeNull();
        continue;
      }
      expect(problems).toHaveLength(1);
      const told = problems[0]?.split('. ')[1] ?? '';
      const set = [...told.matchAll(/ set (\w+)/g)].map(([, name = '']) => name);
      const unset = [...told.matchAll(/unset (\w+)/g)].map(([, name = '']) => name);
      const mended = { ...without(env, ...unset.map((name) => `${name}`)), ...only(examples, ...set) };
      expect(problemsOf(mended), `${names} mended as told`).toEqual([]);
      expect(readConfig(mended).slack).not.toBeNull();
    }
  });

  test.each([
    [['SLACK_APP_TOKEN'], 'set SLACK_BOT_TOKEN'],
    [['SLACK_BOT_TOKEN'], 'set SLACK_APP_TOKEN'],
    [[...socket, 'SLACK_SIGNING_SECRET'], 'unset SLACK_'],
    [oauth.slice(0, 3), 'set SLACK_TOKEN_KEY'],
  ])('%s: %s', (names, told) => {
    const problems = problemsOf({ ...only(examples, ...names), ...only(examples, 'PUBLIC_URL') });
    expect(problems).toEqual([expect.stringContaining(told)]);
  });

  test('many workspaces need the address that they reach', () => {
    const env = without(examples, 'DISCORD', ...socket, 'PUBLIC_URL');
    expect(problemsOf(env)).toEqual([expect.stringContaining('PUBLIC_URL=https://')]);
  });

  test('tokens in each other’s place are told apart', () => {
    const problems = problemsOf({
      SLACK_APP_TOKEN: examples.SLACK_BOT_TOKEN ?? '',
      SLACK_BOT_TOKEN: examples.SLACK_APP_TOKEN ?? '',
    });
    expect(problems).toEqual([expect.stringContaining('xoxb-'), expect.stringContaining('xapp-')]);
  });
});

describe('the tutor', () => {
  const key = { OPENAI_API_KEY: examples.OPENAI_API_KEY ?? '' };

  test('is on with its key', () => {
    expect(readConfig(key).tutor).toEqual({
      apiKey: key.OPENAI_API_KEY,
      models: { usual: 'gpt-6-luna', byTask: {} },
      prices: {},
      limits: { personTokensADay: 40_000, serverTokensADay: 400_000 },
      timeoutMs: 20_000,
    });
  });

  test('has another server, models by task, prices and limits', () => {
    const tutor = readConfig({
      ...key,
      OPENAI_BASE_URL: 'http://127.0.0.1:11434/v1/',
      TUTOR_MODEL: 'qwen3:8b',
      TUTOR_MODELS: 'hint=ft:gpt-5.4:study::1, breakDown=org/model@2',
      TUTOR_PRICES: 'qwen3:8b=0/0/0, org/model@2=1/0.1/4.5',
      TUTOR_TOKENS_PER_PERSON_A_DAY: '0',
      TUTOR_TOKENS_PER_SERVER_A_DAY: '7',
      TUTOR_TIMEOUT_SECONDS: '60',
    }).tutor;
    expect(tutor).toEqual({
      apiKey: key.OPENAI_API_KEY,
      baseUrl: 'http://127.0.0.1:11434/v1',
      models: { usual: 'qwen3:8b', byTask: { hint: 'ft:gpt-5.4:study::1', breakDown: 'org/model@2' } },
      prices: {
        'qwen3:8b': { read: 0, cached: 0, written: 0 },
        'org/model@2': { read: 1, cached: 0.1, written: 4.5 },
      },
      limits: { personTokensADay: 0, serverTokensADay: 7 },
      timeoutMs: 60_000,
    });
  });

  test('names models for every task of the tutor, and for no other', () => {
    const tasks: readonly (keyof Tutor)[] = tutorTasks;
    expect(new Set(tasks).size).toBe(8);
    const all = tasks.map((task) => `${task}=m`).join(',');
    expect(problemsOf({ ...key, TUTOR_MODELS: all })).toEqual([]);
    for (const wrong of ['sing=m', 'hint', 'hint=', 'hint=a b', 'hint=m,,'])
      expect(problemsOf({ ...key, TUTOR_MODELS: wrong })).toEqual([expect.stringContaining('breakDown')]);
  });

  test.each(['m', 'm=1', 'm=1/2', 'm=1/2/x', 'm=-1/1/1', 'm x=1/1/1', '=1/1/1'])('has no prices %s', (prices) => {
    expect(problemsOf({ ...key, TUTOR_PRICES: prices })).toEqual([expect.stringContaining('TUTOR_PRICES=gpt')]);
  });

  test.each(['OPENAI_BASE_URL', 'TUTOR_MODEL', 'TUTOR_TOKENS_PER_PERSON_A_DAY'])(
    'without its key %s does nothing',
    (name) => {
      expect(problemsOf(only(examples, name))).toEqual([expect.stringContaining('OPENAI_API_KEY=')]);
    },
  );
});

describe('what cannot be used', () => {
  test.each([
    ['DATABASE_URL', 'mysql://u:p@host/x'],
    ['DATABASE_URL', 'postgres://u:p/a@host/x'],
    ['DATABASE_URL', 'postgres:///x'],
    ['DATABASE_URL', 'localhost:5432'],
    ['DATABASE_POOL', '0'],
    ['DATABASE_POOL', 'ten'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000x'],
    ['PORT', '0x50'],
    ['HOST', 'not a host'],
    ['LOG_LEVEL', 'loud'],
    ['WEB_OPEN_TO_NETWORK', 'perhaps'],
    ['WEB_CHAT', 'perhaps'],
    ['DISCORD_TOKEN', 'Bot abc'],
    ['OPENAI_API_KEY', 'sk'],
    ['OPENAI_BASE_URL', 'api.example.org'],
    ['TUTOR_MODEL', 'a model'],
    ['TUTOR_TIMEOUT_SECONDS', '0'],
    ['PUBLIC_URL', 'studyloop.example.org'],
    ['PUBLIC_URL', 'https://studyloop.example.org/?x'],
  ])('%s=%s is named, with an example', (variable, text) => {
    const problems = problemsOf({ [variable]: text }).join('\n');
    expect(problems).toContain(variable);
    expect(problems).toMatch(/[Ff]or example \w+=\S+/);
  });

  test('is told all at once', () => {
    const problems = problemsOf({ DATABASE_POOL: 'ten', PORT: 'x', LOG_LEVEL: 'loud', HOST: '10.0.0.7' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['DATABASE_POOL', 'PORT', 'LOG_LEVEL', 'HOST']);
  });

  test('never shows a secret', () => {
    const secrets = Object.values<{ variable: string; secret?: true }>(settings).filter(({ secret }) => secret);
    expect(secrets.length).toBeGreaterThan(7);
    for (const { variable } of secrets) {
      const problems = problemsOf({ [variable]: 'no such thing' });
      expect(problems.join()).toContain(variable);
      expect(problems.join()).not.toContain('no such thing');
    }
  });

  test('never shows the database’s password', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9/@#]{12,20}$/), (password) => {
        for (const url of [`mysql://u:${password}@h/x`, `postgres://u:${password}`, password]) {
          expect(problemsOf({ DATABASE_URL: url }).join()).not.toContain(password);
        }
      }),
      { seed: 1 },
    );
  });
});

describe('the door to the network', () => {
  test.each(['0.0.0.0', '::', '192.168.1.7', 'studyloop.example.org', '127.0.0.1.example.org'])(
    '%s stays shut until it is opened on purpose',
    (host) => {
      expect(problemsOf({ HOST: host })).toEqual([expect.stringContaining('WEB_OPEN_TO_NETWORK=yes')]);
      expect(problemsOf({ HOST: host, WEB_OPEN_TO_NETWORK: 'no' })).toHaveLength(1);
      expect(problemsOf({ HOST: host, WEB_OPEN_TO_NETWORK: 'yes' })).toEqual([]);
    },
  );

  test.each(['127.0.0.1', '127.0.1.1', 'localhost', '::1'])('%s is this machine', (host) => {
    expect(readConfig({ HOST: host }).host).toBe(host);
  });

  test('without a chat nobody can be anyone there', () => {
    expect(problemsOf({ HOST: '0.0.0.0', WEB_CHAT: 'no', DISCORD_TOKEN: examples.DISCORD_TOKEN ?? '' })).toEqual([]);
    expect(problemsOf({ WEB_CHAT: 'no' })).toEqual([expect.stringContaining('nobody could reach the bot')]);
  });

  test('opened without a host, it says that nothing came of it', () => {
    expect(problemsOf({ WEB_OPEN_TO_NETWORK: 'yes' })).toEqual([expect.stringContaining('HOST')]);
    expect(problemsOf({ WEB_OPEN_TO_NETWORK: 'no' })).toEqual([]);
  });
});

describe('a name with a slip of the finger', () => {
  test.each([
    ['DATBASE_URL', 'DATABASE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['DATABASE_POLL', 'DATABASE_POOL'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['DATADIR', 'DATA_DIR'],
  ])('%s: did you mean %s?', (slip, meant) => {
    expect(problemsOf({ [slip]: 'x' })).toEqual([expect.stringContaining(`did you mean ${meant}?`)]);
  });

  test('is nobody’s business where the right one is set, or where it is far from all', () => {
    expect(problemsOf({ DATBASE_POOL: '3', DATABASE_POOL: '4' })).toEqual([]);
    expect(problemsOf({ HOME: '/root', HOSTNAME: 'h', PATH: '/bin', SHELL: 'sh', LOGNAME: 'ada', PORTS: '1' })).toEqual(
      [],
    );
  });
});

test('--help tells every setting with its default and an example', () => {
  for (const { variable, about, otherwise, example } of Object.values(settings)) {
    for (const part of [variable, about, otherwise, `${variable}=${example}`])
      expect(describeSettings()).toContain(part);
  }
});
