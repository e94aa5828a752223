import { distance } from 'fastest-levenshtein';
import type { Command } from './handler.ts';
import { numberAhead, spanBehind } from './numbers.ts';
import type { Option, Raw } from './options.ts';
import type { Said } from './request.ts';

/**
 * A typed line as what is said: "/study check-in 45 graphs ch. 3". Options come in the order in which the command names them, a
 * word each (a span with its unit, and with one also at the end), the last one taking all that is left; or anywhere as `name:value`, quoted
 * where the value has spaces. Nothing typed is lost.
 * Nothing is refused here: an unknown command goes on to the engine, which suggests the nearest.
 */
export function readLine(commands: readonly Command[], line: string): Said {
  const [, root = '', name = '', rest = ''] = /^\/?(\S*)\s*(\S*)\s*([\s\S]*)$/.exec(line.trim()) ?? [];
  const said = { kind: 'say', root: root.toLowerCase(), name: name.toLowerCase() } as const;
  const command = commands.find((it) => it.root === said.root && it.name === said.name);
  return { ...said, options: command ? readOptions(command, rest) : {} };
}

function readOptions(command: Command, rest: string): Raw {
  const named = new Map<string, string>();
  const names = Object.keys(command.options).filter((name) => command.options[name]?.shape.kind !== 'file');
  const pattern = new RegExp(`(?:^|\\s)(${names.map(escapeRegExp).join('|')}):(?:"([^"]*)"|(\\S+))`, 'g');
  const left =
    names.length === 0
      ? rest
      : rest.replace(pattern, (_, name: string, quoted?: string, bare?: string) => {
          named.set(name, quoted ?? bare ?? '');
          return '';
        });
  let words = left.trim();
  const last = names.at(-1);
  for (const name of names.filter((it) => !named.has(it))) {
    if (words === '') break;
    const value = name === last ? words : nextWord(words, command.options[name]);
    if (value === null) {
      const behind = spanOf(words, command.options[name]);
      if (behind) {
        named.set(name, behind.number);
        words = words.slice(0, behind.at);
      }
      continue;
    }
    named.set(name, unquoted(value));
    words = words.slice(value.length).trimStart();
  }
  if (last !== undefined && words !== '') named.set(last, `${named.get(last)} ${words}`);
  return Object.fromEntries(named);
}

/** The next word for this option, or null when the option is optional and the word is plainly not for it. */
function nextWord(words: string, option: Option<unknown> | undefined): string | null {
  // A number out of bounds is meant for it all the same: what it may be is said by the option.
  const number = option?.shape.kind === 'number' ? numberAhead(words, option.shape) : null;
  if (number !== null) return number;
  const word = /^(?:"[^"]*"|\S+)/.exec(words)?.[0] ?? words;
  if (option && !option.required && 'problem' in option.read(unquoted(word))) return null;
  return word;
}

const spanOf = (words: string, option: Option<unknown> | undefined) =>
  option?.shape.kind === 'number' ? spanBehind(words, option.shape) : null;

const unquoted = (text: string) => (/^"[^"]*"$/.test(text) ? text.slice(1, -1) : text);
const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The nearest of `names` to what was typed, or null when none is near. */
export function nearest(typed: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, off: distance(typed.toLowerCase(), name) }))
    .sort((a, b) => a.off - b.off);
  const best = ranked[0];
  return best && best.off <= Math.max(2, Math.floor(best.name.length / 3)) ? best.name : null;
}
