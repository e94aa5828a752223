import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainCard } from '../../src/chat/plain.ts';
import { goal, goalStep, member, planChange, reminder } from '../../src/db/schema/index.ts';
import { buttonOf, controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: '2026-03-02T08:00:00Z' });
});
afterAll(() => studyloop.stop());

let people = 0;
/** Somebody new, so that no test sees another's goals. */
const someone = (name = 'Ada', zone = 'Europe/Berlin') => studyloop.person(`${name}${++people}`, zone);

const wholePlan = {
  measure: '40 problems by 12 June',
  plan: 'If it is 18:30 at my desk then I will solve 3 problems',
  obstacles: 'If my phone gets in the way I will put it in another room',
  confidence: '4',
};

async function goalOf(player: Player, what: string, fields = wholePlan) {
  await player.says(`/study goal ${what}`);
  await player.fills(fields);
  const [row] = await studyloop.db.select().from(goal).where(eq(goal.what, what)).orderBy(goal.createdAt);
  if (!row) throw new Error(`${what} was not kept`);
  return row;
}
const rowOf = async (id: string) => (await studyloop.db.select().from(goal).where(eq(goal.id, id)))[0];
const activeOf = async (player: Player) => {
  await player.says('/study goals');
  return player.text;
};

describe('a goal with a plan', () => {
  test('one form, and the card echoes all that was understood', async () => {
    const ada = someone();
    await ada.says('/study goal pass the graph theory exam');
    expect(ada.form.fields.map(({ label }) => label)).toEqual([
      'Goal',
      'Measure, and by when',
      'If it is … then I will …',
      'If … gets in the way I will …',
      'How sure are you of reaching it?',
    ]);
    await ada.fills(wholePlan);
    expect(ada.text).toContain('pass the graph theory exam');
    expect(ada.text).toContain('Measure: 40 problems');
    expect(ada.text).toContain('By: Fri 12 Jun, in 102 days');
    expect(ada.text).toContain('Plan: 18:30 at my desk → solve 3 problems');
    expect(ada.text).toContain('If it gets hard: my phone → put it in another room');
    expect(ada.text).toContain('How sure: 4 of 5');
    expect(ada.text).not.toContain('[Fix]');
    expect(ada.reply.seenBy).toBe('me');
  });

  test('a vague one gets a single suggestion; Fix opens the same form with all that was typed, and settles it', async () => {
    const ada = someone();
    await ada.says('/study goal pass algebra');
    await ada.fills({ ...wholePlan, plan: 'If I have time then I will do problems', obstacles: '' });
    expect(ada.text).toContain('When exactly?');
    expect(ada.text.match(/\?/g)).toHaveLength(1);
    await ada.presses('Fix');
    expect(ada.form.fields.map(({ value }) => value)).toEqual([
      'pass algebra',
      '40 problems by 12 Jun 2026',
      'I have time → do problems',
      '',
      '4',
    ]);
    await ada.fills({ plan: 'when I have eaten dinner, I will do problems' });
    expect(ada.text).not.toContain('[Fix]');
    expect(ada.text).toContain('when I have eaten dinner → do problems');
    expect(ada.text).toContain('By: Fri 12 Jun');
  });

  test('Keep settles it with one press, and changes nothing', async () => {
    const ada = someone();
    const before = await goalOf(ada, 'learn to whistle', { ...wholePlan, plan: 'practise' });
    await ada.presses('Keep');
    expect(ada.text).toContain('Kept as it is.');
    expect(ada.text).toContain('[Check in]');
    expect(await rowOf(before.id)).toEqual(before);
  });

  test('only the goal is needed; words that cannot be taken apart stay as they are', async () => {
    const ada = someone();
    const row = await goalOf(ada, 'understand entropy', {
      measure: 'until it feels natural',
      plan: 'read a bit',
      obstacles: 'I get tired',
      confidence: '',
    });
    expect(row).toMatchObject({
      measure: 'until it feels natural',
      amount: null,
      deadline: null,
      cue: null,
      action: 'read a bit',
      obstacle: 'I get tired',
      response: null,
      confidence: null,
    });
    expect(ada.text).toContain('until it feels natural');
    expect(ada.text).toContain('read a bit');
    expect(ada.text).toContain('I get tired');
  });

  test('a deadline that has passed is asked back at its field, and everything stands', async () => {
    const ada = someone();
    await ada.says('/study goal pass statistics');
    await ada.fills({ ...wholePlan, measure: '40 problems by 12 June 2025' });
    expect(ada.reply.refused?.problems.measure).toContain('Thu 12 Jun 2025 has passed');
    expect(await activeOf(ada)).toContain('No goals yet');
  });

  test('days are the days of the member: "tomorrow" in Auckland is not "tomorrow" in Honolulu', async () => {
    const kiri = someone('Kiri', 'Pacific/Auckland');
    const leilani = someone('Leilani', 'Pacific/Honolulu');
    const theirs = { ...wholePlan, measure: '3 pages by tomorrow' };
    expect((await goalOf(kiri, 'read in Auckland', theirs)).deadline).toBe('2026-03-03');
    expect((await goalOf(leilani, 'read in Honolulu', theirs)).deadline).toBe('2026-03-02');
  });

  test('a form sent twice at once is one goal', async () => {
    const ada = someone();
    await ada.says('/study goal read Middlemarch');
    const form = ada.form;
    const sent = await Promise.all([ada.fills(wholePlan, form), ada.fills(wholePlan, form)]);
    expect(sent.filter(({ refused }) => refused)).toEqual([]);
    expect(await studyloop.db.select().from(goal).where(eq(goal.what, 'read Middlemarch'))).toHaveLength(1);
  });

  test('a form sent again with other words changes the goal it made, and the change is remembered', async () => {
    const ada = someone();
    await ada.says('/study goal read Moby Dick');
    const form = ada.form;
    await ada.fills(wholePlan, form);
    await ada.fills({ ...wholePlan, plan: '07:00 → read 10 pages' }, form);
    const rows = await studyloop.db.select().from(goal).where(eq(goal.what, 'read Moby Dick'));
    expect(rows).toMatchObject([{ cue: '07:00', action: 'read 10 pages' }]);
    await ada.presses('How the plan changed');
    expect(ada.text).toContain('Mon 2 Mar: 18:30 at my desk → solve 3 problems became 07:00 → read 10 pages');
  });

  test('markup, pings and the longest words come out as they went in, on a card that fits everywhere', async () => {
    const ada = someone();
    const wild = '@everyone <b>x</b> **y** <script>'.padEnd(200, '👩‍🎓');
    await goalOf(ada, wild.slice(0, 198), {
      measure: `40 ${'m'.repeat(190)}`,
      plan: `18:30 → ${'p'.repeat(480)}`,
      obstacles: 'o'.repeat(490),
      confidence: '1',
    });
    expect(ada.text).toContain('@everyone <b>x</b> **y** <script>');
    expect(await activeOf(ada)).toContain('@everyone <b>x</b>');
  });

  test('too long is said with the number, and nothing is kept', async () => {
    const ada = someone();
    await ada.says('/study goal learn chess');
    await ada.fills({ ...wholePlan, what: 'c'.repeat(201), plan: 'p'.repeat(10_000) });
    expect(ada.reply.refused?.problems).toMatchObject({
      what: expect.stringContaining('201 characters, and 200 fit'),
      plan: expect.stringContaining('10000 characters, and 500 fit'),
    });
  });
});

