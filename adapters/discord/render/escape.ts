/**
 * Text as someone typed it, for a place where Discord reads Markdown: it comes out as it was typed. A backslash before anything but
 * a letter, a digit or a space shows what follows as it is. Addresses of the web stay links.
 */
export function literal(text: string): string {
  let escaped = '';
  let from = 0;
  for (const { 0: address, index } of text.matchAll(webAddress)) {
    escaped += enclosed(text.slice(from, index)) + address;
    from = index + address.length;
  }
  return escaped + enclosed(text.slice(from));
}

/** The same without links, where something else ends behind the text, as bold does: an address would take that end for its own. */
export const enclosed = (text: string): string =>
  text
    .replace(anywhere, '\\$&')
    .replace(lineStart, (_, space: string, mark: string) =>
      /\d/.test(mark) ? `${space}${mark}\\` : `${space}\\${mark}`,
    );

/**
 * What Discord makes a link of by itself, between spaces. Nothing in it is read as Markdown, so a backslash would be seen; one
 * with `<` is no link of ours, since what follows the `<` is read again.
 */
const webAddress = /(?<=^|[\s("'])https?:\/\/[^\s<]+[^<.,:;"'\]\s][.,:;"'\]]*(?!\S)/g;

/** Marks of emphasis, code, spoilers, links, mentions and other tokens, emoji by name, and addresses. */
const anywhere = /[\\*_`~|<[\]]|@(?=everyone|here)|:(?=[\w+-]+:|\/\/)/g;

/** Headings, small print, quotes and lists begin a line; so may this text. */
const lineStart = /^([ \t]*)(#{1,3}(?= |$)|-(?=[# ]|$)|>|\+(?= |$)|\d+(?=[.)](?: |$)))/gm;
