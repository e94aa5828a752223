import type { App, BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type FakePerson, type FakeSlack, type FakeWorkspace, startFakeSlack } from '../../support/fake-slack/index.ts';
import { byHttp, bySocket, type Running } from './bots.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

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

  function teach(app: App) {
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
