import { App, HTTPReceiver, type Installation } from '@slack/bolt';
import { describe, expect, test } from 'vitest';
import { startFakeSlack } from '../../support/fake-slack/index.ts';
import { plain } from './bodies.ts';
import { clientOf, clientOptions, quiet, refusal, startHttp } from './bots.ts';

describe('what is read', () => {
  const texts: readonly (readonly [raw: string, text: string, pings: readonly string[]])[] = [
    ['*bold* _it_ ~gone~ `a*b*` &lt;b&gt; &amp;amp;', 'bold it gone a*b* <b> &amp;', []],
    ['a*b*c snake_case_name 2 * 3 * 4', 'a*b*c snake_case_name 2 * 3 * 4', []],
    ['&gt; quoted\nnot', 'quoted\nnot', []],
    ['<!channel> and <!here|here> &lt;!everyone&gt;', '@channel and @here <!everyone>', ['channel', 'here']],
    ['<https://x.org/?a=1&amp;b=2|a link> <https://x.org>', 'a link https://x.org', []],
    ['<!date^1780000000^{date_long}|28 May> <!date^soon>', '28 May <!date^soon>', []],
    ['<nonsense> @channel', '<nonsense> @channel', []],
  ];
  test.each(texts)('%s', async (raw, text, pings) => {
    const slack = await startFakeSlack();
    const team = slack.workspace('Lab');
    const room = team.channel('study');
    await clientOf(slack, team.botToken).chat.postMessage({ channel: room, text: raw });
    expect(team.messages(room)[0]).toMatchObject({ text, pings });
    await slack.stop();
  });

  test('rings whom it names, in blocks as in text; bare names only where Slack looks for them', async () => {
    const slack = await startFakeSlack({ pace: 'none' });
    const team = slack.workspace('Lab');
    const room = team.channel('study');
    const ada = team.person('Ada');
    const client = clientOf(slack, team.botToken);
    const pingsOf = async (more: object) => {
      await client.apiCall('chat.postMessage', { channel: room, text: 'x', ...more });
      return team.messages(room).at(-1)?.pings;
    };
    const mrkdwn = (text: string, verbatim: boolean) => ({
      blocks: [{ type: 'section', text: { type: 'mrkdwn', text, verbatim } }],
    });
    const rich = (...elements: object[]) => ({
      blocks: [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }],
    });
    expect(await pingsOf(mrkdwn(`<@${ada.id}>`, true))).toEqual([ada.id]);
    expect(await pingsOf(mrkdwn('@here', true))).toEqual([]);
    expect(await pingsOf(mrkdwn('@here', false))).toEqual(['here']);
    expect(await pingsOf({ text: '@channel', link_names: true })).toEqual(['channel']);
    expect(await pingsOf({ blocks: [{ type: 'header', text: plain('<!channel>') }] })).toEqual([]);
    expect(await pingsOf(rich({ type: 'text', text: '<!channel> @here' }))).toEqual([]);
    expect(await pingsOf(rich({ type: 'user', user_id: ada.id }, { type: 'broadcast', range: 'here' }))).toEqual([
      ada.id,
      'here',
    ]);
    await slack.stop();
  });
});

describe('files', () => {
  test('go up in three steps, come as a message, and down only with a token', async () => {
    const slack = await startFakeSlack({ processingMs: 500 });
    const team = slack.workspace('Lab');
    const room = team.channel('study');
    const client = clientOf(slack, team.botToken);
    const data = Buffer.from('question,answer');
    await client.filesUploadV2({
      channel_id: room,
      filename: 'cards.csv',
      title: 'Cards',
      file: data,
      initial_comment: 'Here',
    });
    expect(team.messages(room)).toEqual([]);
    slack.clock.advance(500);
    await slack.until(() => team.messages(room).length === 1);
    const [message] = team.messages(room);
    expect(message?.text).toBe('Here\nCards\ncards.csv');
    expect(Buffer.from(message?.files[0]?.bytes ?? [])).toEqual(data);
    const { file } = await client.files.info({ file: message?.files[0]?.id ?? '' });
    const url = file?.url_private_download ?? '';
    const down = await fetch(url, { headers: { authorization: `Bearer ${team.botToken}` } });
    expect(await down.text()).toBe('question,answer');
    expect(await (await fetch(url)).text()).toContain('Sign in');
    await slack.stop();
  });
});

describe('an installation', () => {
  test('goes through the bot’s page, Slack’s, and back; ends with the app’s removal; and can be refused or forged', async () => {
    const slack = await startFakeSlack();
    const team = slack.workspace('New', { isInstalled: false });
    const ada = team.person('Ada', { isAdmin: true });
    const kept = new Map<string, Installation>();
    const gone: string[] = [];
    const receiver = new HTTPReceiver({
      signingSecret: slack.signingSecret,
      clientId: slack.clientId,
      clientSecret: slack.clientSecret,
      stateSecret: 'state-secret',
      scopes: ['commands', 'chat:write'],
      installerOptions: { authorizationUrl: slack.authorizeUrl, clientOptions: clientOptions(slack) },
      installationStore: {
        storeInstallation: async (it) => void kept.set(it.team?.id ?? '', it),
        fetchInstallation: async ({ teamId }) => kept.get(teamId ?? '') ?? Promise.reject(new Error('Not installed')),
      },
      logger: quiet,
    });
    const running = await startHttp(slack, new App({ receiver, clientOptions: clientOptions(slack), logger: quiet }));
    const { app } = running;
    for (const type of ['tokens_revoked', 'app_uninstalled'] as const)
      app.event(type, async () => void gone.push(type));
    app.command('/study', async ({ ack, client, body }) => {
      await ack();
      await client.chat.postMessage({ channel: body.user_id, text: 'Welcome' });
    });
    const install = `${running.url}/slack/install`;
    expect(await team.install(install, { refuses: true })).toMatchObject({ status: 500 });
    expect(await team.install(install, { forge: { state: 'forged' } })).toMatchObject({ status: 400 });
    expect(await team.install(install, { forge: { withoutCookies: true } })).toMatchObject({ status: 400 });
    expect(await team.install(install, { forge: { code: 'guessed' } })).toMatchObject({ status: 500 });
    expect(kept.size).toBe(0);
    expect(() => ada.command(ada.dm, '/study')).toThrow('not known');
    const done = await team.install(install, { by: ada });
    expect(done).toMatchObject({ status: 200, scopes: ['commands', 'chat:write'] });
    expect(kept.get(team.id)?.bot?.token).toBe(team.botToken);
    const asked = slack.calls.findLast(({ method }) => method === 'oauth.v2.access')?.args;
    const again = (more: object) => refusal(clientOf(slack, '').apiCall('oauth.v2.access', { ...asked, ...more }));
    expect(await again({})).toBe('code_already_used');
    expect(await again({ client_secret: 'guessed' })).toBe('bad_client_secret');
    expect(await again({ client_id: 'guessed' })).toBe('invalid_client_id');
    expect(await again({ code: 'guessed' })).toBe('invalid_code');
    await ada.command(ada.dm, '/study');
    await slack.until(() => ada.sees(ada.dm).some(({ text }) => text === 'Welcome'));
    const { botToken } = team;
    await team.uninstall();
    expect(gone).toEqual(['tokens_revoked', 'app_uninstalled']);
    await expect(clientOf(slack, botToken).auth.test()).rejects.toThrow('account_inactive');
    await running.stop();
    await slack.stop();
  });
});
