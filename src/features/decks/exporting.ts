import { button, type Card, card, controls, download } from '../../chat/card.ts';
import { action, task } from '../../chat/handler.ts';
import { ask, press } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { id } from '../../chat/options.ts';
import { chunksOf } from '../../db/chunks.ts';
import { dayMs, type Memory } from '../../study/memory/spacing.ts';
import { counted } from '../../study/text/in-words.ts';
import { writeApkgApart } from './formats/apart.ts';
import { writeCsv } from './formats/csv.ts';
import type { ImportedCard, PastReview, WritableDeck } from './formats/deck-file.ts';
import { BrokenOff } from './formats/own-process.ts';
import { findDeck, findDirect } from './looking.ts';
import { readLog, readWholeDeck } from './looking-at-cards.ts';
import { needsOf } from './need-store.ts';
import { needsOfCard } from './needs-in-files.ts';
import { deckOr } from './page.ts';
import { exportAnki, exportCsv } from './presses.ts';

export const toCsv = action({
  ...exportCsv,
  seenBy: 'me',
  answers: 'below',
  async run(context, { deckId }) {
    const deck = await deckOr(context, deckId);
    const cards = await readWholeDeck(context.tx, context.me.id, deckId);
    const said = await needsOf(context.tx, deckId);
    const withNeeds = cards.map((it) => ({ ...it, needs: needsOfCard(said, it.tags) }));
    const bytes = writeCsv({ deckName: deck.name, cards: withNeeds });
    return {
      reply: card(`${clip(deck.name, 80)} as CSV`, [
        `${counted(cards.length, 'card')} with question, answer and tags. Anki and any spreadsheet read it.`,
        download(fileName(deck.name, 'csv'), 'text/csv', bytes),
      ]),
    };
  },
});

/** Packing a deck takes a moment, so it is done outside the transaction and comes to the direct line. */
export const toAnki = action({
  ...exportAnki,
  seenBy: 'me',
  answers: 'below',
  async run(context, { deckId }) {
    const deck = await deckOr(context, deckId);
    const packed = ask(packForAnki, { exportId: context.newId(), deckId, memberId: context.me.id });
    const reply = card(`Packing ${clip(deck.name, 80)} for Anki…`, ['It comes to our direct line in a moment.']);
    return { reply, tasks: [packed] };
  },
});

interface ToPack {
  readonly deck: WritableDeck;
  readonly to: string;
  readonly now: Date;
}

interface Packed {
  readonly name: string;
  readonly cards: number;
  readonly to: string;
  /** Null when the deck is too much for one package. */
  readonly bytes: Uint8Array | null;
}

/** So many that their log is soon read: others have their turn between. */
const cardsAtOnce = 250;

export const packForAnki = task({
  name: 'decks.export',
  options: { exportId: id('Export'), deckId: id('Deck'), memberId: id('Member') },
  async read({ tx, now }, { deckId, memberId }): Promise<ToPack | null> {
    const deck = await findDeck(tx, { memberId, dayEndsAt: now }, deckId);
    const to = await findDirect(tx, memberId);
    if (!deck || to === undefined) return null;
    const said = await needsOf(tx, deckId);
    const cards: ImportedCard[] = [];
    for (const some of chunksOf(await readWholeDeck(tx, memberId, deckId), cardsAtOnce)) {
      const ids = some.map((it) => it.id);
      const log = Map.groupBy(await readLog(tx, memberId, ids), ({ cardId }) => cardId);
      cards.push(...some.map((it) => asFileCard(it, log.get(it.id) ?? [], needsOfCard(said, it.tags))));
    }
    return { deck: { deckName: deck.name, cards }, to, now };
  },
  async work({ deck, to, now }): Promise<Packed> {
    const of = { name: deck.deckName, cards: deck.cards.length, to };
    try {
      return { ...of, bytes: await writeApkgApart(deck, now) };
    } catch (error) {
      if (error instanceof BrokenOff) return { ...of, bytes: null };
      throw error;
    }
  },
  async keep(_, { exportId, deckId, memberId }, { name, cards, to, bytes }) {
    const shown = bytes ? packedCard(name, cards, bytes) : tooLargeCard(name, deckId);
    return { posts: [{ key: `export:${exportId}`, to, card: shown, owner: memberId }] };
  },
});

function packedCard(name: string, cards: number, bytes: Uint8Array): Card {
  return card(
    `${clip(name, 80)} for Anki`,
    [
      `${counted(cards, 'card')}, with your reviews and dates. In Anki: File, Import.`,
      download(fileName(name, 'apkg'), 'application/octet-stream', bytes),
    ],
    'good',
  );
}

function tooLargeCard(name: string, deckId: string): Card {
  return card(
    `${clip(name, 80)} is more than I can pack for Anki`,
    [
      'Your cards and reviews are safe here. A CSV file has room for every question, answer and tag; Anki reads it too.',
      controls(button('Get the CSV', press(exportCsv, { deckId }), 'main')),
    ],
    'warn',
  );
}

type Kept = Awaited<ReturnType<typeof readWholeDeck>>[number];
type Logged = Awaited<ReturnType<typeof readLog>>[number];

function asFileCard(
  { front, back, tags, isAside, memory }: Kept,
  log: readonly Logged[],
  needs: readonly string[],
): ImportedCard {
  const history = log.map(
    ({ at, grade, durationMs }): PastReview => ({ at, grade, ...(durationMs !== null && { durationMs }) }),
  );
  return {
    front,
    back,
    tags,
    needs,
    ...(history.length > 0 && { history }),
    ...(memory && { schedule: scheduleOf(memory) }),
    ...(isAside && { suspended: true as const }),
  };
}

function scheduleOf({ dueAt, lastReviewAt, stability, difficulty }: Memory) {
  const intervalDays = Math.max(0, (dueAt.getTime() - lastReviewAt.getTime()) / dayMs);
  return { intervalDays, dueAt, stability, difficulty };
}

/** A name that every file system takes. */
function fileName(deckName: string, ending: string): string {
  const plain = deckName
    .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^\.+/, '')
    .trim();
  return `${clip(plain, 60) || 'deck'}.${ending}`;
}
