import { asc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Card, Download } from '../../src/chat/card.ts';
import type { RawFile } from '../../src/chat/options.ts';
import { plainCard } from '../../src/chat/plain.ts';
import { readMastery } from '../../src/db/reading/mastery.ts';
import { card, deck, member, skillNeed } from '../../src/db/schema/index.ts';
import type { Player } from '../support/player.ts';
import { type Studyloop, startStudyloop } from '../support/studyloop.ts';

let studyloop: Studyloop;
let people = 0;
beforeAll(async () => {
  studyloop = await startStudyloop();
});
afterAll(async () => studyloop?.stop());

const someone = (name = 'Ada') => studyloop.person(`${name} ${++people}`, 'Europe/Berlin');
const idOf = async (who: Player) =>
  (await studyloop.db.select().from(member).where(eq(member.key, who.sender.key)))[0]?.id ?? '';
const file = (name: string, text: string | Uint8Array): RawFile => ({
  name,
  mime: 'application/octet-stream',
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});
async function imports(who: Player, it: RawFile): Promise<string> {
  await who.says('/study decks import');
  await who.fills({ file: it });
  return plainCard(who.lastMail);
}
const downloadOn = (on: Card) => {
  const found = on.blocks.find((block): block is Download => block.kind === 'download');
  if (!found) throw new Error(`No file on:\n${plainCard(on)}`);
  return new Uint8Array(Buffer.from(found.base64, 'base64'));
};
const decksOf = async (who: Player) =>
  new Map(
    (
      await studyloop.db
        .select()
        .from(deck)
        .where(eq(deck.memberId, await idOf(who)))
    ).map(({ id, name }) => [name, id]),
  );
/** "graphs ← fractions", with the decks by name. */
async function needsOf(who: Player): Promise<string[]> {
  const names = [...(await decksOf(who))];
  const said = (skill: string) => names.reduce((text, [name, id]) => text.replace(id, name), skill);
  const ids = new Set(names.map(([, id]) => id));
  const rows = await studyloop.db.select().from(skillNeed).orderBy(asc(skillNeed.skill), asc(skillNeed.needs));
  return rows.filter(({ deckId }) => ids.has(deckId)).map(({ skill, needs }) => `${said(skill)} ← ${said(needs)}`);
}

const algebra = 'front,back,tags,needs\n1/2 + 1/3?,5/6,fractions,\nA tree?,No cycles,graphs,"fractions, sets"\n';

