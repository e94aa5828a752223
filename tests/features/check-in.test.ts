import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkIn, goal, goalStep, member, reminder } from '../../src/db/schema/index.ts';
import { buttonOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

const monday = '2026-03-02T08:00:00Z';
let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: monday });
});
afterAll(() => studyloop.stop());
beforeEach(() => studyloop.clock.to(monday));

let people = 0;
const someone = (name = 'Ada', zone = 'Europe/Berlin') => studyloop.person(`${name}${++people}`, zone);

async function goalOf(player: Player, what: string, fields: Record<string, string> = {}) {
  await player.says(`/study goal ${what}`);
  await player.fills({
    measure: '40 problems by 12 June',
    plan: '18:30 at my desk → solve 3 problems',
    obstacles: 'my phone → put it in another room',
    ...fields,
  });
  const [row] = await studyloop.db
    .select({ id: goal.id })
    .from(goal)
    .innerJoin(member, eq(member.id, goal.memberId))
    .where(and(eq(goal.what, what), eq(member.key, player.sender.key)));
  if (!row) throw new Error(`${what} was not kept`);
  return row;
}

async function checkInsOf(player: Player) {
  const rows = await studyloop.db
    .select({ row: checkIn })
    .from(checkIn)
    .innerJoin(member, eq(member.id, checkIn.memberId))
    .where(eq(member.key, player.sender.key))
    .orderBy(checkIn.day, checkIn.id);
  return rows.map(({ row }) => row);
}

describe("today's plan", () => {
  test('shows what was planned, and Done is one press', async () => {
    const ada = someone();
    const { id } = await goalOf(ada, 'pass algebra');
    await ada.says('/study check-in');
    expect(ada.card.title).toBe('pass algebra');
    expect(ada.text).toContain('Plan: 18:30 at my desk → solve 3 problems');
    expect(ada.text).toContain('If it gets hard: my phone → put it in another room');
    expect(ada.text).toContain('[Done] [Partly] [Not yet] [Skip today]');
    await ada.presses('Done');
    expect(ada.reply).toMatchObject({ answers: 'in place', seenBy: 'me' });
    expect(ada.card.title).toBe('Done: pass algebra');
    expect(ada.text).toContain('[Add details] [Reflect] [Change]');
    expect(await checkInsOf(ada)).toMatchObject([
      { goalId: id, day: '2026-03-02', outcome: 'done', zone: 'Europe/Berlin' },
    ]);
  });

  test('Partly opens one box; all of it is optional, and it stands there when it is opened again', async () => {
    const ada = someone();
    await goalOf(ada, 'pass biology');
    await ada.says('/study check-in');
    await ada.presses('Partly');
    expect(ada.form.fields.map(({ label }) => label)).toEqual([
      'How much (problems)',
      'Minutes',
      'How you studied',
      'What on',
      'How sure are you of it now',
    ]);
    expect(await checkInsOf(ada)).toEqual([]);
    const fields = { amount: '2', minutes: '25', strategy: 'retrieval', note: 'cells\nand walls', confidence: '3' };
    await ada.fills(fields);
    expect(ada.card.title).toBe('Partly: pass biology');
    expect(ada.text).toContain(
      '2 problems · 25 min · Retrieval practice · how sure after: 3 of 5 · “cells\nand walls”',
    );
    await ada.presses('Change');
    expect(ada.text).toContain('So far today: Partly · 2 problems');
    await ada.presses('Partly');
    expect(Object.fromEntries(ada.form.fields.map(({ name, value }) => [name, value]))).toEqual(fields);
    await ada.fills({ amount: '', note: '' });
    expect(await checkInsOf(ada)).toMatchObject([{ outcome: 'partly', amount: null, minutes: 25, note: null }]);
  });

  test.each([
    [{ amount: 'a few' }, 'amount', 'I cannot read “a few” as a number'],
    [{ amount: '9'.repeat(40) }, 'amount', 'as a number'],
    [{ minutes: '2000' }, 'minutes', 'from 1 to 1440'],
    [{ minutes: '1.5' }, 'minutes', 'whole number'],
    [{ strategy: 'osmosis' }, 'strategy', 'choose one of'],
    [{ note: 'n'.repeat(2001) }, 'note', '2001 characters, and 2000 fit'],
  ])('%o is asked back at its field, and nothing is kept', async (fields, name, says) => {
    const ada = someone();
    await goalOf(ada, 'pass chemistry');
    await ada.says('/study check-in');
    await ada.presses('Partly');
    await ada.fills(fields);
    expect(ada.reply.refused?.problems[name]).toContain(says);
    expect(await checkInsOf(ada)).toEqual([]);
  });

  test('numbers are read as people write them', async () => {
    const ada = someone();
    await goalOf(ada, 'pass geology');
    for (const [typed, amount] of [
      ['about 2,5', 2.5],
      ['12 problems', 12],
      ['three', 3],
    ] as const) {
      await ada.says('/study check-in');
      await ada.presses('Partly');
      await ada.fills({ amount: typed });
      expect(await checkInsOf(ada)).toMatchObject([{ amount }]);
    }
  });

  test('Not yet asks what got in the way; the answer is the plan made for it, or the question that leads to one', async () => {
    const ada = someone();
    await goalOf(ada, 'pass dance');
    await ada.says('/study check-in');
    await ada.presses('Not yet');
    expect(ada.text).toContain('What got in the way?');
    expect(ada.text).toContain('[No time] [Too tired] [Too hard] [Distracted]');
    const asked = ada.card;
    await ada.presses('Distracted', asked);
    expect(ada.text).toContain('Distracted. You thought ahead: my phone → put it in another room');
    await ada.presses('Too tired', asked);
    expect(ada.text).toContain('Too tired. What is the smallest step for a day like that?');
    expect(await checkInsOf(ada)).toMatchObject([{ outcome: 'not-yet', obstacle: 'health' }]);
    await ada.presses('Change my plan');
    expect(ada.form.title).toBe('Goal and plan');
    await ada.presses('Done', (await ada.says('/study check-in')).show as typeof asked);
    await ada.presses('No time', asked);
    expect(ada.text).toContain('So far today: Done');
    expect(await checkInsOf(ada)).toMatchObject([{ outcome: 'done', obstacle: null }]);
  });

  test('Skip rests, counts for no streak and breaks no sweat', async () => {
    const ada = someone();
    await goalOf(ada, 'pass ethics');
    await ada.says('/study check-in');
    await ada.presses('Skip today');
    expect(ada.text).toContain('A rest is part of a plan.');
    expect(ada.text).not.toMatch(/streak|in a row/);
    await ada.presses('Change');
    await ada.presses('Done');
    expect(ada.text).toContain('Day 1: a streak begins.');
  });

  test('two presses at once are one check-in', async () => {
    const ada = someone();
    await goalOf(ada, 'pass fencing');
    await ada.says('/study check-in');
    const card = ada.card;
    await Promise.all([ada.presses('Done', card), ada.presses('Done', card), ada.presses('Skip today', card)]);
    expect(await checkInsOf(ada)).toHaveLength(1);
  });
});

