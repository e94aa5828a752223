import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { misfits } from '../../src/chat/limits.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { member, occurrence, outage, post, pulse, reminder } from '../../src/db/schema/index.ts';
import { buttonOf, controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

/** 09:00 on a Monday in Berlin. */
const monday = '2026-03-02T08:00:00Z';
let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: monday });
});
afterAll(() => studyloop.stop());
beforeEach(async () => {
  // Nobody of an earlier test rings in this one, and the bot was never away.
  await studyloop.db.delete(reminder);
  await studyloop.db.delete(pulse);
  await studyloop.db.delete(outage);
  studyloop.clock.to(monday);
});

let people = 0;
const someone = (name = 'Ada', zone = 'Europe/Berlin') => studyloop.person(`${name}${++people}`, zone);

async function lookAt(at: string) {
  studyloop.clock.to(at);
  await studyloop.tick();
}

const remindersOf = async (player: Player) => {
  const rows = await studyloop.db
    .select({ row: reminder })
    .from(reminder)
    .innerJoin(member, eq(member.id, reminder.memberId))
    .where(and(eq(member.key, player.sender.key), eq(reminder.kind, 'own')))
    .orderBy(reminder.id);
  return rows.map(({ row }) => row);
};

/** The mails as text; each must fit every platform, in pieces too. */
function mailsOf(player: Player): string[] {
  for (const card of player.inbox) {
    expect(misfits(card)).toEqual([]);
    expect(1 + card.blocks.length + controlsOf(card).length).toBeLessThanOrEqual(40);
  }
  return player.inbox.map(plainCard);
}

describe('asking for a reminder', () => {
  test('in plain words: what and when are read, and the exact next time is shown', async () => {
    const ada = someone();
    await ada.says('/study remind every weekday at 18:30 read a chapter');
    expect(ada.text).toBe(
      'I will remind you\nWhat: read a chapter\nNext: today at 18:30\nAgain: every weekday at 18:30\n[Undo] [My reminders]',
    );
    expect(ada.reply.seenBy).toBe('me');
    expect(await remindersOf(ada)).toMatchObject([
      { words: 'read a chapter', dueAt: new Date('2026-03-02T17:30:00Z') },
    ]);
  });

  test('once, by the clock on the wall or after a while', async () => {
    const ada = someone();
    await ada.says('/study remind tomorrow 7pm hand in the form');
    expect(ada.text).toContain('What: hand in the form\nNext: tomorrow at 19:00');
    expect(ada.text).not.toContain('Again');
    await ada.says('/study remind drink water in 20 minutes');
    expect(ada.text).toContain('What: drink water\nNext: today at 09:20');
    await ada.says('/study remind on 12 June at noon exam');
    expect(ada.text).toContain('Next: on Fri 12 Jun at 12:00');
  });

  test('asks about a zone that is only guessed', async () => {
    const eve = studyloop.person(`Eve${++people}`);
    await eve.says('/study remind tomorrow 7pm call');
    expect(eve.reply.note && plainCard(eve.reply.note)).toContain('It is 08:00 for you, right?');
  });

  test('without words it opens a form, which keeps what it was given', async () => {
    const ada = someone();
    await ada.says('/study remind');
    expect(ada.form.fields.map(({ name }) => name)).toEqual(['what', 'when']);
    await ada.fills({ what: 'graphs', when: 'every other day at 8' });
    expect(ada.text).toContain('What: graphs');
    expect(ada.text).toContain('Again: every other day at 08:00');
  });

  test('half a sentence opens the form with what was said', async () => {
    const ada = someone();
    await ada.says('/study remind read the paper on graphs');
    expect(ada.form.title).toBe('When shall that be?');
    expect(ada.form.fields).toMatchObject([{ value: 'read the paper on graphs' }, { name: 'when' }]);
    expect(ada.form.fields[1]?.help).toContain('Try "');
    await ada.fills({ when: 'tomorrow 8:00' });
    expect(ada.text).toContain('What: read the paper on graphs\nNext: tomorrow at 08:00');
    await ada.says('/study remind tomorrow at 8:00');
    expect(ada.form.fields).toMatchObject([{ name: 'what' }, { value: 'tomorrow at 8:00' }]);
    await ada.fills({ what: 'run' });
    expect(ada.text).toContain('What: run\nNext: tomorrow at 08:00');
    expect(await remindersOf(ada)).toHaveLength(2);
  });

  test.each([
    ['yesterday at 5pm', 'Try'],
    ['on the 31st of February', 'Try'],
    ['every 5 minutes', 'every hour'],
    ['at 25:00', '25:00'],
    ['whenever', 'no time'],
  ])('"%s" cannot be had: the form stays with what was typed and says why', async (when, why) => {
    const ada = someone();
    await ada.says('/study remind');
    const refused = await ada.fills({ what: 'read', when });
    expect(refused.refused?.problems.when).toContain(why);
    expect(await remindersOf(ada)).toEqual([]);
  });

  test('a time in quiet hours is said to come when they end', async () => {
    const ada = someone();
    await ada.says('/study remind today at 23:00 lights out');
    expect(ada.text).toContain('Next: today at 23:00');
    expect(ada.text).toContain('That is in your quiet hours, so it comes tomorrow at 07:00.');
  });

  test('what was meant to be undone is gone, once and for all', async () => {
    const ada = someone();
    await ada.says('/study remind tomorrow 7pm call');
    const echo = ada.card;
    await ada.presses('Undo');
    expect(ada.text).toContain('I will not remind you of call any more.');
    expect(ada.reply.answers).toBe('in place');
    await ada.presses('Undo', echo);
    expect(ada.text).toContain('gone already');
    await lookAt('2026-03-03T18:00:00Z');
    expect(ada.inbox).toEqual([]);
  });

  test('twenty-five fit, and the list shows them all', async () => {
    const ada = someone();
    const long = 'x'.repeat(180);
    for (let n = 10; n < 35; n++)
      await ada.says(`/study remind every Monday, Tuesday and Thursday at 10:${n} ${n} ${long}`);
    await ada.says('/study remind tomorrow 7pm one more');
    expect(ada.text).toContain('You have 25 reminders to come, and more do not fit.');
    await ada.says('/study reminders');
    expect(ada.card.title).toBe('Your 25 reminders');
    expect(ada.text.match(/^• /gm)).toHaveLength(25);
    await lookAt('2026-03-02T10:00:00Z');
    const [mail] = mailsOf(ada);
    expect(mail).toContain('and 24 more');
    expect(mail).toContain('Also for now:');
    expect((await studyloop.db.select().from(occurrence)).filter(({ postKey }) => postKey)).toHaveLength(25);
  });
});

