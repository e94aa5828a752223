/** HTML that is safe to send as it is. Made by `html` alone, which escapes whatever is put in. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

export type Put = Html | string | number | null | undefined | false | readonly Put[];

/** html`<p title="${title}">${words}</p>`: text is escaped, for elements and for quoted attributes alike; nothing of null and false. */
export function html(parts: TemplateStringsArray, ...values: readonly Put[]): Html {
  return new Html(parts.map((part, at) => part + put(values[at])).join(''));
}

function put(value: Put): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  return Array.isArray(value) ? value.map(put).join('') : escaped(String(value));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
