import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { misfits } from '../../src/chat/limits.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { member, occurrence, outage, pulse, reminder } from '../../src/db/schema/index.ts';
import { runTask } from '../../src/engine/tasks.ts';
import { buttonOf, controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

/** 09:00 on a Monday in Berlin. */
const monday = '2026-03-02T08:00:00Z';
const dayMs = 24 * 3600 * 1000;
let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: monday });
});
afterAll(() => studyloop.stop());
beforeEach(async () => {
  await studyloop.db.delete(reminder);
  await studyloop.db.delete(pulse);
  await studyloop.db.delete(outage);
  studyloop.clock.to(monday);
});

let people = 0;
const someone = (zone = 'Europe/Berlin') => studyloop.person(`Ada${++people}`, zone);

async function lookAt(at: string | Date) {
  studyloop.clock.to(typeof at === 'string' ? at : at.toISOString());
  await studyloop.tick();
}
/** 18:00 in Berlin, so many days after the Monday. */
const evening = (days: number) => new Date(Date.parse('2026-03-02T17:00:00Z') + days * dayMs);

async function setGoal(player: Player, what: string) {
  await player.says(`/study goal ${what}`);
  await player.fills({ measure: '', plan: '18:30 at my desk → solve 3 problems', obstacles: '' });
}

async function addCards(player: Player, count: number) {
  for (let n = 1; n <= count; n++) await player.says(`/study add question ${n} | answer ${n}`);
}

const mailsOf = (player: Player) =>
  player.inbox.map((card) => {
    expect(misfits(card)).toEqual([]);
    expect(1 + card.blocks.length + controlsOf(card).length).toBeLessThanOrEqual(40);
    return plainCard(card);
  });

async function memberOf(player: Player) {
  const [row] = await studyloop.db.select().from(member).where(eq(member.key, player.sender.key));
  if (!row) throw new Error(`${player.sender.name} is not known`);
  return row;
}
async function looksOf(player: Player) {
  const { id } = await memberOf(player);
  return studyloop.db
    .select({ state: occurrence.state, dueAt: occurrence.dueAt, postKey: occurrence.postKey })
    .from(occurrence)
    .innerJoin(reminder, and(eq(reminder.id, occurrence.reminderId), eq(reminder.kind, 'daily')))
    .where(eq(occurrence.memberId, id))
    .orderBy(occurrence.dueAt);
}

const foot = 'It is your study hour. Not now?\n[15 m] [1 h] [Tomorrow]';