describe('the list', () => {
  test('opens one of them, puts its next time off, and deletes it', async () => {
    const ada = someone();
    await ada.says('/study remind every day at 18:30 read');
    await ada.says('/study reminders');
    const list = ada.card;
    await ada.picks('read');
    expect(ada.text).toContain('Next: today at 18:30');
    const one = ada.card;
    await ada.presses('1 h later');
    expect(ada.text).toContain('It comes today at 19:30 now.');
    await ada.presses('1 h later', one);
    expect(ada.text).toContain('That time has passed or was moved already. This is how it stands:');
    expect(ada.text).toContain('Next: today at 19:30');
    await lookAt('2026-03-02T18:30:00Z');
    expect(mailsOf(ada)).toHaveLength(1);
    await ada.picks('read', list);
    expect(ada.text).toContain('Next: tomorrow at 18:30');
    await ada.presses('A day later');
    expect(ada.text).toContain('Next: on Wed 4 Mar at 18:30');
    await ada.presses('Delete');
    expect(ada.card.title).toBe('Deleted');
    await ada.picks('read', list);
    expect(ada.text).toContain('That reminder is gone.');
  });

  test('is empty at first, and says how to fill it', async () => {
    const ada = someone();
    await ada.says('/study reminders');
    expect(ada.card.title).toBe('No reminders of your own');
    await ada.presses('New reminder');
    await ada.fills({ what: 'x', when: 'tomorrow 9:00' });
    expect(ada.card.title).toBe('I will remind you');
  });

  test("another person's reminders are neither shown nor touched", async () => {
    const [ada, bob] = [someone(), someone('Bob')];
    await ada.says('/study remind tomorrow 9:00 secret');
    const undo = buttonOf(ada.card, 'Undo').intent;
    await bob.pressesIntent(undo);
    expect(bob.text).toContain('gone already');
    await bob.pressesIntent({ to: 'reminders.show', with: undo.with });
    expect(bob.text).not.toContain('secret');
    await bob.says('/study reminders');
    expect(bob.text).not.toContain('secret');
    await lookAt('2026-03-03T08:00:00Z');
    await bob.presses('Done', ada.lastMail);
    expect(bob.text).toContain('That reminder is gone.');
    await bob.presses('Tomorrow', ada.lastMail);
    expect(await remindersOf(ada)).toMatchObject([{ dueAt: null }]);
  });
});

