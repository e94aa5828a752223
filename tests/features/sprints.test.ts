import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { misfits } from '../../src/chat/limits.ts';
import { plainCard } from '../../src/chat/plain.ts';
import type { Tx } from '../../src/db/connect.ts';
import { sprint } from '../../src/db/schema/index.ts';
import { buildCatalog } from '../../src/engine/catalog.ts';
import { makeBot } from '../../src/engine/handle.ts';
import { tick } from '../../src/engine/tick.ts';
import { features } from '../../src/features/index.ts';
import { addDays, formatDay } from '../../src/study/time/day.ts';
import { Player } from '../support/player.ts';
import { startStudyloop } from '../support/studyloop.ts';

const studyloop = await startStudyloop({ at: '2026-03-02T08:00:00Z' });
afterAll(() => studyloop.stop());

const { clock, mailbox } = studyloop;
let day = 0;
let room = '';
let [ada, ben, cleo] = [someone('Ada'), someone('Ben'), someone('Cleo')];

const todayAt = (time: string) => `${addDays('2026-03-01', day)}T${time}Z`;

/** A fresh room on a fresh morning with three people who have never been here. */
beforeEach(async () => {
  day++;
  clock.to(todayAt('07:59:00'));
  await studyloop.tick(); // the bot looks again: the night was no outage of this morning's
  clock.passMinutes(1);
  room = `room ${day}`;
  [ada, ben, cleo] = [someone('Ada'), someone('Ben'), someone('Cleo')].map((it) => it.goesTo(room)) as [
    Player,
    Player,
    Player,
  ];
});

function someone(name: string, zone = 'UTC'): Player {
  return studyloop.person(`${name} ${day}`, zone);
}

const posted = () => mailbox.arrived.filter(({ to }) => to === `test:room:${room}`);
const texts = () => posted().map(({ card }) => plainCard(card));
/** What lies in the room beside answers: messages that came by themselves. */
const messages = () => posted().filter(({ instead }) => instead === undefined);
/** A message as it looks now. */
const nowOf = (id: string): Card =>
  posted().findLast((it) => it.id === id || it.instead === id)?.card ?? fail(`nothing was posted for ${id}`);
const askId = () => messages().find(({ card }) => card.title.startsWith('How did it go?'))?.id ?? fail('nobody asked');
const asked = () => nowOf(askId());
const listNow = () =>
  texts().findLast((it) => it.includes('-minute sprint') && !it.startsWith('How')) ?? fail('no list');
function fail(why: string): never {
  throw new Error(why);
}

async function pass(minutes: number): Promise<void> {
  for (let left = minutes; left > 0; left--) {
    clock.passMinutes(1);
    await studyloop.tick();
  }
}

/** Joins with words of their own, where there is no goal. */
async function joins(player: Player, list: Card, doing = 'read'): Promise<void> {
  await player.presses('Join', list);
  await player.fills({ doing });
}

async function setGoal(player: Player): Promise<void> {
  await player.says('/study goal pass algebra');
  await player.fills({ measure: '40 problems by 20 June', plan: '18:30 at my desk → solve 3 problems', obstacles: '' });
}

