import { closest, distance } from 'fastest-levenshtein';
import { type DiscordConfig, discordOf, discordSettings } from './settings/discord.ts';
import { ownSettings } from './settings/own.ts';
import type { Environment, Setting, Settings, ValuesOf } from './settings/setting.ts';
import { type SlackConfig, slackOf, slackProblems, slackSettings } from './settings/slack.ts';
import { type TutorConfig, tutorOf, tutorSettings } from './settings/tutor.ts';

/** Every setting there is: the one source of the config, its checks and `--help`. */
export const settings = { ...ownSettings, ...discordSettings, ...slackSettings, ...tutorSettings };

/** The program's own settings as they are, and a platform's (or the tutor's) as what it needs to run: null where it is off. */
export interface Config extends ValuesOf<typeof ownSettings> {
  readonly discord: DiscordConfig | null;
  readonly slack: SlackConfig | null;
  readonly tutor: TutorConfig | null;
  /** Where browsers and Slack reach the bot. */
  readonly publicUrl: string | undefined;
}

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

/** The settings in `env`, an empty one counting as absent; or a BadConfig with all that is wrong at once. */
export function readConfig(env: Environment): Config {
  const set = present(env);
  const problems: string[] = [];
  const own = readAll(ownSettings, set, problems);
  const discord = readAll(discordSettings, set, problems);
  const slack = readAll(slackSettings, set, problems);
  const tutor = readAll(tutorSettings, set, problems);
  problems.push(...halfSet(set), ...slackProblems(set), ...misspelt(set), ...openDoor(own), ...nobodyThere(set, own));
  if (problems.length > 0) throw new BadConfig(problems);
  const parts = { discord: discordOf(discord), slack: slackOf(slack), tutor: tutorOf(tutor) };
  return { ...own, ...parts, publicUrl: slack.publicUrl };
}

/** The values of one table. What cannot be read is added to `problems`, and missing. */
function readAll<S extends Settings>(table: S, set: Environment, problems: string[]): ValuesOf<S> {
  const values: Record<string, unknown> = {};
  for (const [name, it] of Object.entries(table)) {
    const result = it.read.safeParse(set[it.variable]);
    if (result.success) values[name] = result.data;
    else
      problems.push(`${shown(it, set)}: ${result.error.issues[0]?.message}. For example ${it.variable}=${it.example}`);
  }
  return values as ValuesOf<S>; // each was read by its own schema
}

/** Each setting with what it is for, its default and an example, for `--help`. */
export function describeSettings(): string {
  const entries = Object.values<Setting<unknown>>(settings).map(({ variable, about, otherwise, example }) =>
    [variable, `    ${about}`, `    Without it: ${otherwise}. For example ${variable}=${example}`].join('\n'),
  );
  return [
    'Settings are environment variables, or lines of a file .env beside them. All may be absent.',
    ...entries,
  ].join('\n\n');
}

function present(env: Environment): Environment {
  const entries = Object.entries(env).map(([variable, text]) => [variable, text?.trim() || undefined] as const);
  return Object.fromEntries(entries.filter(([, text]) => text !== undefined));
}

const shown = ({ variable, secret }: Setting<unknown>, set: Environment) =>
  secret ? variable : `${variable} is "${set[variable]}"`;

/** A switch that says no needs nothing. */
function halfSet(set: Environment): string[] {
  const all = Object.values<Setting<unknown>>(settings);
  return all.flatMap(({ variable, needs = [], read }) => {
    const isOn = set[variable] !== undefined && read.safeParse(set[variable]).data !== false;
    const missing = isOn ? all.filter((other) => needs.includes(other.variable) && !set[other.variable]) : [];
    return missing.map(
      (other) =>
        `${variable} does nothing without ${other.variable}, which is not set. For example ${other.variable}=${other.example}`,
    );
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

function openDoor({ host, webChat, webOpenToNetwork }: Partial<Config>): string[] {
  const isShut = host === undefined || thisMachine.test(host) || webChat === false;
  if (isShut || webOpenToNetwork !== false) return [];
  return [
    `HOST is "${host}": the web chat asks for a name and for no password, so everyone who reaches that address could be anyone. ` +
      'Keep HOST=127.0.0.1, or switch the chat off with WEB_CHAT=no, or, where that is all right, also set WEB_OPEN_TO_NETWORK=yes',
  ];
}

function nobodyThere(set: Environment, { webChat }: Partial<Config>): string[] {
  const { discordToken, slackAppToken, slackSigningSecret } = settings;
  const isReached = [discordToken, slackAppToken, slackSigningSecret].some(({ variable }) => set[variable]);
  if (webChat !== false || isReached) return [];
  return [
    'WEB_CHAT is "no" and neither Discord nor Slack is set, so nobody could reach the bot. Set one, or leave WEB_CHAT out',
  ];
}
