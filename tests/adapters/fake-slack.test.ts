import {
  App,
  type BlockAction,
  type ButtonAction,
  HTTPReceiver,
  type Installation,
  LogLevel,
  type StaticSelectAction,
  webApi,
} from '@slack/bolt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FakePerson, type FakeSlack, type FakeWorkspace, startFakeSlack } from '../support/fake-slack/index.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const quiet = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
const options = (slack: FakeSlack) => ({
  slackApiUrl: slack.url,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
});

interface Running {
  readonly app: App;
  stop(): Promise<void>;
}

async function bySocket(slack: FakeSlack, team: FakeWorkspace): Promise<Running> {
  const app = new App({
    token: team.botToken,
    appToken: slack.appToken,
    socketMode: true,
    clientOptions: options(slack),
    logger: quiet,
  });
  await app.start();
  slack.connect({ mode: 'socket' });
  return { app, stop: async () => void (await app.stop()) };
}

async function byHttp(slack: FakeSlack, team: FakeWorkspace): Promise<Running> {
  const receiver = new HTTPReceiver({ signingSecret: slack.signingSecret, logger: quiet });
  const app = new App({ token: team.botToken, receiver, clientOptions: options(slack), logger: quiet });
  const server = await app.start({ port: 0, host: '127.0.0.1' });
  const address = server && 'address' in server ? server.address() : null;
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port');
  slack.connect({ mode: 'http', url: `http://127.0.0.1:${address.port}/slack/events` });
  return { app, stop: async () => void (await app.stop()) };
}

const counted = (count: number) => [
  { type: 'section' as const, text: { type: 'mrkdwn' as const, text: `Count *${count}*` } },
  {
    type: 'actions' as const,
    elements: [
      { type: 'button' as const, action_id: 'more', value: String(count), text: plain('Add one') },
      {
        type: 'static_select' as const,
        action_id: 'jump',
        placeholder: plain('Jump to'),
        options: [
          { text: plain('Ten'), value: '10' },
          { text: plain('Twenty'), value: '20' },
        ],
      },
    ],
  },
];
const sheet = {
  type: 'modal' as const,
  callback_id: 'sheet',
  title: plain('A form'),
  submit: plain('Send'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: plain('What'),
      hint: plain('In one line'),
      element: { type: 'plain_text_input' as const, action_id: 'it', max_length: 20 },
    },
    {
      type: 'input' as const,
      block_id: 'table',
      optional: true,
      label: plain('A table'),
      element: { type: 'file_input' as const, action_id: 'it', max_files: 1 },
    },
  ],
};

