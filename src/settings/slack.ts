import { z } from 'zod';
import { type Environment, hostName, setting, type ValuesOf, webAddress, wellFormed, wholeNumber } from './setting.ts';

const tokenKey = z.string().transform((text, context): Uint8Array => {
  const key = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? 'hex' : 'base64');
  if (!/^[\w+/-]{43,64}=?$/.test(text) || key.length !== 32) context.addIssue('it must be 32 bytes, as hex or base64');
  return new Uint8Array(key);
});

const secretText = wellFormed(/^\S{16,}$/, 'it must have at least 16 characters and no spaces');

export const slackSettings = {
  slackBotToken: setting({
    variable: 'SLACK_BOT_TOKEN',
    about: "The bot's token for one workspace, from OAuth & Permissions at api.slack.com/apps.",
    example: 'xoxb-your-bot-token',
    otherwise: 'no Slack, or many workspaces by SLACK_CLIENT_ID',
    read: wellFormed(/^xoxb-\S+$/, 'it must begin with xoxb- (SLACK_APP_TOKEN is the one with xapp-)').optional(),
    secret: true,
  }),
  slackAppToken: setting({
    variable: 'SLACK_APP_TOKEN',
    about: 'The app-level token with connections:write, from Basic Information. With SLACK_BOT_TOKEN: Socket Mode.',
    example: 'xapp-your-app-level-token',
    otherwise: 'no Socket Mode',
    read: wellFormed(/^xapp-\S+$/, 'it must begin with xapp- (SLACK_BOT_TOKEN is the one with xoxb-)').optional(),
    secret: true,
  }),
  slackSigningSecret: setting({
    variable: 'SLACK_SIGNING_SECRET',
    about: 'By which requests from Slack are known, from Basic Information. Switches HTTP on, at SLACK_PORT.',
    example: '0123456789abcdef0123456789abcdef',
    otherwise: 'no HTTP',
    read: secretText.optional(),
    secret: true,
  }),
  slackClientId: setting({
    variable: 'SLACK_CLIENT_ID',
    about: 'For many workspaces, which install the app at PUBLIC_URL/slack/install; from Basic Information.',
    example: '2345678901.2345678901234',
    otherwise: 'one workspace',
    read: wellFormed(/^\d+\.\d+$/, 'it must be two numbers with a dot between them').optional(),
    needs: ['PUBLIC_URL'],
  }),
  slackClientSecret: setting({
    variable: 'SLACK_CLIENT_SECRET',
    about: 'Goes with SLACK_CLIENT_ID, from the same page.',
    example: '0123456789abcdef0123456789abcdef',
    otherwise: 'one workspace',
    read: secretText.optional(),
    secret: true,
  }),
  slackStateSecret: setting({
    variable: 'SLACK_STATE_SECRET',
    about: 'Of your own making: signs what travels through an installation, so that nobody can slip one in.',
    example: '$(openssl rand -hex 32)',
    otherwise: 'one workspace',
    read: secretText.optional(),
    secret: true,
  }),
  slackTokenKey: setting({
    variable: 'SLACK_TOKEN_KEY',
    about:
      "Of your own making: encrypts the workspaces' tokens in the database. Keep it; without it all install again.",
    example: '$(openssl rand -hex 32)',
    otherwise: 'one workspace',
    read: tokenKey.optional(),
    secret: true,
  }),
  slackPort: setting({
    variable: 'SLACK_PORT',
    about: "The port that takes Slack's requests; 0 takes any that is free.",
    example: '3001',
    otherwise: '3001',
    read: wholeNumber(0, 65_535, 3001),
  }),
  slackHost: setting({
    variable: 'SLACK_HOST',
    about: 'The address that SLACK_PORT listens on.',
    example: '0.0.0.0',
    otherwise: '127.0.0.1',
    read: hostName,
  }),
  publicUrl: setting({
    variable: 'PUBLIC_URL',
    about: 'The address under which Slack and browsers reach SLACK_PORT, with https. `npm run commands` needs it too.',
    example: 'https://studyloop.example.org',
    otherwise: 'Socket Mode in the manifest that `npm run commands` writes',
    read: webAddress.optional(),
  }),
  slackApiUrl: setting({
    variable: 'SLACK_API_URL',
    about: "Another server in the place of Slack's: a proxy, a test, one that speaks the same.",
    example: 'http://127.0.0.1:8082/api',
    otherwise: 'https://slack.com/api',
    read: webAddress.optional(),
  }),
};

