import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { card, goal, member, planChange, reflection } from '../../src/db/schema/index.ts';
import { controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: '2026-03-02T19:00:00Z' });
});
afterAll(() => studyloop.stop());

let people = 0;
const someone = (name = 'Ada') => studyloop.person(`${name}${++people}`, 'Europe/Berlin');

async function goalOf(player: Player, what: string) {
  await player.says(`/study goal ${what}`);
  await player.fills({ plan: '18:30 at my desk → solve 3 problems', obstacles: 'my phone → put it away' });
  const [row] = await studyloop.db.select({ id: goal.id }).from(goal).where(eq(goal.what, what));
  if (!row) throw new Error(`${what} was not kept`);
  return row.id;
}
const planOf = async (id: string) => {
  const [row] = await studyloop.db.select().from(goal).where(eq(goal.id, id));
  return [row?.cue, row?.action, row?.obstacle, row?.response];
};
const changesOf = (id: string) => studyloop.db.select().from(planChange).where(eq(planChange.goalId, id));
async function reflectionsOf(player: Player) {
  const rows = await studyloop.db
    .select({ row: reflection })
    .from(reflection)
    .innerJoin(member, eq(member.id, reflection.memberId))
    .where(eq(member.key, player.sender.key))
    .orderBy(reflection.at, reflection.id);
  return rows.map(({ row }) => row);
}

const whole = {
  went: 'I solved two of three because I was tired after work',
  cause: 'health',
  change: 'If it is 07:00 in the library then I will solve 2 problems',
  learned: 'A tree with n nodes has n - 1 edges',
  satisfaction: '3',
};
const changed = ['07:00 in the library', 'solve 2 problems', 'my phone', 'put it away'];
const planned = ['18:30 at my desk', 'solve 3 problems', 'my phone', 'put it away'];

describe('looking back', () => {
  test('one form that shows the standard set before, one line on its depth, and two offers', async () => {
    const ada = someone();
    const goalId = await goalOf(ada, 'pass algebra');
    await ada.says('/study reflect');
    expect(ada.form.fields[0]?.help).toBe('You planned: 18:30 at my desk → solve 3 problems');
    expect(ada.form.fields).toHaveLength(5);
    await ada.fills(whole);
    expect(ada.card.title).toBe('Reflected: pass algebra');
    expect(ada.text.split('\n')).toEqual([
      'Reflected: pass algebra',
      'A reason and a next step. Put it into your plan with one press.',
      '[Change my plan] [Keep as review card]',
    ]);
    expect(await reflectionsOf(ada)).toMatchObject([
      {
        goalId,
        day: '2026-03-02',
        cause: 'health',
        satisfaction: 3,
        newCue: changed[0],
        newAction: changed[1],
        depth: 4,
      },
    ]);
  });

  test('only the first question must be answered; what was not said is not offered', async () => {
    const ada = someone();
    await goalOf(ada, 'pass biology');
    await ada.says('/study reflect');
    const form = ada.form;
    await ada.fills({}, form);
    expect(ada.reply.refused?.problems).toEqual({
      went: 'How did it go against what you planned: please fill this in.',
    });
    await ada.fills({ went: 'It went well' }, form);
    expect(ada.text).toContain('You say what happened. Why do you think it went that way?');
    expect(controlsOf(ada.card)).toEqual([]);
  });

  test('a form sent twice at once is one reflection; sent again with other words, those stand', async () => {
    const ada = someone();
    await goalOf(ada, 'pass chemistry');
    await ada.says('/study reflect');
    const form = ada.form;
    await Promise.all([ada.fills(whole, form), ada.fills(whole, form)]);
    await ada.fills({ ...whole, went: 'All three after all' }, form);
    expect(await reflectionsOf(ada)).toMatchObject([{ went: 'All three after all' }]);
  });

  test('with several goals it asks which; by name it knows; something else is welcome too', async () => {
    const ada = someone();
    await goalOf(ada, 'learn the piano');
    const guitar = await goalOf(ada, 'learn the guitar');
    await ada.says('/study reflect');
    const which = ada.card;
    await ada.picks('learn the guitar', which);
    await ada.fills({ went: 'Strings hurt' });
    await ada.says('/study reflect guitar');
    await ada.fills({ went: 'Strings hurt less' });
    await ada.presses('Something else', which);
    await ada.fills({ ...whole, went: 'My week' });
    expect(ada.text).not.toContain('[Change my plan]');
    expect(ada.text).toContain('[Keep as review card]');
    expect((await reflectionsOf(ada)).map(({ goalId }) => goalId)).toEqual([guitar, guitar, null]);
    await ada.says('/study reflect learn');
    expect(ada.text).toContain('No single goal of yours is called “learn”.');
    expect((await ada.suggestions('study', 'reflect', 'goal', 'gui')).map(({ value }) => value)).toEqual([
      'learn the guitar',
    ]);
  });

  test('without a goal, what was typed behind the command is the first answer', async () => {
    const ada = someone();
    await ada.says('/study reflect today was slow');
    expect(ada.form.fields[0]?.value).toBe('today was slow');
    await ada.fills({});
    expect(await reflectionsOf(ada)).toMatchObject([{ goalId: null, went: 'today was slow' }]);
  });

  test('the longest and wildest words are kept as they came', async () => {
    const ada = someone();
    await goalOf(ada, 'pass drama');
    await ada.says('/study reflect');
    const wild = `@everyone <!channel> **x** <script>\n${'é'.repeat(1900)}`;
    await ada.fills({ ...whole, went: wild, change: 'c'.repeat(500), learned: 'l'.repeat(1000) });
    expect(await reflectionsOf(ada)).toMatchObject([{ went: wild, newAction: 'c'.repeat(500), newCue: null }]);
    await ada.presses('Change my plan');
    expect(ada.card.title).toBe('Your plan has changed');
  });
});

