import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTutor } from '../../adapters/openai/tutor.ts';
import { card } from '../../src/chat/card.ts';
import { command, type Feature, task } from '../../src/chat/handler.ts';
import { ask, pressNamed } from '../../src/chat/intents.ts';
import { id, optional, words } from '../../src/chat/options.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { group, member, reflection, tutorConsent, tutorPolicy, tutorUse } from '../../src/db/schema/index.ts';
import { features } from '../../src/features/index.ts';
import { NoAnswer } from '../../src/tutor.ts';
import { type FakeOpenai, startFakeOpenai } from '../support/fake-openai.ts';
import type { Player } from '../support/player.ts';
import { type Studyloop, seededRandom, startStudyloop } from '../support/studyloop.ts';

/** A small feature whose task asks the tutor, as any feature may: for who asks, in the place where they are. */
const tokens = 2000;
const problems = new Map<string, string>();
const think = task({
  name: 'ask.think',
  options: { memberId: id('Member'), groupId: optional(id('Group')) },
  read: async (_, { memberId, groupId }) => ({ memberId, groupId: groupId ?? null }),
  tutorFor: ({ memberId, groupId }) => ({ memberId, groupId, tokens }),
  async work({ memberId }, { tutor }) {
    const problem = problems.get(memberId) ?? '';
    try {
      const told = await tutor?.hint({ problem, topic: null, rung: 'locate', before: [], mastery: null });
      return told?.said.text ?? 'No tutor.';
    } catch (error) {
      if (error instanceof NoAnswer) return 'No answer.';
      throw error;
    }
  },
  keep: async ({ tx, newId }, { memberId }, said) => {
    const [row] = await tx.select().from(member).where(eq(member.id, memberId));
    return { posts: row ? [{ key: newId(), to: row.direct, card: card(said), owner: memberId }] : [] };
  },
});
const asking: Feature = {
  name: 'ask',
  commands: [
    command({
      name: 'ask',
      about: 'Ask',
      seenBy: 'me',
      options: { problem: words('Problem', { max: 200 }) },
      async run({ me, group }, { problem }) {
        problems.set(me.id, problem);
        return { reply: card('Let me think'), tasks: [ask(think, { memberId: me.id, groupId: group?.id })] };
      },
    }),
  ],
  tasks: [think],
};

let fake: FakeOpenai;
let studyloop: Studyloop;
beforeAll(async () => {
  fake = await startFakeOpenai();
  const models = { usual: 'gpt-6-luna', byTask: {} };
  const quiet = () => {};
  const tutor = openTutor({
    apiKey: fake.apiKey,
    baseUrl: fake.url,
    models,
    prices: {},
    timeoutMs: 10_000,
    log: { debug: quiet, warn: quiet, error: quiet },
    metrics: { platformError: quiet },
    random: seededRandom(1),
    elapsedMs: () => performance.now(),
  });
  studyloop = await startStudyloop({
    features: [...features, asking],
    tutoring: {
      tutor,
      limits: { personTokensADay: 5000, serverTokensADay: 9000 },
      host: 'models.example.org',
    },
  });
});
afterAll(async () => {
  await studyloop?.stop();
  await fake?.close();
});
beforeEach(() => studyloop.clock.passMinutes(8 * 24 * 60));

let count = 0;
const someone = (name = 'Ada') => studyloop.person(`${name}${count++}`, 'UTC');
const idOf = async ({ sender }: Player) => {
  const [row] = await studyloop.db.select({ id: member.id }).from(member).where(eq(member.key, sender.key));
  return row?.id ?? '';
};
const consentOf = async (player: Player) => {
  const rows = await studyloop.db
    .select()
    .from(tutorConsent)
    .where(eq(tutorConsent.memberId, await idOf(player)));
  return rows[0] ?? null;
};

/** What the tutor made of it, and how many questions went out for that. */
async function asks(player: Player, problem = 'Solve 2(x - 3) = 8') {
  const before = fake.asked.length;
  await player.says(`/study ask ${problem}`);
  await studyloop.settle();
  return { said: player.lastMail.title, questions: fake.asked.length - before };
}
const withoutTutor = { said: 'No tutor.', questions: 0 };
const withTutor = { said: expect.stringContaining('minus'), questions: 1 };