describe('what cards lean on, in a file', () => {
  test('comes in by a column, beside what was said before, and names that are nothing here are told', async () => {
    const ada = someone();
    const told = await imports(ada, file('Algebra.csv', algebra));
    expect(told).toContain('Leans on: graphs: fractions');
    expect(told).toContain('No tag and no deck of yours is called “sets”, so nothing leans on that.');
    expect(await needsOf(ada)).toEqual(['tag:Algebra:graphs ← tag:Algebra:fractions']);
    await imports(
      ada,
      file('Algebra.csv', 'question,answer,tags,prerequisites\nA set?,Things,sets,\nA path?,Steps,graphs,Sets\n'),
    );
    const both = ['tag:Algebra:graphs ← tag:Algebra:fractions', 'tag:Algebra:graphs ← tag:Algebra:sets'];
    expect(await needsOf(ada)).toEqual(both);
    await imports(ada, file('Algebra.csv', 'front,back\nA word?,Letters\n'));
    expect(await needsOf(ada)).toEqual(both);
  });

  test('comes in by tags as Anki has them, which are no tags of the card then', async () => {
    const ada = someone();
    await imports(ada, file('Sums.csv', 'front,back,tags\n1 + 1?,2,adding\n'));
    await imports(
      ada,
      file('Maths.txt', '#separator:tab\n#tags column:3\nA tree?\tNo cycles\tNeeds::adding graphs needs::graphs\n'),
    );
    expect(await needsOf(ada)).toEqual(['tag:Maths:graphs ← tag:Sums:adding']);
    const id = (await decksOf(ada)).get('Maths') ?? '';
    const cards = await studyloop.db.select().from(card).where(eq(card.deckId, id));
    expect(cards.map(({ tags }) => tags)).toEqual([['graphs']]);
  });

  test('a card without tags speaks for its deck; a deck of several words is named as one', async () => {
    const ada = someone();
    await imports(ada, file('Old sums.csv', 'front,back\n1 + 1?,2\n'));
    await imports(ada, file('New.csv', 'front,back,needs\n3 * 4?,12,old_sums\n'));
    expect(await needsOf(ada)).toEqual(['deck:New ← deck:Old sums']);
  });

  test('a tag of several words is found as people write it', async () => {
    const ada = someone();
    await imports(
      ada,
      file('Maths.csv', 'front,back,tags\nA tree?,No cycles,graph-theory\nA set?,Things,Set_theory\n'),
    );
    const deckId = (await decksOf(ada)).get('Maths') ?? '';
    await ada.pressesWire(`decks.needs-are?deckId=${deckId}`, { needs: 'Graph theory: set theory' });
    expect(await needsOf(ada)).toEqual(['tag:Maths:graph-theory ← tag:Maths:Set_theory']);
  });

  test('no name reaches another’s deck', async () => {
    const [ada, bob] = [someone(), someone('Bob')];
    await imports(bob, file('Secret.csv', 'front,back,tags\nq,a,hidden\n'));
    const told = await imports(ada, file('New.csv', 'front,back,needs\n3 * 4?,12,hidden Secret\n'));
    expect(told).toContain('“hidden”, “Secret”');
    expect(await needsOf(ada)).toEqual([]);
  });

  test('a file made to break it names at most so much', async () => {
    const ada = someone();
    const tags = Array.from({ length: 90 }, (_, n) => `t${n}`);
    const lines = tags.map((tag, n) => `q${n},a${n},${tag},"${tags.slice(0, 30).join(' ')}"`);
    await imports(ada, file('Big.csv', `front,back,tags,needs\n${lines.join('\n')}\n`));
    expect(await needsOf(ada)).toHaveLength(60);
    await ada.pressesWire(`decks.open?deckId=${(await decksOf(ada)).get('Big')}`);
    expect(ada.text).toContain('Leans on: t');
  });

  test('goes out as CSV and as an Anki package, and comes back the same', async () => {
    const ada = someone();
    await imports(ada, file('Algebra.csv', `${algebra}A set?,Things,sets,\nA path?,Steps,graphs,sets\n`));
    const deckId = (await decksOf(ada)).get('Algebra') ?? '';
    await ada.pressesWire(`decks.needs?deckId=${deckId}`);
    await ada.fills({ needs: 'graphs: fractions, sets\nsets' });
    const said = await needsOf(ada);
    await ada.pressesWire(`decks.export-csv?deckId=${deckId}`);
    const csv = downloadOn(ada.card);
    expect(new TextDecoder().decode(csv)).toContain('A tree?,No cycles,graphs,sets fractions');
    await ada.pressesWire(`decks.export-anki?deckId=${deckId}`);
    const anki = downloadOn(ada.lastMail);
    for (const [name, bytes] of [
      ['Algebra.csv', csv],
      ['Algebra.apkg', anki],
    ] as const) {
      const bob = someone('Bob');
      expect(await imports(bob, file(name, bytes))).toContain('4 new cards');
      // What is said of the whole deck comes back as said of each of its tags.
      const each = said.flatMap((it) => (it.startsWith('deck:') ? ['tag:Algebra:fractions ← tag:Algebra:sets'] : [it]));
      expect(await needsOf(bob)).toEqual(each.sort());
    }
  });
});

