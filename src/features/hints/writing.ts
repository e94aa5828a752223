/** Hints that the owner of a deck writes on its cards: they come before what is built in on their rung. */
import { button, card, controls } from '../../chat/card.ts';
import { action, type Context } from '../../chat/handler.ts';
import { form, press, pressNamed } from '../../chat/intents.ts';
import { Refusal } from '../../errors.ts';
import { givesAway } from '../../study/gate/giving-away.ts';
import type { Rung } from '../../study/hints/ladder.ts';
import { counted } from '../../study/text/in-words.ts';
import { findOwnCard, readWritten } from './looking.ts';
import { keepWritten, openWriting } from './presses.ts';
import { keepCardHints } from './store.ts';

/** The fields of the form, each with its rung. */
const rungOf = { locate: 'locate', strategy: 'strategy', nextStep: 'next-step' } as const satisfies Record<
  string,
  Rung
>;
const fields = ['locate', 'strategy', 'nextStep'] as const;

export const openForm = action({
  ...openWriting,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId }) {
    await ownCardOr(context, cardId);
    const written = await readWritten(context.tx, cardId);
    return {
      reply: form(keepWritten, {
        title: 'Hints for this card',
        send: 'Save',
        given: { cardId },
        ask: {
          locate: { help: 'The chapter, the picture, the lecture it came up in', value: written.get('locate') },
          strategy: { help: 'How one would go about it, without the answer', value: written.get('strategy') },
          nextStep: { help: 'The last push before the answer', value: written.get('next-step') },
        },
      }),
    };
  },
});

/** What the form holds is all there is: an emptied field takes its hint away. */
export const keep = action({
  ...keepWritten,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { cardId, ...typed }) {
    const { tx, me, now } = context;
    const { front, back } = await ownCardOr(context, cardId);
    const given = fields.flatMap((field) => (typed[field] === undefined ? [] : [{ field, text: typed[field] }]));
    const telling = given.filter(({ text }) => givesAway(text, back, front));
    if (telling.length > 0)
      throw new Refusal(holdsAnswer, Object.fromEntries(telling.map(({ field }) => [field, holdsAnswer])));
    await keepCardHints(
      tx,
      { cardId, authorId: me.id, at: now },
      new Map(given.map(({ field, text }) => [rungOf[field], text])),
    );
    return { reply: keptCard(cardId, given.length) };
  },
});

const holdsAnswer = 'This hint holds the answer itself. Please say less: the answer comes last, by itself.';

const keptCard = (cardId: string, hints: number) =>
  card(
    hints === 0 ? 'This card has no hints of yours now' : `${counted(hints, 'hint')} on this card`,
    [
      hints === 0 ? 'I help with what I have.' : 'Whoever is stuck here meets them first, one at a time.',
      controls(
        button('Back to the card', pressNamed('decks.card', { cardId }), 'main'),
        button('Change them', press(openWriting, { cardId })),
      ),
    ],
    'good',
  );

async function ownCardOr({ tx, me }: Context, cardId: string) {
  const own = await findOwnCard(tx, me.id, cardId);
  if (!own) throw new Refusal('Only the owner of a deck can write hints on its cards.');
  return own;
}
