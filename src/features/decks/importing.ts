import { card } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import {
  action,
  ask,
  askNamed,
  due,
  form,
  type Planned,
  type Post,
  type TimeContext,
  task,
} from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { id } from '../../chat/options.ts';
import type { PastReview } from '../../db/schema/decks.ts';
import { deckNameOf } from './adding.ts';
import { type ImportedCard, type ImportedDeck, UnreadableDeck } from './formats/deck-file.ts';
import { readDeckFile } from './formats/read-deck-file.ts';
import { type Imported, importedCard, unreadableCard } from './import-cards.ts';
import { importFile, openImportForm } from './presses.ts';
import {
  addCards,
  addImport,
  endImport,
  ensureDecks,
  findSame,
  findWaitingImport,
  type ImportRow,
  keepHistory,
  type NewCardRow,
  takeForgottenImports,
} from './store.ts';

export const importForm: Form = form(importFile, {
  title: 'Import a deck',
  send: 'Import',
  ask: {
    file: { help: 'CSV, TSV or TXT with one card a line, or .apkg from Anki; up to 10 MB' },
    deck: { label: 'Into the deck', help: 'Leave it empty to go by the file' },
  },
});

export const openImport = action({
  ...openImportForm,
  seenBy: 'me',
  answers: 'below',
  run: async () => ({ reply: importForm }),
});

/** The file is kept and answered at once; it is read after that, outside any transaction. */
export const takeFile = action({
  ...importFile,
  seenBy: 'me',
  answers: 'below',
  async run({ tx, me, now, newId }, { file, deck }) {
    const importId = newId();
    await addImport(tx, {
      id: importId,
      memberId: me.id,
      replyTo: me.direct,
      deckName: deck ?? null,
      fileName: file.name,
      bytes: file.bytes,
      at: now,
      askedAt: now,
    });
    const reply = card(`Reading ${clip(file.name, 80)} (${sizeWords(file.bytes.length)})…`, [
      'I tell you in our direct line when it is done.',
    ]);
    return { reply, tasks: [ask(readImport, { importId })] };
  },
});

const sizeWords = (bytes: number) =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;

type Read = { readonly deck: ImportedDeck } | { readonly trouble: string };

/** Reads the file of an import and keeps its cards. Run twice, the second finds it ended. */
export const readImport = task({
  name: 'decks.import',
  options: { importId: id('Import') },
  async read({ tx }, { importId }) {
    const waiting = await findWaitingImport(tx, importId);
    return waiting?.bytes ? { name: waiting.fileName, bytes: waiting.bytes } : null;
  },
  async work(file): Promise<Read> {
    try {
      return { deck: await readDeckFile(file) };
    } catch (error) {
      if (error instanceof UnreadableDeck) return { trouble: error.sentence };
      throw error;
    }
  },
  async keep(context, { importId }, read) {
    const mine = await endImport(context.tx, importId, 'deck' in read ? 'done' : 'failed');
    if (!mine) return {};
    if ('trouble' in read) return { posts: [postTo(mine, unreadableCard(mine.fileName, read.trouble))] };
    const imported = await keepDeck(context, mine, read.deck);
    return {
      posts: [postTo(mine, importedCard(imported))],
      tasks: [
        ...(imported.hasHistory ? [askNamed('review.continue', { importId })] : []),
        askNamed('reminders.watch', { memberId: mine.memberId }),
      ],
    };
  },
});

type Mine = Omit<ImportRow, 'bytes'>;

const postTo = (mine: Mine, shown: Post['card']): Post => ({
  key: `import:${mine.id}`,
  to: mine.replyTo,
  card: shown,
  owner: mine.memberId,
});

async function keepDeck({ tx, now, newId }: TimeContext, mine: Mine, read: ImportedDeck): Promise<Imported> {
  // Who names the deck gets one; otherwise the decks of the file are kept apart.
  const nameOf = (it: ImportedCard) => deckNameOf(mine.deckName ?? it.deck ?? read.deckName);
  const names = [...new Set(read.cards.map(nameOf))];
  const { idOf } = await ensureDecks(tx, { memberId: mine.memberId, now, newId }, names);
  const rows = read.cards.map(
    (it): NewCardRow => ({
      id: newId(),
      deckId: idOf.get(nameOf(it)) ?? '',
      front: it.front,
      back: it.back,
      tags: it.tags,
      isAside: it.suspended ?? false,
    }),
  );
  const added = await addCards(tx, rows, now);
  const history = await historyOf(tx, read.cards, rows, added);
  if (history.length > 0) await keepHistory(tx, mine.id, history);
  return {
    fileName: mine.fileName,
    format: read.format,
    decks: names.map((name) => ({ id: idOf.get(name) ?? '', name })),
    added: added.size,
    already: rows.length - added.size,
    aside: rows.filter((row) => row.isAside && added.has(row.id)).length,
    skipped: read.skipped,
    hasHistory: history.length > 0,
  };
}

/** What the file knows of the learning of each card, also of one that the deck had already. */
async function historyOf(
  tx: TimeContext['tx'],
  cards: readonly ImportedCard[],
  rows: readonly NewCardRow[],
  added: ReadonlySet<string>,
): Promise<PastReview[]> {
  const learned = cards.flatMap((it, at) => {
    const row = rows[at];
    return row && !row.isAside && (it.history || it.schedule) ? [{ it, row }] : [];
  });
  const standing = await findSame(
    tx,
    learned.map(({ row }) => row).filter(({ id }) => !added.has(id)),
  );
  return learned.flatMap(({ it, row }) => {
    const cardId = added.has(row.id) ? row.id : standing.get(row.id);
    return cardId === undefined ? [] : [pastOf(it, cardId)];
  });
}

function pastOf({ history = [], schedule }: ImportedCard, cardId: string): PastReview {
  const reviews = history.map(({ at, ...rest }) => ({ atMs: at.getTime(), ...rest }));
  if (!schedule) return { cardId, reviews };
  const { dueAt, ...rest } = schedule;
  return { cardId, reviews, schedule: { ...rest, ...(dueAt && { dueAtMs: dueAt.getTime() }) } };
}

/** The review feature has taken the history over. */
export const forgetHistory = task({
  name: 'decks.forget-history',
  options: { importId: id('Import') },
  read: async () => true,
  work: async (it: true) => it,
  async keep({ tx }, { importId }) {
    await keepHistory(tx, importId, null);
    return {};
  },
});

const patienceMs = 15 * 60_000;
const givenUpAfterMs = 24 * 3_600_000;

/** Asks again for imports whose work was lost on the way; after a day a file is given up, and its owner told. */
export const forgottenImports = due({
  name: 'decks.forgotten-imports',
  async run({ tx, now }, limit): Promise<Planned> {
    const forgotten = await takeForgottenImports(tx, new Date(now.getTime() - patienceMs), now, limit);
    const posts: Post[] = [];
    const tasks = [];
    for (const { id: importId, at, state } of forgotten) {
      const isOld = now.getTime() - at.getTime() > givenUpAfterMs;
      if (state !== 'waiting') tasks.push(askNamed('review.continue', { importId }));
      else if (!isOld) tasks.push(ask(readImport, { importId }));
      else {
        const mine = await endImport(tx, importId, 'failed');
        if (mine)
          posts.push(
            postTo(
              mine,
              unreadableCard(mine.fileName, 'Something in it keeps stopping me. A file exported anew may do better.'),
            ),
          );
      }
    }
    return { taken: forgotten.length, posts, tasks };
  },
});
