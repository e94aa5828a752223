import type { webApi } from '@slack/bolt';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FakePerson, type FakeSlack, type FakeWorkspace, startFakeSlack } from '../../support/fake-slack/index.ts';
import { type Body, button, input, long, modal, option, plain, section, times } from './bodies.ts';
import { clientOf, refusal } from './bots.ts';

let slack: FakeSlack;
let team: FakeWorkspace;
let ada: FakePerson;
let room: string;
let client: webApi.WebClient;
beforeAll(async () => {
  slack = await startFakeSlack({ pace: 'none' });
  team = slack.workspace('Refusals');
  room = team.channel('study');
  ada = team.person('Ada');
  client = clientOf(slack, team.botToken);
  slack.connect({ mode: 'http', url: 'http://127.0.0.1:9/nobody' });
});
afterAll(() => slack?.stop());

/** Opens a modal as an answer to a press that has just come. */
const open = async (view: Body) => refusal(client.apiCall('views.open', { trigger_id: await freshTrigger(), view }));

/** Nobody hears the command that it belongs to; the trigger is good all the same. */
async function freshTrigger(): Promise<string> {
  await ada.command(room, '/study');
  return new URLSearchParams(slack.http.last?.body).get('trigger_id') ?? '';
}

describe('a view is refused', () => {
  test.each<[string, Body, string]>([
    [
      'a title of 25',
      modal({ title: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    [
      'a send button of 25',
      modal({ submit: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/submit/text]',
    ],
    [
      'a close button of 25',
      modal({ close: plain(long(25)) }),
      'must be less than 25 characters [json-pointer:/view/close/text]',
    ],
    [
      '101 blocks',
      modal({ blocks: times(101, () => ({ type: 'divider' })) }),
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
    [
      'private metadata of 3,001',
      modal({ private_metadata: long(3001) }),
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'a callback_id of 256',
      modal({ callback_id: long(256) }),
      'must be less than 256 characters [json-pointer:/view/callback_id]',
    ],
    [
      'an input and nothing to send it',
      { type: 'modal', title: plain('x'), blocks: [input()] },
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ],
    [
      'a field of more than 3,000',
      modal({ blocks: [input({ max_length: 3001 })] }),
      'must be an integer between 1 and 3000 [json-pointer:/view/blocks/0/element/max_length]',
    ],
    [
      'more in a field than fits',
      modal({ blocks: [input({ max_length: 3, initial_value: 'four' })] }),
      'initial_value must be within min_length and max_length',
    ],
    [
      'a number that is none',
      modal({ blocks: [input({ type: 'number_input', is_decimal_allowed: false, initial_value: 'x' })] }),
      'must be a number in a string',
    ],
    [
      'a number field that says nothing of decimals',
      modal({ blocks: [input({ type: 'number_input' })] }),
      'missing required field: is_decimal_allowed',
    ],
    [
      'eleven radio buttons',
      modal({ blocks: [input({ type: 'radio_buttons', options: times(11, (at) => option('x', `${at}`)) })] }),
      'no more than 10 items allowed',
    ],
    [
      'a button as a field',
      modal({ blocks: [input(button())] }),
      'unsupported type: button [json-pointer:/view/blocks/0/element/type]',
    ],
    ['a home page', { type: 'home', blocks: [] }, 'must be one of: modal [json-pointer:/view/type]'],
  ])('with %s', async (_, view, says) => {
    const said = await open(view);
    expect(said).toContain('invalid_arguments');
    expect(said).toContain(`[ERROR] ${says}`);
    expect(ada.modal()).toBeNull();
  });

  test('with more than 250 kB', async () => {
    const blocks = times(100, () => section({ text: plain(long(2600)) }));
    expect(await open(modal({ blocks }))).toBe('view_too_large');
  });

  test('after three seconds, at the second time, and without a trigger', async () => {
    const late = await freshTrigger();
    slack.clock.advance(3_001);
    expect(await refusal(client.apiCall('views.open', { trigger_id: late, view: modal() }))).toBe('expired_trigger_id');
    const once = await freshTrigger();
    expect(await refusal(client.apiCall('views.open', { trigger_id: once, view: modal() }))).toBe('ok');
    expect(await refusal(client.apiCall('views.open', { trigger_id: once, view: modal() }))).toBe(
      'exchanged_trigger_id',
    );
    expect(await refusal(client.apiCall('views.open', { trigger_id: 'x', view: modal() }))).toBe('invalid_trigger_id');
    const view = ada.modal();
    const update = (more: Body) => refusal(client.apiCall('views.update', { view: modal(), ...more }));
    expect(await update({ view_id: view?.id, hash: view?.hash })).toBe('ok');
    expect(await update({ view_id: view?.id, hash: view?.hash })).toBe('hash_conflict');
    expect(await update({ view_id: 'V404' })).toBe('not_found');
    await ada.closeModal();
  });

  test('under a name of its own that another has', async () => {
    const named = modal({ external_id: 'mine', notify_on_close: true });
    expect(await open(named)).toBe('ok');
    expect(await open(named)).toBe('duplicate_external_id');
    const { hash } = ada.modal() ?? {};
    const update = { external_id: 'mine', hash, view: modal({ title: plain('Found') }) };
    expect(await refusal(client.apiCall('views.update', update))).toBe('ok');
    expect(ada.modal()?.title).toBe('Found');
    await ada.closeModal();
  });

  test('for the home of nobody', async () => {
    const home = { type: 'home', blocks: [section()] };
    expect(await refusal(client.apiCall('views.publish', { user_id: 'U404', view: home }))).toBe('user_not_found');
    expect(await refusal(client.apiCall('views.publish', { user_id: ada.id, view: home }))).toBe('ok');
    expect(ada.home()?.text).toBe('x');
  });
});