describe('the daily look', () => {
  test('shows your plan at your hour, and Done is one press', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await lookAt('2026-03-02T16:59:59Z');
    expect(ada.inbox).toEqual([]);
    await lookAt(evening(0));
    expect(mailsOf(ada)).toEqual([
      'pass algebra\nYour plan: 18:30 at my desk → solve 3 problems. How did it go today?\n' +
        `[Done] [Partly] [Not yet] [Skip today] [Mute this kind]\n${foot}`,
    ]);
    await ada.presses('Done', ada.lastMail);
    expect(ada.card.title).toBe('Done: pass algebra');
    expect(ada.reply.answers).toBe('in place');
    await lookAt('2026-03-02T17:01:00Z');
    expect(ada.inbox).toHaveLength(1);
  });

  test('says nothing when today was said already, and nothing when there is nothing', async () => {
    const [ada, bob] = [someone(), someone()];
    await setGoal(ada, 'pass algebra');
    await ada.says('/study check-in');
    await ada.presses('Skip today');
    await bob.says('/study me');
    await ask(bob, 'reminders.watch');
    await lookAt(evening(0));
    expect([...ada.inbox, ...bob.inbox]).toEqual([]);
    expect(await looksOf(ada)).toMatchObject([{ state: 'idle', postKey: null }]);
    await lookAt(evening(1));
    expect(ada.inbox).toHaveLength(1);
  });

  test('brings reviews, as many as are left for the day, with what else falls together, in one message', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await addCards(ada, 7);
    await ada.says('/study remind every day at 18:00 tidy up');
    await lookAt(evening(0));
    expect(mailsOf(ada)).toEqual([
      [
        'tidy up, and 2 more',
        'tidy up. You asked for this every day at 18:00.',
        '[Done] [15 m] [1 h] [Tomorrow] [Mute this kind]',
        'pass algebra. Your plan: 18:30 at my desk → solve 3 problems. How did it go today?',
        '[Done] [Partly] [Not yet] [Skip today] [Mute this kind]',
        '5 new cards to learn. Nothing is being forgotten, so there is room for something new.',
        '[Review 5] [Mute this kind]',
        foot,
      ].join('\n'),
    ]);
    const mail = ada.lastMail;
    await ada.pressesIntent(buttonOf(mail, 'Partly').intent);
    expect(ada.reply).toMatchObject({ answers: 'below', show: { kind: 'form' } });
    await ada.presses('Review 5', mail);
    expect(ada.text).toContain('question 1');
    await ada.presses('Done', mail); // the first: tidying up
    expect(ada.reply.answers).toBe('in place');
    expect(ada.text).toContain('tidy up. You asked for this every day at 18:00.\nDone at 18:00.\npass algebra.');
    expect(ada.text).toContain('[Review 5]');
  });

  test('counts what a review would serve: what is due by tonight, within the cap, less what was done', async () => {
    const ada = someone();
    await addCards(ada, 3);
    await ada.says('/study review');
    for (let n = 0; n < 3; n++) {
      await ada.presses('Show');
      const easy = controlsOf(ada.card).find(({ label }) => label.startsWith('Easy'))?.label ?? '';
      await ada.presses(easy);
    }
    await lookAt(evening(0));
    expect(ada.inbox).toEqual([]);
    await lookAt(evening(20));
    expect(mailsOf(ada)[0]).toContain('3 cards about to fade');
    expect(mailsOf(ada)[0]).toContain('3 for today.\n[Review 3]');
  });

  test('speaks of three goals at most, and each day of those longest unsaid', async () => {
    const ada = someone();
    for (const what of ['one', 'two', 'three', 'four']) await setGoal(ada, `goal ${what}`);
    await lookAt(evening(0));
    const first = ['one', 'two', 'three', 'four'].filter((it) => mailsOf(ada)[0]?.includes(`goal ${it}. Your plan`));
    expect(first).toHaveLength(3);
    for (let n = 0; n < 3; n++) {
      const done = controlsOf(ada.lastMail).filter((it) => it.kind === 'button' && it.label === 'Done')[n];
      if (done?.kind === 'button') await ada.pressesIntent(done.intent);
    }
    await lookAt(evening(1));
    const left = ['one', 'two', 'three', 'four'].filter((it) => !first.includes(it));
    expect(mailsOf(ada)[1]).toMatch(new RegExp(`^goal ${left[0]}, and 2 more`));
  });

  test('put off, it comes again with what is true then', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await addCards(ada, 1);
    await lookAt(evening(0));
    await ada.presses('1 h', ada.lastMail);
    expect(ada.text).toContain('I remind you again today at 19:00.');
    expect(ada.text).toContain('[Done] [Partly]');
    await ada.says('/study check-in');
    await ada.presses('Done');
    await lookAt('2026-03-02T18:00:00Z');
    expect(mailsOf(ada)[1]).toContain('1 new card to learn');
    expect(mailsOf(ada)[1]).not.toContain('pass algebra');
    await lookAt(evening(1));
    expect(ada.inbox).toHaveLength(3);
  });

  test('missed by hours, it is a line among what was missed', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await ada.says('/study remind every day at 20:00 read');
    await lookAt('2026-03-02T16:00:00Z');
    await lookAt('2026-03-04T12:00:00Z');
    expect(mailsOf(ada)).toEqual([
      'While I was away\nI was offline from Mon 2 Mar at 17:00 to Wed 4 Mar at 13:00. Nobody is marked absent. This came meanwhile:\n' +
        '• Your daily look: pass algebra (2 times, last Tue 3 Mar at 18:00)\n' +
        '• read (2 times, last Tue 3 Mar at 20:00)\n[What is for today] [My reminders]',
    ]);
    await ada.presses('What is for today', ada.lastMail);
    expect(ada.reply).toMatchObject({ answers: 'below', show: { title: 'Today, Wed 4 Mar' } });
    await lookAt(evening(2));
    expect(mailsOf(ada)[1]).toContain('How did it go today?');
  });
});

async function ask(player: Player, task: string) {
  const { id } = await memberOf(player);
  await runTask(studyloop.world, studyloop.catalog, studyloop.queue, { task, with: { memberId: id } });
}

describe('muted kinds', () => {
  test('are left out, and a goal that nobody asks about comes at the pace at which it fades', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await addCards(ada, 1);
    await lookAt(evening(0));
    await ada.pressesIntent({ to: 'reminders.mute', with: { kind: 'check-in' } });
    await ada.pressesIntent({ to: 'reminders.mute', with: { kind: 'review' } });
    await lookAt(evening(1));
    expect(mailsOf(ada)[1]).toContain(
      'pass algebra\nYou set it 1 day ago. Is it still what you want?\n[Look at it] [Mute this kind]',
    );
    await ada.presses('Look at it', ada.lastMail);
    expect(ada.text).toContain('pass algebra');
    await ada.says('/study check-in');
    await ada.presses('Done');
    for (let days = 2; days < 9; days++) await lookAt(evening(days));
    const spoken = mailsOf(ada).slice(2);
    expect(spoken.length).toBeGreaterThan(0);
    expect(spoken.length).toBeLessThan(7);
    expect(spoken[0]).toMatch(/Your last word on it was \d days ago\./);
  });

  test('all muted, nothing comes', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    for (const kind of ['check-in', 'review', 'goal', 'own'])
      await ada.pressesIntent({ to: 'reminders.mute', with: { kind } });
    for (let days = 0; days < 4; days++) await lookAt(evening(days));
    expect(ada.inbox).toEqual([]);
    await ada.says('/study reminders');
    expect(ada.text).toContain('Muted: your own reminders, reviews, check-ins, goals.');
  });
});