describe('a sprint now', () => {
  test('is joined with one press, by the plan of a goal, which stays one’s own', async () => {
    await setGoal(ben);
    await ada.says('/sprint new 25 graphs, chapter 3');
    expect(ada.reply).toMatchObject({ seenBy: 'everyone', changesLater: true });
    expect(ada.card.title).toBe('25-minute sprint: graphs, chapter 3');
    await ben.presses('Join', ada.card);
    expect(ben.reply).toMatchObject({ seenBy: 'me', answers: 'below' });
    expect(ben.text).toContain('You are in');
    expect(ben.text).toContain('You do: solve 3 problems');
    expect(listNow()).toContain(`• Ben ${day}\n`);
    expect(texts().join()).not.toContain('3 problems');
    await ben.presses('4');
    expect(ben.text).toContain('How sure: 4 of 5');
  });

  test('asks what one will do only of who has no goal, and it can come with how sure one is', async () => {
    await ada.says('/sprint new 25');
    await ben.presses('Join', ada.card);
    expect(ben.form.fields.map(({ name, required }) => [name, required])).toEqual([
      ['doing', true],
      ['confidence', false],
    ]);
    await ben.fills({ doing: 'read', confidence: '2' });
    expect(ben.text).toContain('How sure: 2 of 5');
    expect(listNow()).toContain(`• Ben ${day}: read`);
    await ben.presses('Do something else');
    await ben.fills({ doing: 'write' });
    expect(ben.text).toMatch(/You do: write\nHow sure: 2 of 5/);
    expect(listNow()).toContain(`• Ben ${day}: write`);
  });

  test('shows its exact times in everyone’s zone', async () => {
    const eri = someone('Eri', 'Asia/Tokyo').goesTo(room);
    clock.to(todayAt('08:00:20'));
    await ada.says('/sprint new 25');
    const moments = JSON.stringify(ada.card).match(/"at":"[^"]+"/g);
    expect(moments).toEqual([expect.stringContaining('08:01:00.000Z'), expect.stringContaining('08:26:00.000Z')]);
    expect(ada.text).toContain('Under way from 08:01 (UTC) to 08:26 (UTC).');
    await joins(eri, ada.card);
    expect(eri.text).toContain('until 17:26');
  });

  test('takes late ones with the time they were there, and who comes and goes', async () => {
    await ada.says('/sprint new 25');
    const list = ada.card;
    await ben.presses('I’ll be late', list);
    expect(ben.text).toContain('You will be late');
    expect(listNow()).toContain(`• Ben ${day} (will be late)`);
    await joins(cleo, list);
    await pass(5);
    await ben.presses('I am here');
    await ben.fills({ doing: 'read' });
    expect(listNow()).toContain(`• Ben ${day}: read (came 5 min in)`);
    await cleo.says('/sprint leave');
    expect(listNow()).toContain(`• Cleo ${day}: read (had to go)`);
    await pass(10);
    await cleo.presses('Join again');
    await pass(10);
    await ben.presses('Hit it', asked());
    await cleo.presses('Part', asked());
    expect(plainCard(asked())).toContain(`• Ben ${day}: hit it · 20 min\n• Cleo ${day}: part of it · 15 min`);
  });

  test('keeps what people type as they typed it, and pings nobody', async () => {
    const typed = '@everyone <!channel> **x** <script>';
    await ada.says(`/sprint new 25 ${typed}`);
    await joins(ben, ada.card, typed);
    expect(listNow()).toContain(`• Ben ${day}: ${typed}`);
    await pass(25);
    await ben.presses('Hit it', asked());
    await ben.presses('Add a line');
    await ben.fills({ note: typed });
    expect(plainCard(asked())).toContain(`“${typed}”`);
    expect(JSON.stringify(posted())).not.toContain('"ping":true');
  });
});