describe('the streak', () => {
  test('is told when it grows, and only then', async () => {
    const ben = someone('Ben');
    await goalOf(ben, 'learn Greek');
    const press = async (day: string) => {
      studyloop.clock.to(`${day}T08:00:00Z`);
      await ben.says('/study check-in');
      await ben.presses('Done');
      return ben.text;
    };
    expect(await press('2026-03-02')).toContain('Day 1: a streak begins.');
    expect(await press('2026-03-02')).not.toMatch(/streak|in a row/);
    expect(await press('2026-03-03')).toContain('That makes 2 study days in a row.');
    expect(await press('2026-03-05')).toContain('Day 1: a streak begins.');
  });

  test('a day missed after a week is forgiven, and that is said', async () => {
    const ben = someone('Ben');
    await goalOf(ben, 'learn Irish');
    for (const date of [2, 3, 4, 5, 6, 7, 8, 10]) {
      studyloop.clock.to(`2026-03-${String(date).padStart(2, '0')}T08:00:00Z`);
      await ben.says('/study check-in');
      await ben.presses('Done');
    }
    expect(ben.text).toContain('That makes 8 study days in a row, 1 missed day forgiven.');
  });

  test('a day put right counts', async () => {
    const ben = someone('Ben');
    await goalOf(ben, 'learn Turkish');
    const [row] = await studyloop.db.select().from(member).where(eq(member.key, ben.sender.key));
    await studyloop.db.execute(
      `insert into mended_day (member_id, day, reason, at) values ('${row?.id}', '2026-03-01', 'offline', '2026-03-02')`,
    );
    await ben.says('/study check-in');
    await ben.presses('Done');
    expect(ben.text).toContain('That makes 2 study days in a row.');
  });
});