describe('prompts fade', () => {
  /** The days, counted from the Monday, on which a message came. */
  const daysSpoken = async (player: Player) =>
    (await looksOf(player))
      .filter(({ postKey }) => postKey !== null)
      .map(({ dueAt }) => Math.round((dueAt.getTime() - evening(0).getTime()) / dayMs));

  test('for one who does not answer: every other day, every third, fourth, then once a week; never more', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    for (let days = 0; days < 45; days++) await lookAt(evening(days));
    expect(await daysSpoken(ada)).toEqual([0, 1, 2, 4, 6, 9, 12, 16, 20, 27, 34, 41]);
    expect(mailsOf(ada)[2]).toContain('so I will ask every other day from now. Any answer brings me back daily.');
    expect(mailsOf(ada)[9]).not.toContain('from now');
    await ada.says('/study check-in');
    await ada.presses('Not yet');
    for (let days = 45; days < 48; days++) await lookAt(evening(days));
    expect((await daysSpoken(ada)).slice(-3)).toEqual([45, 46, 47]);
  });

  test('not for one who answers, with a check-in, a review or a press', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    for (let days = 0; days < 12; days++) {
      await lookAt(evening(days));
      if (days % 3 === 2) await ada.presses('Done', ada.lastMail);
    }
    expect(await daysSpoken(ada)).toHaveLength(12);
  });
});

describe('whoever is watched', () => {
  test('is watched once, however often it is asked for', async () => {
    const ada = someone();
    await ada.says('/study me');
    await Promise.all(Array.from({ length: 5 }, () => ask(ada, 'reminders.watch')));
    await ask(ada, 'reminders.watch');
    expect(await studyloop.db.select().from(reminder)).toMatchObject([
      { kind: 'daily', dueAt: evening(0), ringAt: evening(0), zone: 'Europe/Berlin' },
    ]);
  });

  test('cannot lose the look by a press that is meant for reminders of their own', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    const [look] = await studyloop.db.select().from(reminder);
    await ada.pressesIntent({ to: 'reminders.drop', with: { reminderId: look?.id ?? '' } });
    expect(ada.text).toContain('gone already');
    expect(await studyloop.db.select().from(reminder)).toHaveLength(1);
  });

  test('and forgotten meanwhile, is no trouble', async () => {
    const nobody = { memberId: '0000000000000000' };
    for (const task of ['reminders.watch', 'reminders.replan'])
      await runTask(studyloop.world, studyloop.catalog, studyloop.queue, { task, with: nobody });
    expect(await studyloop.db.select().from(reminder)).toEqual([]);
  });

  const hourTo = (player: Player, hour: string) => player.pressesIntent({ to: 'members.hour-set', with: {} }, { hour });

  test('at another hour, from then on; but not twice on one day', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await hourTo(ada, '19:30');
    await lookAt(evening(0));
    expect(ada.inbox).toEqual([]);
    await lookAt('2026-03-02T18:30:00Z');
    expect(ada.inbox).toHaveLength(1);
    await hourTo(ada, '20:30');
    expect(await studyloop.db.select().from(reminder)).toMatchObject([{ dueAt: new Date('2026-03-03T19:30:00Z') }]);
    await lookAt('2026-03-02T19:30:00Z');
    expect(ada.inbox).toHaveLength(1);
    await lookAt('2026-03-03T19:30:00Z');
    expect(ada.inbox).toHaveLength(2);
  });

  test('in another zone, at the same hour there; but not twice on one day', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await lookAt(evening(0));
    await ada.pressesIntent({ to: 'members.zone-set', with: {} }, { zone: 'New York' });
    await lookAt('2026-03-02T23:00:00Z');
    expect(ada.inbox).toHaveLength(1);
    await lookAt('2026-03-03T23:00:00Z');
    expect(ada.inbox).toHaveLength(2);
    await ada.pressesIntent({ to: 'members.zone-set', with: {} }, { zone: 'Auckland' });
    const rows = await studyloop.db.select().from(reminder);
    expect(rows).toMatchObject([{ zone: 'Pacific/Auckland', dueAt: new Date('2026-03-04T05:00:00Z') }]);
  });

  test('while the look waits to be planned, a change of hour loses nothing', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    studyloop.clock.to('2026-03-02T17:30:00Z');
    await hourTo(ada, '20:00');
    await lookAt('2026-03-02T17:31:00Z');
    expect(mailsOf(ada)).toHaveLength(1);
    await lookAt('2026-03-02T19:00:00Z');
    expect(mailsOf(ada)).toHaveLength(1);
  });
});
