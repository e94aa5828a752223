import { card } from '../../chat/card.ts';
import type { Form } from '../../chat/form.ts';
import { action, type Post, task } from '../../chat/handler.ts';
import { ask, askNamed, form } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { id } from '../../chat/options.ts';
import { readDeckFileApart } from './formats/apart.ts';
import { cleanText, type ImportedDeck, UnreadableDeck } from './formats/deck-file.ts';
import { importedCard, unreadableCard } from './import-cards.ts';
import { addImport, type EndedImport, endImport, findWaitingImport } from './import-store.ts';
import { keepDeck } from './keeping.ts';
import { importFile, openImportForm } from './presses.ts';

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
      fileName: clip(cleanText(file.name), 200),
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
      return { deck: await readDeckFileApart(file) };
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

export const postTo = (mine: EndedImport, shown: Post['card']): Post => ({
  key: `import:${mine.id}`,
  to: mine.replyTo,
  card: shown,
  owner: mine.memberId,
});
