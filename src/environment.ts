import { existsSync } from 'node:fs';

/** What is set in the environment, and beneath it what a file `.env` in this directory sets. */
export function readEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}
