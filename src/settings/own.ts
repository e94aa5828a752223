import { resolve } from 'node:path';
import { z } from 'zod';
import { hostName, setting, wholeNumber, yesOrNo } from './setting.ts';

const projectDir = resolve(import.meta.dirname, '../..');

const postgresUrl = z.string().refine(
  (text) => {
    if (!/^postgres(ql)?:\/\//.test(text) || !URL.canParse(text)) return false;
    const { hostname, searchParams } = new URL(text);
    return hostname !== '' || searchParams.has('host'); // ?host=/run/postgresql names a socket
  },
  { error: 'it must be the address of a PostgreSQL; write %40, %23 and %2F for @, # and / in a password' },
);

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The settings of the program itself: its database, its own pages, its log. */
export const ownSettings = {
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
  webChat: setting({
    variable: 'WEB_CHAT',
    about: 'no: there is no web chat, and PORT answers only /healthz, /readyz and /metrics.',
    example: 'no',
    otherwise: 'yes',
    read: yesOrNo(true),
  }),
  port: setting({
    variable: 'PORT',
    about: 'The port of the web chat and of /healthz, /readyz and /metrics; 0 takes any that is free.',
    example: '8080',
    otherwise: '3000',
    read: wholeNumber(0, 65_535, 3000),
  }),
  host: setting({
    variable: 'HOST',
    about: 'The address that PORT listens on. Beyond this machine the web chat needs WEB_OPEN_TO_NETWORK too.',
    example: '0.0.0.0',
    otherwise: '127.0.0.1',
    read: hostName,
  }),
  webOpenToNetwork: setting({
    variable: 'WEB_OPEN_TO_NETWORK',
    about: 'yes: the web chat may listen beyond this machine, though whoever types a name there is that person.',
    example: 'yes',
    otherwise: 'no',
    read: yesOrNo(false),
    needs: ['HOST'],
  }),
  logLevel: setting({
    variable: 'LOG_LEVEL',
    about: `How much the log says: ${logLevels.slice(0, -1).join(', ')} or silent.`,
    example: 'debug',
    otherwise: 'info',
    read: z.enum(logLevels, { error: `it must be ${logLevels.slice(0, -1).join(', ')} or silent` }).default('info'),
  }),
};
