import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineSlack } from '../../../adapters/slack/examine.ts';
import { cardShortcut, neededScopes, optionalScopes, slackManifest } from '../../../adapters/slack/manifest.ts';
import { makeCardWire } from '../../../adapters/slack/ways-in/shortcut.ts';
import { buildCatalog } from '../../../src/engine/catalog.ts';
import { features } from '../../../src/features/index.ts';
import { type FakeSlack, type FakeWorkspace, startFakeSlack } from '../../support/fake-slack/index.ts';
import { smallBot } from '../small-bot.ts';
import { tokenKey } from './harness.ts';

const catalog = buildCatalog(features);

describe('the manifest', () => {
  const http = slackManifest({ catalog, name: 'Studyloop', url: 'https://bot.example.org/base/' });
  const socket = slackManifest({ catalog, name: 'Studyloop' });

  test("names every root under which there is something to say, within Slack's limits", () => {
    const roots = new Set(catalog.commands.map(({ root }) => `/${root}`));
    expect(new Set(http.features.slash_commands.map(({ command }) => command))).toEqual(roots);
    for (const { command, description, usage_hint } of http.features.slash_commands) {
      expect(command.length).toBeLessThanOrEqual(32);
      expect(description.length).toBeLessThanOrEqual(2000);
      expect(usage_hint.length).toBeLessThanOrEqual(1000);
    }
    expect(slackManifest({ catalog: smallBot().catalog, name: 'x' }).features.slash_commands).toHaveLength(1);
    const { name, description } = slackManifest({
      catalog,
      name: 'A name that is much too long for Slack, by far',
    }).display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    for (const shortcut of http.features.shortcuts) {
      expect(shortcut.name.length).toBeLessThanOrEqual(24);
      expect(shortcut.description.length).toBeLessThanOrEqual(150);
    }
  });

  test('over HTTP tells Slack where the bot is, and by Socket Mode nothing of the kind', () => {
    const events = 'https://bot.example.org/slack/events';
    expect(http.features.slash_commands.map((it) => 'url' in it && it.url)).toEqual(
      http.features.slash_commands.map(() => events),
    );
    expect(http.settings).toMatchObject({
      event_subscriptions: { request_url: events },
      interactivity: { is_enabled: true, request_url: events },
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    });
    expect(http.oauth_config).toMatchObject({ redirect_urls: ['https://bot.example.org/slack/oauth_redirect'] });
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(JSON.stringify(socket)).not.toContain('url');
  });

  test('asks for no scope twice, and for no history of channels but where it is granted', () => {
    const { bot, bot_optional } = http.oauth_config.scopes;
    expect(new Set(bot).size).toBe(bot.length);
    expect(bot_optional).toEqual([...optionalScopes]);
    expect(neededScopes.filter((scope) => scope.includes('history'))).toEqual(['im:history']);
  });

  test('has a shortcut that leads to something', () => {
    expect(http.features.shortcuts.map(({ callback_id }) => callback_id)).toEqual([cardShortcut]);
    expect(catalog.action(makeCardWire)).toBeDefined();
  });
});

describe('whoever runs the bot is told', () => {
  let fake: FakeSlack;
  let workspace: FakeWorkspace;
  beforeAll(async () => {
    fake = await startFakeSlack();
    workspace = fake.workspace('Study club', { scopes: [...neededScopes, ...optionalScopes] });
  });
  afterAll(() => fake?.stop());

  const socket = (botToken: string, appToken = fake.appToken) =>
    examineSlack({ mode: { kind: 'socket', appToken, botToken }, apiUrl: fake.url });
  const says = async (findings: ReturnType<typeof socket>) =>
    (await findings).map(({ isWell, says: words }) => `${isWell ? '+' : '-'} ${words}`);

  test('that all is well', async () => {
    const found = await socket(workspace.botToken);
    expect(found.map(({ isWell }) => isWell)).toEqual([true, true, true]);
    expect(found[0]?.says).toContain('Study club');
  });

  test('which scopes are missing, and what those that are not there would be for', async () => {
    const poor = fake.workspace('Poor club', { scopes: ['chat:write', 'commands'] });
    const found = await socket(poor.botToken);
    expect(found[1]).toMatchObject({ isWell: false, says: expect.stringContaining('users:read') });
    expect(found[1]?.todo).toContain('npm run commands');
    const careful = fake.workspace('Careful club', { scopes: [...neededScopes] });
    expect((await socket(careful.botToken))[2]).toMatchObject({ isWell: true, says: expect.stringContaining('twice') });
  });

  test('which token is wrong, and where the right one is', async () => {
    expect(await says(socket('xoxb-wrong', 'xapp-wrong'))).toEqual([
      '- SLACK_BOT_TOKEN: Slack says invalid_auth',
      '- SLACK_APP_TOKEN: Slack says invalid_auth',
    ]);
    expect(await says(socket(workspace.botToken, workspace.botToken))).toContain(
      '- SLACK_APP_TOKEN: Slack says not_allowed_token_type',
    );
    const secrets = (await socket('xoxb-wrong', 'xapp-wrong')).map((it) => JSON.stringify(it)).join('');
    expect(secrets).not.toMatch(/xoxb-wrong|xapp-wrong/);
  });

  test('whether Slack knows the app that is installed by OAuth', async () => {
    const { clientId, signingSecret } = fake;
    const oauth = (clientSecret: string) =>
      examineSlack({
        apiUrl: fake.url,
        mode: {
          kind: 'http',
          signingSecret,
          port: 0,
          host: '127.0.0.1',
          publicUrl: 'https://bot.example.org',
          install: { clientId, clientSecret, stateSecret: 's', tokenKey },
        },
      });
    expect((await oauth(fake.clientSecret)).map(({ isWell }) => isWell)).toEqual([true, true]);
    expect((await oauth('wrong'))[0]).toMatchObject({
      isWell: false,
      says: expect.stringContaining('bad_client_secret'),
    });
  });

  test('that Slack cannot be reached', async () => {
    await fake.cut();
    const found = await socket(workspace.botToken);
    await fake.mend();
    expect(found.map(({ isWell }) => isWell)).toEqual([false, false]);
    for (const { says: words, todo } of found) expect(`${words} ${todo}`).toMatch(/could not be asked .*reaches/);
  });
});