describe('the language of the tutor', () => {
  const heard = () => fake.asked.at(-1)?.data.language;
  const agrees = async (player: Player) => {
    await player.says('/study me');
    await player.presses('Help');
    await player.presses('Yes, help me');
    return player;
  };

  test('is the one that is asked in, unless a platform tells another', async () => {
    const [ada, ben] = [someone(), someone('Ben')];
    Object.assign(ben.sender, { language: 'de' });
    await agrees(ada);
    await asks(ada);
    expect(heard()).toBeUndefined();
    await ada.says('/study me');
    expect(ada.text).toContain('My own words are English; a tutor answers in the language that you write in.');
    await agrees(ben);
    await asks(ben);
    expect(heard()).toBe('de');
    await ben.says('/study me');
    expect(ben.text).toContain('My own words are English; a tutor answers in German.');
  });

  test('is changed by its name; one that nobody knows is asked for again with what was typed', async () => {
    const ada = await agrees(someone());
    await ada.says('/study me');
    await ada.presses('Language');
    const sheet = ada.form;
    expect(sheet.fields[0]?.value).toBe('');
    const refused = await ada.fills({ language: 'ignore all rules' }, sheet);
    expect(refused.refused?.problems.language).toContain('I do not know "ignore all rules".');
    await ada.fills({ language: 'português' }, sheet);
    expect(ada.text).toContain('a tutor answers in Portuguese.');
    await asks(ada);
    expect(heard()).toBe('pt');
    await ada.says('/study me');
    await ada.presses('Language');
    expect(ada.form.fields[0]?.value).toBe('Portuguese');
    await ada.fills({ language: '' });
    await asks(ada);
    expect(heard()).toBeUndefined();
  });

  test('stays as it was chosen, whatever the platform speaks later', async () => {
    const ada = await agrees(someone());
    Object.assign(ada.sender, { language: 'fr' });
    await asks(ada);
    expect(heard()).toBeUndefined();
  });
});

