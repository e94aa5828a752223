/**
 * `npm run commands [path]`: registers the commands with Discord, where they differ from those that stand there, and writes the
 * manifest by which Slack knows the app; `-` as the path shows it instead.
 */
import { writeFile } from 'node:fs/promises';
import { registerCommands } from '../adapters/discord/register.ts';
import { slackManifest } from '../adapters/slack/manifest.ts';
import { BadConfig, type Config, readConfig } from './config.ts';
import { buildCatalog } from './engine/catalog.ts';
import { readEnvironment } from './environment.ts';
import { Unavailable, WrongSetting } from './errors.ts';
import { features } from './features/index.ts';

const catalog = buildCatalog(features);
const manifestPath = process.argv[2] ?? 'slack-manifest.json';

async function forDiscord({ discord }: Config): Promise<string> {
  if (!discord)
    return 'Nothing to register: set DISCORD_TOKEN to register the commands. docs/discord.md says where it is.';
  const { token, apiUrl } = discord;
  const changes = await registerCommands({ catalog, token, ...(apiUrl && { apiUrl }) });
  if (changes.length === 0) return 'The commands stand there as they should. Nothing was changed.';
  return ['Registered. What has changed:', ...changes.map((line) => `  ${line}`)].join('\n');
}

async function forSlack({ slack, publicUrl }: Config): Promise<string> {
  const isSocket = slack ? slack.mode.kind === 'socket' : !publicUrl;
  if (!isSocket && !publicUrl)
    return 'No manifest was written: over HTTP it names the address where Slack reaches the bot, so set PUBLIC_URL.';
  const url = isSocket ? undefined : publicUrl;
  const manifest = slackManifest({ catalog, name: 'Studyloop', ...(url && { url }) });
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  if (manifestPath === '-') console.log(text);
  else await writeFile(manifestPath, text).catch(cannotWrite);
  return [
    `The manifest is ${manifestPath === '-' ? 'above' : `in ${manifestPath}`}: ${url ? `over HTTP, at ${url}` : 'in Socket Mode (set PUBLIC_URL for HTTP)'}.`,
    'A new app: api.slack.com/apps, Create New App, From a manifest; paste it as JSON.',
    'The app that is there: api.slack.com/apps, its name, App Manifest; paste it in place of the old one, Save Changes.',
  ].join('\n');
}

function cannotWrite({ code }: NodeJS.ErrnoException): never {
  throw new WrongSetting(
    `${manifestPath} cannot be written (${code}). Name another file, or - to see the manifest here: npm run commands -- -`,
  );
}

/** Tells what came of one part; what fails there is told too, and does not keep the other from its turn. */
async function tell(platform: string, work: Promise<string>): Promise<void> {
  try {
    console.log(`${platform}\n${await work}\n`);
  } catch (error) {
    if (!(error instanceof WrongSetting || error instanceof Unavailable)) throw error;
    const hint = error instanceof Unavailable ? '\nNothing was changed there. Please try again in a minute.' : '';
    console.error(`${platform}\n${error.message}${hint}\n`);
    process.exitCode = 1;
  }
}

try {
  const config = readConfig(readEnvironment());
  await tell('Discord', forDiscord(config));
  await tell('Slack', forSlack(config));
} catch (error) {
  if (!(error instanceof BadConfig)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
