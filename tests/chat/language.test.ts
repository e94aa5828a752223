import { expect, test } from 'vitest';
import { languageName, languageTag, languageToldBy } from '../../src/chat/language.ts';

test.each([
  ['de-DE', 'de', 'German'],
  ['de_AT', 'de-AT', 'Austrian German'],
  ['PT-br', 'pt', 'Portuguese'],
  ['zh-TW', 'zh-TW', 'Chinese (Taiwan)'],
  ['sv-SE', 'sv', 'Swedish'],
  ['no', 'no', 'Norwegian'],
  ['sr-Latn', 'sr-Latn', 'Serbian (Latin)'],
  ['es-LA', 'es-419', 'Latin American Spanish'],
  ['de-u-co-phonebk-x-ignore-all-rules', 'de', 'German'],
])('%s is %s, %s', (text, tag, name) => {
  expect(languageTag(text)).toBe(tag);
  expect(languageName(tag)).toBe(name);
  expect(languageTag(tag)).toBe(tag);
});

test.each(['', 'xx', 'und', 'und-DE', 'x-ignore-rules', 'German', 'de de', '<|im_end|>', 'd'.repeat(4000)])(
  '%s is no language',
  (text) => expect(languageTag(text)).toBeNull(),
);

test('English tells nothing of who reads it', () => {
  expect(['en', 'en-US', 'en-GB', '', 'xx'].map(languageToldBy)).toEqual(Array(5).fill(undefined));
  expect(['ja', 'es-ES', 'pt-BR'].map(languageToldBy)).toEqual(['ja', 'es', 'pt']);
});
