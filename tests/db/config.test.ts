import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BadConfig, describeSettings, readConfig, settings } from '../../src/config.ts';

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
      port: 3000,
      host: '127.0.0.1',
      webOpenToNetwork: false,
      logLevel: 'info',
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
  expect(readConfig(env)).toEqual({
    databaseUrl: 'postgres://u:p%40ss@db.example.org/x',
    databasePool: 3,
    dataDir: '/srv/data',
    port: 0,
    host: '0.0.0.0',
    webOpenToNetwork: true,
    logLevel: 'debug',
  });
});

test('every example can be used as it stands', () => {
  const env = Object.fromEntries(Object.values(settings).map(({ variable, example }) => [variable, example]));
  expect(problemsOf(env)).toEqual([]);
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
  ])('%s=%s is named, with an example', (variable, text) => {
    const problems = problemsOf({ [variable]: text }).join('\n');
    expect(problems).toContain(variable);
    expect(problems).toMatch(/[Ff]or example \w+=\S+/);
  });

  test('is told all at once', () => {
    const problems = problemsOf({ DATABASE_POOL: 'ten', PORT: 'x', LOG_LEVEL: 'loud', HOST: '10.0.0.7' });
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['DATABASE_POOL', 'PORT', 'LOG_LEVEL', 'HOST']);
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
