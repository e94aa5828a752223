import type { Address } from '../../../src/chat/request.ts';
import type { Filled, OpenForm, Person, Seen, SeenFile } from '../contract.ts';
import { readHtml, type Tag } from '../html-text.ts';

/** What the page gets for an act. */
export interface Answered {
  readonly status: number;
  readonly messages?: readonly Drawn[];
  readonly refused?: boolean;
  readonly form?: string;
  readonly sheet?: { readonly html: string; readonly problems: Record<string, string> };
  readonly problem?: string;
}
export interface Drawn {
  readonly id: string;
  readonly seq: number;
  readonly html: string;
}

/** Someone whose page talks to the server as ours does, without a browser. */
export class WebPerson implements Person {
  readonly direct: Address;
  readonly home: string;
  #url: string;
  #last: (() => Promise<Answered>) | undefined;
  #form: (OpenForm & { readonly wire: string; readonly on: string | undefined; readonly place: Address }) | null = null;
  #made = 0;

  constructor(url: string, slug: string) {
    this.#url = url;
    this.direct = `web:direct:${slug}`;
    this.home = `${url}/as/${encodeURIComponent(slug)}`;
  }

  newId = () => `request${String(++this.#made).padStart(10, '0')}`;

  async post(path: string, parts: Readonly<Record<string, string | File | undefined>>): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of Object.entries(parts)) if (value !== undefined) body.set(name, value);
    return fetch(`${this.home}/${path}`, { method: 'POST', body, headers: { origin: this.#url }, redirect: 'manual' });
  }

  async act(parts: Readonly<Record<string, string | File | undefined>>): Promise<Answered> {
    const whole = { id: this.newId(), zone: 'Europe/Berlin', ...parts };
    this.#last = async () => {
      const response = await this.post('acts', whole);
      return { status: response.status, ...((await response.json()) as object) };
    };
    return this.#last();
  }

  async say(place: Address, line: string): Promise<void> {
    this.#take(await this.act({ place, line }), place, undefined);
  }

  async press(place: Address, label: string): Promise<void> {
    const found = (await this.messages(place)).reverse().flatMap(({ id, html }) => {
      const button = html.split('<button ').find((part) => part.includes(`<bdi>${label}</bdi>`));
      const wire =
        button && readHtml(`<button ${button.split('</button>')[0]}</button>`).tags[0]?.attributes['data-wire'];
      return wire ? [{ id, wire }] : [];
    })[0];
    if (!found) throw new Error(`There is no button ${label}`);
    this.#take(await this.act({ place, wire: found.wire, on: found.id }), place, found.id);
  }

  async pick(place: Address, choice: string): Promise<void> {
    const messages = await this.messages(place);
    const offers = messages.flatMap(({ id, html }) => pickersIn(html).map((picker) => ({ id, ...picker })));
    const found = offers.findLast(({ values }) => values[choice] !== undefined);
    if (!found) throw new Error(`There is no choice ${choice}`);
    const { id, wire, picks, values } = found;
    this.#take(await this.act({ place, wire, on: id, [`field:${picks}`]: values[choice] }), place, id);
  }

  async send(values: Readonly<Record<string, Filled>>): Promise<void> {
    if (!this.#form) throw new Error('No form is open');
    const { wire, on, place } = this.#form;
    const typed = Object.entries(values).filter((it): it is [string, string] => typeof it[1] === 'string');
    this.#form = { ...this.#form, values: { ...this.#form.values, ...Object.fromEntries(typed) } };
    const all = Object.entries({ ...this.#form.values, ...values });
    const fields = Object.fromEntries(all.map(([name, value]) => [`field:${name}`, asPart(value)]));
    this.#take(await this.act({ place, wire, on, sheet: '1', ...fields }), place, on);
  }

  form = async () => this.#form;

  async repeat(): Promise<void> {
    await this.#last?.();
  }

  async sees(place: Address): Promise<readonly Seen[]> {
    const messages = await this.messages(place);
    return messages.map(({ html }) => ({
      text: readHtml(html).text,
      isPrivate: html.includes('Only you see this'),
      rings: html.split('<span class="person ping"').length - 1,
      files: this.#filesIn(html),
    }));
  }

  #filesIn(html: string): SeenFile[] {
    return readHtml(html).tags.flatMap(({ name, attributes: { class: kind, src, href, alt = '', download = '' } }) => {
      const path = kind === 'picture' ? src : kind === 'download' ? href : undefined;
      return name && path !== undefined ? [{ name: download, alt, read: () => this.#read(path) }] : [];
    });
  }

  async #read(path: string) {
    const response = await fetch(new URL(path, this.#url));
    const mime = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
    return { mime, bytes: await response.bytes() };
  }

  /** The last messages of a place as the page gets them; `before` as in the address, to see those further back. */
  async messages(place: Address): Promise<Drawn[]> {
    const all: Drawn[] = [];
    for (let before = 10 ** 12, more = true; more; ) {
      const query = new URLSearchParams({ place, before: String(before) });
      const response = await fetch(`${this.home}/earlier?${query}`);
      const page = (await response.json()) as { messages: (Drawn & { born: number })[]; more: boolean };
      all.unshift(...page.messages);
      before = page.messages[0]?.born ?? 0;
      more = page.more;
    }
    return all;
  }

  #take(answered: Answered, place: Address, on: string | undefined): void {
    if (answered.status !== 200) throw new Error(answered.problem ?? String(answered.status));
    if (answered.form) this.#form = { ...readForm(answered.form), on, place };
    else if (answered.sheet && this.#form) {
      const { html, problems } = answered.sheet;
      this.#form = { ...this.#form, problems, text: `${this.#form.text}${readHtml(html).text}` };
    } else this.#form = null;
  }
}

/** What can be picked on a message: the values by their labels. */
function pickersIn(html: string) {
  return html
    .split('<form class="picker" ')
    .slice(1)
    .map((rest) => {
      const inside = `<form ${rest.split('</form>')[0]}</form>`;
      const { tags } = readHtml(inside);
      const options = [...inside.matchAll(/<option [^>]*>[^<]*<\/option>/g)].map(([option]) => readHtml(option));
      const values = options.map(({ tags: [tag], text }) => {
        const { value = '' } = tag?.attributes ?? {};
        return [text.slice(value.length), value];
      });
      const named = (name: string) => tags.find((tag) => tag.name === name)?.attributes;
      return {
        wire: named('form')?.['data-wire'],
        picks: named('select')?.name,
        values: Object.fromEntries(values) as Readonly<Record<string, string>>,
      };
    });
}

const asPart = (value: Filled) =>
  typeof value === 'string' ? value : new File([new Uint8Array(value.bytes)], value.name, { type: value.mime });

export async function webPerson(url: string, name: string): Promise<WebPerson> {
  const body = new URLSearchParams({ name });
  const response = await fetch(`${url}/login`, { method: 'POST', body, headers: { origin: url }, redirect: 'manual' });
  const slug = /^\/as\/(.+)\/direct$/.exec(response.headers.get('location') ?? '')?.[1];
  if (!slug) throw new Error(`${name} could not come in: ${response.status}`);
  return new WebPerson(url, decodeURIComponent(slug));
}

function readForm(html: string) {
  const { tags, text } = readHtml(html);
  const wire = tags[0]?.attributes['data-wire'] ?? '';
  return { wire, text, values: valuesOf(tags, html), problems: {} };
}

/** What stands in the fields of a form when it opens. */
function valuesOf(tags: readonly Tag[], html: string): Record<string, string> {
  const fields = tags.filter(
    ({ name, attributes }) => /^(input|textarea|select)$/.test(name) && attributes.type !== 'file',
  );
  const checked = fields.filter(({ attributes }) => attributes.type !== 'radio' || attributes.checked !== undefined);
  return Object.fromEntries(
    checked.map(({ name, attributes }) => {
      const inside =
        name === 'textarea' ? html.split(`<textarea id="${attributes.id}"`)[1]?.split('</textarea>')[0] : undefined;
      const value = inside === undefined ? attributes.value : readHtml(`<textarea ${inside}</textarea>`).text;
      return [attributes.name ?? '', value ?? ''];
    }),
  );
}