describe.each([
  ['Socket Mode', bySocket],
  ['signed HTTP', byHttp],
])('over %s', (_, start) => {
  let slack: FakeSlack;
  let team: FakeWorkspace;
  let ada: FakePerson;
  let ben: FakePerson;
  let room: string;
  let running: Running;
  /** How often the bot was told of its home being opened. */
  let homes = 0;
  /** Called when the bot has the form, before it acknowledges. */
  let dawdle = async () => {};

  beforeAll(async () => {
    slack = await startFakeSlack();
    team = slack.workspace('Lab');
    room = team.channel('study');
    ada = team.person('Ada', { zone: 'Asia/Kathmandu', locale: 'de-DE', isAdmin: true });
    ben = team.person('Ben');
    running = await start(slack, team);
    teach(running.app);
  });
  afterAll(async () => {
    await running?.stop();
    await slack?.stop();
  });

  function teach(app: Running['app']) {
    app.command('/study', async ({ ack, body, client, respond }) => {
      if (body.text === 'form') {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: sheet });
      } else if (body.text === 'quiet') await ack({ text: 'Only for you' });
      else if (body.text === 'never') await new Promise(() => {});
      else {
        await ack();
        await respond({ response_type: 'in_channel', text: 'Counting', blocks: counted(Number(body.text)) });
      }
    });
    app.action<BlockAction<ButtonAction>>('more', async ({ ack, action, respond }) => {
      await ack();
      await respond({ replace_original: true, text: 'Counting', blocks: counted(Number(action.value) + 1) });
    });
    app.action<BlockAction<StaticSelectAction>>('jump', async ({ ack, action, respond }) => {
      await ack();
      await respond({
        replace_original: true,
        text: 'Counting',
        blocks: counted(Number(action.selected_option.value)),
      });
    });
    app.view('sheet', async ({ ack, view, body, client }) => {
      await dawdle();
      const what = view.state.values.what?.it?.value;
      if (what === 'bad') await ack({ response_action: 'errors', errors: { what: 'Something else, please' } });
      else if (what === 'worse') await ack({ response_action: 'errors', errors: { elsewhere: 'Nobody sees this' } });
      else if (what === 'next') await ack({ response_action: 'update', view: { ...sheet, title: plain('And now') } });
      else if (what === 'push') await ack({ response_action: 'push', view: { ...sheet, title: plain('On top') } });
      else {
        await ack({ response_action: 'clear' });
        const file = view.state.values.table?.it?.files?.[0];
        await client.chat.postMessage({ channel: body.user.id, text: `Got ${what} ${file ? file.name : ''}` });
      }
    });
    app.shortcut('make_card', async ({ ack, shortcut, client }) => {
      await ack();
      const { trigger_id } = shortcut;
      const title = shortcut.type === 'message_action' ? (shortcut.message.text ?? '') : 'Global';
      await client.views.open({ trigger_id, view: { ...sheet, title: plain(title) } });
    });
    app.event('app_home_opened', async ({ event, client }) => {
      homes += 1;
      const view = { type: 'home' as const, blocks: [{ type: 'header' as const, text: plain(`Home ${homes}`) }] };
      await client.views.publish({ user_id: event.user, view });
    });
  }

  const last = (person: FakePerson, place = room) => person.sees(place).at(-1);

  test('a command is answered for all', async () => {
    const answer = await ada.command(room, '/study', '7');
    expect(answer.isAcked).toBe(true);
    await slack.until(() => last(ben)?.text.includes('Count 7') === true);
    expect(last(ben)).toMatchObject({ text: 'Count 7\nAdd one\nJump to\nTen\nTwenty', isEphemeral: false });
  });

  test('an acknowledgement can carry a message, for the sender alone', async () => {
    await ada.command(room, '/study', 'quiet');
    expect(last(ada)).toMatchObject({ text: 'Only for you', isEphemeral: true });
    expect(ben.sees(room).some(({ text }) => text.includes('Only for you'))).toBe(false);
  });

  test('a press and a pick change the card in its place', async () => {
    await ada.command(room, '/study', '3');
    await slack.until(() => last(ben)?.text.includes('Count 3') === true);
    const before = ben.sees(room).length;
    await ben.press(room, 'Add one');
    await slack.until(() => last(ada)?.text.includes('Count 4') === true);
    await ben.pick(room, 'Twenty');
    await slack.until(() => last(ada)?.text.includes('Count 20') === true);
    expect(ben.sees(room)).toHaveLength(before);
    expect(last(ada)?.isEdited).toBe(true);
  });

  test('what is handed in once more comes again, with the same trigger', async () => {
    await ada.command(room, '/study', 'form');
    await slack.until(() => ada.modal() !== null);
    await ada.closeModal();
    const refused = () => slack.calls.filter(({ answer }) => answer?.error === 'exchanged_trigger_id').length;
    await ada.repeat();
    await slack.until(() => refused() === 1);
    expect(ada.modal()).toBeNull();
  });

  test('a command that nobody answers in three seconds is told to the person', async () => {
    const silent = ada.command(room, '/study', 'never');
    slack.clock.advance(3_000);
    expect((await silent).isAcked).toBe(false);
    expect(ada.notices.at(-1)).toBe('/study failed: the app did not respond');
  });

  describe('a form', () => {
    beforeEach(async () => {
      await ada.command(room, '/study', 'form');
      await slack.until(() => ada.modal() !== null);
    });
    afterEach(async () => {
      dawdle = async () => {};
      while (ada.modal()) await ada.closeModal();
    });

    test('is kept back by Slack itself while a field breaks its own rules', async () => {
      expect(await ada.submit({ what: '' })).toBeNull();
      expect(ada.modal()?.problems).toEqual({ what: 'Please complete this required field.' });
      expect(await ada.submit({ What: 'x'.repeat(21) })).toBeNull();
      expect(ada.modal()?.problems).toEqual({ what: 'Please enter at most 20 characters.' });
      await expect(ada.submit({ nothing: 'x' })).rejects.toThrow('does not ask for nothing');
    });

    test('stays open with what was typed, and says what the bot says of a field', async () => {
      await ada.submit({ What: 'bad' });
      expect(ada.modal()).toMatchObject({ problems: { what: 'Something else, please' }, values: { what: 'bad' } });
      expect(ada.modal()?.text).toBe('A form\nWhat\nIn one line\nbad\nA table\nSend\nSomething else, please');
    });

    test('fails before the person when the bot speaks of a field that there is not', async () => {
      await ada.submit({ What: 'worse' });
      expect(ada.modal()?.problems).toEqual({ '': 'We had some trouble connecting. Try again?' });
      expect(ada.notices.at(-1)).toContain('invalid_errors {"block_id":"elsewhere"}');
    });

    test('fails before the person when the bot takes longer than three seconds, and keeps what was typed', async () => {
      dawdle = async () => slack.clock.advance(3_001);
      expect(await ada.submit({ What: 'late' })).toMatchObject({ isAcked: false });
      expect(ada.modal()).toMatchObject({
        problems: { '': 'We had some trouble connecting. Try again?' },
        values: { what: 'late' },
      });
      await slack.until(() => last(ada, ada.dm)?.text.includes('Got late') === true);
      slack.clock.advance(1_000);
    });

    test('becomes another with what was typed where the field is still the same', async () => {
      await ada.submit({ What: 'next' });
      expect(ada.modal()).toMatchObject({ title: 'And now', values: { what: 'next' }, problems: {} });
    });

    test('has another laid on it, and three at most', async () => {
      await ada.submit({ What: 'push' });
      await ada.submit({ What: 'push' });
      expect(ada.modal()?.title).toBe('On top');
      await ada.submit({ What: 'push' });
      expect(ada.notices.at(-1)).toContain('push_limit_reached');
      await ada.closeModal();
      await ada.closeModal();
      expect(ada.modal()).toMatchObject({ title: 'A form', values: { what: 'push' } });
    });

    test('is done, with a file in it', async () => {
      const table = { name: 'cards.csv', mime: 'text/csv', bytes: Buffer.from('a,b') };
      await ada.submit({ What: 'good', 'A table': [table] });
      expect(ada.modal()).toBeNull();
      await slack.until(() => last(ada, ada.dm)?.text === 'Got good cards.csv');
      expect(ben.sees(ada.dm)).toEqual([]);
    });
  });

  test('shortcuts open forms, on a message and anywhere', async () => {
    const message = await ben.says(room, 'R & D');
    await ada.shortcut('make_card', message);
    await slack.until(() => ada.modal() !== null);
    expect(ada.modal()?.title).toBe('R &amp; D');
    await ada.globalShortcut('make_card');
    await slack.until(() => ada.modal()?.title === 'Global');
    await ada.closeModal();
  });

  test('a home page is published when it is opened', async () => {
    expect(ada.home()).toBeNull();
    await ada.opensHome();
    await slack.until(() => ada.home() !== null);
    expect(ada.home()?.text).toBe('Home 1');
    await ada.repeat();
    await slack.until(() => ada.home()?.text === 'Home 2');
  });

  test('who someone is can be asked', async () => {
    const { user } = await running.app.client.users.info({ user: ada.id, include_locale: true });
    expect(user).toMatchObject({ tz: 'Asia/Kathmandu', tz_offset: 20_700, is_admin: true, locale: 'de-DE' });
  });

  test('posts are found again by their metadata', async () => {
    const metadata = { event_type: 'post', event_payload: { id: 'p1' } };
    slack.clock.advance(1_000);
    const { ts } = await running.app.client.chat.postMessage({ channel: room, text: 'Marked', metadata });
    const { messages } = await running.app.client.conversations.history({
      channel: room,
      include_all_metadata: true,
      limit: 1,
    });
    expect(messages).toMatchObject([{ ts, text: 'Marked', metadata }]);
    const bare = await running.app.client.conversations.history({ channel: room, limit: 1 });
    expect(bare.messages?.[0]?.metadata).toBeUndefined();
  });
});

