import { connect as openSocket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { card, download, picture } from '../../../src/chat/card.ts';
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

  test('who watches the process may come by any name, and learns what names nobody', async () => {
    for (const path of ['/healthz', '/readyz', '/metrics'])
      expect(await raw([`GET ${path} HTTP/1.1`, 'Host: studyloop-1:3000'])).toContain(' 200 ');
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['nowhere', {}],
  ])('a post from %s is not taken', async (_, headers) => {
    const before = (await ada.sees(hall)).length;
    const body = { place: hall, line: 'forged', id: ada.newId() };
    expect((await chat.post('/as/ada/acts', body, headers as Record<string, string>)).status).toBe(403);
    expect((await chat.post('/login', { name: 'Mallory' }, headers as Record<string, string>)).status).toBe(403);
    expect(await ada.sees(hall)).toHaveLength(before);
    expect(await chat.page('/')).not.toContain('Mallory');
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
      const { tags } = readHtml(await chat.page(path));
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
    await chat.deliver(ada.direct, 'A secret');
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