/** How many wait for what another transaction holds. */
async function waiting(tx: Tx): Promise<number> {
  const { rows } = await tx.execute<{ n: number }>(sql`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
  return rows[0]?.n ?? 0;
}

/** A sprint of 25 minutes that Ada made and in which the others are. */
async function sprintOf(...players: readonly Player[]): Promise<Card> {
  await ada.says('/sprint new 25');
  const list = ada.card;
  for (const player of players) await joins(player, list);
  return list;
}

describe('the end', () => {
  test('comes on the minute, once, also where several processes look, and is open for ten minutes', async () => {
    const list = await sprintOf(ben, cleo);
    await pass(24);
    expect(messages()).toHaveLength(0);
    clock.passMinutes(1);
    const { world, catalog, queue } = studyloop;
    await Promise.all([1, 2, 3].map(() => tick(world, catalog, queue, clock.now())));
    await studyloop.tick();
    expect(messages().map(({ card }) => plainCard(card))).toEqual([
      ['How did it go? 25-minute sprint', '2 took part.', 'Open until 08:35 (UTC).', '[Hit it] [Part] [Missed]'].join(
        '\n',
      ),
    ]);
    expect(listNow()).toContain('It ended at 08:25 (UTC).');
    expect(listNow()).not.toContain('[Join]');
    await pass(9);
    await ben.presses('Part', asked());
    expect(plainCard(asked())).toContain('1 of 2 have said.');
    await pass(1);
    expect(plainCard(asked())).toBe(
      [
        '25-minute sprint done',
        '1 part of it, 1 no word yet.',
        `• Ben ${day}: part of it · 25 min`,
        `• Cleo ${day}: no word yet · 25 min`,
        '[Another one]',
      ].join('\n'),
    );
    await cleo.presses('Hit it', messages()[0]?.card);
    expect(cleo.reply.refused).toBeDefined();
    expect(cleo.text).toContain('This sprint is closed. /study check-in still tells');
    await cleo.presses('Join', list);
    expect(cleo.text).toMatch(/That sprint is over\nIt ended today at 08:25\./);
    expect(messages()).toHaveLength(1);
    const then = day;
    clock.passMinutes(7 * 24 * 60);
    await cleo.presses('Join', list);
    expect(cleo.text).toContain(`It ended on ${formatDay(addDays('2026-03-01', then))} at 08:25.`);
    await cleo.presses('Another one');
    expect(cleo.form.title).toBe('A new sprint');
  });

  test('holds the result against how sure one was, unranked', async () => {
    const list = await sprintOf(ben);
    await joins(cleo, list);
    await ben.presses('5 · surely');
    await cleo.presses('2');
    await pass(25);
    await cleo.presses('Hit it', asked());
    expect(cleo.text).toContain('You were 2 of 5 sure: it went better than you thought.');
    expect(plainCard(asked())).not.toContain('hit it ·');
    await ben.presses('Missed', asked());
    expect(ben.text).toContain('You were 5 of 5 sure: surer than it went.');
    await pass(10);
    expect(plainCard(asked())).toBe(
      [
        '25-minute sprint done',
        '1 hit it, 1 missed.',
        `• Ben ${day}: missed this time · was 5 of 5 sure · 25 min`,
        `• Cleo ${day}: hit it · was 2 of 5 sure · 25 min`,
        'Together you knew well how it would go.',
        '[Another one]',
      ].join('\n'),
    );
  });

  test('keeps everyone out who comes after it, also before the bell has rung', async () => {
    const list = await sprintOf(ben);
    await pass(24);
    clock.passMinutes(1);
    await cleo.presses('Join', list);
    expect(cleo.text).toMatch(/That sprint is over\nIt ended today at 08:25\./);
  });

  test('asks nobody where nobody came', async () => {
    await ada.says('/sprint new 5');
    await pass(5);
    expect(messages()).toEqual([]);
    expect(listNow()).toBe('5-minute sprint\nIt ended at 08:05 (UTC).');
  });

  test('that was missed asks in private what got in the way, and offers another time; nothing else is cancelled', async () => {
    await sprintOf(ben);
    await ada.says('/sprint new 30 at 18:30 graphs');
    await pass(25);
    await ben.presses('Missed', asked());
    expect(ben.reply.seenBy).toBe('me');
    expect(ben.text).toContain('What got in the way?\n[No time] [Too tired] [Too hard] [Distracted]\n[Reschedule]');
    const told = ben.card;
    await ben.presses('Too tired');
    expect(ben.text).toContain('What is the smallest step for a day like that?');
    await ben.presses('Reschedule', told);
    expect(ben.form.fields.find(({ name }) => name === 'minutes')?.value).toBe('25');
    await ben.fills({ when: 'tomorrow 9:00' });
    expect(ben.reply.seenBy).toBe('everyone');
    expect(ben.text).toContain('at 09:00 (UTC)');
    await cleo.says('/sprint board');
    expect(cleo.text).toContain('today at 18:30');
    expect(texts().join()).not.toMatch(/tired|smallest/);
  });
});

describe('a planned sprint', () => {
  test('comes with one message before and one after', async () => {
    clock.passMinutes(1);
    await ada.says('/sprint new 50 at 8:10 graphs');
    expect(ada.text).toContain('at 08:10 (UTC), ends at 09:00 (UTC)');
    const announcement = ada.card;
    await joins(ben, announcement);
    await cleo.presses('I’ll be late', announcement);
    await pass(8);
    expect(messages()).toEqual([]);
    await pass(1);
    expect(messages()).toHaveLength(1);
    expect(plainCard(messages()[0]?.card ?? fail('no start'))).toBe(
      [
        '50-minute sprint begins: graphs',
        'Under way from 08:10 (UTC) to 09:00 (UTC).',
        `• Ben ${day}: read`,
        `• Cleo ${day} (will be late)`,
        '[Join] [I’ll be late]',
      ].join('\n'),
    );
    expect(texts().at(-1)).toContain('the list is below.');
    await joins(cleo, announcement);
    expect(posted().at(-1)?.instead).toBe(messages()[0]?.id);
    expect(listNow()).toContain(`• Cleo ${day}: read\n`);
    await pass(50);
    await ben.presses('Hit it', asked());
    await pass(10);
    expect(messages()).toHaveLength(2);
    expect(plainCard(asked())).toContain(`• Ben ${day}: hit it · 50 min`);
  });

  test('can be called off by whoever made it, who is asked once', async () => {
    await ada.says('/sprint new 50 at 18:30');
    const announcement = ada.card;
    await joins(ben, announcement);
    await ben.says('/sprint end');
    expect(ben.text).toContain('You have made no sprint');
    await ada.says('/sprint end');
    expect(ada.text).toContain('Call this sprint off?');
    expect(ada.text).toContain('1 member in it.');
    const question = ada.card;
    await ada.presses('Call it off');
    expect(listNow()).toContain(`Ada ${day} has called it off.`);
    await ada.presses('Call it off', question);
    expect(ada.text).toContain('It was called off before it began.');
    await ben.presses('Join', announcement);
    expect(ben.text).toContain('That sprint is over');
    expect(messages()).toEqual([]);
  });
});

describe('what cannot be had gets a sentence', () => {
  test.each([
    ['50 every day at 9', 'A sprint happens once'],
    ['50 at 25:00', 'is no time of day'],
    ['50 on 1 June at 9:00', 'up to 30 days ahead'],
  ])('/sprint new %s', async (typed, says) => {
    await ada.says(`/sprint new ${typed}`);
    expect(ada.form.fields.find(({ name }) => name === 'when')).toMatchObject({ help: expect.stringContaining(says) });
    expect(ada.form.fields.find(({ name }) => name === 'minutes')?.value).toBe('50');
    await ada.fills({});
    expect(ada.reply.refused?.problems.when).toContain(says);
  });

  test('minutes come with their unit or without, and a number that does not fit is told so', async () => {
    await ada.says('/sprint new 25 min');
    expect(ada.card.title).toBe('25-minute sprint');
    await ada.says('/sprint new 1 hour graphs');
    expect(ada.card.title).toBe('60-minute sprint: graphs');
    await ada.says('/sprint new graphs tomorrow 18:00 for 45 min');
    expect(ada.card.title).toBe('45-minute sprint: graphs');
    await ada.says('/sprint new 9999');
    expect(ada.reply.refused?.problems.minutes).toBe(
      'How many minutes: please give a whole number from 1 to 240, for example 30.',
    );
  });

  test('whoever called a sprint for a room is told on the board that they are not in it yet', async () => {
    await ada.says('/sprint new 25');
    await ada.says('/sprint board');
    expect(ada.text).toContain('until 08:25. You called it, and are not in it yet.\n[Join]');
    await ben.says('/sprint board');
    expect(ben.text).not.toContain('You called it');
    await joins(ada, ada.card);
    await ada.says('/sprint board');
    expect(ada.text).not.toContain('You called it');
    expect(ada.text).toContain('[Leave]');
  });

  test('without minutes a form opens; too many are refused', async () => {
    await ada.says('/sprint new at 18:30 graphs');
    expect(ada.form.fields.find(({ name }) => name === 'when')?.value).toBe('at 18:30 graphs');
    await ada.fills({ minutes: '600' });
    expect(ada.reply.refused?.problems.minutes).toContain('from 1 to 240');
  });

  test('and so does the question where there is no sprint', async () => {
    await ada.says('/sprint join');
    expect(ada.text).toBe('There is no sprint in this room. /sprint new 25 starts one.');
    await ada.says('/sprint leave');
    expect(ada.text).toContain('nothing to leave');
    await ada.says('/sprint');
    expect(ada.text).toContain('No sprint here');
    await ada.presses('Start 25 minutes');
    expect(ada.card.title).toBe('25-minute sprint');
  });

  test('how it went is asked only of who was there, and only once it is over', async () => {
    const list = await sprintOf(ben);
    await pass(25);
    await ben.says('/sprint board');
    expect(ben.text).toContain(`25-minute sprint, over. In: Ben ${day}. You: read. How did it go?\n[Hit it]`);
    await cleo.says('/sprint board');
    expect(cleo.text).not.toContain('[Hit it]');
    await cleo.presses('Hit it', asked());
    expect(cleo.text).toContain('You were not in this sprint.');
    await cleo.presses('Join', list);
    expect(cleo.text).toContain('That sprint is over');
  });
});

describe('two at once', () => {
  test('presses count once', async () => {
    await setGoal(ben);
    await setGoal(cleo);
    await ada.says('/sprint new 25');
    const list = ada.card;
    await Promise.all([ben, ben, cleo, cleo].map((it) => it.presses('Join', list)));
    expect(listNow().match(/•/g)).toHaveLength(2);
    await pass(25);
    const ask = asked();
    await Promise.all([ben, cleo, ben].map((it) => it.presses('Hit it', ask)));
    expect(plainCard(asked())).toContain(`• Ben ${day}: hit it`);
  });

  test('processes that look tell the end once: what one holds the other passes over', async () => {
    await sprintOf(ben);
    clock.passMinutes(25);
    const { db, catalog, world } = studyloop;
    const due = catalog.dues.find(({ name }) => name === 'sprints') ?? fail('sprints have no due');
    const looks = async (tx: Tx) =>
      (await due.run({ tx, now: clock.now(), newId: world.newId, random: world.random }, 100)).taken;
    await db.transaction(async (one) => {
      expect(await looks(one)).toBeGreaterThan(0);
      await db.transaction(async (other) => {
        await other.execute(sql`set local lock_timeout = '5s'`);
        expect(await looks(other)).toBe(0);
      });
    });
  });

  test('a press and the end come one after the other', async () => {
    await setGoal(cleo);
    const list = await sprintOf(ben);
    const press = await studyloop.db.transaction(async (tx) => {
      await tx
        .update(sprint)
        .set({ state: 'asking' })
        .where(eq(sprint.room, `test:room:${room}`));
      let isAnswered = false;
      const pressing = cleo.presses('Join', list).finally(() => {
        isAnswered = true;
      });
      while (!isAnswered && (await waiting(tx)) === 0) await tx.execute(sql`select pg_sleep(0.01)`);
      return { pressing };
    });
    await press.pressing;
    expect(cleo.text).toContain('That sprint is over');
  });

  test('sprints in one room are kept apart, and asked about', async () => {
    await setGoal(ben);
    await ada.says('/sprint new 25 graphs');
    await cleo.says('/sprint new 50 at 9:00 essay');
    await ben.says('/sprint join');
    expect(ben.text).toBe('Which sprint?\n[25 min from 08:00 · graphs] [50 min from 09:00 · essay]');
    await ben.presses('50 min from 09:00 · essay');
    expect(ben.text).toContain('50-minute sprint: essay, today at 09:00 to 09:50');
    await ada.says('/sprint board');
    expect(ada.text).toContain('2 sprints here');
    expect(ada.text).toContain(`50-minute sprint: essay, today at 09:00. In: Ben ${day}.`);
    await ada.says('/sprint end');
    await ada.presses('End now');
    await ben.says('/sprint board');
    expect(ben.text).toContain('One sprint here');
    await ada.says('/sprint new 30 at 10:00 maths');
    await ben.says('/sprint join');
    expect(ben.text).toContain('You are in\n30-minute sprint: maths, today at 10:00');
  });
});

describe('the bot that was away', () => {
  test('over the end says so, marks nobody absent, and waits ten minutes from then', async () => {
    await sprintOf(ben);
    await pass(10);
    clock.passMinutes(30);
    await studyloop.tick();
    expect(plainCard(asked())).toContain(
      'I was offline from 08:10 to 08:40. Nobody is marked absent.\nOne took part.\nOpen until 08:50 (UTC).',
    );
    await ben.presses('Hit it', asked());
    await pass(10);
    expect(plainCard(asked())).toContain(`• Ben ${day}: hit it · 25 min`);
  });

  test('over the start says so, and the list goes on', async () => {
    await ada.says('/sprint new 50 at 8:10');
    await joins(ben, ada.card);
    await pass(5);
    clock.passMinutes(15);
    await studyloop.tick();
    expect(plainCard(messages()[0]?.card ?? fail('no start'))).toMatch(
      /^50-minute sprint begins\nI was offline from 08:05 to 08:20\. Nobody is marked absent\.\nUnder way from 08:10/,
    );
    await pass(40);
    await ben.presses('Hit it', asked());
    await pass(10);
    expect(plainCard(asked())).toContain(`• Ben ${day}: hit it · 50 min`);
  });

  test('while people could say how it went lets them say it for as long once more', async () => {
    await sprintOf(ben);
    await pass(27);
    clock.passMinutes(30);
    await studyloop.tick();
    expect(plainCard(asked())).toContain('I was offline from 08:27 to 08:57. Nobody is marked absent.');
    expect(plainCard(asked())).toContain('Open until 09:07 (UTC).');
    await ben.presses('Part', asked());
    await pass(10);
    expect(plainCard(asked())).toContain(`• Ben ${day}: part of it`);
    expect(asked().title).toBe('25-minute sprint done');
  });

  test('over all of a planned one asks about it at once', async () => {
    await ada.says('/sprint new 25 at 8:10');
    await joins(ben, ada.card);
    await pass(5);
    clock.passMinutes(60);
    await studyloop.tick();
    expect(messages()).toHaveLength(1);
    expect(plainCard(asked())).toContain('Nobody is marked absent.');
  });

  test('was started anew in the middle: who is in stays in, and old buttons work', async () => {
    const list = await sprintOf(ben);
    await pass(10);
    const catalog = buildCatalog(features);
    const bot = makeBot(studyloop.world, catalog, studyloop.queue);
    const { newId } = studyloop.world;
    const late = new Player({ bot, catalog, mailbox, newId, settle: studyloop.settle }, `Late ${day}`, 'UTC');
    await joins(late.goesTo(room), list);
    await pass(15);
    await ben.presses('Hit it', asked());
    await late.presses('Part', asked());
    expect(plainCard(asked())).toContain(`• Ben ${day}: hit it · 25 min\n• Late ${day}: part of it · 15 min`);
  });
});

describe('who may', () => {
  test('see and touch it: those in its room', async () => {
    const list = await sprintOf(ben);
    const eve = someone('Eve').goesTo('another group');
    for (const label of ['Join', 'I’ll be late']) {
      await eve.presses(label, list);
      expect(eve.text).toContain('I cannot find that sprint here.');
    }
    await eve.says('/sprint board');
    expect(eve.text).toContain('No sprint here');
    await pass(25);
    await eve.presses('Hit it', asked());
    expect(eve.text).toContain('I cannot find that sprint here.');
    expect(texts().join()).not.toContain('Eve');
  });

  test('end it: whoever made it, and for all', async () => {
    const list = await sprintOf(ada, ben);
    await ada.says('/sprint end');
    expect(ada.text).toBe('End this sprint now?\n25-minute sprint\nIt runs until 08:25. 2 members in it.\n[End now]');
    const question = ada.card;
    await ben.presses('End now', question);
    expect(ben.text).toBe(`Only Ada ${day} can end this sprint. /sprint leave takes you out of it.`);
    await pass(10);
    await ada.presses('End now', question);
    await ben.presses('Hit it', asked());
    await ada.presses('End now', question);
    expect(ada.text).toContain('That sprint is over');
    await pass(10);
    expect(messages()).toHaveLength(1);
    expect(plainCard(asked())).toContain(`• Ben ${day}: hit it · 10 min`);
    await cleo.presses('Join', list);
    expect(cleo.text).toContain('It ended today at 08:10.');
  });
});

describe('a study day', () => {
  const today = async (player: Player) => {
    await player.says('/study why streak');
    return player.text;
  };

  test('is one in which one was, to the end or with a word on it', async () => {
    const [silent, early, gone, never] = [ben, cleo, someone('Gone').goesTo(room), someone('Never').goesTo(room)];
    const list = await sprintOf(silent, early, gone);
    await never.presses('I’ll be late', list);
    await pass(10);
    await early.says('/sprint leave');
    await gone.says('/sprint leave');
    await pass(15);
    await early.presses('Part', asked());
    expect(early.text).toContain('Today counts as a study day.');
    await never.presses('Missed', asked());
    expect(never.text).not.toContain('study day');
    expect(await today(silent)).toContain(': 1 sprint, 25 min');
    expect(await today(early)).toContain(': 1 sprint, 10 min');
    expect(await today(gone)).toContain('Streak: 0 study days');
    expect(await today(never)).toContain('Streak: 0 study days');
  });

  test('is that of the member’s own wall', async () => {
    const eri = someone('Eri', 'Pacific/Kiritimati').goesTo(room);
    clock.to(todayAt('11:00:00'));
    await studyloop.tick();
    await joins(eri, await sprintOf());
    await pass(25);
    expect(await today(eri)).toContain(`${formatDay(addDays('2026-03-01', day + 1))}: 1 sprint, 25 min`);
  });
});

test('today shows what runs or comes with [Join], then what is left of it, then the question', async () => {
  await ben.says('/sprint new 25 at 8:10 graphs');
  await ada.says('/study today');
  expect(ada.text).toContain('25-minute sprint: graphs, today at 08:10.\n[Join]');
  await ada.presses('Join');
  await ada.fills({ doing: 'read' });
  await ada.says('/study today');
  expect(ada.text).toContain('25-minute sprint: graphs, today at 08:10. You are in.\n');
  await pass(15);
  await ada.goesTo().says('/study today');
  expect(ada.text).toContain('25-minute sprint: graphs: 20 minutes left.\n');
  await cleo.goesTo().says('/study today');
  expect(cleo.text).not.toContain('sprint');
  await pass(20);
  await ada.says('/study today');
  await ada.presses('Hit it');
  expect(ada.text).toContain('Today counts as a study day.');
  await ada.says('/study today');
  expect(ada.text).not.toContain('sprint');
});

test('one that was called within a minute has all of its minutes left', async () => {
  clock.to(todayAt('09:00:20'));
  await ada.goesTo().says('/sprint new 25 graphs');
  await ada.says('/study today');
  expect(ada.text).toContain('25-minute sprint: graphs: 25 minutes left.\n');
});

test('in the direct line a planned sprint can be called off, and is told from another of another day', async () => {
  const later = addDays('2026-03-01', day + 3);
  await ada.goesTo().says(`/sprint new 25 ${later} 18:00 graphs`);
  expect(ada.text).toContain('[Call it off]');
  await ada.says('/sprint new 25 at 18:00');
  await ada.says('/sprint leave');
  expect(ada.text).toBe(`Leave which?\n[25 min from 18:00] [25 min on ${formatDay(later)} from 18:00 · graphs]`);
});

test('in the direct line it is a sprint alone', async () => {
  await setGoal(ada.goesTo());
  await ada.says('/sprint new 25');
  expect(ada.text).toContain('A sprint alone, until 08:25. In a room of your group, others can join.');
  await ada.presses('3 · half');
  expect(ada.text).toContain('How sure: 3 of 5');
  await pass(25);
  const question = ada.inbox.find(({ title }) => title === 'How did it go? 25-minute sprint');
  expect(plainCard(question ?? fail('nobody asked'))).not.toContain('took part');
  await ada.presses('Hit it', question);
  await pass(10);
  expect(plainCard(ada.lastMail)).toContain(`• Ada ${day}: hit it · was 3 of 5 sure · 25 min`);
  await ben.says('/sprint board');
  expect(ben.text).toContain('No sprint here');
});

test('forty people with long names and words fit every platform', async () => {
  await ada.says(`/sprint new 25 ${'語'.repeat(190)}`);
  const list = ada.card;
  for (let n = 0; n < 40; n++)
    await joins(studyloop.person(`${'W'.repeat(60)} ${day} ${n}`, 'UTC').goesTo(room), list, 'd'.repeat(200));
  await pass(25);
  await pass(10);
  expect(posted().flatMap(({ card }) => misfits(card))).toEqual([]);
  expect(plainCard(asked())).toContain('• and 24 more');
});