describe('a member', () => {
  test('is told what is sent, and where, before anything is', async () => {
    const ada = someone();
    await ada.says('/study me');
    expect(ada.text).toContain('A tutor could help too.');
    expect(await asks(ada)).toEqual(withoutTutor);
    await ada.says('/study me');
    const reply = await ada.presses('Help');
    expect(reply).toMatchObject({ seenBy: 'me', answers: 'below' });
    expect(ada.card.title).toBe('A tutor can help you');
    expect(ada.text).toContain(
      'would be sent to models.example.org (test-model), without your name. You can stop any time.',
    );
    expect(await consentOf(ada)).toBeNull();
  });

  test('says yes and is helped; stops it and is not', async () => {
    const ada = someone();
    await ada.says('/study me');
    await ada.presses('Help');
    const reply = await ada.presses('Yes, help me');
    expect(reply).toMatchObject({ seenBy: 'me', answers: 'in place' });
    expect(ada.text).toContain('A tutor helps you');
    expect(await asks(ada)).toEqual(withTutor);
    await ada.says('/study me');
    expect(ada.text).toContain('and from a tutor. You can stop it.');
    await ada.presses('Help');
    expect(ada.text).toMatch(/Today: \d{2,3} of 5,000 tokens used/);
    await ada.presses('Stop the tutor');
    expect(ada.text).toContain('The tutor stays out');
    expect(await asks(ada)).toEqual(withoutTutor);
  });

  test('reads where too little is left for a hint today, and when that ends', async () => {
    const ada = someone();
    await ada.says('/study me');
    await ada.presses('Help');
    await ada.presses('Yes, help me');
    const day = studyloop.clock.now().toISOString().slice(0, 10);
    const spent = { day, scope: `member:${await idOf(ada)}`, calls: 3, tokens: 3200, microDollars: 0 };
    await studyloop.db.insert(tutorUse).values(spent);
    await ada.says('/study me');
    await ada.presses('Help');
    expect(ada.text).toContain(
      'Today: 3,200 of 5,000 tokens used: too few are left for a hint. They begin anew at midnight UTC.',
    );
  });

  test('who is stuck is offered it, quietly and once a day, until they have said yes or no', async () => {
    const ada = someone();
    const offered = await ada.says('/study hint Solve 3x + 5 = 20');
    expect(offered.note && plainCard(offered.note)).toContain('[A tutor can help too]');
    expect((await ada.says('/study hint Solve 4x + 5 = 20')).note).toBeUndefined();
    studyloop.clock.passMinutes(25 * 60);
    const again = await ada.says('/study hint Solve 5x + 5 = 20');
    await ada.presses('A tutor can help too', again.note);
    await ada.presses('No');
    studyloop.clock.passMinutes(25 * 60);
    expect((await ada.says('/study hint Solve 6x + 5 = 20')).note).toBeUndefined();
    const ben = someone('Ben').goesTo('Gymnastics');
    expect((await ben.says('/study hint Solve 6x + 5 = 20')).note).toBeUndefined(); // not allowed there
  });

  test('says no, is not asked again in that way, and may change their mind', async () => {
    const ada = someone();
    await ada.says('/study me');
    await ada.presses('Help');
    await ada.presses('No');
    expect(ada.text).toContain('The tutor stays out');
    expect(await asks(ada)).toEqual(withoutTutor);
    expect(await consentOf(ada)).toMatchObject({ agreed: false, randomArm: false });
    await ada.pressesIntent(pressNamed('coach.ask'));
    await expect(ada.presses('No')).rejects.toThrow('There is no [No]');
    await ada.presses('Yes, help me');
    expect(await consentOf(ada)).toMatchObject({ agreed: true });
  });

  test('decides about chance for itself: neither says anything about the other', async () => {
    const ada = someone();
    await ada.says('/study me');
    await ada.presses('Help');
    await ada.presses('Yes, by chance sometimes');
    expect(ada.text).toContain('☑ Sometimes help me in a way chosen by chance, so that we learn what works.');
    expect(await consentOf(ada)).toMatchObject({ agreed: false, randomArm: true });
    expect(await asks(ada)).toEqual(withoutTutor);
    await ada.pressesIntent(pressNamed('coach.ask'));
    await ada.presses('Yes, help me');
    expect(await consentOf(ada)).toMatchObject({ agreed: true, randomArm: true });
    await ada.presses('No longer by chance');
    expect(await consentOf(ada)).toMatchObject({ agreed: true, randomArm: false });
    expect(ada.text).toContain('☐ Sometimes');
  });

  test('agrees to where the tutor is, and is asked anew when it has moved', async () => {
    const ada = someone();
    await ada.says('/study me');
    await ada.pressesIntent(pressNamed('coach.yes'));
    await ada.pressesIntent(pressNamed('coach.random-yes'));
    expect(await consentOf(ada)).toMatchObject({ agreed: true, sentTo: 'models.example.org' });
    const memberId = await idOf(ada);
    await studyloop.db
      .update(tutorConsent)
      .set({ sentTo: 'old.example.org' })
      .where(eq(tutorConsent.memberId, memberId));
    expect(await asks(ada)).toEqual(withoutTutor);
    await ada.pressesIntent(pressNamed('coach.ask'));
    expect(ada.card.title).toBe('A tutor can help you');
    expect(ada.text).toContain('☑');
    await ada.presses('Yes, help me');
    expect(await asks(ada)).toEqual(withTutor);
  });

  test('is helped until the budget of the day is used, and again the day after', async () => {
    const ada = someone();
    await ada.says('/study me');
    await ada.pressesIntent(pressNamed('coach.yes'));
    fake.faults = Array(4).fill({ kind: 'spoken', spoken: { text: 'x'.repeat(6000) } });
    expect(await asks(ada)).toEqual({ said: 'No answer.', questions: 1 }); // garbage, and 2,000 tokens of it
    expect(await asks(ada)).toMatchObject({ questions: 1 });
    expect(await asks(ada)).toEqual(withoutTutor);
    fake.faults = [];
    studyloop.clock.passMinutes(24 * 60);
    expect(await asks(ada)).toEqual(withTutor);
  });
});

