import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { card } from '../../src/chat/card.ts';
import { connect } from '../../src/db/connect.ts';
import { deliverPosts } from '../../src/engine/deliver.ts';
import { keepPosts } from '../../src/engine/outbox.ts';
import { openQueue } from '../../src/engine/queue.ts';
import { watchOver } from '../../src/engine/watch.ts';
import { Gone, Unavailable } from '../../src/errors.ts';
import { cuttable } from '../adapters/cuttable.ts';
import { valueIn } from '../support/printed.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
beforeEach(async () => {
  studyloop = await startStudyloop({ at: '2026-03-02T08:00:00Z' });
});
afterEach(() => studyloop?.stop());

async function value(series: string): Promise<number | undefined> {
  return valueIn(await watchOver(studyloop.world, studyloop.queue).metrics(), series);
}

describe('commands', () => {
  const commands = (command: string, outcome: string) =>
    value(`studyloop_commands_total{command="${command}",outcome="${outcome}"}`);

  test('are counted by what they are in the catalog and how they ended', async () => {
    const ada = studyloop.person('Ada');
    await ada.says('/study help');
    await ada.says('/study help');
    await ada.says('/study why never');
    expect(await commands('study.help', 'answered')).toBe(2);
    expect(await commands('study.why', 'refused')).toBe(1);
    expect(await value('studyloop_command_seconds_count')).toBe(3);
  });

  test('that are nobody’s are one label, whatever was typed', async () => {
    const ada = studyloop.person('Ada');
    await ada.says('/study my-secret-diary');
    await ada.pressesWire('who.knows?what=this');
    await ada.pressesWire('%%%');
    expect(await commands('unknown', 'refused')).toBe(3);
    const printed = await watchOver(studyloop.world, studyloop.queue).metrics();
    expect(printed).not.toMatch(/diary|who\.knows|Ada|ada/);
  });
});

describe('posts', () => {
  const posts = (outcome: string) => value(`studyloop_posts_total{platform="test",outcome="${outcome}"}`);
  const say = async (key: string, to = 'test:dm:ben') => {
    const post = { key, to, card: card(key), owner: null };
    return studyloop.db.transaction((tx) => keepPosts(tx, [post], studyloop.clock.now(), studyloop.world.newId));
  };
  const deliver = (ids: readonly string[]) => deliverPosts(studyloop.world, [studyloop.mailbox], studyloop.queue, ids);

  test('are counted by how each try ended, with how long they took', async () => {
    await deliver(await say('at once'));
    expect(await posts('sent')).toBe(1);
    const late = await say('late');
    studyloop.clock.passMinutes(7);
    await deliver(late);
    expect(await posts('late')).toBe(1);
    expect(await value('studyloop_post_delay_seconds_sum')).toBe(420);
    studyloop.mailbox.troubles = [new Unavailable('busy', 60_000)];
    await deliver(await say('later'));
    expect(await posts('retried')).toBe(1);
    expect(await value('studyloop_outbox_waiting')).toBe(1);
    studyloop.mailbox.troubles = [new Gone('closed')];
    await deliver(await say('never'));
    expect(await posts('gone')).toBe(1);
    await deliver(await say('nowhere', 'void:1'));
    expect(await value('studyloop_posts_total{platform="none",outcome="retried"}')).toBe(1);
  });
});

describe('reminders', () => {
  const reminders = (outcome: string) => value(`studyloop_reminders_total{outcome="${outcome}"}`);

  test('are counted as they come: on time, late, missed', async () => {
    const ben = studyloop.person('Ben', 'UTC');
    studyloop.clock.to('2026-03-02T09:00:00Z');
    for (const words of ['at 11:00 stretch', 'at 12:00 walk', 'at 14:00 rest'])
      await ben.says(`/study remind ${words}`);
    for (const [at, outcome] of [
      ['2026-03-02T11:00:30Z', 'on time'],
      ['2026-03-02T12:40:00Z', 'late'],
      ['2026-03-02T16:30:00Z', 'missed'],
    ] as const) {
      expect(await reminders(outcome)).toBeUndefined();
      studyloop.clock.to(at);
      await studyloop.tick();
      expect(await reminders(outcome)).toBe(1);
    }
    expect(await value('studyloop_tick_seconds_count')).toBe(3);
  });
});

describe('readiness', () => {
  test('ends when the bell has not been answered for three minutes, and comes back when it is', async () => {
    let ms = 0;
    const watch = watchOver({ ...studyloop.world, elapsedMs: () => ms }, studyloop.queue);
    ms = 180_000;
    expect(await watch.notReady()).toEqual([]);
    ms = 180_001;
    expect(await watch.notReady()).toEqual([expect.stringContaining('minute bell')]);
    watch.ticked();
    expect(await watch.notReady()).toEqual([]);
  });

  test('needs the platforms: at once where one never stood, and not for as long as a connection is changed', async () => {
    let [ms, isConnected] = [0, false];
    const link = { name: 'Discord', isConnected: () => isConnected };
    const watch = watchOver({ ...studyloop.world, elapsedMs: () => ms }, studyloop.queue, [link]);
    expect(await watch.notReady()).toEqual(['Discord is not connected']);
    isConnected = true;
    expect(await watch.notReady()).toEqual([]);
    ms = 60_000;
    watch.ticked();
    isConnected = false;
    ms = 150_000;
    expect(await watch.notReady()).toEqual([]);
    ms = 150_001;
    expect(await watch.notReady()).toEqual(['Discord is not connected']);
    isConnected = true;
    expect(await watch.notReady()).toEqual([]);
  });

  test('needs the database and the queue; what can still be counted is told without them', async () => {
    await studyloop.person('Ada').says('/study help');
    const way = await cuttable(studyloop.url);
    const { db, close } = connect(way.url);
    const queue = await openQueue(way.url, studyloop.world.log);
    const watch = watchOver({ ...studyloop.world, db }, queue);
    expect(await watch.notReady()).toEqual([]);
    expect(await watch.metrics()).toContain('studyloop_outbox_waiting');
    await way.cut();
    expect(await watch.notReady()).toEqual(['the database does not answer', 'the queue does not answer']);
    const printed = await watch.metrics();
    expect(printed).not.toMatch(/^studyloop_outbox_waiting /m);
    expect(printed).toContain('studyloop_commands_total{command="study.help"');
    await way.mend();
    await expect.poll(() => watch.notReady()).toEqual([]);
    await queue.stop();
    await close();
    await way.cut();
  });
});