describe('when the day is over', () => {
  test("a press on yesterday's card changes nothing and shows today's plan", async () => {
    const cem = someone('Cem');
    await goalOf(cem, 'learn the violin');
    await cem.says('/study check-in');
    const yesterdays = cem.card;
    studyloop.clock.to('2026-03-02T23:00:00Z'); // midnight in Berlin
    for (const label of ['Done', 'Partly', 'Not yet', 'Skip today']) {
      await cem.presses(label, yesterdays);
      expect(cem.card.title).toBe('That was for Mon 2 Mar');
      expect(cem.text).toContain('I changed nothing. Here is today’s plan.');
      expect(await checkInsOf(cem)).toEqual([]);
    }
    await cem.presses('Done');
    expect(await checkInsOf(cem)).toMatchObject([{ day: '2026-03-03', outcome: 'done' }]);
  });

  test('until then it can be changed', async () => {
    const cem = someone('Cem');
    await goalOf(cem, 'learn the cello');
    await cem.says('/study check-in');
    await cem.presses('Done');
    const done = cem.card;
    studyloop.clock.to('2026-03-02T22:59:59Z');
    await cem.presses('Change', done);
    await cem.presses('Not yet');
    expect(await checkInsOf(cem)).toMatchObject([{ day: '2026-03-02', outcome: 'not-yet' }]);
    studyloop.clock.to('2026-03-02T23:00:00Z');
    await cem.presses('Change', done);
    expect(cem.card.title).toBe('That was for Mon 2 Mar');
  });

  test('a box that was opened before midnight may be sent within the hour, for its own day', async () => {
    const cem = someone('Cem');
    await goalOf(cem, 'learn the flute');
    studyloop.clock.to('2026-03-02T22:50:00Z');
    await cem.says('/study check-in');
    await cem.presses('Partly');
    const box = cem.form;
    studyloop.clock.to('2026-03-02T23:59:00Z');
    await cem.fills({ note: 'just in time' }, box);
    expect(await checkInsOf(cem)).toMatchObject([{ day: '2026-03-02', note: 'just in time' }]);
    studyloop.clock.to('2026-03-03T00:00:00Z');
    await cem.fills({ note: 'too late' }, box);
    expect(cem.reply.refused).toBeDefined();
    expect(await checkInsOf(cem)).toMatchObject([{ note: 'just in time' }]);
  });

  test('a flight takes no day away: what was begun can be changed while its day lasts, here or where it began', async () => {
    const kim = someone('Kim');
    await goalOf(kim, 'learn to fly');
    await kim.says('/study check-in');
    const mondays = kim.card;
    await kim.presses('Done');
    studyloop.clock.to('2026-03-02T19:00:00Z'); // Monday 20:00 in Berlin, Tuesday 04:00 in Seoul
    await kim.says('/study me Seoul');
    await kim.presses('Not yet', mondays);
    expect(await checkInsOf(kim)).toMatchObject([{ day: '2026-03-02', outcome: 'not-yet', zone: 'Europe/Berlin' }]);
    studyloop.clock.to('2026-03-02T23:30:00Z'); // Tuesday 00:30 in Berlin, still Monday in Honolulu
    await kim.says('/study me Honolulu');
    await kim.presses('Done', mondays);
    expect(await checkInsOf(kim)).toMatchObject([{ outcome: 'done' }]);
    await kim.says('/study me Berlin');
    await kim.presses('Skip today', mondays);
    expect(kim.card.title).toBe('That was for Mon 2 Mar');
  });

  test('a button without a day means today; a day that does not exist means nothing', async () => {
    const cem = someone('Cem');
    const { id } = await goalOf(cem, 'learn the harp');
    await cem.pressesIntent({ to: 'check-in.done', with: { goalId: id } });
    expect(await checkInsOf(cem)).toMatchObject([{ day: '2026-03-02' }]);
    for (const day of ['2026-02-30', '2026-03-03', '9999-99-99']) {
      await cem.pressesIntent({ to: 'check-in.skip', with: { goalId: id, day } });
      expect(cem.reply.refused).toBeDefined();
      expect(cem.text).not.toContain('That went wrong');
    }
    expect(await checkInsOf(cem)).toHaveLength(1);
  });
});

