import type { Form } from '../../chat/form.ts';
import { action, type Context, command, type Outcome } from '../../chat/handler.ts';
import { askNamed, form } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { optional, words } from '../../chat/options.ts';
import { Refusal } from '../../errors.ts';
import { dayIn, formatDay } from '../../study/time/day.ts';
import { addCards, findSame, type NewCardRow } from './card-store.ts';
import { cleanText, faultOfSides, tagsAndNeeds } from './formats/deck-file.ts';
import { findDeck, lastUsedDeck } from './looking.ts';
import { type CardSeen, findCard, findLearned, findReflection } from './looking-at-cards.ts';
import { keepNeedsIn, needsWords } from './needs-in-files.ts';
import { readerOf } from './page.ts';
import { addCard, keepLearned, longestBack, longestFront, longestInForm, openAddForm } from './presses.ts';
import { addedCard } from './single-cards.ts';
import { ensureDecks } from './store.ts';

const firstDeck = 'My cards';
const learnedDeck = 'What I learned';

export const add = command({
  name: 'add',
  about: 'Add a review card: "question | answer", or nothing for a form',
  seenBy: 'me',
  options: { card: optional(words('Question | answer', { max: longestInForm })) },
  async run(context, { card }) {
    const deck = (await lastUsedDeck(context.tx, context.me.id)) ?? firstDeck;
    const [front = '', back = ''] = card === undefined ? [] : sidesIn(card);
    const isWhole = front !== '' && back !== '' && front.length <= longestFront && back.length <= longestBack;
    return isWhole ? put(context, { front, back, deck }) : { reply: addForm({ front, back, deck }) };
  },
});

/** "What is S | days until 90 %" → both sides. The first bar with spaces around it parts them, or else the first. */
function sidesIn(line: string): [string, string] {
  const text = cleanText(line);
  const parts = /^([\s\S]*?)\s+\|\s+([\s\S]*)$/.exec(text) ?? /^([^|]*)\|([\s\S]*)$/.exec(text);
  return parts ? [(parts[1] ?? '').trim(), (parts[2] ?? '').trim()] : [text, ''];
}

function addForm({ front, back, deck }: { front?: string; back?: string; deck: string }): Form {
  return form(addCard, {
    title: 'New review card',
    send: 'Add',
    ask: {
      front: { value: front || undefined, help: 'One thing to remember, asked so that it has one answer' },
      back: { value: back || undefined },
      deck: { value: clip(deck, 80), help: 'A name you have not used yet makes a new deck' },
      tags: { help: 'Words that group cards, such as verbs unit-3; needs::nouns says what comes before' },
    },
  });
}

export const openForm = action({
  ...openAddForm,
  seenBy: 'me',
  answers: 'below',
  async run(context, { deckId }) {
    const { tx, me } = context;
    const asked = deckId === undefined ? undefined : await findDeck(tx, readerOf(context), deckId);
    const deck = asked?.isMine ? asked.name : ((await lastUsedDeck(tx, me.id)) ?? firstDeck);
    return { reply: addForm({ deck }) };
  },
});

export const addOne = action({
  ...addCard,
  seenBy: 'me',
  answers: 'below',
  run: (context, { front, back, deck, tags }) => put(context, { front, back, deck, tags }),
});

interface Written {
  readonly front: string;
  readonly back: string;
  readonly deck: string;
  readonly tags?: string | undefined;
  readonly reflectionId?: string;
}

/** What was typed, as it is kept; a refusal where a side is empty once that is done. */
export function readSides(written: { front: string; back: string; tags?: string | undefined }) {
  const [front, back] = [cleanText(written.front), cleanText(written.back)];
  const fault = faultOfSides(front, back);
  if (fault) throw new Refusal(`A card needs both sides: ${fault}.`, { [front === '' ? 'front' : 'back']: fault });
  return { front, back, ...tagsAndNeeds((written.tags ?? '').replaceAll('#', ' ')) };
}

/** A deck's name as it is kept. */
export const deckNameOf = (typed: string) => clip(cleanText(typed).replace(/\s+/g, ' '), 80) || firstDeck;

async function put(context: Context, { deck, reflectionId, ...written }: Written): Promise<Outcome> {
  const { tx, me, now, newId } = context;
  const { needs = [], ...sides } = readSides(written);
  const name = deckNameOf(deck);
  const { idOf, begun } = await ensureDecks(tx, { memberId: me.id, now, newId }, [name]);
  const row = {
    id: newId(),
    deckId: idOf.get(name) ?? '',
    ...sides,
    ...(reflectionId !== undefined && { reflectionId }),
  };
  const isNew = (await addCards(tx, [row], now)).size > 0;
  const standing = isNew ? row.id : await findStanding(context, row);
  const shown = standing && (await findCard(tx, me.id, standing));
  if (!shown) throw new Refusal('That card was changed at this very moment. Please look at the deck and try again.');
  const remark = needsWords(await keepNeedsIn(tx, me.id, [{ ...row, needs }]));
  return {
    reply: addedCard(shown, isNew, remark),
    tasks: begun ? [askNamed('reminders.watch', { memberId: me.id })] : [],
  };
}

/** The card that keeps this one out. */
async function findStanding({ tx, me }: Context, row: NewCardRow): Promise<string | undefined> {
  const learned = row.reflectionId === undefined ? undefined : await findLearned(tx, me.id, row.reflectionId);
  return learned?.id ?? (await findSame(tx, [row])).get(row.id);
}

/** One press: what a reflection says was learned becomes a card, once. */
export const keepWhatWasLearned = action({
  ...keepLearned,
  seenBy: 'me',
  answers: 'below',
  async run(context, { reflectionId }) {
    const { tx, me, now } = context;
    const earlier: CardSeen | undefined = await findLearned(tx, me.id, reflectionId);
    if (earlier) return { reply: addedCard(earlier, false) };
    const found = await findReflection(tx, me.id, reflectionId);
    if (!found) throw new Refusal('That reflection is not here any more.');
    if (!found.learned?.trim()) throw new Refusal('That reflection does not say what you learned.');
    const on = formatDay(found.day, dayIn(me.zone, now));
    const front = found.goal
      ? `What did you learn about “${clip(found.goal, 200)}” on ${on}?`
      : `What did you learn on ${on}?`;
    return put(context, { front, back: found.learned, deck: learnedDeck, reflectionId });
  },
});
