import { setImmediate } from 'node:timers/promises';
import { asc, count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Card, Download } from '../../src/chat/card.ts';
import type { RawFile } from '../../src/chat/options.ts';
import { plainCard } from '../../src/chat/plain.ts';
import {
  card,
  deck,
  deckImport,
  deckLearner,
  goal,
  member,
  memory,
  recallCalibration,
  reflection,
  review,
} from '../../src/db/schema/index.ts';
import { runTask } from '../../src/engine/tasks.ts';
import { writeApkg } from '../../src/features/decks/formats/anki-write.ts';
import { readDeckFile } from '../../src/features/decks/formats/read-deck-file.ts';
import { calibrationFrom } from '../../src/study/memory/recall-calibration.ts';
import { dayMs } from '../../src/study/memory/spacing.ts';
import { controlsOf, type Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
let people = 0;
beforeAll(async () => {
  studyloop = await startStudyloop();
});
afterAll(async () => studyloop?.stop());
beforeEach(() => studyloop.clock.to('2026-03-02T08:00:00Z'));

const someone = () => studyloop.person(`Ada ${++people}`, 'Europe/Berlin');
const idOf = async (who: Player) => {
  const [row] = await studyloop.db.select().from(member).where(eq(member.key, who.sender.key));
  return row?.id ?? '';
};
const cardsOf = async (who: Player) =>
  studyloop.db
    .select({ id: card.id, front: card.front, back: card.back, tags: card.tags, deck: deck.name, deckId: deck.id })
    .from(card)
    .innerJoin(deck, eq(deck.id, card.deckId))
    .where(eq(deck.memberId, await idOf(who)))
    .orderBy(asc(card.id));
const memoriesOf = async (who: Player) =>
  studyloop.db
    .select()
    .from(memory)
    .where(eq(memory.memberId, await idOf(who)))
    .orderBy(asc(memory.cardId));

const labels = (on: Card) => controlsOf(on).map(({ label }) => label);
const file = (name: string, text: string | Uint8Array): RawFile => ({
  name,
  mime: 'application/octet-stream',
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});

async function imports(who: Player, it: RawFile, into?: string): Promise<void> {
  await who.says('/study decks import');
  await who.fills({ file: it, ...(into !== undefined && { deck: into }) });
}
/** What came last to the direct line, as text. */
const mailOf = (who: Player) => plainCard(who.lastMail);
const downloadOn = (on: Card) => {
  const found = on.blocks.find((block): block is Download => block.kind === 'download');
  if (!found) throw new Error(`No file on:\n${plainCard(on)}`);
  return { name: found.name, bytes: new Uint8Array(Buffer.from(found.base64, 'base64')) };
};

/** While it is done, every process for a file is ended as soon as it begins: by what ends it at the end of the program. */
async function withoutProcesses(doing: () => Promise<unknown>): Promise<void> {
  const before = process.listeners('exit');
  let isDone = false;
  const done = doing().finally(() => {
    isDone = true;
  });
  while (!isDone) {
    for (const atExit of process.listeners('exit')) if (!before.includes(atExit)) atExit(0);
    await setImmediate();
  }
  await done;
}

describe('adding a card', () => {
  test('one line does it, into the deck used last', async () => {
    const ada = someone();
    await ada.says('/study add What is S? | Days until recall is 90 %');
    expect(ada.card.title).toBe('Added to My cards');
    await ada.presses('Add another');
    await ada.fills({ front: 'el perro', back: 'the dog', deck: 'Spanish', tags: 'nouns, #unit-3 nouns' });
    expect(ada.card.title).toBe('Added to Spanish');
    await ada.says('/study add el gato|the cat');
    expect(ada.card.title).toBe('Added to Spanish');
    expect(await cardsOf(ada)).toMatchObject([
      { deck: 'My cards', front: 'What is S?', back: 'Days until recall is 90 %', tags: [] },
      { deck: 'Spanish', front: 'el perro', back: 'the dog', tags: ['nouns', 'unit-3'] },
      { deck: 'Spanish', front: 'el gato', back: 'the cat' },
    ]);
  });

  test('half a card opens the form with what was typed', async () => {
    const ada = someone();
    await ada.says('/study add What is a monad?');
    const value = (name: string) => ada.form.fields.find((field) => field.name === name)?.value;
    expect([value('front'), value('back'), value('deck')]).toEqual(['What is a monad?', undefined, 'My cards']);
    await ada.says('/study add |just an answer');
    expect([value('front'), value('back')]).toEqual([undefined, 'just an answer']);
    await ada.says(`/study add long | ${'x'.repeat(2500)}`);
    expect(value('back')).toHaveLength(2500);
    const reply = await ada.fills({});
    expect(reply.refused?.problems.back).toContain('2500 characters, and 2000 fit');
    expect(await cardsOf(ada)).toEqual([]);
  });

  test('a form without an answer comes back saying so', async () => {
    const ada = someone();
    await ada.says('/study add');
    const reply = await ada.fills({ front: 'q', back: '\u0000 \u0007' });
    expect(Object.keys(reply.refused?.problems ?? {})).toEqual(['back']);
  });

  test('the same card twice at once is one card, and the second press says that it is there', async () => {
    const ada = someone();
    await ada.says('/study add');
    const fields = { front: 'q', back: 'a', deck: 'My cards' };
    const { intent } = ada.form;
    const replies = await Promise.all([1, 2, 3].map(() => ada.pressesIntent(intent, fields)));
    expect(await cardsOf(ada)).toHaveLength(1);
    expect(replies.map(({ show }) => show.title).sort()).toEqual([
      'Added to My cards',
      'Already in My cards',
      'Already in My cards',
    ]);
  });

  test('deck names in another spelling of case are one deck', async () => {
    const ada = someone();
    await ada.says('/study add');
    await ada.fills({ front: 'a', back: 'b', deck: 'Español' });
    await ada.says('/study add');
    await ada.fills({ front: 'c', back: 'd', deck: '  españOL ' });
    expect((await cardsOf(ada)).map((it) => it.deck)).toEqual(['Español', 'Español']);
  });
});

describe('looking at decks', () => {
  test('without any: write a card or bring a deck', async () => {
    const ada = someone();
    await ada.says('/study decks');
    expect(ada.card.title).toBe('No decks yet');
    expect(labels(ada.card)).toEqual(['Add a card', 'Import a deck']);
  });

  test('the list, a deck, its cards page by page, one card, changed and deleted', async () => {
    const ada = someone();
    await imports(ada, file('Numbers.csv', Array.from({ length: 23 }, (_, i) => `q${i + 1},a${i + 1}`).join('\n')));
    await ada.says('/study decks');
    expect(ada.text).toContain('• Numbers · 23 cards · nothing due · 23 new');
    await ada.picks('Numbers');
    expect(ada.text).toContain('Cards: 23');
    await ada.presses('See the cards');
    expect(ada.card.title).toBe('Numbers: 1-10 of 23');
    await ada.presses('Next');
    await ada.presses('Next');
    expect(ada.card.title).toBe('Numbers: 21-23 of 23');
    expect(labels(ada.card)).not.toContain('Next');
    await ada.picks('q22');
    await ada.presses('Edit');
    await ada.fills({ back: 'twenty-two', tags: 'maths' });
    expect(ada.text).toContain('Saved.');
    expect(ada.text).toContain('twenty-two');
    expect(ada.text).toContain('#maths');
    const shown = ada.card;
    await ada.presses('Delete');
    expect(ada.card.title).toBe('Delete this card?');
    await ada.presses('Delete it');
    expect((await cardsOf(ada)).map(({ front }) => front)).not.toContain('q22');
    const late = await ada.presses('Edit', shown);
    expect(late.refused).toBeDefined();
    expect(ada.card.title).toContain('That card is not here any more.');
  });

  test('a card cannot become its twin', async () => {
    const ada = someone();
    await ada.says('/study add one | 1');
    await ada.says('/study add two | 2');
    await ada.presses('Edit');
    const reply = await ada.fills({ front: 'one', back: '1' });
    expect(reply.refused?.problems.front).toBe('This card is in the deck already.');
    expect((await cardsOf(ada)).map(({ front }) => front)).toEqual(['one', 'two']);
  });

  test('more decks than a page holds', async () => {
    const ada = someone();
    await ada.says('/study decks');
    const memberId = await idOf(ada);
    const rows = Array.from({ length: 45 }, (_, i) => ({
      id: studyloop.world.newId(),
      memberId,
      name: `Deck ${String(i).padStart(2, '0')} ${'long name '.repeat(6)}`,
      createdAt: studyloop.clock.now(),
    }));
    await studyloop.db.insert(deck).values(rows);
    await studyloop.db
      .insert(deckLearner)
      .values(rows.map(({ id }) => ({ deckId: id, memberId, at: studyloop.clock.now() })));
    await ada.says('/study decks');
    expect(ada.text).toContain('Deck 19');
    await ada.presses('Next');
    await ada.presses('Next');
    expect(ada.text).toContain('Deck 44');
    expect(ada.card.title).toBe('Your decks, page 3');
    expect(labels(ada.card)).not.toContain('Next');
  });

  test('by name, with suggestions; a name that is not there', async () => {
    const ada = someone();
    await ada.says('/study add el perro | the dog');
    expect(await ada.suggestions('study', 'decks', 'deck', 'my')).toEqual([{ value: 'My cards', label: 'My cards' }]);
    await ada.says('/study decks my CARDS');
    expect(ada.card.title).toBe('My cards');
    const reply = await ada.says('/study decks Latin');
    expect(reply.refused).toBeDefined();
    expect(ada.text).toContain('There is no deck called Latin');
  });

  test('renaming; a name that is taken keeps the form open', async () => {
    const ada = someone();
    await ada.says('/study add a | b');
    await ada.says('/study add');
    await ada.fills({ front: 'c', back: 'd', deck: 'Other' });
    await ada.says('/study decks other');
    await ada.presses('Rename');
    const reply = await ada.fills({ name: 'MY CARDS' });
    expect(reply.refused?.problems.name).toBe('You have another deck of that name.');
    await ada.says('/study decks other');
    await ada.presses('Rename');
    await ada.fills({ name: 'OTHER' });
    expect(ada.card.title).toBe('OTHER');
  });

  test('deleting says what is lost, and asks', async () => {
    const ada = someone();
    await ada.says('/study add a | b');
    await ada.says('/study decks My cards');
    await ada.presses('Delete');
    expect(ada.text).toContain('Its 1 card will be gone');
    const asked = ada.card;
    await ada.presses('Keep it');
    expect(ada.card.title).toBe('My cards');
    await ada.presses('Delete it', asked);
    expect(ada.card.title).toBe('No decks yet');
    const again = await ada.presses('Delete it', asked);
    expect(again.refused).toBeDefined();
    expect(ada.card.title).toContain('That deck is not here any more.');
  });

  test.each([
    ['12 June', '2026-06-12'],
    ['2026-06-12', '2026-06-12'],
    ['on Friday', '2026-03-06'],
    ['31.12', '2026-12-31'],
    ['12.06', '2026-06-12'],
  ])('the exam date "%s"', async (typed, day) => {
    const ada = someone();
    await ada.says('/study add a | b');
    await ada.says('/study decks My cards');
    await ada.presses('Exam date');
    await ada.fills({ day: typed });
    const [kept] = await studyloop.db
      .select()
      .from(deck)
      .where(eq(deck.memberId, await idOf(ada)));
    expect(kept?.examDay).toBe(day);
    await ada.presses('Exam date');
    expect(ada.form.fields[0]?.value).toBe(day);
    await ada.fills({ day: '' });
    expect(ada.text).not.toContain('Exam:');
  });

  test.each([
    ['1 March 2026', 'has passed'],
    ['3/4', 'may be two days'],
    ['when it rains', 'I could not find a day'],
  ])('an exam date that cannot be: "%s"', async (typed, why) => {
    const ada = someone();
    await ada.says('/study add a | b');
    await ada.says('/study decks My cards');
    await ada.presses('Exam date');
    expect((await ada.fills({ day: typed })).refused?.problems.day).toContain(why);
  });
});

describe('sharing', () => {
  async function sharedDeck() {
    const [ada, bo] = [someone(), someone()];
    await ada.says('/study add el perro | the dog');
    await bo.goesTo(`room ${people}`).says('/study decks');
    await ada.goesTo(`room ${people}`).says('/study decks My cards');
    await ada.presses(`Share with room ${people}`);
    return { ada, bo };
  }

  test('a group finds the deck, and each member has their own memory of it', async () => {
    const { ada, bo } = await sharedDeck();
    expect(ada.text).toContain(`Shared with: room ${people}`);
    await bo.goesTo().says('/study decks');
    expect(bo.text).toContain(`My cards · 1 card · ${ada.sender.name} shares it`);
    await bo.says('/study review');
    expect(bo.card.title).toBe('No cards yet');
    await bo.says('/study decks My cards');
    await bo.presses('Study this too');
    expect(bo.text).toContain('New: 1');
    await bo.presses('Review this');
    await bo.presses('Show');
    const easy = controlsOf(bo.card).find(({ label }) => label.startsWith('Easy'))?.label ?? '';
    await bo.presses(easy);
    expect(await memoriesOf(bo)).toHaveLength(1);
    expect(await memoriesOf(ada)).toEqual([]);
    await ada.says('/study decks My cards');
    expect(ada.text).toContain('(1 other studies it)');
    expect(labels(bo.card)).not.toContain('Rename');
  });

  test('in the direct line it says where to do it', async () => {
    const ada = someone();
    await ada.says('/study add a | b');
    await ada.says('/study decks My cards');
    await ada.presses('Share');
    expect(ada.text).toContain('in the room of the group');
  });

  test('no longer shared, it is gone for the others; shared again, they go on where they were', async () => {
    const { ada, bo } = await sharedDeck();
    await bo.says('/study decks My cards');
    const card = bo.card;
    await bo.presses('Study this too');
    await bo.presses('Review this');
    await bo.presses('Show');
    await bo.presses(controlsOf(bo.card)[2]?.label ?? '');
    await ada.presses('Stop sharing');
    await bo.says('/study review');
    expect(bo.card.title).toBe('No cards yet');
    expect((await bo.presses('Study this too', card)).refused).toBeDefined();
    await ada.presses(`Share with room ${people}`);
    await bo.presses('Study this too', card);
    expect(await memoriesOf(bo)).toMatchObject([{ reps: 1 }]);
    expect(bo.text).toContain('New: 0');
    await bo.presses('Stop studying');
    expect(bo.text).toContain('shares it');
  });

  test('taken up while it is being closed, it does not stay open', async () => {
    const { ada, bo } = await sharedDeck();
    const [{ deckId = '' } = {}] = await cardsOf(ada);
    for (let i = 0; i < 5; i++) {
      const pressed = (to: string) => ({ to: `decks.${to}`, with: { deckId } });
      await ada.pressesIntent(pressed('share'));
      await Promise.all([bo.pressesIntent(pressed('study')), ada.pressesIntent(pressed('unshare'))]);
      const learners = await studyloop.db.select().from(deckLearner).where(eq(deckLearner.deckId, deckId));
      expect(learners).toHaveLength(1);
    }
  });

  test('who is not in the group can neither read nor change it, whatever they press', async () => {
    const { ada } = await sharedDeck();
    const eve = someone().goesTo('elsewhere');
    const [{ id: cardId = '', deckId = '' } = {}] = await cardsOf(ada);
    const before = await cardsOf(ada);
    const presses = [
      ...[
        'open',
        'rename',
        'exam',
        'drop',
        'drop-now',
        'share',
        'unshare',
        'study',
        'leave',
        'export-csv',
        'export-anki',
      ].map((it) => ({ to: `decks.${it}`, with: { deckId } })),
      { to: 'decks.cards', with: { deckId, page: '1' } },
      { to: 'decks.rename-to', with: { deckId, name: 'Mine' } },
      { to: 'decks.exam-on', with: { deckId, day: '12 June' } },
      ...['card', 'edit', 'drop-card', 'drop-card-now', 'bring-back'].map((it) => ({
        to: `decks.${it}`,
        with: { cardId },
      })),
    ];
    for (const intent of presses) {
      const reply = await eve.pressesIntent(intent);
      expect(reply.refused, intent.to).toBeDefined();
      expect(JSON.stringify(reply.show)).not.toContain('perro');
    }
    await eve.pressesIntent({ to: 'decks.change-card', with: { cardId } }, { front: 'x', back: 'y' });
    expect(await cardsOf(ada)).toEqual(before);
    await eve.says('/study decks');
    expect(eve.card.title).toBe('No decks yet');
    await eve.says('/study decks My cards');
    expect(eve.text).toContain('There is no deck called');
  });

  test('a member of the group reads it, and changes nothing', async () => {
    const { ada, bo } = await sharedDeck();
    const [{ id: cardId = '', deckId = '' } = {}] = await cardsOf(ada);
    const before = await cardsOf(ada);
    for (const intent of [
      { to: 'decks.rename-to', with: { deckId, name: 'Mine' } },
      { to: 'decks.drop-now', with: { deckId } },
      { to: 'decks.share', with: { deckId } },
      { to: 'decks.exam-on', with: { deckId, day: '12 June' } },
      { to: 'decks.drop-card-now', with: { cardId } },
      { to: 'decks.edit', with: { cardId } },
    ]) {
      expect((await bo.pressesIntent(intent)).refused, intent.to).toBeDefined();
    }
    expect(await cardsOf(ada)).toEqual(before);
    await bo.pressesIntent({ to: 'decks.card', with: { cardId } });
    expect(bo.text).toContain('el perro');
    expect(labels(bo.card)).toEqual(['See the cards']);
  });
});

describe('from a reflection', () => {
  async function reflected(who: Player, learned: string | null) {
    await who.says('/study decks');
    const id = studyloop.world.newId();
    const at = studyloop.clock.now();
    await studyloop.db
      .insert(reflection)
      .values({ id, memberId: await idOf(who), day: '2026-03-01', went: 'well', learned, depth: 2, at });
    return { to: 'decks.keep-learned', with: { reflectionId: id } };
  }

  test('one press makes a card, once, and it can be edited', async () => {
    const ada = someone();
    const keep = await reflected(ada, 'Spacing beats cramming.');
    await Promise.all([ada.pressesIntent(keep), ada.pressesIntent(keep)]);
    expect(await cardsOf(ada)).toMatchObject([
      { deck: 'What I learned', front: 'What did you learn on Sun 1 Mar?', back: 'Spacing beats cramming.' },
    ]);
    await ada.pressesIntent(keep);
    expect(ada.card.title).toBe('Already in What I learned');
    await ada.presses('Edit');
    await ada.fills({ front: 'What beats cramming?' });
    await ada.pressesIntent(keep);
    expect((await cardsOf(ada)).map(({ front }) => front)).toEqual(['What beats cramming?']);
  });

  test('the question names the goal', async () => {
    const ada = someone();
    const keep = await reflected(ada, 'Draw it first.');
    const goalId = studyloop.world.newId();
    await studyloop.db
      .insert(goal)
      .values({ id: goalId, memberId: await idOf(ada), what: '40 graph problems', createdAt: studyloop.clock.now() });
    await studyloop.db.update(reflection).set({ goalId }).where(eq(reflection.id, keep.with.reflectionId));
    await ada.pressesIntent(keep);
    expect(ada.text).toContain('What did you learn about “40 graph problems” on Sun 1 Mar?');
  });

  test('not from another’s reflection, and not from an empty one', async () => {
    const [ada, eve] = [someone(), someone()];
    const keep = await reflected(ada, 'My own thought.');
    expect((await eve.pressesIntent(keep)).refused).toBeDefined();
    expect((await ada.pressesIntent(await reflected(ada, null))).refused).toBeDefined();
    expect(await cardsOf(eve)).toEqual([]);
    expect(await cardsOf(ada)).toEqual([]);
  });
});

describe('importing', () => {
  test('answers at once, then tells how many, from where, and what was left out', async () => {
    const ada = someone();
    await ada.says('/study decks import');
    const csv = 'front;back;tags\nel perro;the dog;nouns\nel gato;the cat;nouns\nla casa;\nel perro;the dog;nouns\n';
    await ada.fills({ file: file('Spanish.csv', csv) });
    expect(ada.card.title).toBe('Reading Spanish.csv (1 KB)…');
    const mail = mailOf(ada);
    expect(mail).toContain('2 new cards in Spanish');
    expect(mail).toContain('From: Spanish.csv');
    expect(mail).toContain('There already: 1 card');
    expect(mail).toContain('line 4: the back is empty');
    expect(await cardsOf(ada)).toMatchObject([{ front: 'el perro', tags: ['nouns'] }, { front: 'el gato' }]);
    await ada.presses('Review now', ada.lastMail);
    expect(ada.card.title).toBe('Spanish');
  });

  test('the same file again adds nothing and says so; into another deck it does', async () => {
    const ada = someone();
    const it = file('Spanish.tsv', 'el perro\tthe dog\nel gato\tthe cat\n');
    await imports(ada, it);
    await imports(ada, it);
    expect(mailOf(ada)).toContain('Nothing new in Spanish.tsv');
    expect(mailOf(ada)).toContain('There already: 2 cards');
    await imports(ada, it, 'Animals');
    expect(mailOf(ada)).toContain('2 new cards in Animals');
    expect(ada.inbox).toHaveLength(3);
  });

  test('the work done twice, or by two at once, keeps the cards and the message once', async () => {
    const ada = someone();
    await imports(ada, file('Once.csv', 'a,b\nc,d\n'));
    const [row] = await studyloop.db
      .select()
      .from(deckImport)
      .where(eq(deckImport.memberId, await idOf(ada)));
    expect(row).toMatchObject({ state: 'done', bytes: null });
    await studyloop.db
      .update(deckImport)
      .set({ state: 'waiting', bytes: new TextEncoder().encode('a,b\nc,d\ne,f\n') })
      .where(eq(deckImport.id, row?.id ?? ''));
    const again = () =>
      runTask(studyloop.world, studyloop.catalog, studyloop.queue, {
        task: 'decks.import',
        with: { importId: row?.id ?? '' },
      });
    await Promise.all([again(), again(), again()]);
    await studyloop.settle();
    expect((await cardsOf(ada)).map(({ front }) => front)).toEqual(['a', 'c', 'e']);
    expect(ada.inbox).toHaveLength(1);
  });

  test.each([
    ['broken.apkg', 'PK\u0003\u0004 this is no zip file', /I could not read broken\.apkg/],
    ['not.apkg', 'hello', /it is no zip file/],
    ['empty.txt', '   \n', /I could not read empty\.txt/],
  ])('a file that is no deck: %s', async (name, text, says) => {
    const ada = someone();
    await imports(ada, file(name, text));
    expect(mailOf(ada)).toMatch(says);
    expect(mailOf(ada)).toContain('Nothing was added.');
    const [row] = await studyloop.db
      .select()
      .from(deckImport)
      .where(eq(deckImport.memberId, await idOf(ada)));
    expect(row).toMatchObject({ state: 'failed', bytes: null, history: null });
    expect(await cardsOf(ada)).toEqual([]);
    await ada.presses('Import another', ada.lastMail);
    expect(ada.form.title).toBe('Import a deck');
  });

  test('a file that is more than the machine can read is told so, once', async () => {
    const ada = someone();
    await withoutProcesses(() => imports(ada, file('Spanish.csv', 'el perro,the dog\n')));
    expect(mailOf(ada)).toContain('I could not read Spanish.csv');
    expect(mailOf(ada)).toContain('Split it into smaller decks');
    expect(ada.inbox).toHaveLength(1);
    await imports(ada, file('Spanish.csv', 'el perro,the dog\n'));
    expect(mailOf(ada)).toContain('1 new card in Spanish');
  });

  test('a file of another kind, or too large, is refused before anything is kept', async () => {
    const ada = someone();
    await ada.says('/study decks import');
    const sheet = ada.form;
    expect((await ada.fills({ file: file('deck.pdf', 'x') }, sheet)).refused?.problems.file).toContain('.apkg');
    const large = new Uint8Array(10 * 1024 * 1024 + 1);
    expect((await ada.fills({ file: file('deck.csv', large) }, sheet)).refused?.problems.file).toContain('too large');
    expect(
      await studyloop.db
        .select()
        .from(deckImport)
        .where(eq(deckImport.memberId, await idOf(ada))),
    ).toEqual([]);
  });

  test('ten thousand cards in one import, in the order of the file', async () => {
    const ada = someone();
    const lines = Array.from({ length: 10_000 }, (_, i) => `question ${i},answer ${i}`);
    await imports(ada, file('Big.csv', lines.join('\n')));
    expect(mailOf(ada)).toContain('10,000 new cards in Big');
    const fronts = (await cardsOf(ada)).map(({ front }) => front);
    expect(fronts).toEqual(lines.map((_, i) => `question ${i}`));
    await imports(ada, file('Big.csv', [...lines, 'one,more'].join('\n')));
    expect(mailOf(ada)).toContain('I could not read Big.csv');
    await ada.says('/study review Big');
    expect(ada.text).toContain('question 0');
  });

  test('work that was lost on the way is asked for again; after a day it is given up, and said', async () => {
    const ada = someone();
    await ada.says('/study decks');
    const at = studyloop.clock.now();
    const waiting = (name: string, text: string) => ({
      id: studyloop.world.newId(),
      replyTo: ada.sender.direct,
      fileName: name,
      bytes: new TextEncoder().encode(text),
      at,
      askedAt: at,
    });
    const memberId = await idOf(ada);
    await studyloop.db.insert(deckImport).values({ ...waiting('Lost.csv', 'a,b\n'), memberId });
    await studyloop.tick();
    expect(ada.inbox).toHaveLength(0);
    studyloop.clock.passMinutes(16);
    await studyloop.tick();
    expect(mailOf(ada)).toContain('1 new card in Lost');
    await studyloop.db.insert(deckImport).values({ ...waiting('Stuck.csv', 'c,d\n'), memberId });
    studyloop.clock.passMinutes(25 * 60);
    await studyloop.tick();
    expect(ada.inbox.map(({ title }) => title)).toContain('I could not read Stuck.csv');
    expect((await cardsOf(ada)).map(({ front }) => front)).toEqual(['a']);
  });
});

describe('history that comes along', () => {
  const now = new Date('2026-03-02T08:00:00Z');
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs);
  const deckFile = async () =>
    file(
      'Spanish.apkg',
      await writeApkg(
        {
          deckName: 'Spanish',
          cards: [
            {
              front: 'el perro',
              back: 'the dog',
              tags: ['nouns'],
              history: [
                { at: daysAgo(40), grade: 'good', durationMs: 4000 },
                { at: daysAgo(39), grade: 'good' },
                { at: daysAgo(30), grade: 'again' },
                { at: daysAgo(29), grade: 'good' },
                { at: daysAgo(20), grade: 'good' },
              ],
              schedule: { intervalDays: 30, dueAt: daysAgo(-10) },
            },
            {
              front: 'el gato',
              back: 'the cat',
              tags: [],
              schedule: { intervalDays: 12, dueAt: daysAgo(-5), ease: 2.5 },
            },
            {
              front: 'la casa',
              back: 'the house',
              tags: [],
              suspended: true,
              schedule: { intervalDays: 12, dueAt: daysAgo(-5) },
            },
            { front: 'nuevo', back: 'new', tags: [] },
          ],
        },
        now,
      ),
    );

  test('the schedule goes on where Anki left it', async () => {
    const ada = someone();
    await imports(ada, await deckFile());
    expect(mailOf(ada)).toContain('4 new cards in Spanish');
    expect(mailOf(ada)).toContain('Set aside, as they were: 1 card');
    expect(mailOf(ada)).toContain('the schedule goes on where it was left');

    const cards = await cardsOf(ada);
    const [perro, gato] = cards;
    const memories = await memoriesOf(ada);
    expect(memories.map(({ cardId }) => cardId)).toEqual([perro?.id, gato?.id]);
    expect(memories[0]).toMatchObject({ state: 'review', reps: 5, lapses: 1, lastReviewAt: daysAgo(20) });
    expect(Math.abs((memories[0]?.dueAt.getTime() ?? 0) - daysAgo(-10).getTime())).toBeLessThan(dayMs);
    expect(memories[1]?.stability).toBeCloseTo(12, 0);
    expect(Math.abs((memories[1]?.dueAt.getTime() ?? 0) - daysAgo(-5).getTime())).toBeLessThan(dayMs);

    const log = await studyloop.db
      .select()
      .from(review)
      .where(eq(review.cardId, perro?.id ?? ''))
      .orderBy(asc(review.at));
    expect(log.map(({ grade, source, day }) => [grade, source, day])).toEqual([
      ['good', 'file', '2026-01-21'],
      ['good', 'file', '2026-01-22'],
      ['again', 'file', '2026-01-31'],
      ['good', 'file', '2026-02-01'],
      ['good', 'file', '2026-02-10'],
    ]);
    expect(log.map(({ expected }) => expected === null)).toEqual([true, false, false, false, false]);
    expect(log[0]?.durationMs).toBe(4000);

    const [row] = await studyloop.db
      .select()
      .from(deckImport)
      .where(eq(deckImport.memberId, await idOf(ada)));
    expect(row?.history).toBeNull();

    const [learned] = await studyloop.db
      .select()
      .from(recallCalibration)
      .where(eq(recallCalibration.memberId, await idOf(ada)));
    expect(calibrationFrom(learned?.numbers ?? null)).toMatchObject({ answers: 4, thoughts: 1 });

    await ada.says('/study review');
    expect(ada.text).toContain('nuevo');
    expect(ada.text).toContain('Today: 0 of 1');
  });

  test('taken over twice it is there once, and what was reviewed here meanwhile stays', async () => {
    const ada = someone();
    await imports(ada, await deckFile());
    const [first] = await studyloop.db
      .select()
      .from(deckImport)
      .where(eq(deckImport.memberId, await idOf(ada)));
    const before = await memoriesOf(ada);
    await imports(ada, await deckFile());
    expect(mailOf(ada)).toContain('Nothing new in Spanish.apkg');
    expect(await memoriesOf(ada)).toEqual(before);
    const again = () =>
      runTask(studyloop.world, studyloop.catalog, studyloop.queue, {
        task: 'review.continue',
        with: { importId: first?.id ?? '' },
      });
    await Promise.all([again(), again()]);
    expect(await memoriesOf(ada)).toEqual(before);
    const [logged] = await studyloop.db
      .select({ n: count() })
      .from(review)
      .where(eq(review.memberId, await idOf(ada)));
    expect(logged?.n).toBe(5);
  });

  test('a card that the deck had already takes its history, too', async () => {
    const ada = someone();
    await imports(ada, file('Spanish.csv', 'el perro,the dog\n'));
    await imports(ada, await deckFile());
    const [perro] = await cardsOf(ada);
    expect((await memoriesOf(ada)).find(({ cardId }) => cardId === perro?.id)).toMatchObject({ reps: 5 });
  });

  test('history whose taking over was lost is asked for again', async () => {
    const ada = someone();
    await ada.says('/study add q | a');
    const [{ id: cardId = '' } = {}] = await cardsOf(ada);
    const at = studyloop.clock.now();
    await studyloop.db.insert(deckImport).values({
      id: studyloop.world.newId(),
      memberId: await idOf(ada),
      replyTo: ada.sender.direct,
      fileName: 'x.apkg',
      state: 'done',
      history: [{ cardId, reviews: [{ atMs: daysAgo(9).getTime(), grade: 'good' }] }],
      at,
      askedAt: at,
    });
    studyloop.clock.passMinutes(16);
    await studyloop.tick();
    expect(await memoriesOf(ada)).toMatchObject([{ cardId, reps: 1 }]);
  });

  test('set aside, a card is kept and not asked until it is brought back', async () => {
    const ada = someone();
    await imports(ada, await deckFile());
    await ada.says('/study decks Spanish');
    expect(ada.text).toContain('Cards: 4, 1 of them set aside');
    expect(ada.text).toContain('New: 1');
    await ada.presses('See the cards');
    await ada.picks('la casa');
    await ada.presses('Ask me this one');
    expect(ada.text).toContain('It will be asked from now on.');
    await ada.says('/study decks Spanish');
    expect(ada.text).toContain('New: 2');
  });
});