describe('the plan changes with one press', () => {
  async function reflected(what: string, fields: Record<string, string> = whole) {
    const ben = someone('Ben');
    const goalId = await goalOf(ben, what);
    await ben.says('/study reflect');
    await ben.fills(fields);
    return { ben, goalId, offer: ben.card };
  }

  test('before and after are shown, and Undo brings it back', async () => {
    const { ben, goalId, offer } = await reflected('learn Greek');
    await ben.presses('Change my plan', offer);
    expect(ben.reply.answers).toBe('below');
    expect(ben.text).toContain('Before: 18:30 at my desk → solve 3 problems');
    expect(ben.text).toContain('Now: 07:00 in the library → solve 2 problems');
    expect(await planOf(goalId)).toEqual(changed);
    await ben.presses('Undo');
    expect(ben.text).toContain('Undone: the plan is as it was.');
    expect(await planOf(goalId)).toEqual(planned);
    await ben.presses('Change my plan', offer);
    expect(await planOf(goalId)).toEqual(changed);
    expect(await changesOf(goalId)).toHaveLength(1);
  });

  test('two presses at once, and any later one, change it once and show the same', async () => {
    const { ben, goalId, offer } = await reflected('learn Turkish');
    const [one, other] = await Promise.all([
      ben.presses('Change my plan', offer),
      ben.presses('Change my plan', offer),
    ]);
    expect(one?.show).toEqual(other?.show);
    await ben.pressesIntent({ to: 'goals.edit', with: { goalId } });
    await ben.fills({ plan: '20:00 → read' });
    await ben.presses('Change my plan', offer);
    expect((await planOf(goalId)).slice(0, 2)).toEqual(['20:00', 'read']);
    expect(await changesOf(goalId)).toHaveLength(2);
  });

  test('only what was said anew changes', async () => {
    const { ben, goalId, offer } = await reflected('learn Dutch', { went: 'fine', change: 'solve 1 problem' });
    await ben.presses('Change my plan', offer);
    expect(await planOf(goalId)).toEqual([planned[0], 'solve 1 problem', planned[2], planned[3]]);
  });

  test('a plan that says so already needs no change', async () => {
    const { ben, goalId, offer } = await reflected('learn Danish', { went: 'fine', change: 'solve 3 problems' });
    await ben.presses('Change my plan', offer);
    expect(ben.text).toContain('Your plan says that already');
    expect(await changesOf(goalId)).toEqual([]);
  });

  test('Undo does not run over a newer plan', async () => {
    const { ben, goalId, offer } = await reflected('learn Norwegian');
    await ben.presses('Change my plan', offer);
    const adapted = ben.card;
    await ben.pressesIntent({ to: 'goals.edit', with: { goalId } });
    await ben.fills({ plan: '20:00 → read' });
    await ben.presses('Undo', adapted);
    expect(ben.text).toContain('The plan has changed again since');
    expect((await planOf(goalId)).slice(0, 2)).toEqual(['20:00', 'read']);
    expect(await changesOf(goalId)).toHaveLength(2);
  });

  test('Undo pressed twice undoes once', async () => {
    const { ben, goalId, offer } = await reflected('learn Swedish');
    await ben.presses('Change my plan', offer);
    const adapted = ben.card;
    await Promise.all([ben.presses('Undo', adapted), ben.presses('Undo', adapted)]);
    expect(await planOf(goalId)).toEqual(planned);
    await ben.presses('Undo', adapted);
    expect(ben.text).toContain('That change has been undone.');
  });

  test('a goal that has ended is not changed, nor offered to be', async () => {
    const { ben, goalId, offer } = await reflected('learn Finnish');
    await ben.pressesIntent({ to: 'goals.reached', with: { goalId } });
    await ben.presses('Reflect');
    await ben.fills(whole);
    expect(ben.text).not.toContain('[Change my plan]');
    await ben.presses('Change my plan', offer);
    expect(ben.text).toContain('You have reached this goal');
    expect(await planOf(goalId)).toEqual(planned);
  });

  test('a reflection outlives its goal; its old button says that the goal is gone', async () => {
    const { ben, goalId, offer } = await reflected('learn Latin');
    await studyloop.db.delete(goal).where(eq(goal.id, goalId));
    await ben.presses('Change my plan', offer);
    expect(ben.text).toContain('I cannot find that goal');
    expect(await reflectionsOf(ben)).toMatchObject([{ goalId: null, went: whole.went }]);
  });
});

