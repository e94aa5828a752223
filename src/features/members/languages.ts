import { languageName, languageTag } from '../../chat/language.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];
let byName: ReadonlyMap<string, string> | undefined;

/** The tag of a language by its name, in English or in itself, or by the tag; null where it is none that we know. */
export function readLanguage(typed: string): string | null {
  byName ??= new Map(twoLetterTags().flatMap((tag) => namesOf(tag).map((name) => [plain(name), tag] as const)));
  return byName.get(plain(typed)) ?? languageTag(typed);
}

/** A language as one may type it: by its name where that is enough. */
export function typedLanguage(tag: string): string {
  const name = languageName(tag);
  return readLanguage(name) === tag ? name : tag;
}

/** Those with a code of two letters: all that one is likely to study in. */
const twoLetterTags = () => letters.flatMap((one) => letters.flatMap((other) => languageTag(one + other) ?? []));

const namesOf = (tag: string) => [languageName(tag), new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag];

const plain = (name: string) => name.trim().normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