describe('several goals', () => {
  test('the next one is one press away, any other is picked', async () => {
    const dee = someone('Dee');
    await goalOf(dee, 'first goal', { measure: 'by 10 March' });
    await goalOf(dee, 'second goal', { measure: 'by 11 March' });
    await goalOf(dee, 'third goal', { measure: 'by 12 March' });
    await dee.says('/study check-in');
    expect(dee.card.title).toBe('first goal');
    await dee.picks('third goal');
    expect(dee.card.title).toBe('third goal');
    await dee.presses('Done');
    await dee.presses('Next: first goal');
    await dee.presses('Done');
    await dee.presses('Next: second goal');
    expect(dee.text).toContain('first goal (done)');
    await dee.presses('Skip today');
    expect(dee.text).not.toContain('Next:');
    expect((await checkInsOf(dee)).map(({ outcome }) => outcome)).toEqual(['done', 'done', 'skip']);
  });

  test('minutes and a note said at once are kept, then counted for the goal that is picked', async () => {
    const dee = someone('Dee');
    const first = await goalOf(dee, 'write the thesis');
    await goalOf(dee, 'read the papers');
    await dee.says('/study check-in 45 chapter 3');
    expect(dee.text).toContain('45 min · “chapter 3”');
    const asked = dee.card;
    expect(await checkInsOf(dee)).toMatchObject([{ goalId: null, minutes: 45, note: 'chapter 3', outcome: 'done' }]);
    await dee.picks('write the thesis', asked);
    expect(dee.card.title).toBe('Done: write the thesis');
    expect(await checkInsOf(dee)).toMatchObject([{ goalId: first.id, minutes: 45, note: 'chapter 3' }]);
    await dee.picks('read the papers', asked);
    expect(await checkInsOf(dee)).toHaveLength(1);
    await dee.says('/study check-in 15 more of it');
    await dee.picks('write the thesis (done)');
    expect(await checkInsOf(dee)).toMatchObject([{ goalId: first.id, minutes: 60, note: 'chapter 3 · more of it' }]);
  });

  test('picked twice at once, it is counted once', async () => {
    const dee = someone('Dee');
    await goalOf(dee, 'one of two');
    await goalOf(dee, 'two of two');
    await dee.says('/study check-in 30');
    const asked = dee.card;
    await Promise.all([dee.picks('one of two', asked), dee.picks('two of two', asked)]);
    const rows = await checkInsOf(dee);
    expect(rows.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0)).toBe(30);
    expect(rows).toHaveLength(1);
  });
});

describe('minutes and a note at once', () => {
  test('go to the only goal, and a second session is added', async () => {
    const eli = someone('Eli');
    const { id } = await goalOf(eli, 'learn Rust');
    await eli.says('/study check-in 45 graphs ch. 3');
    expect(eli.card.title).toBe('Done: learn Rust');
    await eli.says('/study check-in 30');
    await eli.says('/study check-in trees');
    expect(eli.text).toContain('75 min · “graphs ch. 3 · trees”');
    expect(await checkInsOf(eli)).toMatchObject([{ goalId: id, minutes: 75, note: 'graphs ch. 3 · trees' }]);
  });

  test('two sessions said at once both count', async () => {
    const eli = someone('Eli');
    await goalOf(eli, 'learn Zig');
    await Promise.all([eli.says('/study check-in 20 a'), eli.says('/study check-in 30 b')]);
    expect(await checkInsOf(eli)).toMatchObject([{ minutes: 50, note: expect.stringMatching(/^(a · b|b · a)$/) }]);
  });

  test('partly stays partly, not yet becomes done; a day has 1440 minutes', async () => {
    const eli = someone('Eli');
    await goalOf(eli, 'learn Go');
    await eli.says('/study check-in');
    await eli.presses('Partly');
    await eli.fills({ minutes: '10' });
    await eli.says('/study check-in 20');
    expect(await checkInsOf(eli)).toMatchObject([{ outcome: 'partly', minutes: 30 }]);
    await eli.says('/study check-in');
    await eli.presses('Not yet');
    await eli.says('/study check-in 1440');
    expect(await checkInsOf(eli)).toMatchObject([{ outcome: 'done', minutes: 1440 }]);
  });

  test('a note that grows too long is refused, and what was said before stands', async () => {
    const eli = someone('Eli');
    await goalOf(eli, 'learn C');
    for (let n = 0; n < 9; n++) await eli.says(`/study check-in ${String(n).repeat(200)}`);
    const before = await checkInsOf(eli);
    await eli.says(`/study check-in ${'9'.repeat(3)} ${'x'.repeat(200)}`);
    await eli.says(`/study check-in 5 ${'y'.repeat(200)}`);
    expect(eli.text).toContain('Today’s note is full');
    expect((await checkInsOf(eli))[0]?.note?.startsWith(before[0]?.note ?? '?')).toBe(true);
    expect((await checkInsOf(eli))[0]?.note?.length).toBeLessThanOrEqual(2000);
  });
});

