import { connect as openSocket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { slugOf } from '../../adapters/web/names.ts';
import { keepMessage } from '../../adapters/web/store.ts';
import { card, download, picture } from '../../src/chat/card.ts';
import { hostile } from '../support/gallery.ts';
import { platformContract } from './contract.ts';
import { readHtml } from './html-text.ts';
import { readStream, type StreamReader } from './stream-reader.ts';
import { noon, type StartedWeb, startWeb, type WebPerson, webHarness, webPerson } from './web-harness.ts';

platformContract('the web chat', webHarness);

const hall = 'web:room:study-hall';
let chat: StartedWeb;
let url: string;
let ada: WebPerson;
let ben: WebPerson;
const streams: StreamReader[] = [];

beforeAll(async () => {
  chat = await startWeb();
  url = chat.web.url;
  ada = await webPerson(url, 'Ada');
  ben = await webPerson(url, 'Ben');
});
afterAll(async () => {
  for (const stream of streams) stream.close();
  await chat?.stop();
});

let posts = 0;
const deliver = (to: string, title: string, web = chat.web) =>
  web.deliver({ id: `web${String(++posts).padStart(13, '0')}`, to, card: card(title), again: false });

const lastSeq = async () => {
  const { rows } = await chat.db.execute<{ seq: string }>(sql`select coalesce(max(seq), 0) as seq from web_message`);
  return Number(rows[0]?.seq);
};

async function follow(
  who: WebPerson,
  place: string,
  { since, lastEventId, at = url }: { since?: number; lastEventId?: string; at?: string } = {},
) {
  const query = new URLSearchParams({ place, since: String(since ?? (await lastSeq())) });
  const stream = await readStream(`${who.home.replace(url, at)}/stream?${query}`, lastEventId);
  streams.push(stream);
  await stream.until(({ event }) => event === 'hello');
  return stream;
}

const post = (path: string, parts: Record<string, string>, headers: Record<string, string> = { origin: url }) =>
  fetch(`${url}${path}`, { method: 'POST', body: new URLSearchParams(parts), headers, redirect: 'manual' });
const page = async (path: string) => (await fetch(`${url}${path}`)).text();

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
    const { text } = readHtml((await page('/')).replace('<!doctype html>', ''));
    expect(text).toContain('Grace Hopper');
    expect(text).not.toContain('grace hopper');
  });

  test.each([
    ['nothing to see', '\u200B', 'Please type a name that can be seen'],
    ['too long', 'A'.repeat(41), 'That is 41 characters, and 40 fit'],
    ['far too long', 'A'.repeat(100_000), 'characters, and 40 fit'],
  ])('a name with %s comes back as it was typed', async (_, name, problem) => {
    const response = await post('/login', { name });
    expect(response.status).toBe(422);
    const { text } = readHtml((await response.text()).replace('<!doctype html>', ''));
    expect(text).toContain(problem);
    expect(text).toContain(name);
  });

  test.each(Object.entries(hostile))('a hostile name does no harm: %s', async (_, text) => {
    const name = [...text.replace(/\s+/g, ' ')].slice(0, 20).join('');
    const who = await webPerson(url, name);
    await who.say(hall, `hello from ${name}`);
    const source = (await page(`${who.home.slice(url.length)}/rooms/study-hall`)).replace('<!doctype html>', '');
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
    const stream = await follow(ben, hall);
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
    const source = (await response.text()).replace('<!doctype html>', '');
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

describe('other sites stay out', () => {
  /** A request with whatever headers; fetch would not let us lie about the host. */
  async function raw(lines: readonly string[]): Promise<string> {
    const { port, hostname } = new URL(url);
    const socket = openSocket(Number(port), hostname);
    socket.write(`${lines.join('\r\n')}\r\nConnection: close\r\n\r\n`);
    let text = '';
    for await (const part of socket) text += part;
    return text.split('\r\n')[0] ?? '';
  }

  test.each([
    ['evil.example', 403],
    ['evil.example:80', 403],
    ['127.0.0.1.evil.example', 403],
    ['localhost.evil.example', 403],
    ['localhost', 200],
    ['localhost:4000', 200],
    ['127.0.0.1:4000', 200],
    ['[::1]:4000', 200],
    ['192.168.1.20:4000', 200],
  ])('asked as %s: %i', async (host, status) => {
    expect(await raw(['GET / HTTP/1.1', `Host: ${host}`])).toContain(` ${status} `);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['nowhere', {}],
  ])('a post from %s is not taken', async (_, headers) => {
    const before = (await ada.sees(hall)).length;
    const body = { place: hall, line: 'forged', id: ada.newId() };
    expect((await post('/as/ada/acts', body, headers as Record<string, string>)).status).toBe(403);
    expect((await post('/login', { name: 'Mallory' }, headers as Record<string, string>)).status).toBe(403);
    expect(await ada.sees(hall)).toHaveLength(before);
    expect(await page('/')).not.toContain('Mallory');
  });

  test('every answer forbids foreign scripts, frames and guesses', async () => {
    for (const path of ['/', '/as/ada/direct', '/static/chat.js', '/healthz', '/nothing', '/as/nobody']) {
      const { headers } = await fetch(`${url}${path}`);
      expect(headers.get('content-security-policy')).toContain(
        "default-src 'none'; script-src 'self'; style-src 'self'",
      );
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    }
  });

  test('our own pages need nothing that is forbidden', async () => {
    for (const path of ['/', '/as/ada/direct', '/as/ada/rooms/study-hall']) {
      const { tags } = readHtml((await page(path)).replace('<!doctype html>', ''));
      const inline = tags.filter(
        ({ name, attributes }) => name === 'style' || (name === 'script' && !attributes.src?.startsWith('/static/')),
      );
      const handlers = tags.filter(({ attributes }) =>
        Object.keys(attributes).some((name) => name === 'style' || name.startsWith('on')),
      );
      expect([...inline, ...handlers]).toEqual([]);
    }
  });

  test('only the files of static/ are served', async () => {
    for (const name of ['..%2fapp.ts', '%2e%2e/app.ts', 'nothing.js'])
      expect((await fetch(`${url}/static/${name}`)).status).toBe(404);
  });
});

describe('what is private stays so', () => {
  test('nobody reads the direct line of another, nor speaks in it', async () => {
    await deliver(ada.direct, 'A secret');
    const query = new URLSearchParams({ place: ada.direct, before: '999999', since: '0' });
    for (const path of ['earlier', 'news', 'stream'])
      expect((await fetch(`${ben.home}/${path}?${query}`)).status).toBe(400);
    expect(await ben.act({ place: ada.direct, line: '/study echo here I am' })).toMatchObject({ status: 400 });
    const everything = await fetch(`${ben.home}/news?${new URLSearchParams({ place: ben.direct, since: '0' })}`);
    expect(await everything.text()).not.toContain('A secret');
  });

  test('nobody opens or changes what only another sees in a room', async () => {
    await ada.say(hall, '/study whisper Only mine');
    const mine = (await ada.messages(hall)).at(-1);
    expect(mine?.html).toContain('Only mine');
    await ben.act({ place: hall, wire: 'small.add?count=1', on: mine?.id });
    expect((await ada.messages(hall)).find(({ id }) => id === mine?.id)?.html).toContain('Only mine');
    expect((await ben.messages(hall)).at(-1)?.html).toContain('Count 2');
  });

  test('an answer for one person never takes the place of what everyone sees', async () => {
    await ada.say(hall, '/study counter 7');
    await ada.press(hall, 'Peek');
    expect((await ben.sees(hall)).some(({ text }) => text.includes('Count 7'))).toBe(true);
    expect((await ben.sees(hall)).some(({ text }) => text.includes('Peeked at 7'))).toBe(false);
    expect((await ada.sees(hall)).at(-1)).toMatchObject({
      isPrivate: true,
      text: expect.stringContaining('Peeked at 7'),
    });
  });

  test('pictures and files are served to those who see the message, and can do nothing there', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const name = 'räksmörgås "1".html';
    const shown = card('With parts', [
      picture({ svg, alt: 'x', width: 1, height: 1 }),
      download(name, 'text/html', Buffer.from('<script>alert(1)</script>')),
    ]);
    await chat.web.deliver({ id: 'withparts0000001', to: ada.direct, card: shown, again: false });
    const drawn = await fetch(`${ada.home}/messages/withparts0000001/blocks/0`);
    expect(drawn.headers.get('content-type')).toBe('image/svg+xml');
    expect(drawn.headers.get('content-security-policy')).toContain('sandbox');
    const file = await fetch(`${ada.home}/messages/withparts0000001/blocks/1`);
    expect(file.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    expect(await file.text()).toBe('<script>alert(1)</script>');
    for (const path of ['blocks/2', 'blocks/-1', 'blocks/x'])
      expect((await fetch(`${ada.home}/messages/withparts0000001/${path}`)).status).toBe(404);
    expect((await fetch(`${ben.home}/messages/withparts0000001/blocks/1`)).status).toBe(404);
  });
});

describe('what happens arrives live', () => {
  test('in every tab that may see it, also from another process', async () => {
    const other = await chat.another();
    const stream = await follow(ben, hall, { at: other.url });
    await ada.say(hall, 'Plain words to everyone');
    await deliver(hall, 'And a post');
    const [words, posted] = await stream.messages(2);
    expect(words?.html).toContain('Plain words to everyone');
    expect(posted?.html).toContain('And a post');
    await other.stop();
  });

  test('a change of a card too', async () => {
    await ada.say(hall, '/study counter 1');
    const stream = await follow(ben, hall);
    await ada.press(hall, 'Add one');
    const [changed] = await stream.messages(1);
    expect(changed).toMatchObject({
      id: (await ada.messages(hall)).at(-1)?.id,
      html: expect.stringContaining('Count 2'),
    });
  });

  test('nothing is missed and nothing comes twice when a tab was away', async () => {
    const first = await follow(ben, hall);
    await deliver(hall, 'Before');
    await first.messages(1);
    const { id } = first.events.at(-1) ?? { id: '' };
    first.close();
    for (const n of [1, 2, 3]) await deliver(hall, `Meanwhile ${n}`);
    const second = await follow(ben, hall, { since: 0, lastEventId: id });
    await deliver(hall, 'After');
    const titles = (await second.messages(4)).map(({ html }) => /<h3[^>]*>([^<]*)/.exec(html)?.[1]);
    expect(titles).toEqual(['Meanwhile 1', 'Meanwhile 2', 'Meanwhile 3', 'After']);
  });

  test('much more than fits in one go comes whole and in order', async () => {
    const since = await lastSeq();
    await Promise.all(Array.from({ length: 230 }, (_, n) => deliver(hall, `Many ${n}`)));
    const stream = await follow(ben, hall, { since });
    const ids = (await stream.messages(230)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(230);
    const inPlace = (await ben.messages(hall)).map(({ id }) => id).slice(-230);
    expect(ids).toEqual(inPlace);
  });

  test('a message whose number was taken first and kept last is not skipped', async () => {
    const stream = await follow(ben, hall);
    const taken = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    const slow = chat.db.transaction(async (tx) => {
      const words = { kind: 'words', text: 'Slow' } as const;
      await keepMessage(tx, {
        id: 'slow',
        place: hall,
        reader: null,
        author: 'ada',
        said: null,
        body: words,
        at: noon,
      });
      taken.resolve();
      await go.promise;
    });
    await taken.promise;
    const quick = deliver(hall, 'Quick');
    // Time for the quick one to show, were it let past.
    await Promise.race([stream.messages(1), wait(300)]);
    go.resolve();
    await Promise.all([slow, quick]);
    await deliver(hall, 'Later');
    await stream.until(({ data }) => data.includes('Later'));
    const titles = (await stream.messages(2)).map(({ html }) => /(Slow|Quick|Later)/.exec(html)?.[1]);
    expect(titles).toEqual(['Slow', 'Quick', 'Later']);
  });

  test('also after the database broke the connection that listens', async () => {
    const stream = await follow(ben, hall);
    await chat.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'studyloop-web' and datname = current_database()`,
    );
    await deliver(hall, 'In between');
    await stream.messages(1);
    await deliver(hall, 'Afterwards');
    expect((await stream.messages(2)).at(-1)?.html).toContain('Afterwards');
  }, 12_000); // less than the silence after which a stream looks by itself

  test('a tab that nobody looks at asks for the same', async () => {
    const since = await lastSeq();
    await deliver(hall, 'Quietly');
    const answer = await fetch(`${ben.home}/news?${new URLSearchParams({ place: hall, since: String(since) })}`);
    const news = (await answer.json()) as { seq: number };
    expect(news).toMatchObject({
      seq: since + 1,
      more: false,
      messages: [{ html: expect.stringContaining('Quietly') }],
    });
    const none = await fetch(`${ben.home}/news?${new URLSearchParams({ place: hall, since: String(news.seq) })}`);
    expect(await none.json()).toBeNull();
  });

  const unreadIn = async (who: WebPerson, place: string) => {
    const { tags } = readHtml((await page(`${who.home.slice(url.length)}/direct`)).replace('<!doctype html>', ''));
    const listed = JSON.parse(tags.find(({ name }) => name === 'body')?.attributes['data-places'] ?? '[]');
    return listed.find((it: { place: string }) => it.place === place)?.unread;
  };

  test('what is unread is counted by place, until it is read', async () => {
    const carl = await webPerson(url, 'Carl');
    await deliver(hall, 'One');
    await ada.say(hall, 'Two');
    await carl.say(hall, 'My own');
    await ada.say(hall, '/study whisper not for Carl');
    expect(await unreadIn(carl, hall)).toBe(2);
    const born = (await carl.messages(hall)).at(-1)?.seq;
    await carl.post('read', { place: hall, born: String(born) });
    expect(await unreadIn(carl, hall)).toBe(0);
    await carl.post('read', { place: hall, born: '1' });
    const stream = await follow(carl, carl.direct);
    await deliver(hall, 'Three');
    const news = await stream.until(({ event }) => event === 'news');
    expect(JSON.parse(news.data).places).toContainEqual(expect.objectContaining({ place: hall, unread: 1 }));
  });

  test('one who comes for the first time has nothing unread', async () => {
    await deliver(hall, 'Long before');
    expect(await unreadIn(await webPerson(url, 'Dora'), hall)).toBe(0);
  });
});

describe('nothing is doubled, nothing is lost', () => {
  test('words that are sent again are kept once', async () => {
    const parts = { id: ada.newId(), place: hall, line: 'Said once' };
    const [first, second] = [await ada.act(parts), await ada.act(parts)];
    expect(second.messages?.map(({ id }) => id)).toEqual(first.messages?.map(({ id }) => id));
    expect((await ben.sees(hall)).filter(({ text }) => text.includes('Said once'))).toHaveLength(1);
  });

  test('the id of another is not mine', async () => {
    const id = ada.newId();
    await ada.act({ id, place: hall, line: 'From Ada' });
    await ben.act({ id, place: hall, line: 'From Ben' });
    const seen = (await ada.sees(hall)).map(({ text }) => text).join();
    expect(seen).toContain('From Ada');
    expect(seen).toContain('From Ben');
  });

  test('what could not be kept is said so, and sent again it is done once', async () => {
    const parts = { id: ada.newId(), place: hall, line: '/study echo through thick and thin' };
    await chat.cut();
    expect(await ada.act(parts)).toMatchObject({
      status: 503,
      problem: expect.stringContaining('try again in a minute'),
    });
    await chat.mend();
    expect(await ada.act(parts)).toMatchObject({ status: 200 });
    expect((await ada.sees(hall)).filter(({ text }) => text.includes('through thick and thin'))).toHaveLength(1);
  });

  test('the page has the last messages, and the earlier ones in steps', async () => {
    const source = (await page('/as/ada/rooms/study-hall')).replace('<!doctype html>', '');
    expect(source.match(/<li class="message/g)).toHaveLength(50);
    expect(readHtml(source).text).toContain('Show earlier messages');
    const all = await ada.messages(hall);
    expect(all.length).toBeGreaterThan(250);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
});

describe('what is typed', () => {
  const say = (line: string, more: Record<string, string | File> = {}) => ada.act({ place: ada.direct, line, ...more });

  test('plain words in the direct line get a hint at the commands', async () => {
    const { messages } = await say('hello?');
    expect(messages?.map(({ html }) => readHtml(html).text).join()).toContain('/study help');
    expect(chat.bot.calls.some((it) => it.kind === 'say' && it.name === 'hello?')).toBe(false);
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

describe('as a server', () => {
  test('it tells whether it lives and whether it is ready', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    await chat.cut();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    await chat.mend();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('it stops at once with streams open, and lets an answer under way go out', async () => {
    const other = await startWeb();
    const eve = await webPerson(other.web.url, 'Eve');
    const stream = await readStream(`${eve.home}/stream?${new URLSearchParams({ place: hall, since: '0' })}`);
    const release = Promise.withResolvers<void>();
    const reached = Promise.withResolvers<void>();
    other.bot.before = async () => {
      reached.resolve();
      await release.promise;
    };
    const answer = eve.act({ place: hall, line: '/study echo just in time' });
    await reached.promise;
    const stopped = other.web.stop();
    await stream.ended;
    release.resolve();
    expect(await answer).toMatchObject({ status: 200 });
    await stopped;
    await expect(fetch(other.web.url)).rejects.toThrow();
    await other.stop();
  });

  test('an answer that takes too long does not hold up the end', async () => {
    const other = await startWeb();
    const eve = await webPerson(other.web.url, 'Eve');
    const reached = Promise.withResolvers<void>();
    other.bot.before = () => {
      reached.resolve();
      return new Promise(() => {});
    };
    const answer = eve.act({ place: hall, line: '/study echo never' }).catch(() => 'hung up');
    await reached.promise;
    await other.web.stop();
    expect(await answer).toBe('hung up');
    await other.stop();
  });
});
