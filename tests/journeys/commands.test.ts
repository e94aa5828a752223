import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeDirectory } from '../support/directory.ts';
import { type FakeDiscord, startFakeDiscord } from '../support/fake-discord/index.ts';
import { runScript } from '../support/program.ts';

let folder: Awaited<ReturnType<typeof makeDirectory>>;
let path: string;
beforeEach(async () => {
  folder = await makeDirectory();
  path = join(folder.path, 'manifest.json');
});
afterEach(() => folder.remove());

const run = (env: Record<string, string> = {}, to = path) => runScript('src/commands.ts', env, [to]);
const manifest = async () => JSON.parse(await readFile(path, 'utf8'));

describe('for Discord', () => {
  let discord: FakeDiscord;
  let env: Record<string, string>;
  beforeEach(async () => {
    discord = await startFakeDiscord();
    env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url };
  });
  afterEach(() => discord.stop());

  test('the commands are registered with the difference told, and a second time nothing is', async () => {
    const first = await run(env);
    expect(first.said).toContain('+ /study goal\n');
    expect(first.said).not.toContain(discord.token);
    expect(first.code).toBe(0);
    expect(discord.commands().map(({ name }) => name)).toContain('study');
    const second = await run(env);
    expect(second.said).toContain('Nothing was changed.');
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  test('a wrong token is told in a sentence, and the manifest is written all the same', async () => {
    const { said, code } = await run({ ...env, DISCORD_TOKEN: 'bot-id-part.time-part.signature-part' });
    expect(said).toMatch(/Discord does not accept DISCORD_TOKEN\..*Reset Token/);
    expect(said).not.toMatch(/signature-part|\n\s+at /);
    expect(code).toBe(1);
    expect((await manifest()).display_information.name).toBe('Studyloop');
  });

  test('out of reach, it is asked for patience', async () => {
    discord.cut();
    const { said, code } = await run(env);
    expect(said).toContain('Please try again in a minute.');
    expect(said).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });
});

describe('for Slack', () => {
  const secret = '0123456789abcdef0123456789abcdef';

  test('with nothing set: Socket Mode, where to paste it, and what Discord would need', async () => {
    const { said, code } = await run();
    expect(said).toContain('set DISCORD_TOKEN');
    expect(said).toContain('api.slack.com/apps');
    expect((await manifest()).settings.socket_mode_enabled).toBe(true);
    expect(code).toBe(0);
  });

  test('with an address: HTTP, to there', async () => {
    await run({ PUBLIC_URL: 'https://study.example.org' });
    const { settings, oauth_config } = await manifest();
    expect(settings.socket_mode_enabled).toBe(false);
    expect(settings.interactivity.request_url).toMatch(/^https:\/\/study\.example\.org\//);
    expect(oauth_config.redirect_urls).toHaveLength(1);
  });

  test('shown instead of written, and told where it cannot be written', async () => {
    const shown = await run({}, '-');
    expect(JSON.parse(/^{[\s\S]*^}$/m.exec(shown.said)?.[0] ?? '').settings.socket_mode_enabled).toBe(true);
    const nowhere = await run({}, join(folder.path, 'no', 'such', 'folder'));
    expect(nowhere.said).toContain('cannot be written (ENOENT)');
    expect(nowhere.said).not.toMatch(/\n\s+at /);
    expect(nowhere.code).toBe(1);
  });

  test('over HTTP without an address it asks for one', async () => {
    const { said } = await run({ SLACK_SIGNING_SECRET: secret, SLACK_BOT_TOKEN: 'xoxb-1' });
    expect(said).toContain('set PUBLIC_URL');
    await expect(manifest()).rejects.toThrow('ENOENT');
  });
});

test('wrong settings are told like everywhere', async () => {
  const { said, code } = await run({ SLACK_APP_TOKEN: 'xapp-1' });
  expect(said).toContain('set SLACK_BOT_TOKEN');
  expect(code).toBe(1);
});
