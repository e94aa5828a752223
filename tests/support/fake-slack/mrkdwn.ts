/** What becomes of mrkdwn on the screen, and whom it rings: https://docs.slack.dev/messaging/formatting-message-text. */
export interface Drawn {
  readonly text: string;
  /** User ids, and 'channel', 'here' or 'everyone'. */
  readonly pings: readonly string[];
}

export interface Names {
  user(id: string): string | null;
  channel(id: string): string | null;
}

/** `readsNames`: bare @here, @channel and @everyone ring too, as in text objects that are not `verbatim` and with `link_names`. */
export function drawMrkdwn(raw: string, names: Names, readsNames: boolean): Drawn {
  const pings: string[] = [];
  const kept: string[] = [];
  // What has been drawn is put aside under a private character, so that no later step reads it as markup.
  const keep = (text: string) => `\u{F0000}${String.fromCodePoint(0xf0001 + kept.push(text))}`;
  let text = raw.replace(/<([^<>]*)>/g, (whole, inside: string) => {
    const token = readToken(inside, names);
    if (token.ping) pings.push(token.ping);
    return keep(token.text ?? whole);
  });
  if (readsNames)
    for (const [, name] of text.matchAll(/(?<![\p{L}\p{N}_@])@(here|channel|everyone)\b/gu)) if (name) pings.push(name);
  text = withoutMarkup(text, keep);
  text = unescaped(text);
  for (let at = kept.length; at > 0; at--)
    text = text.replaceAll(`\u{F0000}${String.fromCodePoint(0xf0001 + at)}`, () => kept[at - 1] ?? '');
  return { text, pings };
}

export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** What stands between < and >: a mention, a date, a link; `text: null` where it is none of them and stays as it is. */
function readToken(inside: string, names: Names): { text: string | null; ping?: string } {
  const [target = '', label] = splitOnce(inside, '|');
  const [sign, rest] = [target[0] ?? '', target.slice(1)];
  if (sign === '@') {
    const name = names.user(rest);
    return name === null ? { text: `@${unescaped(label ?? rest)}` } : { text: `@${name}`, ping: rest };
  }
  if (sign === '#') return { text: `#${names.channel(rest) ?? unescaped(label ?? rest)}` };
  if (sign === '!') return readSpecial(rest, label);
  if (!/^(https?:|mailto:|tel:|slack:)/.test(target)) return { text: null };
  return { text: unescaped(label ?? target.replace(/^mailto:/, '')) };
}

function readSpecial(rest: string, label: string | undefined): { text: string | null; ping?: string } {
  const [kind = '', details] = splitOnce(rest, '^');
  if (kind === 'here' || kind === 'channel' || kind === 'everyone') return { text: `@${kind}`, ping: kind };
  if (kind === 'subteam') return { text: unescaped(label ?? `@${details}`), ping: `subteam:${details}` };
  // A date is drawn for each reader by their own settings; its fallback is what they all have in common.
  if (kind === 'date' && details && /^\d+\^/.test(details) && label !== undefined) return { text: unescaped(label) };
  return { text: null };
}

function splitOnce(text: string, by: string): [string, string | undefined] {
  const at = text.indexOf(by);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

const edge = '[^\\p{L}\\p{N}]';
const marks = ['*', '_', '~'].map((mark) => {
  const sign = mark === '*' ? '\\*' : mark;
  return new RegExp(
    `(?<=^|${edge})(?<!${sign})${sign}(?=[^\\s${sign}])([^\\n${sign}]*[^\\s${sign}])${sign}(?!${sign})(?=$|${edge})`,
    'gmu',
  );
});

/** Signs that become bold, italic, struck, code or a quote are not seen. Inside code nothing else is read. */
function withoutMarkup(raw: string, keep: (text: string) => string): string {
  let text = raw
    .replace(/```([\s\S]+?)```/g, (_, inside: string) => keep(unescaped(inside)))
    .replace(/`([^`\n]+)`/g, (_, inside: string) => keep(unescaped(inside)))
    .replace(/^(?:&gt;|>)(?:&gt;&gt;|>>)? ?/gm, '');
  for (const mark of marks) text = text.replace(mark, '$1');
  return text;
}
