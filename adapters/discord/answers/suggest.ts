import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import { clip } from '../../../src/chat/limits.ts';
import { readSaid } from '../receive.ts';
import { type Hearing, lineTo, personOf } from './answer.ts';

/** Discord takes 25 suggestions of up to 100 characters; what comes too late is of no use to anyone. */
const max = { suggestions: 25, length: 100 } as const;

/** Suggests values for the option that is being typed. */
export async function suggest(hearing: Hearing, it: APIApplicationCommandAutocompleteInteraction): Promise<void> {
  const { root, name, typed, focused } = readSaid(it, hearing.catalog);
  const written = typed[focused];
  const choices = await hearing.bot.suggest({
    ...personOf(hearing, it),
    root,
    name,
    option: focused,
    typed: typeof written === 'string' ? written : '',
  });
  const fitting = choices.filter(({ value }) => value !== '' && value.length <= max.length).slice(0, max.suggestions);
  const shown = fitting.map(({ label, value }) => ({ name: clip(label, max.length) || value, value }));
  await lineTo(hearing, it).suggest(shown);
}
