import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { misfits } from '../../src/chat/limits.ts';
import { controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

/** 09:00 on a Monday in Berlin. */
const monday = '2026-03-02T08:00:00Z';
let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: monday });
});
afterAll(() => studyloop.stop());
beforeEach(() => studyloop.clock.to(monday));

let people = 0;
const someone = (zone = 'Europe/Berlin') => studyloop.person(`Ada${++people}`, zone);

async function setGoal(player: Player, what: string, measure = '') {
  await player.says(`/study goal ${what}`);
  await player.fills({ measure, plan: '18:30 at my desk → solve 3 problems', obstacles: '' });
}

async function addCards(player: Player, count: number) {
  for (let n = 1; n <= count; n++) await player.says(`/study add question ${n} | answer ${n}`);
}

async function grade(player: Player, label: string) {
  await player.presses('Show');
  await player.presses(controlsOf(player.card).find((it) => it.label.startsWith(label))?.label ?? label);
}

const labelsOf = (player: Player) => controlsOf(player.card).map(({ label }) => label);

describe('someone new', () => {
  test('is shown the way in, also by the root alone', async () => {
    const ada = someone();
    await ada.says('/study');
    expect(ada.reply).toMatchObject({ seenBy: 'me', answers: 'below' });
    expect(ada.reply.note).toBeUndefined();
    expect(ada.card.title).toBe(`Hello, ${ada.sender.name}`);
    const card = ada.card;
    expect(labelsOf(ada)).toEqual(['Set my first goal', 'Add a review card', 'Set yourself up']);
    await ada.presses('Set my first goal', card);
    expect(ada.form.title).toBe('A goal with a plan');
    await ada.presses('Add a review card', card);
    expect(ada.form.fields.map(({ name }) => name)).toContain('front');
    await ada.presses('Set yourself up', card);
    expect(ada.text).toContain('I keep one loop going with you');
    expect((await ada.says('/study today')).show).toEqual(card);
  });

  test('is no longer new with a goal, a card, a reminder or a study day', async () => {
    const [goal, card, reminder, studied] = [someone(), someone(), someone(), someone()];
    await setGoal(goal, 'pass algebra');
    await addCards(card, 1);
    await reminder.says('/study remind tomorrow at 9 call Bob');
    await studied.says('/study check-in 20 read');
    for (const one of [goal, card, reminder, studied]) {
      await one.says('/study');
      expect(one.card.title).toBe('Today, Mon 2 Mar');
    }
  });

  test('with a zone that is only guessed is asked about it where a time matters', async () => {
    const ada = studyloop.person('Guessed');
    expect((await ada.says('/study')).note).toBeUndefined();
    await ada.says('/study remind tomorrow at 9 call Bob');
    studyloop.clock.passMinutes(25 * 60);
    expect((await ada.says('/study')).note?.title).toBe('It is 09:00 for you, right?');
  });
});