describe('editing', () => {
  test('a deadline that has passed meanwhile does not stand in the way of another change', async () => {
    const bea = someone('Bea');
    const row = await goalOf(bea, 'hand in the essay', { ...wholePlan, measure: '1 essay by 3 March' });
    studyloop.clock.to('2026-03-09T08:00:00Z');
    try {
      await bea.pressesIntent({ to: 'goals.edit', with: { goalId: row.id } });
      await bea.fills({ confidence: '2' });
      expect(bea.text).toContain('By: Tue 3 Mar, 6 days ago');
      expect(await rowOf(row.id)).toEqual({ ...row, confidence: 2 });
      await bea.presses('Edit');
      await bea.fills({ measure: '2 essays by 3 March 2026' });
      expect(bea.reply.refused?.problems.measure).toContain('has passed');
    } finally {
      studyloop.clock.to('2026-03-02T08:00:00Z');
    }
  });

  test('a change that leaves the plan alone is no change of the plan', async () => {
    const bea = someone('Bea');
    const row = await goalOf(bea, 'run 5 km');
    await bea.presses('Edit');
    await bea.fills({ measure: '50 problems by 12 June' });
    expect(await rowOf(row.id)).toMatchObject({ amount: 50, cue: row.cue });
    expect(await studyloop.db.select().from(planChange).where(eq(planChange.goalId, row.id))).toEqual([]);
    expect(bea.text).not.toContain('How the plan changed');
  });
});

