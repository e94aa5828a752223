import { action, type Context, form } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { tagOf } from '../../db/reading/mastery.ts';
import { Refusal } from '../../errors.ts';
import { type NeedSaid, readNeeds, sayNeeds } from '../../study/mastery/needs-said.ts';
import { type NamedSkill, type NeedPair, needsOf, skillsOwned } from './looking.ts';
import { mostPairs, pairUp } from './need-pairs.ts';
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
async function pairsOf({ tx, me }: Context, deckId: string, said: readonly NeedSaid[]): Promise<readonly NeedPair[]> {
  const skills = await skillsOwned(tx, me.id);
  const { pairs, unknown } = pairUp(deckId, said, skills);
  const [first] = unknown;
  if (first?.isOwnTag) throw unknownName(first.name, 'is no tag of this deck', onlyOf(deckId, skills));
  if (first) throw unknownName(first.name, 'is neither another tag here nor a deck of yours with cards', skills);
  if (pairs.length > mostPairs) throw refused(`That is more than I can hold: name at most ${mostPairs}.`);
  return pairs;
}

const onlyOf = (deckId: string, skills: readonly NamedSkill[]) => skills.filter((it) => it.deckId === deckId);

function unknownName(name: string, why: string, known: readonly NamedSkill[]): Refusal {
  const names = [...new Set(known.map(({ skill, deckName }) => tagOf(skill) ?? deckName))].slice(0, 12);
  const there = names.length > 0 ? ` There are: ${names.map((it) => clip(it, 40)).join(', ')}.` : '';
  return refused(`“${clip(name, 60)}” ${why}.${there}`);
}

const refused = (words: string) => new Refusal(words, { needs: words });
