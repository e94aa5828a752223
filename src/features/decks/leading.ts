/** What decks lean on for the members of a group that they are shared with: said by those who run the group. */
import { type Card, card, controls, list, picker, rich, strong } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { action, type Context, command, type Feature } from '../../chat/handler.ts';
import { form, pressPart } from '../../chat/intents.ts';
import { clip, limits } from '../../chat/limits.ts';
import { optional, words } from '../../chat/options.ts';
import type { Group } from '../../chat/people.ts';
import { Refusal } from '../../errors.ts';
import { sayNeeds } from '../../study/mastery/needs-said.ts';
import { named } from './cards.ts';
import { decksShared, keepNeeds, needsOf, type SharedDeck, skillsShared } from './need-store.ts';
import { pairsIn } from './needing.ts';
import { openNeedsHere, setNeedsHere } from './presses.ts';

const elsewhere = 'Say /setup decks in a channel of the server or workspace that it is for.';
/** So many are looked through for a name. */
const decksAtMost = 500;

const decksHere = command({
  root: 'setup',
  name: 'decks',
  about: 'The decks shared here, and what each leans on',
  seenBy: 'me',
  options: { deck: optional(words('A deck’s name', { max: 100 })) },
  suggest: {
    async deck({ tx, group }, typed) {
      const all = group ? await decksShared(tx, group.id, decksAtMost) : [];
      const fits = all.filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()));
      return fits.slice(0, limits.choices).map(({ name }) => ({ value: name, label: clip(name, limits.choice) }));
    },
  },
  async run(context, { deck: asked }) {
    if (!context.group) return { reply: card(elsewhere) };
    const all = await decksShared(context.tx, context.group.id, decksAtMost);
    if (asked === undefined) return { reply: await hereCard(context, context.group, all) };
    const found = all.find(({ name }) => name.toLowerCase() === asked.toLowerCase());
    if (!found)
      throw new Refusal(`No deck called “${clip(asked, 60)}” is shared here. /setup decks shows those that are.`);
    return { reply: await needsForm(context, context.group, found) };
  },
});

const openForm = action({
  ...openNeedsHere,
  isForAdmins: true,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const { group, deck } = await sharedOr(context, deckId);
    return { reply: await needsForm(context, group, deck) };
  },
});

const keep = action({
  ...setNeedsHere,
  isForAdmins: true,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId, needs }) {
    const { tx } = context;
    const { group, deck, all } = await sharedOr(context, deckId);
    const skills = await skillsShared(tx, group.id);
    const pairs = pairsIn(deckId, needs ?? '', skills, 'a deck shared here with cards');
    await keepNeeds(tx, deckId, group.id, pairs);
    const remark =
      pairs.length > 0
        ? `Kept for those who study ${named(deck.name)} here. Where one of them is weak, practice goes there first.`
        : `For ${named(deck.name)} nothing is named here any more.`;
    return { reply: await hereCard(context, group, all, remark) };
  },
});

/** A feature of its own, so that its command stands beside the others for those who run a place. */
export const groupDecks: Feature = { name: 'group-decks', commands: [decksHere], actions: [openForm, keep] };

/** A deck that is shared with the group in whose room this is said, or a refusal. */
async function sharedOr({ tx, group }: Context, deckId: string) {
  if (!group) throw new Refusal(elsewhere);
  const all = await decksShared(tx, group.id, decksAtMost);
  const deck = all.find(({ id }) => id === deckId);
  if (!deck) throw new Refusal('That deck is not shared here any more. /setup decks shows those that are.');
  return { group, deck, all };
}

async function needsForm({ tx }: Context, group: Group, { id: deckId }: SharedDeck): Promise<Form> {
  const value = sayNeeds(await needsOf(tx, deckId, group.id)) || undefined;
  const help = 'Its tags or decks shared here that come before: "graphs: fractions, ratios"';
  const ask = { needs: { value, help } };
  return form(setNeedsHere, { title: 'What it leans on', send: 'Keep', given: { deckId }, ask });
}

async function hereCard({ tx }: Context, group: Group, all: readonly SharedDeck[], remark?: string): Promise<Card> {
  const title = `Decks shared in ${clip(group.name, 80)}`;
  if (all.length === 0) return card(title, ['None yet. Who has one shares it here from its card in /study decks.']);
  const shown = all.slice(0, limits.choices);
  const lines = [];
  for (const it of shown) lines.push(lineOf(it, sayNeeds(await needsOf(tx, it.id, group.id), '; ')));
  const choices = shown.map(({ id, name }) => ({ value: id, label: clip(name, limits.choice) }));
  return card(title, [
    remark ?? null,
    'What one leans on can be named for all who study it here, beside what its owner says.',
    list(lines),
    all.length > shown.length ? 'There are more: say /setup decks and the name.' : null,
    controls(picker('What a deck leans on', pressPart(openNeedsHere, {}), 'deckId', choices)),
  ]);
}

const lineOf = ({ name, ownerName }: SharedDeck, needs: string) =>
  rich`${strong(clip(name, 45))} by ${clip(ownerName, 25)}${needs === '' ? '' : `: ${clip(needs, 50)}`}`;
