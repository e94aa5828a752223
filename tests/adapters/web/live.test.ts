import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openLive } from '../../../adapters/web/live.ts';
import { keepMessage } from '../../../adapters/web/message-store.ts';
import { connect } from '../../../src/db/connect.ts';
import { createDatabase } from '../../support/database.ts';
import { cuttable } from '../cuttable.ts';
import { readHtml } from '../html-text.ts';
import { hall, noon, type StartedWeb, startWeb } from './harness.ts';
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

describe('what happens arrives live', () => {
  test('in every tab that may see it, also from another process', async () => {
    const other = await chat.another();
    const stream = await chat.follow(ben, hall, { at: other.url });
    await ada.say(hall, 'Plain words to everyone');
    await chat.deliver(hall, 'And a post');
    const [words, posted] = await stream.messages(2);
    expect(words?.html).toContain('Plain words to everyone');
    expect(posted?.html).toContain('And a post');
    await other.stop();
  });

  test('a change of a card too', async () => {
    await ada.say(hall, '/study counter 1');
    const stream = await chat.follow(ben, hall);
    await ada.press(hall, 'Add one');
    const [changed] = await stream.messages(1);
    expect(changed).toMatchObject({
      id: (await ada.messages(hall)).at(-1)?.id,
      html: expect.stringContaining('Count 2'),
    });
  });

  test('nothing is missed and nothing comes twice when a tab was away', async () => {
    const first = await chat.follow(ben, hall);
    await chat.deliver(hall, 'Before');
    await first.messages(1);
    const { id } = first.events.at(-1) ?? { id: '' };
    first.close();
    for (const n of [1, 2, 3]) await chat.deliver(hall, `Meanwhile ${n}`);
    const second = await chat.follow(ben, hall, { since: 0, lastEventId: id });
    await chat.deliver(hall, 'After');
    const titles = (await second.messages(4)).map(({ html }) => /<h3[^>]*>([^<]*)/.exec(html)?.[1]);
    expect(titles).toEqual(['Meanwhile 1', 'Meanwhile 2', 'Meanwhile 3', 'After']);
  });

  test('much more than fits in one go comes whole and in order', async () => {
    const since = await chat.lastSeq();
    await Promise.all(Array.from({ length: 230 }, (_, n) => chat.deliver(hall, `Many ${n}`)));
    const stream = await chat.follow(ben, hall, { since });
    const ids = (await stream.messages(230)).map(({ id }) => id);
    expect(new Set(ids).size).toBe(230);
    const inPlace = (await ben.messages(hall)).map(({ id }) => id).slice(-230);
    expect(ids).toEqual(inPlace);
  });

  test('a message whose number was taken first and kept last is not skipped', async () => {
    const stream = await chat.follow(ben, hall);
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
    const quick = chat.deliver(hall, 'Quick');
    // Time for the quick one to show, were it let past.
    await Promise.race([stream.messages(1), wait(300)]);
    go.resolve();
    await Promise.all([slow, quick]);
    await chat.deliver(hall, 'Later');
    await stream.until(({ data }) => data.includes('Later'));
    const titles = (await stream.messages(2)).map(({ html }) => /(Slow|Quick|Later)/.exec(html)?.[1]);
    expect(titles).toEqual(['Slow', 'Quick', 'Later']);
  });

  test('also after the database broke the connection that listens', async () => {
    const stream = await chat.follow(ben, hall);
    await chat.db.execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'studyloop-web' and datname = current_database()`,
    );
    await chat.deliver(hall, 'In between');
    await stream.messages(1);
    await chat.deliver(hall, 'Afterwards');
    expect((await stream.messages(2)).at(-1)?.html).toContain('Afterwards');
  }, 12_000); // less than the silence after which a stream looks by itself

  test('the bell listens again after the database was away for seconds, and says that something may have been missed', async () => {
    const database = await createDatabase();
    const way = await cuttable(database.url);
    const live = openLive(way.url, 'bell_test', pino({ level: 'silent' }));
    const rung: (string | null)[] = [];
    await live.start();
    live.listen((place) => rung.push(place));
    await way.cut();
    await wait(2_500);
    expect(rung).toEqual([]);
    await way.mend();
    await expect.poll(() => rung).toEqual([null]);
    const { db, close } = connect(database.url);
    await db.execute(sql`select pg_notify('bell_test', 'hall')`);
    await expect.poll(() => rung).toEqual([null, 'hall']);
    await Promise.all([live.stop(), close()]);
    await way.cut();
    await database.drop();
  });

  test('a tab that nobody looks at asks for the same', async () => {
    const since = await chat.lastSeq();
    await chat.deliver(hall, 'Quietly');
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
    const { tags } = readHtml(await chat.page(`${who.home.slice(url.length)}/direct`));
    const listed = JSON.parse(tags.find(({ name }) => name === 'body')?.attributes['data-places'] ?? '[]');
    return listed.find((it: { place: string }) => it.place === place)?.unread;
  };

  test('what is unread is counted by place, until it is read', async () => {
    const carl = await webPerson(url, 'Carl');
    await chat.deliver(hall, 'One');
    await ada.say(hall, 'Two');
    await carl.say(hall, 'My own');
    await ada.say(hall, '/study whisper not for Carl');
    expect(await unreadIn(carl, hall)).toBe(2);
    const born = (await carl.messages(hall)).at(-1)?.seq;
    await carl.post('read', { place: hall, born: String(born) });
    expect(await unreadIn(carl, hall)).toBe(0);
    await carl.post('read', { place: hall, born: '1' });
    const stream = await chat.follow(carl, carl.direct);
    await chat.deliver(hall, 'Three');
    const news = await stream.until(({ event }) => event === 'news');
    expect(JSON.parse(news.data).places).toContainEqual(expect.objectContaining({ place: hall, unread: 1 }));
  });

  test('one who comes for the first time has nothing unread', async () => {
    await chat.deliver(hall, 'Long before');
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
    const source = await chat.page('/as/ada/rooms/study-hall');
    expect(source.match(/<li class="message/g)).toHaveLength(50);
    expect(readHtml(source).text).toContain('Show earlier messages');
    const all = await ada.messages(hall);
    expect(all.length).toBeGreaterThan(250);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });
});