type Values = ValuesOf<typeof slackSettings>;

/** The ways in which Slack can be run, each with the credentials that it takes: all of them and no other. */
const ways = [
  { name: 'Socket Mode', takes: ['slackAppToken', 'slackBotToken'] },
  { name: 'HTTP for one workspace', takes: ['slackSigningSecret', 'slackBotToken'] },
  {
    name: 'HTTP for many workspaces',
    takes: ['slackSigningSecret', 'slackClientId', 'slackClientSecret', 'slackStateSecret', 'slackTokenKey'],
  },
] as const;
type Credential = (typeof ways)[number]['takes'][number];

/** What is amiss where credentials are set and make up none of the ways: how to come to the nearest. */
export function slackProblems(set: Environment): string[] {
  const isSet = (name: Credential) => set[slackSettings[name].variable] !== undefined;
  const credentials = [...new Set(ways.flatMap(({ takes }): readonly Credential[] => takes))].filter(isSet);
  if (credentials.length === 0) return [];
  const roads = ways.map(({ name, takes }) => ({
    name,
    missing: takes.filter((it) => !isSet(it)),
    surplus: credentials.filter((it) => !takes.some((taken) => taken === it)),
  }));
  const steps = ({ missing, surplus }: (typeof roads)[number]) => missing.length + 2 * surplus.length;
  const [nearest] = roads.sort((a, b) => steps(a) - steps(b));
  return nearest === undefined || steps(nearest) === 0 ? [] : [halfSet(nearest)];
}

function halfSet(road: { name: string; missing: readonly Credential[]; surplus: readonly Credential[] }): string {
  const [missing, surplus] = [road.missing, road.surplus].map((names) => names.map((name) => slackSettings[name]));
  const set = missing?.map(({ variable, example }) => `set ${variable} (for example ${variable}=${example})`) ?? [];
  const unset = surplus?.map(({ variable }) => `unset ${variable}`) ?? [];
  const others = ways
    .filter(({ name }) => name !== road.name)
    .map(({ name, takes }) => `${name} takes ${takes.map((it) => slackSettings[it].variable).join(', ')}`);
  return `Slack is half set. For ${road.name}: ${[...set, ...unset].join('; ')}. ${others.join('. ')}`;
}

/** How Slack gets its tokens over HTTP: given for one workspace, or by installing. */
export type SlackInstall =
  | { readonly botToken: string }
  | {
      readonly clientId: string;
      readonly clientSecret: string;
      readonly stateSecret: string;
      /** 32 bytes. */
      readonly tokenKey: Uint8Array;
    };

export type SlackMode =
  | { readonly kind: 'socket'; readonly appToken: string; readonly botToken: string }
  | {
      readonly kind: 'http';
      readonly signingSecret: string;
      readonly port: number;
      readonly host: string;
      readonly publicUrl?: string;
      readonly install: SlackInstall;
    };

/** What Slack needs to run. */
export interface SlackConfig {
  readonly mode: SlackMode;
  readonly apiUrl?: string;
}

/** Null where Slack is not switched on. The values make up one of the ways, or none. */
export function slackOf(values: Values): SlackConfig | null {
  const mode = socketOf(values) ?? httpOf(values);
  return mode && { mode, ...(values.slackApiUrl && { apiUrl: values.slackApiUrl }) };
}

function socketOf({ slackAppToken: appToken, slackBotToken: botToken }: Values): SlackMode | null {
  return appToken && botToken ? { kind: 'socket', appToken, botToken } : null;
}

function httpOf(values: Values): SlackMode | null {
  const { slackSigningSecret: signingSecret, slackPort: port, slackHost: host, publicUrl } = values;
  const install = installOf(values);
  if (!signingSecret || !install) return null;
  return { kind: 'http', signingSecret, port, host, install, ...(publicUrl && { publicUrl }) };
}

function installOf(values: Values): SlackInstall | null {
  const { slackBotToken, slackClientId: clientId, slackClientSecret: clientSecret } = values;
  const { slackStateSecret: stateSecret, slackTokenKey: tokenKey } = values;
  if (slackBotToken) return { botToken: slackBotToken };
  return clientId && clientSecret && stateSecret && tokenKey ? { clientId, clientSecret, stateSecret, tokenKey } : null;
}