describe('a response_url', () => {
  test('is good five times and for thirty minutes, and can change what only one person sees', async () => {
    const slack = await startFakeSlack();
    const team = slack.workspace('Lab');
    const room = team.channel('study');
    const ada = team.person('Ada');
    slack.connect({ mode: 'http', url: 'http://127.0.0.1:9/nobody' });
    const urlOf = async () => {
      await ada.command(room, '/study');
      return new URLSearchParams(slack.http.last?.body).get('response_url') ?? '';
    };
    const respond = async (url: string, body: object) => {
      const response = await fetch(url, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json' },
      });
      return [response.status, ((await response.json()) as { error?: string }).error];
    };
    const url = await urlOf();
    expect(await respond(url, { text: '' })).toEqual([404, 'no_text']);
    for (let n = 0; n < 5; n++) expect(await respond(url, { text: `${n}` })).toEqual([200, undefined]);
    expect(await respond(url, { text: '6' })).toEqual([404, 'used_url']);
    const old = await urlOf();
    slack.clock.advance(30 * 60_000 + 1);
    expect(await respond(old, { text: 'x' })).toEqual([404, 'expired_url']);
    await respond(await urlOf(), { text: 'x', blocks: counted(1) });
    await ada.press(room, 'Add one');
    const payload = JSON.parse(new URLSearchParams(slack.http.last?.body).get('payload') ?? '');
    expect(payload).toMatchObject({ container: { is_ephemeral: true } });
    expect(payload.message).toBeUndefined();
    const client = new webApi.WebClient(team.botToken, options(slack));
    const ts = ada.sees(room).at(-1)?.ts ?? '';
    await expect(client.chat.update({ channel: room, ts, text: 'x' })).rejects.toThrow('message_not_found');
    expect(await respond(payload.response_url, { replace_original: true, text: 'Changed' })).toEqual([200, undefined]);
    expect(ada.sees(room).at(-1)).toMatchObject({ text: 'Changed', isEphemeral: true });
    expect(await respond(payload.response_url, { delete_original: true })).toEqual([200, undefined]);
    expect(ada.sees(room).map(({ text }) => text)).toEqual(['0', '1', '2', '3', '4']);
    await slack.stop();
  });
});