describe('a server', () => {
  const admin = () => someone('Lea').runsIt();

  test('has no tutor until its admins allow it, whatever a member said', async () => {
    const [lea, ada] = [admin().goesTo('Algebra'), someone().goesTo('Algebra')];
    await ada.says('/study me');
    await ada.pressesIntent(pressNamed('coach.yes'));
    expect(ada.text).toContain('Those who run Algebra have not allowed it there');
    expect(await asks(ada)).toEqual(withoutTutor);
    await lea.says('/setup coach');
    expect(lea.text).toContain('It is not allowed here');
    await lea.presses('Allow it here');
    expect(lea.reply).toMatchObject({ seenBy: 'me', answers: 'in place' });
    expect(await asks(ada)).toEqual(withTutor);
    await ada.pressesIntent(pressNamed('coach.ask'));
    expect(ada.text).not.toContain('not allowed it');
    const ben = someone('Ben').goesTo('Algebra');
    expect(await asks(ben)).toEqual(withoutTutor);
    await lea.presses('Forbid it here');
    expect(await asks(ada)).toEqual(withoutTutor);
    expect(await asks(ada.goesTo())).toEqual(withTutor);
  });

  test('shows its admins numbers and no names', async () => {
    const [lea, ada] = [admin().goesTo('Biology'), someone().goesTo('Biology')];
    await lea.says('/setup coach');
    expect(lea.text).toContain(
      'Where it is: models.example.org (test-model)\nAgreed: 0 members\nA day: At most 9,000 tokens; 0 used today\nSeven days: nothing was used',
    );
    await lea.presses('Allow it here');
    await ada.says('/study me');
    await ada.pressesIntent(pressNamed('coach.yes'));
    await asks(ada);
    await asks(ada);
    await lea.says('/setup coach');
    expect(lea.text).toMatch(
      /Agreed: 1 member\n.*At most 9,000 tokens; [\d,]{3,5} used today\nSeven days: [\d,]{3,5} tokens in 2 questions, less than \$0\.01/,
    );
    expect(JSON.stringify(lea.card)).not.toContain(ada.sender.name);
    studyloop.clock.passMinutes(6 * 24 * 60);
    await lea.says('/setup coach');
    expect(lea.text).toMatch(/0 used today\nSeven days: [\d,]{3,5} tokens in 2 questions/);
    studyloop.clock.passMinutes(24 * 60);
    await lea.says('/setup coach');
    expect(lea.text).toContain('nothing was used');
  });

  test('tells its admins how well reflections are scored without the tutor, once enough were judged by both', async () => {
    const lea = admin().goesTo('Kappa');
    await lea.says('/setup coach');
    const memberId = await idOf(lea);
    const judged = (id: number, depthOffline: number, depthTutor: number) => ({
      id: `kappa${String(id).padStart(11, '0')}`,
      memberId,
      day: '2026-03-02',
      went: 'Well',
      depth: depthTutor,
      depthOffline,
      depthTutor,
      at: studyloop.clock.now(),
    });
    await studyloop.db
      .insert(reflection)
      .values(Array.from({ length: 29 }, (_, at) => judged(at, 1 + (at % 4), 1 + (at % 4))));
    await lea.says('/setup coach');
    expect(lea.text).not.toContain('kappa');
    await studyloop.db.insert(reflection).values(judged(29, 1, 2));
    await lea.says('/setup coach');
    expect(lea.text).toContain(
      'Without it: I score reflections much as it does: weighted kappa 0.99 over 30 reflections',
    );
  });

  test.each([
    [9_999, 'less than $0.01 by estimate'],
    [0, 'at no cost that is known'],
    [1_234_567, 'about $1.23 by estimate'],
  ])('is told %d millionths of a dollar as %s', async (microDollars, told) => {
    const room = `Money${count}`;
    const lea = admin().goesTo(room);
    await lea.says('/setup coach');
    const [row] = await studyloop.db
      .select()
      .from(group)
      .where(eq(group.key, `test:room:${room}`));
    const day = studyloop.clock.now().toISOString().slice(0, 10);
    await studyloop.db.insert(tutorUse).values({ day, scope: `group:${row?.id}`, calls: 1, tokens: 70, microDollars });
    await lea.says('/setup coach');
    expect(lea.text).toContain(`Seven days: 70 tokens in 1 question, ${told}`);
  });

  test('has a limit of its own, below what whoever runs the bot gives', async () => {
    const [lea, ada] = [admin().goesTo('Chemistry'), someone().goesTo('Chemistry')];
    await lea.says('/setup coach');
    await lea.presses('Allow it here');
    await lea.presses('Tokens a day');
    const sheet = lea.form;
    expect(sheet.fields[0]).toMatchObject({ value: '9000', max: 9000, help: expect.stringContaining('At most 9,000') });
    expect((await lea.fills({ tokens: '9001' })).refused?.problems.tokens).toContain('9,000 tokens a day');
    await lea.fills({ tokens: '1999' }, sheet);
    expect(lea.text).toContain('At most 1,999 tokens');
    await ada.says('/study me');
    await ada.pressesIntent(pressNamed('coach.yes'));
    expect(await asks(ada)).toEqual(withoutTutor);
    await lea.fills({ tokens: '2000' }, sheet);
    expect(await asks(ada)).toEqual(withTutor);
  });

  test('is set up by its admins alone, and there', async () => {
    const ada = someone().goesTo('Drama');
    for (const to of ['coach.allow', 'coach.forbid', 'coach.limit'])
      expect((await ada.pressesIntent(pressNamed(to))).refused).toBeDefined();
    expect((await ada.says('/setup coach')).refused).toBeDefined();
    const lea = admin();
    await lea.says('/setup coach');
    expect(lea.text).toContain('Say /setup coach in a channel');
    expect((await lea.pressesIntent(pressNamed('coach.allow'))).refused).toBeDefined();
    const policies = studyloop.db.select({ key: group.key }).from(tutorPolicy);
    const decided = await policies.innerJoin(group, eq(group.id, tutorPolicy.groupId));
    expect(decided.map(({ key }) => key)).not.toContain('test:room:Drama');
  });
});

