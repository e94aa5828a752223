import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { card } from '../../src/chat/card.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { attemptsMax, member, outage, post, pulse } from '../../src/db/schema/index.ts';
import { Gone } from '../../src/errors.ts';
import { features } from '../../src/features/index.ts';
import type { Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

/** 09:00 on a Monday in Berlin. */
const monday = '2026-03-02T08:00:00Z';
let studyloop: Studyloop;
beforeAll(async () => {
  studyloop = await startStudyloop({ at: monday });
});
afterAll(() => studyloop.stop());
beforeEach(async () => {
  studyloop.clock.to(monday);
  await studyloop.db.delete(post);
  await studyloop.db.delete(pulse);
  await studyloop.db.delete(outage);
});

let people = 0;
const someone = (name = 'Ada') => studyloop.person(`${name}${++people}`, 'Europe/Berlin');
const lead = () => someone('Lea').runsIt();
const minutesAgo = (minutes: number) => new Date(studyloop.clock.now().getTime() - minutes * 60_000);

/** Someone whom the bot has met there. */
async function met(place: string, name?: string): Promise<Player> {
  const player = someone(name).goesTo(place);
  await player.says('/study me');
  return player;
}

/** The card in `Algebra` as text, without waiting for what is under way: some of it never ends. */
async function healthInAlgebra({ sender }: Player): Promise<string> {
  const place = { address: 'test:room:Algebra', group: { key: 'test:room:Algebra', name: 'Algebra' } };
  const said = { kind: 'say', root: 'setup', name: 'health', options: {} } as const;
  const { show } = await studyloop.bot.handle({ id: studyloop.world.newId(), sender, place, ...said });
  return show.kind === 'card' ? `${show.tone}\n${plainCard(show)}` : '';
}

/** A message to someone known as it stands in the outbox. */
async function addPost(player: Player, it: Partial<typeof post.$inferInsert>) {
  const id = studyloop.world.newId();
  const [owner] = await studyloop.db.select().from(member).where(eq(member.key, player.sender.key));
  const settledAt = it.state === 'sent' || it.state === 'gone' ? minutesAgo(30) : null;
  await studyloop.db.insert(post).values({
    id,
    key: id,
    to: player.sender.direct,
    card: card('secret words of hers'),
    ownerId: owner?.id ?? null,
    createdAt: minutesAgo(31),
    settledAt,
    // Not free, so that the sweep leaves it as it is.
    leaseUntil: settledAt === null ? new Date('2100-01-01') : null,
    ...it,
  });
}

test('what it does not know is answered with what there is, or with what was most likely meant', async () => {
  const lea = lead().goesTo('Algebra');
  await lea.says('/setup leaders');
  expect(lea.text).toBe(
    [
      'I do not know /setup leaders',
      'There is:',
      '• /setup health: How my messages fare here, and a test',
      '• /setup decks: The decks shared here, and what each leans on',
      '• /setup coach: The tutor here: allow it, its tokens a day, what it cost',
    ].join('\n'),
  );
  await lea.says('/setup deks');
  expect(lea.text).toContain('Did you mean /setup decks?');
  await lea.says('/study leaders');
  expect(lea.text).toContain('/study help shows what I can do.');
  await lea.says('/study help');
  expect(lea.text).toContain('For those who run this place: /setup health, /setup coach, /setup decks.');
});

test('is for those who run the place: the command, its buttons, and every other action of it', async () => {
  const [lea, ada] = [lead().goesTo('Algebra'), someone().goesTo('Algebra')];
  const refusal = { seenBy: 'me', refused: {}, show: { title: 'That is for admins' } };
  expect(await ada.says('/setup health')).toMatchObject(refusal);
  expect(await ada.says('/setup')).toMatchObject(refusal);
  await lea.says('/setup health');
  for (const label of ['Send a test', 'Look again']) expect(await ada.presses(label, lea.card)).toMatchObject(refusal);
  expect(await studyloop.db.select().from(post)).toEqual([]);
  const actions = features.find(({ name }) => name === 'setup')?.actions ?? [];
  expect(actions.filter(({ isForAdmins }) => !isForAdmins)).toEqual([]);
  expect(actions.length).toBeGreaterThan(0);
});

describe('health', () => {
  test('of a fresh place says that all is well, also by the root alone', async () => {
    const lea = lead().goesTo('Algebra');
    await studyloop.tick();
    await lea.says('/setup');
    expect(lea.reply.seenBy).toBe('me');
    expect(lea.card.tone).toBe('good');
    expect(lea.text).toBe(
      [
        'All is well',
        'The last 7 days in Algebra: reminders and other messages that I sent by myself to those who study here.',
        'Arrived: none yet',
        'Waiting: none',
        'Could not arrive: none',
        'Last look: a moment ago',
        'Away: not once',
        '[Send a test] [Look again]',
      ].join('\n'),
    );
  });

  test('before the first look is no alarm', async () => {
    const lea = lead().goesTo('Algebra');
    await lea.says('/setup health');
    expect(lea.card.tone).toBe('good');
    expect(lea.text).toContain('Last look: not yet');
  });

  test('counts what came, what came late, what waits and what could not come, with the reason and without names', async () => {
    const [ada, bob] = [await met('Algebra'), await met('Algebra', 'Bob')];
    for (let n = 0; n < 3; n++) await addPost(ada, { state: 'sent' });
    await addPost(bob, { state: 'sent', createdAt: minutesAgo(36), trouble: '429' });
    await addPost(bob, { state: 'waiting', createdAt: minutesAgo(20) });
    await addPost(bob, { state: 'sending', createdAt: minutesAgo(4) });
    await addPost(ada, { state: 'gone', trouble: 'Cannot send messages to this user' });
    await addPost(ada, { state: 'gone', to: 'test:room:gone', trouble: 'Unknown Channel' });
    await addPost(bob, { state: 'gone', attempts: attemptsMax, trouble: 'ECONNREFUSED 10.0.0.1' });
    const text = await healthInAlgebra(lead());
    expect(text).toMatch(/^warn\nSomething to look at/);
    expect(text).toContain('Arrived: 4 messages, 1 of them more than 5 minutes late');
    expect(text).toContain('Waiting: 2 messages, the oldest since 08:40');
    expect(text).toContain('Could not arrive: 3 messages');
    expect(text).toContain('• 1 at a closed door');
    expect(text).toContain('• 1 in a channel that is gone');
    expect(text).toContain('• 1 given up');
    for (const secret of [ada.sender.name, bob.sender.name, 'secret', 'Cannot send', 'ECONNREFUSED', '429'])
      expect(text).not.toContain(secret);
  });

  test('waits a few minutes before it calls a waiting message one to look at', async () => {
    const ada = await met('Algebra');
    await addPost(ada, { state: 'waiting', createdAt: minutesAgo(5) });
    expect(await healthInAlgebra(lead())).toMatch(/^good[\s\S]*Waiting: 1 message, since 08:55/);
    await addPost(ada, { state: 'waiting', createdAt: minutesAgo(6) });
    expect(await healthInAlgebra(lead())).toMatch(/^warn[\s\S]*Waiting: 2 messages, the oldest since 08:54/);
  });

  test('forgets after a week, but not what still waits', async () => {
    const ada = await met('Algebra');
    const eightDays = 8 * 24 * 60;
    await addPost(ada, { state: 'sent', createdAt: minutesAgo(eightDays), settledAt: minutesAgo(eightDays) });
    await addPost(ada, { state: 'gone', createdAt: minutesAgo(eightDays), settledAt: minutesAgo(eightDays) });
    await addPost(ada, { state: 'waiting', createdAt: minutesAgo(eightDays) });
    expect(await healthInAlgebra(lead())).toContain(
      'Arrived: none yet\nWaiting: 1 message, since Sun 22 Feb at 09:00\nCould not arrive: none',
    );
  });

  test('of one place says nothing about another', async () => {
    const [lea, eve] = [lead().goesTo('Algebra2'), someone('Eve').runsIt().goesTo('Biology')];
    await addPost(await met('Algebra2'), { state: 'gone' });
    await eve.says('/setup health');
    expect(eve.text).toContain('Could not arrive: none');
    await lea.says('/setup health');
    expect(lea.text).toContain('Could not arrive: 1 message');
  });

  test('in the direct line is about oneself alone', async () => {
    const lea = lead();
    await lea.says('/study me');
    await addPost(lea, { state: 'sent' });
    await addPost(await met('Algebra'), { state: 'gone' });
    await lea.says('/setup health');
    expect(lea.text).toContain('between you and me');
    expect(lea.text).toContain('Arrived: 1 message, all on time');
    expect(lea.text).toContain('Could not arrive: none');
  });

  test('tells when the bot last looked, and when it was away', async () => {
    const lea = lead().goesTo('Algebra');
    await studyloop.tick();
    studyloop.clock.passMinutes(60);
    await lea.says('/setup health');
    expect(lea.text).toContain('Last look: 1 hour ago');
    expect(lea.text).toContain('I should look every minute');
    await studyloop.tick();
    await lea.presses('Look again');
    expect(lea.reply.answers).toBe('in place');
    expect(lea.text).toContain('Last look: a moment ago\nAway: from 09:00 to 10:00\n');
    expect(lea.text).not.toContain('every minute');
    for (let n = 1; n <= 4; n++)
      await studyloop.db.insert(outage).values({ fromAt: minutesAgo(n * 1440), toAt: minutesAgo(n * 1440 - 30) });
    await studyloop.db.insert(outage).values({ fromAt: minutesAgo(9 * 1440), toAt: minutesAgo(8 * 1440) });
    await lea.presses('Look again');
    expect(lea.text).toContain('on Sat 28 Feb from 10:00 to 10:30; and 2 times before');
  });
});

describe('a test', () => {
  test('comes into the room like a reminder, each time it is asked for, and its button answers', async () => {
    const lea = lead().goesTo('Algebra');
    await lea.says('/setup health');
    const health = lea.card;
    await lea.presses('Send a test', health);
    expect(lea.reply).toMatchObject({ answers: 'in place', seenBy: 'me' });
    expect(lea.text).toContain('A test is on its way');
    const inRoom = () => studyloop.mailbox.cardsTo('test:room:Algebra');
    expect(inRoom()).toHaveLength(1);
    const [sent] = inRoom();
    if (!sent) throw new Error('it came');
    expect(plainCard(sent)).toContain(`A test reminder\n${lea.sender.name} asked for this.`);
    expect(JSON.stringify(sent)).not.toContain('"ping":true');
    await someone().goesTo('Algebra').presses('What I can do', sent);
    await lea.presses('Send a test', health);
    expect(inRoom()).toHaveLength(2);
    await lea.presses('Look again');
    expect(lea.text).toContain('Arrived: 2 messages, all on time');
  });

  test('that is asked for twice by the same press comes once', async () => {
    const lea = lead().goesTo('Geometry');
    const press = {
      id: 'press-1',
      sender: lea.sender,
      place: { address: 'test:room:Geometry', group: { key: 'test:room:Geometry', name: 'Geometry' } },
      kind: 'press' as const,
      wire: 'setup.test',
      fields: {},
    };
    const replies = await Promise.all([studyloop.bot.handle(press), studyloop.bot.handle(press)]);
    await studyloop.settle();
    expect(replies[0]).toEqual(replies[1]);
    expect(studyloop.mailbox.cardsTo('test:room:Geometry')).toHaveLength(1);
  });

  test('that cannot arrive is counted, with the reason', async () => {
    const lea = lead().goesTo('Closed');
    await lea.says('/setup health');
    studyloop.mailbox.troubles = [new Gone('Missing Access')];
    await lea.presses('Send a test');
    await lea.presses('Look again');
    expect(lea.text).toContain('Could not arrive: 1 message');
    expect(lea.text).toContain('• 1 in a channel that is gone, or where I may not write.');
  });

  test('from the direct line comes there', async () => {
    const lea = lead();
    await lea.says('/setup health');
    await lea.presses('Send a test');
    expect(lea.lastMail.title).toBe('A test reminder');
  });
});
