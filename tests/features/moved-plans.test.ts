import { isNotNull } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { misfits } from '../../src/chat/limits.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { reminder } from '../../src/db/schema/index.ts';
import { buttonOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

/** 09:00 on a Monday in Berlin. */
const monday = '2026-03-02T08:00:00Z';
let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: monday });
});
afterAll(() => studyloop.stop());
beforeEach(async () => {
  await studyloop.db.delete(reminder);
  studyloop.clock.to(monday);
});

let people = 0;
async function notYet(what = 'pass algebra'): Promise<Player> {
  const ada = studyloop.person(`Mover${++people}`, 'Europe/Berlin');
  await ada.says(`/study goal ${what}`);
  await ada.fills({ measure: '', plan: '18:30 at my desk → solve 3 problems', obstacles: '' });
  await ada.says('/study check-in');
  await ada.presses('Not yet');
  return ada;
}
async function lookAt(at: string) {
  studyloop.clock.to(at);
  await studyloop.tick();
}
const mailsOf = (player: Player) => player.inbox.map(plainCard);

describe('a plan that was not done yet', () => {
  test('moves to later today with one press, and its check-in comes then, once', async () => {
    const ada = await notYet();
    expect(ada.text).toContain('Reschedule it?\n[Today at 11:00] [Tomorrow at 18:00]');
    await ada.presses('Today at 11:00');
    expect(ada.reply).toMatchObject({ answers: 'below', seenBy: 'me' });
    expect(ada.text).toBe(
      'Moved\nWhat: pass algebra\nNext: today at 11:00\nI ask you about it then, once.\n[Undo] [My reminders]',
    );
    await lookAt('2026-03-02T09:59:00Z');
    expect(ada.inbox).toEqual([]);
    await lookAt('2026-03-02T10:00:00Z');
    expect(misfits(ada.lastMail)).toEqual([]);
    expect(mailsOf(ada)).toEqual([
      'pass algebra\nYou moved this to now. Your plan: 18:30 at my desk → solve 3 problems. How did it go?\n' +
        '[Done] [Partly] [Not yet] [Skip today]\n[15 m] [1 h] [Tomorrow]',
    ]);
    await ada.presses('Done', ada.lastMail);
    expect(ada.card.title).toBe('Done: pass algebra');
    await lookAt('2026-03-02T17:00:00Z');
    expect(ada.inbox).toHaveLength(1);
  });

  test('is offered other times after the obstacle was named, too', async () => {
    const ada = await notYet();
    await ada.presses('Too tired');
    expect(ada.text).toContain('Reschedule it?\n[Today at 11:00] [Tomorrow at 18:00]');
  });

  test('does not come where it was said meanwhile, nor after Undo', async () => {
    const [ada, bob] = [await notYet(), await notYet('pass biology')];
    await ada.presses('Today at 11:00');
    await ada.says('/study check-in');
    await ada.presses('Done');
    await bob.presses('Today at 11:00');
    await bob.presses('Undo');
    await lookAt('2026-03-02T10:00:00Z');
    expect([...ada.inbox, ...bob.inbox]).toEqual([]);
  });

  test('moved again comes at the new time alone', async () => {
    const ada = await notYet();
    const card = ada.card;
    await ada.presses('Today at 11:00', card);
    await ada.presses('Tomorrow at 18:00', card);
    await ada.says('/study reminders');
    expect(ada.text).toContain('• pass algebra: Tue 3 Mar at 18:00');
    await lookAt('2026-03-02T17:00:00Z');
    expect(ada.inbox).toEqual([]);
  });

  test('moved to tomorrow is asked about in one message with the daily look, and once', async () => {
    const ada = await notYet();
    await ada.says('/study add question | answer');
    await ada.says('/study check-in');
    await ada.presses('Not yet');
    await ada.presses('Tomorrow at 18:00');
    await lookAt('2026-03-02T17:00:00Z');
    await lookAt('2026-03-03T17:00:00Z');
    expect(ada.inbox).toHaveLength(2);
    const mail = plainCard(ada.lastMail);
    expect(mail).toContain('pass algebra. You moved this to now.');
    expect(mail).toContain('1 new card to learn.');
    expect(mail.match(/pass algebra\./g)).toHaveLength(1);
    expect(buttonOf(ada.lastMail, 'Done').intent).toMatchObject({ to: 'check-in.done', with: { day: '2026-03-03' } });
  });

  test('can be put off once more, and still asks for its check-in', async () => {
    const ada = await notYet();
    await ada.presses('Today at 11:00');
    await lookAt('2026-03-02T10:00:00Z');
    await ada.presses('1 h', ada.lastMail);
    expect(ada.text).toContain('I remind you again today at 12:00.');
    expect(ada.text).toContain('[Done] [Partly] [Not yet] [Skip today]');
    await lookAt('2026-03-02T11:00:00Z');
    expect(ada.inbox).toHaveLength(2);
    expect(plainCard(ada.lastMail)).toContain('[Done] [Partly] [Not yet] [Skip today]');
  });

  test('is moved by its owner alone, while its goal is active and the time lies ahead', async () => {
    const [ada, eve] = [await notYet(), await notYet('pass biology')];
    const today = buttonOf(ada.card, 'Today at 11:00').intent;
    await eve.pressesIntent(today);
    expect(eve.text).toContain('That goal is not active any more');
    studyloop.clock.to('2026-03-02T11:00:00Z');
    await ada.pressesIntent(today);
    expect(ada.text).toContain('That time has passed. /study check-in');
    expect(await studyloop.db.select().from(reminder).where(isNotNull(reminder.goalId))).toEqual([]);
  });

  test('is no use where 25 reminders wait: it says so, and one that was moved can still be moved', async () => {
    const ada = await notYet();
    const card = ada.card;
    await ada.presses('Today at 11:00', card);
    for (let n = 1; n < 25; n++) await ada.says(`/study remind tomorrow 9:00 thing ${n}`);
    await ada.presses('Tomorrow at 18:00', card);
    expect(ada.card.title).toBe('Moved');
    await ada.presses('Undo');
    await ada.says('/study remind tomorrow 9:00 one more');
    await ada.presses('Tomorrow at 18:00', card);
    expect(ada.text).toContain('You have 25 reminders to come');
  });
});