describe('without a goal', () => {
  test('it is still a check-in: one box, a study day, the daily look, and the way to a goal', async () => {
    const fae = someone('Fae');
    await fae.says('/study check-in');
    expect(fae.form.fields.map(({ name }) => name)).toEqual(['minutes', 'strategy', 'note', 'confidence']);
    await fae.fills({ minutes: '20', note: 'tidied my notes' });
    expect(fae.text).toContain('Day 1: a streak begins.');
    expect(fae.text).toContain('20 min · “tidied my notes”');
    expect(await checkInsOf(fae)).toMatchObject([{ goalId: null, minutes: 20, outcome: 'done' }]);
    const looks = await studyloop.db
      .select({ kind: reminder.kind })
      .from(reminder)
      .innerJoin(member, eq(member.id, reminder.memberId))
      .where(eq(member.key, fae.sender.key));
    expect(looks).toEqual([{ kind: 'daily' }]);
    await fae.presses('Change');
    expect(fae.form.fields.map(({ value }) => value)).toEqual(['20', undefined, 'tidied my notes', undefined]);
    await fae.fills({ minutes: '25' });
    expect(await checkInsOf(fae)).toMatchObject([{ minutes: 25 }]);
    await fae.says('/study check-in 10');
    await fae.presses('Set a goal');
    expect(fae.form.title).toBe('A goal with a plan');
    expect(await checkInsOf(fae)).toMatchObject([{ minutes: 35 }]);
  });
});

test('a note that tells of a step offers to tick it', async () => {
  const gus = someone('Gus');
  const { id } = await goalOf(gus, 'finish the problem set');
  await gus.pressesIntent({ to: 'goals.steps', with: { goalId: id } });
  await gus.fills({ steps: 'Sort the problems\nSolve the easy ones' });
  await gus.says('/study check-in 20 sorted all problems into three piles');
  expect(gus.text).toContain('That sounds like a step of yours: Sort the problems');
  await gus.presses('Tick it');
  const steps = await studyloop.db.select().from(goalStep).where(eq(goalStep.goalId, id)).orderBy(goalStep.position);
  expect(steps.map(({ doneAt }) => doneAt !== null)).toEqual([true, false]);
});

test('a goal that has ended or gone says so, and keeps nothing', async () => {
  const hal = someone('Hal');
  const { id } = await goalOf(hal, 'learn to juggle');
  await hal.says('/study check-in');
  const plan = hal.card;
  await hal.pressesIntent({ to: 'goals.drop', with: { goalId: id } });
  await hal.presses('Done', plan);
  expect(hal.text).toContain('You have dropped this goal');
  expect(buttonOf(hal.card, 'Open it again').intent.to).toBe('goals.reopen');
  await studyloop.db.delete(goal).where(eq(goal.id, id));
  await hal.presses('Done', plan);
  expect(hal.text).toContain('I cannot find that goal');
  expect(await checkInsOf(hal)).toEqual([]);
});

test("nobody sees or changes another's check-in, whatever ids they send", async () => {
  const ida = someone('Ida');
  const { id: goalId } = await goalOf(ida, "ida's goal");
  await ida.says('/study check-in');
  await ida.presses('Done');
  const before = await checkInsOf(ida);
  const mallory = someone('Mallory');
  await mallory.says('/study check-in 10');
  for (const name of ['open', 'plan', 'done', 'partly', 'not-yet', 'skip', 'details', 'assign']) {
    await mallory.pressesIntent({ to: `check-in.${name}`, with: { goalId } });
    expect(mallory.text).toContain('I cannot find that goal');
  }
  await mallory.pressesIntent({ to: 'check-in.obstacle', with: { goalId, what: 'time' } });
  expect(mallory.text).toContain('I cannot find that goal');
  await mallory.pressesIntent({ to: 'check-in.save', with: { goalId, day: '2026-03-02', outcome: 'partly' } });
  expect(mallory.text).toContain('I cannot find that goal');
  expect(await checkInsOf(ida)).toEqual(before);
});
