import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slugOf } from '../../../adapters/web/names.ts';
import { card } from '../../../src/chat/card.ts';
import { hostile } from '../../support/gallery.ts';
import { readHtml } from '../html-text.ts';
import { hall, type StartedWeb, startWeb } from './harness.ts';
import { type WebPerson, webPerson } from './person.ts';

let chat: StartedWeb;
let url: string;
let ada: WebPerson;
let ben: WebPerson;

beforeAll(async () => {
  chat = await startWeb();
  url = chat.url;
  ada = await webPerson(url, 'Ada');
  ben = await webPerson(url, 'Ben');
});
afterAll(() => chat?.stop());

describe('coming in', () => {
  test.each([
    ['Ada', 'ada'],
    ['  Zoë   Ünal ', 'zoë-ünal'],
    ['ADA', 'ada'],
    ['Ａｄａ', 'ada'],
    ['李小龍', '李小龍'],
    ['मीरा', 'मीरा'],
    ['O’Brien / Jr.', 'o-brien-jr'],
    ['🦊', '1f98a'],
    ['❤️', '2764'],
    ['in\u200Bvis\u202Eible', 'invisible'],
    ['../../etc', 'etc'],
    ['a:b', 'a-b'],
    ['\u200B\u2060', ''],
    ['   ', ''],
  ])('%j is %j in addresses', (name, slug) => expect(slugOf(name)).toBe(slug));

  test('the same slug is the same person, by their first name', async () => {
    await webPerson(url, 'Grace Hopper');
    await webPerson(url, 'grace  hopper');
    const { text } = readHtml(await chat.page('/'));
    expect(text).toContain('Grace Hopper');
    expect(text).not.toContain('grace hopper');
  });

  test.each([
    ['nothing to see', '\u200B', 'Please type a name that can be seen'],
    ['too long', 'A'.repeat(41), 'That is 41 characters, and 40 fit'],
    ['far too long', 'A'.repeat(100_000), 'characters, and 40 fit'],
  ])('a name with %s comes back as it was typed', async (_, name, problem) => {
    const response = await chat.post('/login', { name });
    expect(response.status).toBe(422);
    const { text } = readHtml(await response.text());
    expect(text).toContain(problem);
    expect(text).toContain(name);
  });

  test.each(Object.entries(hostile))('a hostile name does no harm: %s', async (_, text) => {
    const name = [...text.replace(/\s+/g, ' ')].slice(0, 20).join('');
    const who = await webPerson(url, name);
    await who.say(hall, `hello from ${name}`);
    const source = await chat.page(`${who.home.slice(url.length)}/rooms/study-hall`);
    const { tags, text: seen } = readHtml(source);
    expect(seen).toContain(name.trim());
    expect(tags.filter(({ name }) => name === 'script').map(({ attributes }) => attributes.src)).toEqual([
      '/static/chat.js',
    ]);
  });

  test('someone who has never been here is asked to say hello', async () => {
    const response = await fetch(`${url}/as/nobody/direct`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('We have not met');
  });
});

describe('rooms', () => {
  test('are opened once, and shown to everyone who is looking', async () => {
    const stream = await chat.follow(ben, hall);
    await ada.post('rooms', { name: 'Linear Algebra' });
    const news = await stream.until(({ data }) => data.includes('linear-algebra'));
    expect(JSON.parse(news.data).places).toContainEqual({
      place: 'web:room:linear-algebra',
      name: 'Linear Algebra',
      path: '/as/ben/rooms/linear-algebra',
      unread: 1,
    });
    const again = await ben.post('rooms', { name: 'linear  algebra' });
    expect(again.headers.get('location')).toBe('/as/ben/rooms/linear-algebra');
    expect(await ada.sees('web:room:linear-algebra')).toHaveLength(1);
  });

  test('a name that cannot be taken comes back beside the place one is in', async () => {
    const response = await ada.post('rooms', { name: 'L'.repeat(50), place: hall });
    const source = await response.text();
    const { text } = readHtml(source);
    expect(response.status).toBe(422);
    expect(text).toContain('That is 50 characters, and 40 fit');
    expect(text).toContain('L'.repeat(50));
    expect(text).toContain('Study hall');
  });

  test('one that there is not is said so', async () => {
    const response = await fetch(`${ada.home}/rooms/nowhere`);
    expect(response.status).toBe(404);
    expect(await ada.act({ place: 'web:room:nowhere', line: 'hello' })).toMatchObject({
      status: 400,
      problem: expect.stringContaining('not here any more'),
    });
  });
});

describe('what is typed', () => {
  const say = (line: string, more: Record<string, string | File> = {}) => ada.act({ place: ada.direct, line, ...more });

  test('plain words in the direct line get a hint at the commands', async () => {
    const { messages } = await say('hello?');
    expect(messages?.map(({ html }) => readHtml(html).text).join()).toContain('/study help');
    const buttons = messages?.flatMap(({ html }) => readHtml(html).tags.filter(({ name }) => name === 'button'));
    expect(buttons?.map(({ attributes }) => attributes['data-wire'])).toEqual(['study.help']);
    expect(chat.bot.calls.some((it) => it.kind === 'say' && it.name === 'hello?')).toBe(false);
  });

  test('what cannot be done comes back as it was typed; what can is named alone', async () => {
    const textOf = async (line: string) =>
      (await say(line)).messages?.map(({ html }) => readHtml(html).text.replace(/\s+/g, ' ')).join();
    expect(await textOf('/study ehco a long  line of mine')).toContain('You said /study ehco a long line of mine');
    expect(await textOf('/study counter many, I should say')).toContain('You said /study counter many, I should say');
    expect(await textOf('/study echo a line of mine')).toContain('You said /study echo Studyloop');
  });

  test('up to 4000 characters fit, and more is said so', async () => {
    expect(await say('x'.repeat(4000))).toMatchObject({ status: 200 });
    expect(await say('x'.repeat(4001))).toMatchObject({
      status: 400,
      problem: expect.stringContaining('4,001 characters, and 4,000 fit'),
    });
    expect(await say('x'.repeat(10 * 1024 * 1024))).toMatchObject({
      status: 400,
      problem: expect.stringContaining('10,485,760 characters'),
    });
    expect(await say('x'.repeat(13 * 1024 * 1024))).toMatchObject({
      status: 413,
      problem: expect.stringContaining('12 MB'),
    });
    expect(await say('  ')).toMatchObject({ status: 400 });
  });

  test('characters that PostgreSQL does not take are left out', async () => {
    const { messages } = await say('/study echo a\0b');
    expect(readHtml(messages?.[0]?.html ?? '').text).toContain('ab');
    await chat.web.deliver({
      id: 'nul0000000000000',
      to: ada.direct,
      card: card('nul \0 and half \ud800 characters'),
      again: false,
    });
    expect((await ada.sees(ada.direct)).at(-1)?.text).toContain('nul \ufffd and half \ufffd characters');
  });

  test('a command gets its options, a picked suggestion its value, and a file', async () => {
    await say('/study topic subject:"Graph theory" pace:"Brisk"', {
      'shown:subject': 'Graph theory',
      'picked:subject': 'topic-1',
      'shown:pace': 'Slow',
      'picked:pace': 'slow',
    });
    expect(chat.bot.done.at(-1)).toMatchObject({
      root: 'study',
      name: 'topic',
      options: { subject: 'topic-1', pace: 'Brisk' },
    });
    const cards = new File(['front,back\n'], 'mine.csv', { type: 'text/csv' });
    const { messages } = await say('/study upload My deck', { 'field:cards': cards });
    expect(readHtml(messages?.[0]?.html ?? '').text).toContain('My deck: mine.csv');
    const { messages: wrong, refused } = await say('/study upload My deck');
    expect(refused).toBe(true);
    expect(readHtml(wrong?.[0]?.html ?? '').text).toContain('please attach a file');
  });

  test('suggestions are asked of the bot', async () => {
    const query = new URLSearchParams({
      place: hall,
      root: 'study',
      name: 'topic',
      option: 'subject',
      typed: 'graph',
      zone: 'Asia/Tokyo',
    });
    expect(await (await fetch(`${ada.home}/suggestions?${query}`)).json()).toEqual([
      { value: 'topic-1', label: 'Graph theory' },
    ]);
    expect(chat.bot.typings.at(-1)).toMatchObject({
      sender: { key: 'web:ada', zoneGuess: 'Asia/Tokyo' },
      place: { address: hall },
      option: 'subject',
      typed: 'graph',
    });
  });

  test('the browser’s zone is passed on as a guess, when it is one', async () => {
    await say('/study help', { zone: 'Europe/Kyiv' });
    expect(chat.bot.done.at(-1)?.sender).toEqual({
      key: 'web:ada',
      name: 'Ada',
      direct: 'web:direct:ada',
      isAdmin: true,
      zoneGuess: 'Europe/Kyiv',
    });
    await say('/study help', { zone: 'Middle/Earth' });
    expect(chat.bot.done.at(-1)?.sender).not.toHaveProperty('zoneGuess');
  });

  test('what did not come from our page is not taken', async () => {
    for (const id of ['', 'short', 'x'.repeat(33), '../../../../etc/passwd'])
      expect(await say('/study help', { id })).toMatchObject({
        status: 400,
        problem: expect.stringContaining('reload'),
      });
    expect((await ada.post('read', { place: hall, born: '1; drop table' })).status).toBe(400);
    expect((await fetch(`${ada.home}/stream?place=${hall}&since=x`)).status).toBe(400);
  });
});
