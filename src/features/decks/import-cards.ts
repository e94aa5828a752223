import { button, type Card, card, controls, facts, list } from '../../chat/card.ts';
import { press, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { counted } from '../../study/text/in-words.ts';
import type { ImportedDeck, Skipped } from './formats/deck-file.ts';
import { type KeptNeeds, unknownWords } from './needs-in-files.ts';
import { listDecks, openDeck, openImportForm } from './presses.ts';

/** What became of a file. */
export interface Imported {
  readonly fileName: string;
  readonly format: ImportedDeck['format'];
  readonly decks: readonly { readonly id: string; readonly name: string }[];
  readonly added: number;
  /** In their deck already, by question and answer. */
  readonly already: number;
  readonly aside: number;
  readonly skipped: readonly Skipped[];
  readonly hasHistory: boolean;
  readonly needs: KeptNeeds;
}

export function importedCard(it: Imported): Card {
  const [only, ...others] = it.decks;
  const single = others.length === 0 ? only : undefined;
  const into = single ? `in ${clip(single.name, 60)}` : `in ${counted(it.decks.length, 'deck')}`;
  const title = it.added > 0 ? `${counted(it.added, 'new card')} ${into}` : `Nothing new in ${clip(it.fileName, 80)}`;
  return card(
    title,
    [
      factsOf(it),
      it.hasHistory ? 'Your learning history came along: the schedule goes on where it was left.' : null,
      unknownWords(it.needs),
      ...(it.skipped.length > 0
        ? [`Left out (${it.skipped.length.toLocaleString('en')}):`, list(skippedLines(it))]
        : []),
      controls(
        button('Review now', pressNamed('review.start', single ? { deckId: single.id } : {}), 'main'),
        single
          ? button('Open the deck', press(openDeck, { deckId: single.id }))
          : button('See the decks', press(listDecks, {})),
      ),
    ],
    it.added > 0 ? 'good' : 'plain',
  );
}

function factsOf({ fileName, decks, already, aside, needs }: Imported) {
  const said: [string, string][] = [['From', clip(fileName, 100)]];
  if (decks.length > 1) said.push(['Decks', clip(decks.map(({ name }) => name).join(', '), 500)]);
  if (already > 0) said.push(['There already', counted(already, 'card')]);
  if (aside > 0) said.push(['Set aside, as they were', counted(aside, 'card')]);
  if (needs.kept !== '') said.push(['Leans on', clip(needs.kept, 300)]);
  return facts(said);
}

const shownSkips = 8;

function skippedLines({ skipped, format }: Imported): string[] {
  const place = format === 'anki' ? 'card' : 'line';
  const lines = skipped.slice(0, shownSkips).map(({ line, why }) => clip(`${place} ${line}: ${why}`, 200));
  return skipped.length > shownSkips
    ? [...lines, `and ${(skipped.length - shownSkips).toLocaleString('en')} more`]
    : lines;
}

export function unreadableCard(fileName: string, why: string): Card {
  return card(
    `I could not read ${clip(fileName, 80)}`,
    [clip(why, 600), 'Nothing was added.', controls(button('Import another', press(openImportForm, {}), 'main'))],
    'warn',
  );
}