describe('what a card leans on, by its tags in a form', () => {
  test('is named as in a file when it is added or edited, and stays when it is named no more', async () => {
    const ada = someone();
    await imports(ada, file('Algebra.csv', 'front,back,tags\n1/2?,0.5,fractions\nA set?,Things,sets\n'));
    await ada.says('/study add');
    await ada.fills({
      front: 'A tree?',
      back: 'No cycles',
      deck: 'Algebra',
      tags: '#graphs needs::fractions needs::rings',
    });
    expect(ada.text).toContain('Leans on: graphs: fractions.');
    expect(ada.text).toContain('No tag and no deck of yours is called “rings”');
    expect(await needsOf(ada)).toEqual(['tag:Algebra:graphs ← tag:Algebra:fractions']);
    await ada.presses('Edit');
    expect(ada.form.fields.find(({ name }) => name === 'tags')?.value).toBe('graphs');
    await ada.fills({ front: 'A tree?', back: 'No cycles', tags: 'graphs needs::sets' });
    const both = ['tag:Algebra:graphs ← tag:Algebra:fractions', 'tag:Algebra:graphs ← tag:Algebra:sets'];
    expect(await needsOf(ada)).toEqual(both);
    await ada.presses('Edit');
    await ada.fills({ front: 'A tree?', back: 'No cycles', tags: 'graphs' });
    expect(await needsOf(ada)).toEqual(both);
  });

  test('names nothing in the deck of another', async () => {
    const [ada, bob] = [someone(), someone('Bob')];
    await imports(ada, file('Algebra.csv', 'front,back,tags\n1/2?,0.5,fractions\nA tree?,No cycles,graphs\n'));
    const [{ id } = { id: '' }] = await studyloop.db
      .select()
      .from(card)
      .where(eq(card.deckId, (await decksOf(ada)).get('Algebra') ?? ''));
    await bob.pressesWire(`decks.change-card?cardId=${id}`, { front: 'x', back: 'y', tags: 'graphs needs::fractions' });
    expect(bob.text).not.toContain('Saved');
    expect(await needsOf(ada)).toEqual([]);
    await bob.says('/study add');
    await bob.fills({ front: 'A tree?', back: 'No cycles', deck: 'Algebra', tags: 'graphs needs::fractions' });
    expect([await needsOf(ada), await needsOf(bob)]).toEqual([[], []]);
  });
});

