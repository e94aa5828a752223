/** What Discord's client makes of mentions. */
export interface Names {
  user(id: string): string;
  channel(id: string): string;
}

interface Rule {
  readonly pattern: RegExp;
  /** Only at the start of a line. */
  readonly atLineStart?: true;
  readonly read: (match: RegExpExecArray, inner: (source: string) => string, names: Names) => string;
}

const inside: Rule['read'] = ([, text = ''], inner) => inner(text);
const asWritten: Rule['read'] = ([, text = '']) => text;

/** The client's rules in the order in which it tries them (its markdown is simple-markdown with these changes). */
const rules: readonly Rule[] = [
  { pattern: /```(?:[a-z0-9_+.#-]+\n)?\n*([\s\S]+?)\n*```/iy, read: asWritten },
  { pattern: /#{1,3} +/y, atLineStart: true, read: () => '' },
  { pattern: /-# +/y, atLineStart: true, read: () => '' },
  { pattern: /(?:>>> |> )/y, atLineStart: true, read: () => '' },
  { pattern: /[*-] +/y, atLineStart: true, read: () => '• ' },
  { pattern: /\\([^0-9A-Za-z\s])/y, read: asWritten },
  { pattern: /(https?:\/\/[^\s<]+[^<.,:;"'\]\s])/y, read: asWritten },
  { pattern: /:([\w+-]+):/y, read: ([, name]) => `(emoji ${name})` },
  { pattern: /<(https?:\/\/[^\s>]+)>/y, read: asWritten },
  { pattern: /<@!?(\d+)>/y, read: ([, id = ''], _, names) => `@${names.user(id)}` },
  { pattern: /<@&(\d+)>/y, read: () => '@role' },
  { pattern: /<#(\d+)>/y, read: ([, id = ''], _, names) => `#${names.channel(id)}` },
  { pattern: /<a?(:\w+:)\d+>/y, read: asWritten },
  { pattern: /<(\/[^:>]+):\d+>/y, read: asWritten },
  { pattern: /<t:(-?\d{1,13})(?::[a-zA-Z])?>/y, read: ([, seconds]) => new Date(Number(seconds) * 1000).toISOString() },
  {
    pattern: /\[((?:\\.|[^\]\\])+)\]\(<?(https?:\/\/[^\s)>]+)>?(?: +"[^"]*")?\)/y,
    read: ([, text = '', url = ''], inner) => `${inner(text)} (${url})`,
  },
  { pattern: /``([\s\S]+?)``(?!`)/y, read: asWritten },
  { pattern: /`([^`]+)`(?!`)/y, read: asWritten },
  { pattern: /\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, read: inside },
  { pattern: /__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, read: inside },
  { pattern: /_((?:__|\\[\s\S]|[^\\_])+?)_(?!_)\b/y, read: inside },
  { pattern: /\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\\*\s]|\*\*)|[^\s\\*])+?)\*(?!\*)/y, read: inside },
  { pattern: /~~([\s\S]+?)~~(?!~)/y, read: inside },
  { pattern: /\|\|([\s\S]+?)\|\|/y, read: inside },
];

/** Markdown as it reads on the screen: what was escaped stands as it was typed, markup is gone, mentions have names. */
export function readMarkdown(source: string, names: Names): string {
  let text = '';
  for (let at = 0; at < source.length; ) {
    const found = matchAt(source, at);
    text += found ? found.rule.read(found.match, (part) => readMarkdown(part, names), names) : source[at];
    at += found ? found.match[0].length : 1;
  }
  return text;
}

function matchAt(source: string, at: number): { rule: Rule; match: RegExpExecArray } | null {
  const isLineStart = /(?:^|\n) *$/.test(source.slice(Math.max(0, at - 20), at));
  for (const rule of rules) {
    if (rule.atLineStart && !isLineStart) continue;
    rule.pattern.lastIndex = at;
    const match = rule.pattern.exec(source);
    if (match) return { rule, match };
  }
  return null;
}