describe('a reminder that lands', () => {
  const landed = async (words: string) => {
    const ada = someone();
    await ada.says(`/study remind ${words}`);
    return ada;
  };

  test('says what, why now, and what can be done', async () => {
    const ada = await landed('every weekday at 18:30 read a chapter');
    await lookAt('2026-03-02T17:29:59Z');
    expect(ada.inbox).toEqual([]);
    await lookAt('2026-03-02T17:30:20Z');
    await lookAt('2026-03-02T17:31:20Z');
    expect(mailsOf(ada)).toEqual([
      'read a chapter\nYou asked for this every weekday at 18:30.\n[Done] [15 m] [1 h] [Tomorrow] [Mute this kind]',
    ]);
    await lookAt('2026-03-03T17:30:20Z');
    expect(ada.inbox).toHaveLength(2);
  });

  test('Done is one press, and pressed again it is still done', async () => {
    const ada = await landed('today at 18:30 read');
    await lookAt('2026-03-02T17:30:20Z');
    studyloop.clock.to('2026-03-02T17:45:00Z');
    await Promise.all([ada.presses('Done', ada.lastMail), ada.presses('Done', ada.lastMail)]);
    expect(ada.text).toBe('read\nYou asked for this.\nDone at 18:45.');
    expect(ada.reply.answers).toBe('in place');
    studyloop.clock.to('2026-03-09T17:45:00Z'); // a button from last week
    await ada.presses('Tomorrow', ada.lastMail);
    expect(ada.text).toContain('Done at 18:45.');
    expect(await remindersOf(ada)).toMatchObject([{ dueAt: null }]);
  });

  test('snoozed, it comes again, and may be snoozed again', async () => {
    const ada = await landed('today at 18:30 read');
    await lookAt('2026-03-02T17:30:20Z');
    await ada.presses('15 m', ada.lastMail);
    expect(ada.text).toContain('I remind you again today at 18:45.');
    await ada.presses('1 h', ada.inbox[0]);
    expect(ada.text).toContain('I remind you again today at 18:45.');
    await lookAt('2026-03-02T17:45:00Z');
    expect(ada.inbox).toHaveLength(1);
    await lookAt('2026-03-02T17:45:21Z');
    expect(ada.inbox).toHaveLength(2);
    await ada.presses('1 h', ada.inbox[0]);
    expect(ada.text).toContain('It came again at 18:45.');
    await ada.presses('Tomorrow', ada.lastMail);
    expect(ada.text).toContain('I remind you again tomorrow at 18:45.');
    await lookAt('2026-03-03T17:45:00Z');
    expect(ada.inbox).toHaveLength(3);
  });

  test('two different snoozes at once: the first of them holds', async () => {
    const ada = await landed('today at 18:30 read');
    await lookAt('2026-03-02T17:30:20Z');
    const presses: Promise<unknown>[] = [];
    await studyloop.db.transaction(async (tx) => {
      await tx.select().from(reminder).for('update');
      for (const label of ['15 m', '1 h']) {
        presses.push(ada.presses(label, ada.lastMail));
        await waiting(presses.length);
      }
    });
    await Promise.all(presses);
    const at = new Date('2026-03-02T17:45:20Z');
    expect(await studyloop.db.select().from(occurrence)).toMatchObject([{ state: 'snoozed', snoozedTo: at }]);
    expect(await remindersOf(ada)).toMatchObject([{ dueAt: at }]);
  });

  /** Resolves when so many statements of ours wait for a lock. */
  async function waiting(count: number) {
    for (let tries = 0; tries < 1000; tries++) {
      const { rows } = await studyloop.db.execute(sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
      if (rows.length >= count) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  test('snoozed and then done after all, it does not come again; its rule goes on', async () => {
    const ada = await landed('every day at 18:30 read');
    await lookAt('2026-03-02T17:30:20Z');
    await ada.presses('1 h', ada.lastMail);
    await ada.presses('Done');
    expect(ada.text).toContain('Done at 18:30.');
    await lookAt('2026-03-02T19:00:00Z');
    expect(ada.inbox).toHaveLength(1);
    await lookAt('2026-03-03T17:30:00Z');
    expect(ada.inbox).toHaveLength(2);
  });

  test('a rule that comes sooner than the snooze comes as it would', async () => {
    const ada = await landed('every hour drink');
    await lookAt('2026-03-02T09:00:00Z');
    await ada.presses('Tomorrow', ada.lastMail);
    expect(ada.text).toContain('I remind you again today at 11:00.');
    await lookAt('2026-03-02T10:00:00Z');
    expect(ada.inbox).toHaveLength(2);
  });

  test('what falls together is one message; each part is answered by itself', async () => {
    const ada = await landed('every day at 18:30 read');
    await ada.says('/study remind today at 18:30 water the plant');
    await lookAt('2026-03-02T17:30:20Z');
    expect(mailsOf(ada)).toEqual([
      'read, and 1 more\n' +
        'read. You asked for this every day at 18:30.\n[Done] [15 m] [1 h] [Tomorrow] [Mute this kind]\n' +
        'water the plant. You asked for this.\n[Done] [15 m] [1 h] [Tomorrow] [Mute this kind]',
    ]);
    await ada.presses('Done', ada.lastMail); // the first of the two
    expect(ada.text).toContain('read. You asked for this every day at 18:30.\nDone at 18:30.\nwater the plant.');
    await ada.presses('1 h');
    expect(ada.text).toContain(
      'Done at 18:30.\nwater the plant. You asked for this.\nI remind you again today at 19:30.\n[Done]',
    );
  });

  test('a press on a reminder that was deleted meanwhile', async () => {
    const ada = await landed('every day at 18:30 read');
    const undo = ada.card;
    await lookAt('2026-03-02T17:30:20Z');
    await ada.presses('Undo', undo);
    for (const label of ['Done', '1 h']) {
      await ada.presses(label, ada.lastMail);
      expect(ada.text).toContain('That reminder is gone.');
    }
  });

  test('its message forgotten, a press still answers', async () => {
    const ada = await landed('today at 18:30 read');
    await lookAt('2026-03-02T17:30:20Z');
    await studyloop.db.delete(post);
    await ada.presses('Done', ada.lastMail);
    expect(ada.text).toBe('read\nDone at 18:30.');
  });

  test('words that are markup elsewhere, or long, come as they were typed', async () => {
    const words = `**bold** <script>alert(1)</script> @everyone ${'graph '.repeat(40)}`.trim();
    const ada = await landed(`today at 18:30 ${words}`);
    await lookAt('2026-03-02T17:30:20Z');
    const [mail] = mailsOf(ada);
    expect(mail).toContain('**bold** <script>alert(1)</script> @everyone graph');
    expect(mail?.replaceAll('\n', ' ')).toContain(words);
  });
});

describe('what was missed', () => {
  test('can be brought back for tomorrow', async () => {
    const ada = someone();
    await lookAt('2026-03-02T08:00:00Z');
    await ada.says('/study remind today at 12:00 hand in the form');
    await lookAt('2026-03-02T16:00:00Z');
    const [mail] = mailsOf(ada);
    expect(mail).toBe(
      'While I was away\nI was offline from 09:00 to 17:00. Nobody is marked absent. This came meanwhile:\n' +
        '• hand in the form (Mon 2 Mar at 12:00)\n[Bring one back tomorrow: hand in the form]\n[My reminders]',
    );
    await ada.picks('hand in the form', ada.lastMail);
    expect(ada.text).toContain('hand in the form: tomorrow at 12:00.');
    await ada.picks('hand in the form', ada.lastMail);
    expect(ada.text).toContain('hand in the form: tomorrow at 12:00.');
    await lookAt('2026-03-03T11:00:00Z');
    expect(ada.inbox).toHaveLength(2);
    const bob = someone('Bob');
    await bob.picks('hand in the form', ada.inbox[0]);
    expect(bob.text).toContain('That reminder is gone.');
  });
});

describe('silence', () => {
  test('a pause holds all back and gives it in one message at its end', async () => {
    const ada = someone();
    await ada.says('/study remind every day at 18:30 read');
    await ada.says('/study reminders');
    await ada.presses('Pause');
    await ada.presses('1 day');
    expect(ada.text).toContain('Paused. What comes meanwhile is told tomorrow at 09:00.');
    expect(ada.text).toContain('[Go on now]');
    await lookAt('2026-03-02T17:30:00Z');
    await lookAt('2026-03-03T07:59:00Z');
    expect(ada.inbox).toEqual([]);
    await lookAt('2026-03-03T08:00:00Z');
    expect(mailsOf(ada)).toEqual([
      'While reminders were paused\nUntil 09:00 this came:\n• read (Mon 2 Mar at 18:30)\n[My reminders]',
    ]);
  });

  test('a pause ends at any time that is said, and at once when asked', async () => {
    const ada = someone();
    await ada.says('/study remind today at 10:00 read');
    await ada.says('/study reminders');
    await ada.presses('Pause');
    await ada.presses('Until …');
    const refused = await ada.fills({ until: 'every friday' });
    expect(refused.refused?.problems.until).toContain('Try "Friday 18:00"');
    await ada.pressesIntent({ to: 'reminders.pause-keep', with: {} }, { until: 'friday 18:00' });
    expect(ada.text).toContain('Paused: all waits until Fri 6 Mar at 18:00.');
    await lookAt('2026-03-02T09:30:00Z');
    expect(ada.inbox).toEqual([]);
    await ada.says('/study reminders');
    await ada.presses('Go on now');
    expect(ada.text).toContain('Reminders come again.');
    await lookAt('2026-03-02T09:31:00Z');
    expect(ada.inbox).toHaveLength(1);
  });

  test('quiet hours are two clocks; what they hold back comes by the hours as they are now', async () => {
    const ada = someone();
    await ada.says('/study remind today at 23:00 read');
    await lookAt('2026-03-02T22:00:00Z');
    expect(ada.inbox).toEqual([]);
    await ada.says('/study reminders');
    await ada.presses('Quiet hours');
    expect(ada.form.fields.map(({ value }) => value)).toEqual(['22:00', '07:00']);
    const refused = await ada.fills({ from: 'late', to: '25:00' });
    expect(Object.keys(refused.refused?.problems ?? {})).toEqual(['from', 'to']);
    await ada.pressesIntent({ to: 'reminders.quiet-keep', with: {} }, { from: '11:30pm', to: '7' });
    expect(ada.text).toContain('Quiet from 23:30 to 07:00.');
    await lookAt('2026-03-02T22:01:00Z');
    expect(mailsOf(ada)).toHaveLength(1);
  });

  test('a muted kind goes by unsaid until it is wanted again', async () => {
    const ada = someone();
    await ada.says('/study remind every day at 18:30 read');
    await lookAt('2026-03-02T17:30:00Z');
    await ada.presses('Mute this kind', ada.lastMail);
    expect(ada.card.title).toBe('Muted: your own reminders');
    expect(ada.reply.answers).toBe('below');
    await ada.presses('Mute this kind', ada.lastMail);
    await lookAt('2026-03-03T17:30:00Z');
    expect(ada.inbox).toHaveLength(1);
    await ada.says('/study reminders');
    expect(ada.text).toContain('Muted: your own reminders.');
    await ada.presses('Unmute your own reminders');
    expect(ada.text).not.toContain('Muted');
    await lookAt('2026-03-04T17:30:00Z');
    expect(ada.inbox).toHaveLength(2);
  });
});

describe('a member who moves', () => {
  const movesTo = async (player: Player, zone: string) => {
    await player.pressesIntent({ to: 'members.zone-set', with: {} }, { zone });
    expect(player.reply.refused).toBeUndefined();
  };

  test('keeps nine in the morning at nine in the morning, and a delay at its instant', async () => {
    const ada = someone();
    await ada.says('/study remind every day at 18:30 read');
    await ada.says('/study remind tomorrow 9:00 call');
    await ada.says('/study remind in 3 hours stretch');
    await movesTo(ada, 'America/New_York');
    const times = (await remindersOf(ada)).map(({ dueAt, zone }) => [dueAt?.toISOString(), zone]);
    expect(times).toEqual([
      ['2026-03-02T23:30:00.000Z', 'America/New_York'],
      ['2026-03-03T14:00:00.000Z', 'America/New_York'],
      ['2026-03-02T11:00:00.000Z', 'America/New_York'],
    ]);
  });

  test('west after it came: not a second time on the same day', async () => {
    const ada = someone();
    await ada.says('/study remind every day at 18:30 read');
    await lookAt('2026-03-02T17:30:00Z');
    await movesTo(ada, 'America/New_York'); // 12:30 there
    await lookAt('2026-03-02T23:30:00Z');
    expect(ada.inbox).toHaveLength(1);
    await lookAt('2026-03-03T23:30:00Z');
    expect(ada.inbox).toHaveLength(2);
  });

  test('past the time of what was asked for once: it comes, late', async () => {
    const ada = someone();
    await ada.says('/study remind today at 10:00 call');
    await movesTo(ada, 'Asia/Tokyo'); // 17:00 there
    await lookAt('2026-03-02T08:01:00Z');
    expect(mailsOf(ada)[0]).toContain('call (Mon 2 Mar at 10:00)');
  });

  test('while one is snoozed: the snooze stays the instant it was', async () => {
    const ada = someone();
    await ada.says('/study remind every day at 18:30 read');
    await lookAt('2026-03-02T17:30:00Z');
    await ada.presses('1 h', ada.lastMail);
    await movesTo(ada, 'Europe/London');
    expect(await remindersOf(ada)).toMatchObject([{ dueAt: new Date('2026-03-02T18:30:00Z'), zone: 'Europe/London' }]);
  });
});