describe('a day', () => {
  test('says the plan, what is due, what comes next and the streak, in one card', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra', '40 problems by 12 June');
    await addCards(ada, 7);
    await ada.says('/study remind every day at 18:00 tidy up');
    await ada.says('/study remind tomorrow at 23:30 sleep');
    await ada.says('/study check-in');
    await ada.presses('Done');
    studyloop.clock.to('2026-03-03T08:00:00Z');
    await studyloop.tick();
    await ada.says('/study');
    expect(ada.text).toBe(
      [
        'Today, Tue 3 Mar',
        'pass algebra by Fri 12 Jun. Your plan: 18:30 at my desk → solve 3 problems. How is it going?',
        '[Done] [Partly] [Not yet] [Skip today]',
        '5 new cards to learn',
        '[Review 5]',
        // Quiet hours end at 07:00: until then nothing is heard.
        'Comes next: tidy up today at 18:00; sleep tomorrow at 07:00',
        'Streak: 1 study day; today keeps it going',
        '[My goals] [Add a card] [What I can do]',
      ].join('\n'),
    );
    expect(ada.card.blocks).toContainEqual(
      expect.objectContaining({
        kind: 'facts',
        facts: expect.arrayContaining([
          { label: 'Comes next', value: expect.arrayContaining([expect.objectContaining({ kind: 'moment' })]) },
        ]),
      }),
    );
  });

  test('is answered beside the card, which stays as it was', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await addCards(ada, 1);
    await ada.says('/study');
    const { card } = ada;
    await ada.presses('Partly', card);
    expect(ada.reply).toMatchObject({ answers: 'below', show: { kind: 'form', intent: { beside: true } } });
    await ada.presses('Done', card);
    expect(ada.reply.answers).toBe('below');
    expect(ada.card.title).toBe('Done: pass algebra');
    await ada.presses('Review 1', card);
    expect(ada.reply.answers).toBe('below');
    expect(ada.text).toContain('question 1');
    await ada.presses('My goals', card);
    expect(ada.text).toContain('done today');
    await ada.presses('What I can do', card);
    expect(ada.text).toContain('this is the loop');
  });

  test('offers as many cards as a review then serves, learning steps that have come among them', async () => {
    const ada = someone();
    await addCards(ada, 3);
    await ada.says('/study');
    await ada.presses('Review 3');
    await grade(ada, 'Again');
    await grade(ada, 'Easy');
    await grade(ada, 'Easy');
    expect(ada.text).toContain('One card comes back');
    await ada.says('/study');
    expect(ada.text).not.toContain('Review 1');
    expect(ada.text).toContain('Reviewed: 3 cards');
    studyloop.clock.passMinutes(11);
    await ada.says('/study');
    expect(ada.text).toContain('1 card about to fade\n[Review 1]');
    await ada.presses('Review 1');
    expect(ada.text).toContain('question 1');
  });

  test('has one button that stands out: what is due, or else the way to a goal', async () => {
    const ada = someone();
    const standingOut = async () => {
      await ada.says('/study today');
      return controlsOf(ada.card).flatMap((it) => (it.kind === 'button' && it.look === 'main' ? it.label : []));
    };
    await addCards(ada, 1);
    expect(await standingOut()).toEqual(['Review 1']);
    await ada.says('/study review');
    await grade(ada, 'Easy');
    expect(await standingOut()).toEqual(['Set a goal']);
  });

  test('that is done says so', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await addCards(ada, 1);
    await ada.says('/study review');
    await grade(ada, 'Easy');
    await ada.says('/study check-in');
    await ada.presses('Done');
    await ada.says('/study');
    expect(ada.card.tone).toBe('good');
    expect(ada.text).toBe(
      [
        'All done for today',
        '• pass algebra: done today',
        'Reviewed: 1 card',
        'Streak: 1 study day',
        '[My goals] [Add a card] [What I can do]',
      ].join('\n'),
    );
  });

  test('with a plan that was not kept yet is not called done', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await ada.says('/study check-in');
    await ada.presses('Not yet');
    await ada.says('/study');
    expect(ada.card).toMatchObject({ title: 'Today, Mon 2 Mar', tone: 'plain' });
    expect(ada.text).toContain('• pass algebra: not yet today');
  });

  test('without goals and cards due says so, and how to begin again', async () => {
    const ada = someone();
    await setGoal(ada, 'pass algebra');
    await ada.says('/study goals pass algebra');
    await ada.presses('Drop');
    await ada.says('/study');
    expect(ada.text).toBe('Today, Mon 2 Mar\nNothing is due.\n[Set a goal] [Add a card] [What I can do]');
    await ada.presses('Set a goal');
    expect(ada.form.title).toBe('A goal with a plan');
  });

  test('is by the wall of the one who asks', async () => {
    const [tokyo, hawaii] = [someone('Asia/Tokyo'), someone('Pacific/Honolulu')];
    studyloop.clock.to('2026-03-02T23:00:00Z');
    for (const one of [tokyo, hawaii]) {
      await addCards(one, 1);
      await one.says('/study');
    }
    expect([tokyo.card.title, hawaii.card.title]).toEqual(['Today, Tue 3 Mar', 'Today, Mon 2 Mar']);
  });
});

