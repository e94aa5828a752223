/**
 * Where no key is known: what is held against a hint whatever the answer may be. A tutor that was talked into a false one for the gate, and
 * into the true one for the learner, meets this and the look for codes, and nothing else.
 */
import type { Rung } from '../hints/ladder.ts';
import { isNumberWord, numbersIn } from '../text/numbers-said.ts';
import { isUnspaced, plainForm, wordsOf } from '../text/plain-form.ts';

const announces =
  /(?:answers?|(?<=(?:^|[.!?\n]|the|final|correct|right)\s*)(?:solution|result|outcome)s?)(?:\s+(?:here|then|to (?:this|it)|therefore|thus))?\s*(?:is|are|=|:|would be|must be)|(?:antwort|losung|ergebnis)\s*(?:ist|lautet|:)|(?:reponse|resultat|respuesta|resultado|solucion)\s*(?:est|es|:)|答えは|答案是|(?:correct|right) (?:one|option|choice|answer)|option [a-h] is|(?:it|that) (?:is|must be|has to be) (?:option|choice)|i(?:'d| would) (?:choose|pick|go for)|therefore,? /u;
const setsLetter = /(?<![\p{L}\d])(\p{L})\s*=\s*[-−]?\d+(?:[.,]\d+)?\s*(?:[.!;]|$)/gu;

/**
 * Whether the text says of anything that it is the answer, is nothing but one word, or sets an unknown; a worked example may set one that
 * the problem does not have.
 */
export function announcesAnswer(text: string, rung: Rung, problem: string): boolean {
  const plain = plainForm(text);
  const unknowns = new Set(plainForm(problem).match(/(?<!\p{L})\p{L}(?!\p{L})/gu));
  const isSet = [...plain.matchAll(setsLetter)].some(([, it = '']) => rung !== 'principle' || unknowns.has(it));
  return announces.test(plain) || isSet || (!isUnspaced(text) && !/\S\s+\S/u.test(text));
}

/** In German every noun has a capital letter, so that a capital tells nothing of names. */
const german =
  /(?<!\p{L})(?:der|die|das|den|dem|und|oder|ist|nicht|ein|eine|einen|du|dir|dich|deine?|zu|zum|mit|von|vom|auf|im|bei|beim|durch|für|vor|nach|aus|wie|was|wo|wenn|dann|noch|immer|beiden?|jede[nrs]?|welche[nrs]?)(?!\p{L})/giu;
const isGerman = (text: string) => (text.match(german)?.length ?? 0) >= 3;

/** Where a word comes from is a hint as old as any. */
const languages = /^(?:Latin|Greek|Roman|English|German|French|Italian|Spanish|Arabic)$/;

/**
 * What is neither in the problem nor a common noun of talking about problems has no place on a low rung: a number, a name, something in
 * quotes, a sentence of one or two words.
 */
export function bringsInSomething(text: string, problem: string): boolean {
  const known = new Set(wordsOf(problem).flatMap((word) => [word, `${word}s`, word.replace(/s$/, '')]));
  const isNew = (word: string) => !known.has(word);
  const numbers = numbersIn(text).filter(({ value }) => !numbersIn(problem).some((it) => it.value === value));
  const words = wordsOf(text);
  const inWords = words.filter((word, at) => isNumberWord(word) && isNumberWord(words[at + 1] ?? ''));
  const inside = text.replace(/(?:^|[.!?:…¿¡\n]\s*|["“(]\s*)\p{Lu}/gu, '');
  const capitals = isGerman(text) ? [] : (inside.match(/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{N}]*/gu) ?? []);
  const names = capitals.filter((word) => word !== 'I' && !languages.test(word));
  const quoted = text.match(/["“”„'‘`][^"“”'’`]{1,80}["”’'`](?!\p{L})/gu) ?? [];
  const sentences = isUnspaced(text) ? [] : text.split(/[.!?\n]+/);
  const clipped = sentences.filter((it) => wordsOf(it).length > 0 && wordsOf(it).length <= 2);
  return (
    numbers.some(({ value }) => !Number.isInteger(value) || Math.abs(value) > 5) ||
    inWords.some(isNew) ||
    [...names, ...clipped].some((it) => wordsOf(it).some(isNew)) ||
    quoted.some((it) => wordsOf(it).length > 0 && wordsOf(it).every(isNew))
  );
}