describe('the list', () => {
  test('nothing yet: what a goal is good for, and the way to one', async () => {
    const cleo = someone('Cleo');
    await cleo.says('/study goals');
    expect(cleo.text).toContain('No goals yet');
    await cleo.presses('New goal');
    expect(cleo.form.title).toBe('A goal with a plan');
  });

  test('each goal with what is next, the nearest deadline first, buttons for each', async () => {
    const cleo = someone('Cleo');
    await goalOf(cleo, 'later goal');
    await goalOf(cleo, 'sooner goal', { ...wholePlan, measure: 'by 5 March' });
    await cleo.says('/study goals');
    expect(cleo.text.indexOf('sooner goal')).toBeLessThan(cleo.text.indexOf('later goal'));
    expect(cleo.text).toContain('sooner goal · by Thu 5 Mar · next: 18:30 at my desk → solve 3 problems');
    await cleo.presses('Show');
    expect(cleo.card.title).toBe('sooner goal');
  });

  test('by name, shortened by the suggestion or not; an unknown name shows them all', async () => {
    const cleo = someone('Cleo');
    const long = `read ${'very '.repeat(30)}much`;
    await goalOf(cleo, long);
    await goalOf(cleo, 'swim');
    const [suggested] = await cleo.suggestions('study', 'goals', 'goal', 'read');
    await cleo.says(`/study goals ${suggested?.value}`);
    expect(cleo.card.title).toBe(`${long.slice(0, 139).trimEnd()}…`);
    await cleo.says('/study goals chemistry');
    expect(cleo.text).toContain('None of your active goals is called “chemistry”.');
    expect(cleo.text).toContain('swim');
  });

  test('many goals come as pickers; one more than twenty is refused kindly, even when two are sent at once', async () => {
    const cleo = someone('Cleo');
    for (let n = 1; n <= 19; n++) await goalOf(cleo, `cleo's goal number ${n}`);
    await cleo.says('/study goal the twentieth');
    const twentieth = cleo.form;
    await cleo.says('/study goal the twenty-first');
    const twentyFirst = cleo.form;
    const sent = await Promise.all([cleo.fills(wholePlan, twentieth), cleo.fills(wholePlan, twentyFirst)]);
    expect(sent.filter(({ refused }) => refused)).toHaveLength(1);
    const no = sent.find(({ refused }) => refused)?.show;
    expect(no?.kind === 'card' && plainCard(no)).toContain('You have 20 active goals');
    await cleo.says('/study goals');
    expect(cleo.card.title).toBe('Your 20 goals');
    await cleo.picks("cleo's goal number 7");
    expect(cleo.card.title).toBe("cleo's goal number 7");
  });
});

describe('steps', () => {
  test('offered by template, kept as they are written, ticked and unticked', async () => {
    const dan = someone('Dan');
    const { id } = await goalOf(dan, 'finish the problem set');
    await dan.presses('Add steps');
    expect(dan.form.fields[0]?.value).toContain('Sort the problems: can do, not sure, no idea (25 min)');
    await dan.fills({ steps: '- Sort the problems (25 min)\n\n2. Solve the easy ones\nAsk Bea about no. 7' });
    expect(dan.text).toContain('☐ Sort the problems (25 min)');
    expect(await activeOf(dan)).toContain('next: Sort the problems');
    await dan.presses('Show');
    await dan.picks('Sort the problems');
    expect(dan.text).toContain('☑ Sort the problems');
    expect(await activeOf(dan)).toContain('next: 2. Solve the easy ones');
    await dan.presses('Show');
    await dan.presses('Edit steps');
    await dan.fills({ steps: `${dan.form.fields[0]?.value}\nHand it in` });
    expect(dan.text).toContain('☑ Sort the problems');
    expect(dan.text).toContain('☐ Hand it in');
    const [sorted] = await studyloop.db
      .select()
      .from(goalStep)
      .where(eq(goalStep.goalId, id))
      .orderBy(goalStep.position);
    await dan.pressesIntent({ to: 'goals.untick', with: { stepId: sorted?.id ?? '' } });
    expect(dan.text).toContain('☐ Sort the problems');
  });

  test('a tick pressed twice is one tick with its first time; a step that is gone says so', async () => {
    const dan = someone('Dan');
    const { id } = await goalOf(dan, 'write the report');
    await dan.presses('Add steps');
    await dan.fills({ steps: 'Outline' });
    const picker = dan.card;
    await dan.picks('Outline', picker);
    const stepsOf = () => studyloop.db.select().from(goalStep).where(eq(goalStep.goalId, id));
    const [once] = await stepsOf();
    studyloop.clock.passMinutes(5);
    await dan.picks('Outline', picker);
    expect(await stepsOf()).toEqual([once]);
    await dan.presses('Edit steps');
    await dan.fills({ steps: 'Something else' });
    await dan.picks('Outline', picker);
    expect(dan.text).toContain('That step is no longer there');
  });

  test('too many and too long are asked back with what was typed', async () => {
    const dan = someone('Dan');
    await goalOf(dan, 'build a boat');
    await dan.presses('Add steps');
    const form = dan.form;
    await dan.fills({ steps: Array.from({ length: 13 }, (_, n) => `plank ${n}`).join('\n') }, form);
    expect(dan.reply.refused?.problems.steps).toContain('13 steps; up to 12 fit');
    await dan.fills({ steps: 'x'.repeat(201) }, form);
    expect(dan.reply.refused?.problems.steps).toContain('long for a step');
    await dan.fills({ steps: Array.from({ length: 12 }, () => '§'.repeat(200)).join('\n') }, form);
    expect(dan.text).toContain('The steps are kept.');
  });
});