describe('many things', () => {
  test('begin with the goal most in need; the others have a line each', async () => {
    const ada = someone();
    await setGoal(ada, 'said on Monday');
    await setGoal(ada, 'never said');
    await ada.says('/study check-in');
    expect(ada.card.title).toBe('said on Monday');
    await ada.presses('Done');
    studyloop.clock.to('2026-03-03T08:00:00Z');
    await ada.says('/study');
    expect(ada.text).toMatch(/^Today, Tue 3 Mar\nnever said\. Your plan/);
    expect(ada.text).toContain('• said on Monday: 18:30 at my desk → solve 3 problems');
    await ada.presses('Done');
    await ada.says('/study');
    expect(ada.text).toMatch(/^Today, Tue 3 Mar\nsaid on Monday\. Your plan[\s\S]*• never said: done today/);
    expect(ada.text).toContain('Streak: 2 study days in a row\n');
  });

  test('fit every platform', async () => {
    const ada = someone();
    for (let n = 1; n <= 20; n++) {
      await ada.says(`/study goal ${'W'.repeat(190)} ${n}`);
      const kept = await ada.fills({
        measure: '',
        plan: `18:30 ${'c'.repeat(130)} → ${'a'.repeat(140)}`,
        obstacles: '',
      });
      expect(kept.refused).toBeUndefined();
    }
    for (let n = 1; n <= 4; n++) await ada.says(`/study remind tomorrow at 1${n}:00 ${'語'.repeat(200)}`);
    await addCards(ada, 3);
    await ada.says('/study');
    expect(misfits(ada.card)).toEqual([]);
    expect(1 + ada.card.blocks.length + controlsOf(ada.card).length).toBeLessThanOrEqual(40);
    expect(ada.text).toContain('• and 14 more');
    expect(ada.text.match(/tomorrow at/g)).toHaveLength(3);
  });

  test('are only one’s own', async () => {
    const [ada, bob] = [someone(), someone()];
    await setGoal(ada, 'secret of Ada');
    await addCards(ada, 3);
    await ada.says('/study remind every day at 18:00 call my doctor');
    await bob.says('/study check-in 5 read');
    await bob.says('/study');
    expect(bob.text).toBe(
      'Today, Mon 2 Mar\nNothing is due.\nStreak: 1 study day\n[Set a goal] [Add a card] [What I can do]',
    );
  });
});

describe('reminders', () => {
  test('whose time has come, but not the minute bell, are told for now', async () => {
    const ada = someone();
    await ada.says('/study remind today at 10:00 tidy up');
    studyloop.clock.to('2026-03-02T09:00:30Z');
    await ada.says('/study');
    expect(ada.text).toContain('Comes next: tidy up today at 10:00');
    studyloop.clock.to('2026-03-02T09:20:00Z');
    await ada.says('/study');
    expect(ada.text).toContain('Comes next: tidy up today at 10:20');
  });

  test('that are muted are left out', async () => {
    const ada = someone();
    await ada.says('/study remind every day at 18:00 tidy up');
    await ada.pressesWire('reminders.mute?kind=own');
    await ada.says('/study');
    expect(ada.text).not.toContain('tidy up');
  });

  test('that are paused are told for when the pause ends', async () => {
    const ada = someone();
    await ada.says('/study remind every day at 18:00 tidy up');
    await ada.pressesWire('reminders.pause-for?days=7');
    await ada.says('/study');
    expect(ada.text).toContain('Comes next: tidy up on Mon 9 Mar at 09:00');
  });
});