describe('signed requests', () => {
  let slack: FakeSlack;
  let ada: FakePerson;
  let team: FakeWorkspace;
  let running: Running;
  const heard: string[] = [];
  beforeAll(async () => {
    slack = await startFakeSlack();
    team = slack.workspace('Lab');
    ada = team.person('Ada');
    running = await byHttp(slack, team);
    running.app.command('/study', async ({ ack, body }) => {
      heard.push(body.text);
      await ack();
    });
  });
  afterAll(async () => {
    await running?.stop();
    await slack?.stop();
  });

  test('are what Bolt takes for Slack’s; a forged one and an old one are not', async () => {
    expect((await slack.http.verifyUrl()).status).toBe(200);
    expect(await ada.command(ada.dm, '/study', 'one & two')).toMatchObject({ isAcked: true, status: 200 });
    expect(heard).toEqual(['one &amp; two']);
    const body = slack.http.last?.body ?? '';
    const nowS = Math.floor(Date.now() / 1000);
    const sent = async (by: { secret?: string; atS?: number }) =>
      (await slack.http.send(slack.http.sign(body, by))).status;
    expect(await sent({ secret: 'guessed' })).toBe(401);
    expect(await sent({ atS: nowS - 400 })).toBe(401);
    expect(heard).toHaveLength(1);
    // Bolt takes what it should not: the same request again, and one from the future.
    if (slack.http.last) expect((await slack.http.send(slack.http.last)).status).toBe(200);
    expect(await sent({ atS: nowS + 3_600 })).toBe(200);
    expect(heard).toHaveLength(3);
  });

  test('events that are not taken come again with the same id: at once, after a minute, after five', async () => {
    const seen: { id: string; retry: string | undefined }[] = [];
    const { createServer } = await import('node:http');
    const { json } = await import('node:stream/consumers');
    const bot = createServer(async (request, response) => {
      const body = (await json(request)) as { event_id: string };
      seen.push({ id: body.event_id, retry: request.headers['x-slack-retry-num']?.toString() });
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => bot.listen(0, '127.0.0.1', resolve));
    const address = bot.address();
    if (address === null || typeof address === 'string') throw new Error('The bot has no port');
    slack.connect({ mode: 'http', url: `http://127.0.0.1:${address.port}/slack/events` });
    await team.event({ type: 'team_join' });
    await slack.until(() => seen.length === 2);
    slack.clock.advance(60_000);
    await slack.until(() => seen.length === 3);
    slack.clock.advance(300_000);
    await slack.until(() => seen.length === 4);
    expect(seen.map(({ retry }) => retry)).toEqual([undefined, '1', '2', '3']);
    expect(new Set(seen.map(({ id }) => id)).size).toBe(1);
    bot.closeAllConnections();
    await new Promise((resolve) => bot.close(resolve));
  });
});

describe('the socket', () => {
  test('is for ten connections at most, and each envelope goes to one of them', async () => {
    const slack = await startFakeSlack();
    const team = slack.workspace('Lab');
    const ada = team.person('Ada');
    const counts = [0, 0];
    const bots: Running[] = [];
    for (const index of counts.keys()) {
      const bot = await bySocket(slack, team);
      bot.app.command('/study', async ({ ack }) => {
        counts[index] = (counts[index] ?? 0) + 1;
        await ack();
      });
      bots.push(bot);
    }
    for (let n = 0; n < 6; n++) await ada.command(ada.dm, '/study');
    expect(counts).toEqual([3, 3]);
    const { url = '' } = await new webApi.WebClient(slack.appToken, options(slack)).apps.connections.open({});
    const { WebSocket } = await import('ws');
    const once = new WebSocket(url);
    await new Promise((resolve) => once.once('message', resolve));
    const twice = new WebSocket(url);
    await expect(new Promise((_, reject) => twice.once('error', reject))).rejects.toThrow('404');
    for (const bot of bots) await bot.stop();
    await slack.stop();
  });
});

describe('faults', () => {
  test('go wrong as they were planned: before it is done, after it, late, and with Slack’s own words', async () => {
    const slack = await startFakeSlack({ pace: 'none' });
    const team = slack.workspace('Lab');
    const room = team.channel('study');
    const client = new webApi.WebClient(team.botToken, { ...options(slack), logger: quiet });
    const say = (text: string) => client.chat.postMessage({ channel: room, text });
    const texts = () => team.messages(room).map(({ text }) => text);
    slack.faults.next('chat.postMessage', { kind: 'lost request' });
    await expect(say('lost')).rejects.toThrow(webApi.WebAPIRequestError);
    expect(texts()).toEqual([]);
    slack.faults.next('chat.postMessage', { kind: 'lost answer' });
    await expect(say('done all the same')).rejects.toThrow(webApi.WebAPIRequestError);
    expect(texts()).toEqual(['done all the same']);
    slack.faults.next('chat.postMessage', { kind: 'ratelimited', retryAfterS: 7 });
    await expect(say('x')).rejects.toMatchObject({ retryAfter: 7 });
    slack.faults.next('*', { kind: 'status', status: 503 }, 2);
    for (const _ of [1, 2]) await expect(say('x')).rejects.toMatchObject({ statusCode: 503 });
    slack.faults.next('chat.postMessage', { kind: 'error', error: 'fatal_error' });
    await expect(say('x')).rejects.toThrow('fatal_error');
    slack.faults.next('chat.postMessage', { kind: 'slow', ms: 60_000 });
    const slow = say('slow');
    await slack.until(() => texts().includes('slow'));
    slack.clock.advance(60_000);
    await slow;
    await slack.cut();
    await expect(say('x')).rejects.toThrow(webApi.WebAPIRequestError);
    await slack.mend();
    await say('back');
    expect(texts()).toEqual(['done all the same', 'slow', 'back']);
    expect(slack.calls.map(({ status }) => status)).toEqual([0, 0, 429, 503, 503, 200, 200, 200]);
    await slack.stop();
  });
});

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
    await new webApi.WebClient(team.botToken, options(slack)).chat.postMessage({ channel: room, text: raw });
    expect(team.messages(room)[0]).toMatchObject({ text, pings });
    await slack.stop();
  });

  test('rings whom it names, in blocks as in text; bare names only where Slack looks for them', async () => {
    const slack = await startFakeSlack({ pace: 'none' });
    const team = slack.workspace('Lab');
    const room = team.channel('study');
    const ada = team.person('Ada');
    const client = new webApi.WebClient(team.botToken, options(slack));
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
    const client = new webApi.WebClient(team.botToken, { ...options(slack), logger: quiet });
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
      installerOptions: { authorizationUrl: slack.authorizeUrl, clientOptions: options(slack) },
      installationStore: {
        storeInstallation: async (it) => void kept.set(it.team?.id ?? '', it),
        fetchInstallation: async ({ teamId }) => kept.get(teamId ?? '') ?? Promise.reject(new Error('Not installed')),
      },
      logger: quiet,
    });
    const app = new App({ receiver, clientOptions: options(slack), logger: quiet });
    const server = await app.start({ port: 0, host: '127.0.0.1' });
    const address = server && 'address' in server ? server.address() : null;
    if (address === null || typeof address === 'string') throw new Error('The receiver has no port');
    const url = `http://127.0.0.1:${address.port}`;
    slack.connect({ mode: 'http', url: `${url}/slack/events` });
    for (const type of ['tokens_revoked', 'app_uninstalled'] as const)
      app.event(type, async () => void gone.push(type));
    app.command('/study', async ({ ack, client, body }) => {
      await ack();
      await client.chat.postMessage({ channel: body.user_id, text: 'Welcome' });
    });
    const install = `${url}/slack/install`;
    expect(await team.install(install, { refuses: true })).toMatchObject({ status: 500 });
    expect(await team.install(install, { forge: { state: 'forged' } })).toMatchObject({ status: 400 });
    expect(await team.install(install, { forge: { withoutCookies: true } })).toMatchObject({ status: 400 });
    expect(await team.install(install, { forge: { code: 'guessed' } })).toMatchObject({ status: 500 });
    expect(kept.size).toBe(0);
    expect(() => ada.command(ada.dm, '/study')).toThrow('not known');
    const done = await team.install(install, { by: ada });
    expect(done).toMatchObject({ status: 200, scopes: ['commands', 'chat:write'] });
    expect(kept.get(team.id)?.bot?.token).toBe(team.botToken);
    await ada.command(ada.dm, '/study');
    await slack.until(() => ada.sees(ada.dm).some(({ text }) => text === 'Welcome'));
    const { botToken } = team;
    await team.uninstall();
    expect(gone).toEqual(['tokens_revoked', 'app_uninstalled']);
    await expect(new webApi.WebClient(botToken, options(slack)).auth.test()).rejects.toThrow('account_inactive');
    await app.stop();
    await slack.stop();
  });
});