test('what was learnt becomes one review card, however often it is pressed', async () => {
  const cleo = someone('Cleo');
  await goalOf(cleo, 'pass graph theory');
  await cleo.says('/study reflect');
  await cleo.fills(whole);
  const offer = cleo.card;
  await Promise.all([cleo.presses('Keep as review card', offer), cleo.presses('Keep as review card', offer)]);
  const [kept] = await reflectionsOf(cleo);
  const cards = await studyloop.db
    .select()
    .from(card)
    .where(eq(card.reflectionId, kept?.id ?? ''));
  expect(cards).toMatchObject([{ back: expect.stringContaining(whole.learned) }]);
});

test("nobody reads, overwrites or applies another's reflection, whatever ids they send", async () => {
  const dan = someone('Dan');
  const goalId = await goalOf(dan, "dan's goal");
  await dan.says('/study reflect');
  await dan.fills(whole);
  const [before] = await reflectionsOf(dan);
  const reflectionId = before?.id ?? '';
  const mallory = someone('Mallory');
  await mallory.pressesIntent({ to: 'reflect.save', with: { reflectionId } }, { went: 'mine now' });
  expect(mallory.text).toContain('This form is not yours to send.');
  for (const [to, values] of [
    ['reflect.open', { goalId }],
    ['reflect.save', { reflectionId: '0'.repeat(16), goalId }],
    ['goals.adapt', { reflectionId }],
  ] as const) {
    await mallory.pressesIntent({ to, with: values }, { went: 'mine now' });
    expect(mallory.text).toContain('I cannot find that goal');
  }
  expect(await planOf(goalId)).toEqual(planned);
  await dan.presses('Change my plan');
  const [change] = await changesOf(goalId);
  await mallory.pressesIntent({ to: 'goals.undo-adapt', with: { changeId: change?.id ?? '' } });
  expect(mallory.text).toContain('That change has been undone.');
  expect(await planOf(goalId)).toEqual(changed);
  expect(await reflectionsOf(dan)).toEqual([before]);
  expect(await reflectionsOf(mallory)).toEqual([]);
});
