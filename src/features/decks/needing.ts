import { action } from '../../chat/handler.ts';
import { form } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { tagOf } from '../../db/reading/mastery.ts';
import { Refusal } from '../../errors.ts';
import { readNeeds, sayNeeds } from '../../study/mastery/needs-said.ts';
import { mostPairs, pairUp } from './need-pairs.ts';
import { type DeckSkill, keepNeeds, type NeedPair, needsOf, skillsOwned } from './need-store.ts';
import { deckPage, ownDeckOr } from './page.ts';
import { openNeedsForm, setNeeds } from './presses.ts';

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
    const { tx, me } = context;
    const skills = await skillsOwned(tx, me.id);
    const pairs = pairsIn(deckId, needs ?? '', skills, 'a deck of yours with cards');
    await keepNeeds(tx, deckId, null, pairs);
    const remark =
      pairs.length > 0
        ? 'Kept. Where one of them is weak, practice goes there first.'
        : 'It leans on nothing that was named any more.';
    return { reply: await deckPage(context, deckId, remark) };
  },
});

/**
 * What was typed, as skills among these; `others` says which they are beside the tags of the deck.
 * @throws Refusal where a name is none of them.
 */
export function pairsIn(
  deckId: string,
  typed: string,
  skills: readonly DeckSkill[],
  others: string,
): readonly NeedPair[] {
  const { pairs, unknown } = pairUp(deckId, readNeeds(typed), skills);
  const [first] = unknown;
  if (first?.isOwnTag) throw unknownName(first.name, 'is no tag of this deck', onlyOf(deckId, skills));
  if (first) throw unknownName(first.name, `is neither another tag here nor ${others}`, skills);
  if (pairs.length > mostPairs) throw refused(`That is more than I can hold: name at most ${mostPairs}.`);
  return pairs;
}

const onlyOf = (deckId: string, skills: readonly DeckSkill[]) => skills.filter((it) => it.deckId === deckId);

function unknownName(name: string, why: string, known: readonly DeckSkill[]): Refusal {
  const names = [...new Set(known.map(({ skill, deckName }) => tagOf(skill) ?? deckName))].slice(0, 12);
  const there = names.length > 0 ? ` There are: ${names.map((it) => clip(it, 40)).join(', ')}.` : '';
  return refused(`“${clip(name, 60)}” ${why}.${there}`);
}

const refused = (words: string) => new Refusal(words, { needs: words });