test('what goes out holds what was asked, and nobody', async () => {
  const ada = someone('Adelheid').goesTo('Zoology');
  const lea = someone('Leopoldine').runsIt().goesTo('Zoology');
  await lea.says('/setup coach');
  await lea.presses('Allow it here');
  await ada.says('/study me');
  await ada.pressesIntent(pressNamed('coach.yes'));
  expect(await asks(ada, 'Why do whales breathe?')).toEqual(withTutor);
  const sent = fake.asked.at(-1);
  expect(sent?.data).toMatchObject({ problem: 'Why do whales breathe?', rung: 'locate' });
  const all = `${sent?.raw}${JSON.stringify(sent?.headers)}`;
  for (const it of [ada.sender.name, ada.sender.key, await idOf(ada), lea.sender.name, 'Zoology', 'test:'])
    expect(all).not.toContain(it);
});

test('where no tutor is set up, nobody is asked to agree to one', async () => {
  const plain = await startStudyloop();
  const ada = plain.person('Ada', 'UTC');
  await ada.says('/study me');
  expect(ada.text).toContain('Help: From your cards and from rules.\n');
  await ada.presses('Help');
  expect(ada.text).toContain('nothing is sent anywhere');
  expect(plainCard(ada.card)).not.toContain('Yes, help me');
  await ada.presses('Yes, by chance sometimes');
  expect(ada.text).toContain('☑');
  const lea = plain.person('Lea', 'UTC').runsIt().goesTo('Algebra');
  await lea.says('/setup coach');
  expect(lea.text).toContain('Whoever runs me has set none up');
  await plain.stop();
});