describe('ending', () => {
  test('Reached and Drop can be undone, and what has ended is neither listed nor edited', async () => {
    const eve = someone('Eve');
    const { id } = await goalOf(eve, 'learn Esperanto');
    const whole = eve.card;
    await eve.presses('Reached', whole);
    expect(eve.text).toContain('Reached: learn Esperanto');
    expect(await rowOf(id)).toMatchObject({ state: 'reached', endedAt: studyloop.clock.now() });
    await eve.presses('Undo');
    expect(await rowOf(id)).toMatchObject({ state: 'active', endedAt: null });
    await eve.presses('Drop', whole);
    expect(eve.text).toContain('nothing of it is deleted');
    expect(await activeOf(eve)).toContain('No goals yet');
    await eve.presses('Edit', whole);
    expect(eve.text).toContain('You have dropped this goal');
    await eve.presses('Open it again');
    expect(eve.text).toContain('Plan: 18:30 at my desk → solve 3 problems');
  });

  test('two ends at once: one stands, both cards say which', async () => {
    const eve = someone('Eve');
    const { id } = await goalOf(eve, 'learn Latin');
    const whole = eve.card;
    const replies = await Promise.all([eve.presses('Reached', whole), eve.presses('Drop', whole)]);
    const row = await rowOf(id);
    const word = row?.state === 'reached' ? 'Reached' : 'Dropped';
    expect(replies.map(({ show }) => show.title)).toEqual([`${word}: learn Latin`, `${word}: learn Latin`]);
  });
});

test("nobody sees, changes or ends another's goal, whatever ids they send", async () => {
  const fay = someone('Fay');
  const row = await goalOf(fay, "fay's secret goal");
  await fay.presses('Add steps');
  await fay.fills({ steps: 'hers alone' });
  const [step] = await studyloop.db.select().from(goalStep).where(eq(goalStep.goalId, row.id));
  const mallory = someone('Mallory');
  await mallory.says('/study me');
  const names = ['show', 'keep', 'edit', 'history', 'steps', 'reached', 'drop', 'reopen'].map(
    (name) => `goals.${name}`,
  );
  for (const to of names) {
    await mallory.pressesIntent({ to, with: { goalId: row.id } });
    expect(mallory.text).toContain('I cannot find that goal');
  }
  for (const to of ['goals.add', 'goals.change']) {
    await mallory.pressesIntent({ to, with: { goalId: row.id } }, { what: 'mine now', ...wholePlan });
    expect(mallory.text).toContain('I cannot find that goal');
  }
  await mallory.pressesIntent({ to: 'goals.keep-steps', with: { goalId: row.id } }, { steps: 'mine' });
  expect(mallory.text).toContain('I cannot find that goal');
  for (const to of ['goals.tick', 'goals.untick']) {
    await mallory.pressesIntent({ to, with: { stepId: step?.id ?? '' } });
    expect(mallory.text).toContain('That step is no longer there');
  }
  expect(await rowOf(row.id)).toEqual(row);
  expect(await studyloop.db.select().from(goalStep).where(eq(goalStep.goalId, row.id))).toEqual([step]);
});

test('the first goal starts the daily look; the zone is asked about once it matters', async () => {
  const gil = studyloop.person('Gil');
  await gil.says('/study goal tidy my notes');
  await gil.fills(wholePlan);
  expect(gil.reply.note?.title).toMatch(/^It is 08:\d\d for you, right\?$/);
  const daily = await studyloop.db
    .select({ kind: reminder.kind })
    .from(reminder)
    .innerJoin(member, eq(member.id, reminder.memberId))
    .where(eq(member.key, gil.sender.key));
  expect(daily).toEqual([{ kind: 'daily' }]);
  expect(buttonOf(gil.card, 'Check in').intent.to).toBe('check-in.open');
  expect(controlsOf(gil.card)).toHaveLength(6);
  expect(buttonOf(gil.card, 'Stuck? Get a hint').intent.to).toBe('hints.open');
});
