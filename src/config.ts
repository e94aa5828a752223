import { resolve } from 'node:path';
import { closest, distance } from 'fastest-levenshtein';
import { z } from 'zod';

const projectDir = resolve(import.meta.dirname, '..');

/** One setting: how it is told, read and checked. `read` gets the trimmed text, or undefined where it is absent. */
interface Setting<T> {
  readonly variable: string;
  readonly about: string;
  readonly example: string;
  /** What holds without it, in words. */
  readonly otherwise: string;
  readonly read: z.ZodType<T>;
  /** Never shown, not even in the sentence that says what is wrong with it. */
  readonly secret?: true;
  /** Variables without which this one does nothing; two that name each other are a pair. */
  readonly needs?: readonly string[];
}

const setting = <T>(it: Setting<T>) => it;

const wholeNumber = (from: number, to: number, otherwise: number) => {
  const wanted = `it must be a whole number from ${from} to ${to}`;
  const digits = z.string().regex(/^\d{1,9}$/, { error: wanted, abort: true });
  return digits
    .transform(Number)
    .refine((n) => from <= n && n <= to, wanted)
    .default(otherwise);
};

const postgresUrl = z.string().refine(
  (text) => {
    if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
    const { hostname, searchParams } = new URL(text);
    return hostname !== '' || searchParams.has('host'); // ?host=/run/postgresql names a socket
  },
  { error: 'it must be the address of a PostgreSQL; write %40, %23 and %2F for @, # and / in a password' },
);

/** Every setting there is: the one source of the config, its checks and `--help`. */
export const settings = {
  databaseUrl: setting({
    variable: 'DATABASE_URL',
    about: 'The PostgreSQL to use.',
    example: 'postgres://studyloop:secret@db.example.org:5432/studyloop',
    otherwise: 'one of its own, in DATA_DIR',
    read: postgresUrl.optional(),
    secret: true,
  }),
  databasePool: setting({
    variable: 'DATABASE_POOL',
    about:
      'How many connections to PostgreSQL one process may open for commands (its queue and its bell take a few more).',
    example: '20',
    otherwise: '10',
    read: wholeNumber(1, 100, 10),
  }),
  dataDir: setting({
    variable: 'DATA_DIR',
    about: "Where its own PostgreSQL keeps the data. A relative path starts at the project's directory.",
    example: '/var/lib/my-studyloop',
    otherwise: '.studyloop',
    read: z
      .string()
      .default('.studyloop')
      .transform((path) => resolve(projectDir, path)),
  }),
  port: setting({
    variable: 'PORT',
    about: 'The port of the web chat; 0 takes any that is free.',
    example: '8080',
    otherwise: '3000',
    read: wholeNumber(0, 65_535, 3000),
  }),
  host: setting({
    variable: 'HOST',
    about: 'The address that the web chat listens on. Others than this machine need WEB_OPEN_TO_NETWORK too.',
    example: '0.0.0.0',
    otherwise: '127.0.0.1',
    read: z
      .string()
      .regex(/^[\w.:-]+$/, 'it must be a host name or an IP address')
      .default('127.0.0.1'),
  }),
  webOpenToNetwork: setting({
    variable: 'WEB_OPEN_TO_NETWORK',
    about: 'yes: the web chat may listen beyond this machine, though whoever types a name there is that person.',
    example: 'yes',
    otherwise: 'no',
    read: z.stringbool({ error: 'it must be yes or no' }).default(false),
    needs: ['HOST'],
  }),
  logLevel: setting({
    variable: 'LOG_LEVEL',
    about: 'How much the log says: fatal, error, warn, info, debug, trace or silent.',
    example: 'debug',
    otherwise: 'info',
    read: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
        error: 'it must be fatal, error, warn, info, debug, trace or silent',
      })
      .default('info'),
  }),
};

type Settings = typeof settings;
export type Config = { readonly [Name in keyof Settings]: z.output<Settings[Name]['read']> };

/** Settings that cannot be used. Its message tells every problem, each with an example. */
export class BadConfig extends Error {
  override readonly name = 'BadConfig';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'One setting needs' : `${problems.length} settings need`;
    const lines = problems.map((problem) => `  - ${problem}`);
    super([`${count} a look before Studyloop can start:`, ...lines, '--help tells every setting.'].join('\n'));
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings in `env`, an empty one counting as absent; or a BadConfig with all that is wrong at once. */
export function readConfig(env: Environment): Config {
  const set = present(env);
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, it] of Object.entries<Setting<unknown>>(settings)) {
    const result = it.read.safeParse(set[it.variable]);
    if (result.success) values[name] = result.data;
    else
      problems.push(`${shown(it, set)}: ${result.error.issues[0]?.message}. For example ${it.variable}=${it.example}`);
  }
  // Each name of the table has been read by its own schema, or is among the problems.
  const config = values as Config;
  problems.push(...halfSet(config, set), ...misspelt(set), ...openDoor(config));
  if (problems.length > 0) throw new BadConfig(problems);
  return config;
}

/** Each setting with what it is for, its default and an example, for `--help`. */
export function describeSettings(): string {
  const entries = Object.values<Setting<unknown>>(settings).map(({ variable, about, otherwise, example }) =>
    [variable, `    ${about}`, `    Without it: ${otherwise}. For example ${variable}=${example}`].join('\n'),
  );
  return ['Settings are environment variables. All may be absent.', ...entries].join('\n\n');
}

function present(env: Environment): Environment {
  const entries = Object.entries(env).map(([variable, text]) => [variable, text?.trim() || undefined] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== undefined));
}

const shown = ({ variable, secret }: Setting<unknown>, set: Environment) =>
  secret ? variable : `${variable} is "${set[variable]}"`;

function halfSet(config: Partial<Config>, set: Environment): string[] {
  return Object.entries<Setting<unknown>>(settings).flatMap(([name, { variable, needs = [] }]) => {
    const on = set[variable] !== undefined && config[name as keyof Config] !== false;
    const missing = on ? needs.filter((other) => set[other] === undefined) : [];
    return missing.map((other) => {
      const example = Object.values<Setting<unknown>>(settings).find((it) => it.variable === other)?.example;
      return `${variable} does nothing without ${other}, which is not set. For example ${other}=${example}`;
    });
  });
}

/** Names one or two letters away from one of ours that is absent. Short ones are left alone: HOME is not a wrong HOST. */
function misspelt(set: Environment): string[] {
  const variables = Object.values<Setting<unknown>>(settings).map(({ variable }) => variable);
  const absent = variables.filter((variable) => variable.length >= 8 && set[variable] === undefined);
  const unknown = Object.keys(set).filter((variable) => !variables.includes(variable));
  return unknown.flatMap((variable) => {
    const meant = absent.length > 0 ? closest(variable, absent) : undefined;
    if (meant === undefined || distance(variable, meant) > 2) return [];
    return [`${variable} is not known here: did you mean ${meant}? If not, set ${meant} as well, or unset ${variable}`];
  });
}

const thisMachine = /^(localhost|127(\.\d{1,3}){3}|::1)$/;

function openDoor({ host, webOpenToNetwork }: Partial<Config>): string[] {
  if (host === undefined || thisMachine.test(host) || webOpenToNetwork !== false) return [];
  return [
    `HOST is "${host}": the web chat asks for a name and for no password, so everyone who reaches that address could be anyone. ` +
      'Keep HOST=127.0.0.1, or, where that is all right, also set WEB_OPEN_TO_NETWORK=yes',
  ];
}