describe('what a deck leans on for a group, said by those who run it', () => {
  /** Ada's deck, shared with a room that Lea runs and where Bob studies it. */
  async function sharedDeck(room: string) {
    const [ada, bob, lea] = [someone(), someone('Bob'), someone('Lea').goesTo(room).runsIt()];
    await imports(
      ada,
      file('Algebra.csv', 'front,back,tags\n1/2?,0.5,fractions\nA tree?,No cycles,graphs\nA set?,Things,sets\n'),
    );
    const deckId = (await decksOf(ada)).get('Algebra') ?? '';
    await ada.goesTo(room).pressesWire(`decks.share?deckId=${deckId}`);
    await bob.goesTo(room).says('/study decks');
    await bob.pressesWire(`decks.study?deckId=${deckId}`);
    return { ada, bob, lea, deckId };
  }
  /** What of `graphs` enters a prediction for somebody. */
  const leanings = (who: Player, deckId: string) =>
    studyloop.db.transaction(async (tx) => {
      const skill = `tag:${deckId}:graphs`;
      const { kept } = await readMastery(tx, await idOf(who), [{ cardId: '', skill }]);
      return (kept.needs.get(skill) ?? []).map((it) => it.replace(deckId, 'Algebra'));
    });

  test('holds for its members beside what the owner says, and neither takes the other’s word away', async () => {
    const { ada, bob, lea, deckId } = await sharedDeck('algebra');
    await lea.says('/setup decks');
    expect(lea.text).toContain(`Algebra by ${ada.sender.name}`);
    await lea.picks('Algebra');
    await lea.fills({ needs: 'graphs: fractions' });
    expect(lea.text).toContain('Kept for those who study Algebra here.');
    expect(await leanings(bob, deckId)).toEqual(['tag:Algebra:fractions']);
    await ada.pressesWire(`decks.needs-are?deckId=${deckId}`, { needs: 'graphs: sets, fractions' });
    expect(await leanings(bob, deckId)).toEqual(['tag:Algebra:fractions', 'tag:Algebra:sets']);
    await ada.pressesWire(`decks.needs-are?deckId=${deckId}`, { needs: '' });
    expect(await leanings(bob, deckId)).toEqual(['tag:Algebra:fractions']);
    await bob.pressesWire(`decks.open?deckId=${deckId}`);
    expect(bob.text).toContain('Leans on: graphs: fractions');
    await lea.says('/setup decks algebra');
    expect(lea.form.fields[0]?.value).toBe('graphs: fractions');
    await lea.fills({ needs: '' });
    expect(lea.text).toContain('For Algebra nothing is named here any more.');
    expect(await leanings(bob, deckId)).toEqual([]);
  });

  test('does not reach who studies it from another group, nor decks that are not shared there', async () => {
    const { ada, lea, deckId } = await sharedDeck('rings');
    const cleo = someone('Cleo').goesTo('fields');
    await ada.goesTo('fields').pressesWire(`decks.share?deckId=${deckId}`);
    await cleo.says('/study decks');
    await cleo.pressesWire(`decks.study?deckId=${deckId}`);
    await imports(lea, file('Own.csv', 'front,back,tags\nq,a,hers\n'));
    await lea.says('/setup decks algebra');
    await lea.fills({ needs: 'graphs: hers' });
    expect(lea.text).toContain('“hers” is neither another tag here nor a deck shared here with cards.');
    await lea.says('/setup decks algebra');
    await lea.fills({ needs: 'graphs: fractions' });
    expect(await leanings(cleo, deckId)).toEqual([]);
    await cleo.pressesWire(`decks.open?deckId=${deckId}`);
    expect(cleo.text).not.toContain('Leans on');
    await lea.goesTo('elsewhere').pressesWire(`decks.needs-here?deckId=${deckId}`);
    expect(lea.text).toContain('That deck is not shared here any more.');
  });

  test('ends when the deck is no longer shared there', async () => {
    const { ada, bob, lea, deckId } = await sharedDeck('logic');
    await lea.says('/setup decks algebra');
    await lea.fills({ needs: 'graphs: fractions' });
    await ada.pressesWire(`decks.unshare?deckId=${deckId}`);
    await ada.pressesWire(`decks.share?deckId=${deckId}`);
    await bob.pressesWire(`decks.study?deckId=${deckId}`);
    expect(await leanings(bob, deckId)).toEqual([]);
  });

  test('is for those who run the place, and is no part of what the owner takes along', async () => {
    const { ada, bob, lea, deckId } = await sharedDeck('topology');
    await bob.says('/setup decks');
    expect(bob.text).toContain('That is for admins');
    await bob.pressesWire(`decks.needs-here-are?deckId=${deckId}`, { needs: 'graphs: fractions' });
    expect(bob.text).toContain('That is for admins');
    expect(await needsOf(ada)).toEqual([]);
    await lea.says('/setup decks algebra');
    await lea.fills({ needs: 'graphs: fractions' });
    await ada.pressesWire(`decks.export-csv?deckId=${deckId}`);
    expect(new TextDecoder().decode(downloadOn(ada.card))).not.toContain('needs');
  });

  test('says what to do where there is no group, no deck, or none of that name', async () => {
    const lea = someone('Lea').goesTo('empty').runsIt();
    await lea.says('/setup decks');
    expect(lea.text).toContain('None yet.');
    await lea.says('/setup decks nothing');
    expect(lea.text).toContain('No deck called “nothing” is shared here.');
    await lea.goesTo().says('/setup decks');
    expect(lea.text).toContain('Say /setup decks in a channel');
  });
});