describe('exporting', () => {
  test('as CSV, and read back the same', async () => {
    const ada = someone();
    await ada.says('/study add');
    await ada.fills({ front: 'one, "two"\nthree', back: '=1+1;', tags: 'a b' });
    await ada.says('/study decks My cards');
    await ada.presses('Export CSV');
    const { name, bytes } = downloadOn(ada.card);
    expect(name).toBe('My cards.csv');
    const back = await readDeckFile({ name, bytes });
    expect(back.cards).toMatchObject([{ front: 'one, "two"\nthree', back: '=1+1;', tags: ['a', 'b'] }]);
  });

  test('a deck that is more than the machine can pack is told so, and offered as CSV', async () => {
    const ada = someone();
    await ada.says('/study add el perro | the dog');
    await ada.says('/study decks My cards');
    await withoutProcesses(() => ada.presses('Export Anki'));
    expect(mailOf(ada)).toContain('My cards is more than I can pack for Anki');
    expect(ada.inbox).toHaveLength(1);
    await ada.presses('Get the CSV', ada.lastMail);
    expect(downloadOn(ada.card).name).toBe('My cards.csv');
  });

  test('for Anki with one’s own reviews: another who imports it goes on from the same place', async () => {
    const [ada, bo] = [someone(), someone()];
    await ada.says('/study add el perro | the dog');
    await ada.says('/study review');
    await ada.presses('Show');
    await ada.presses(controlsOf(ada.card)[3]?.label ?? '');
    await ada.says('/study decks My cards');
    await ada.presses('Export Anki');
    expect(ada.card.title).toBe('Packing My cards for Anki…');
    const { name, bytes } = downloadOn(ada.lastMail);
    expect(name).toBe('My cards.apkg');
    studyloop.clock.passMinutes(5);
    await imports(bo, file(name, bytes));
    const [[a], [b]] = [await memoriesOf(ada), await memoriesOf(bo)];
    expect(b).toMatchObject({ reps: 1, state: 'review', lastReviewAt: a?.lastReviewAt });
    expect(b?.stability).toBeCloseTo(a?.stability ?? 0, 3);
  });

  test('for Anki with every review of a deck that is read in several parts', async () => {
    const [ada, bo] = [someone(), someone()];
    const at = new Date(studyloop.clock.now().getTime() - 20 * dayMs);
    const cards = Array.from({ length: 260 }, (_, n) => ({
      front: `question ${n}`,
      back: `answer ${n}`,
      tags: [],
      history: [{ at: new Date(at.getTime() + n * 1000), grade: 'good' as const }],
    }));
    await imports(ada, file('Long.apkg', await writeApkg({ deckName: 'Long', cards }, studyloop.clock.now())));
    await ada.says('/study decks Long');
    await ada.presses('Export Anki');
    const { name, bytes } = downloadOn(ada.lastMail);
    await imports(bo, file(name, bytes));
    const [hers, his] = [await memoriesOf(ada), await memoriesOf(bo)];
    expect(his).toHaveLength(260);
    expect(his.map(({ lastReviewAt }) => lastReviewAt)).toEqual(hers.map(({ lastReviewAt }) => lastReviewAt));
  });
});
