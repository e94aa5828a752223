import { action, type Context, form } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { tagOf } from '../../db/reading/mastery.ts';
import { Refusal } from '../../errors.ts';
import { type NeedSaid, readNeeds, sayNeeds } from '../../study/mastery/needs-said.ts';
import { type NeedPair, needsOf, type OwnSkill, skillsOwned } from './looking.ts';
import { deckPage, ownDeckOr } from './page.ts';
import { openNeedsForm, setNeeds } from './presses.ts';
import { keepNeeds } from './store.ts';

export const openNeeds = action({
  ...openNeedsForm,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    await ownDeckOr(context, deckId);
    const value = sayNeeds(await needsOf(context.tx, deckId)) || undefined;
    const help = 'Tags or decks that come before: "graphs: fractions, ratios", or "fractions" for the whole deck';
    const ask = { needs: { value, help } };
    return { reply: form(setNeeds, { title: 'What it leans on', send: 'Keep', given: { deckId }, ask }) };
  },
});

export const keepWhatItNeeds = action({
  ...setNeeds,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId, needs }) {
    await ownDeckOr(context, deckId);
    const pairs = await pairsOf(context, deckId, readNeeds(needs ?? ''));
    await keepNeeds(context.tx, deckId, pairs);
    const remark =
      pairs.length > 0
        ? 'Kept. Where one of them is weak, practice goes there first.'
        : 'It leans on nothing that was named any more.';
    return { reply: await deckPage(context, deckId, remark) };
  },
});

/** @throws Refusal where a name is neither a tag of the deck nor something else that the member has. */
async function pairsOf({ tx, me }: Context, deckId: string, said: readonly NeedSaid[]): Promise<NeedPair[]> {
  const skills = await skillsOwned(tx, me.id);
  const here = skills.filter((it) => it.deckId === deckId);
  const pairs = said.flatMap(({ of, needs }) => {
    const skill = of === null ? `deck:${deckId}` : here.find((it) => isCalled(it, of))?.skill;
    if (skill === undefined) throw unknown(of ?? '', 'is no tag of this deck', here);
    return needs.flatMap((name) => {
      const found = skillsCalled(name, deckId, skills).filter((it) => it.skill !== skill);
      if (found.length === 0) throw unknown(name, 'is neither another tag here nor a deck of yours with cards', skills);
      return found.map((it) => ({ skill, needs: it.skill, needsDeckId: it.deckId }));
    });
  });
  if (pairs.length > mostPairs) throw refused(`That is more than I can hold: name at most ${mostPairs}.`);
  return pairs;
}

const mostPairs = 60;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const isCalled = ({ skill }: OwnSkill, name: string) => same(tagOf(skill) ?? '', name);

/** A tag of the deck itself; or all that a deck of that name holds; or a tag of another deck. */
function skillsCalled(name: string, deckId: string, skills: readonly OwnSkill[]): readonly OwnSkill[] {
  const tags = skills.filter((it) => isCalled(it, name));
  const here = tags.filter((it) => it.deckId === deckId);
  if (here.length > 0) return here;
  const deck = skills.filter((it) => it.deckId !== deckId && same(it.deckName, name));
  return deck.length > 0 ? deck : tags.slice(0, 1);
}

function unknown(name: string, why: string, known: readonly OwnSkill[]): Refusal {
  const names = [...new Set(known.map(({ skill, deckName }) => tagOf(skill) ?? deckName))].slice(0, 12);
  const there = names.length > 0 ? ` There are: ${names.map((it) => clip(it, 40)).join(', ')}.` : '';
  return refused(`“${clip(name, 60)}” ${why}.${there}`);
}

const refused = (words: string) => new Refusal(words, { needs: words });
