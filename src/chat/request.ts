import type { Card, Choice } from './card.ts';
import type { Form } from './form.ts';
import type { Raw } from './options.ts';

/** Where a message can go. Opaque text, `platform:rest`, which the adapter mints and only it reads. */
export type Address = string;

export interface Sender {
  /** The platform's own lasting name for this person, prefixed with the platform: `web:ada`. */
  readonly key: string;
  readonly name: string;
  readonly direct: Address;
  /** IANA zone, when the platform's profile knows it. */
  readonly zone?: string;
  /** A zone the platform can guess (a browser's), to be confirmed. */
  readonly zoneGuess?: string;
  /** BCP 47 tag of the language in which the platform speaks to them, where it tells one (`languageToldBy`). */
  readonly language?: string;
  /** Whether they run this server or workspace, by the platform's own word. */
  readonly isAdmin?: boolean;
}

export interface Place {
  readonly address: Address;
  readonly group: { readonly key: string; readonly name: string } | null;
}

/** What an adapter hands in. `id` is the platform's own id of the event: sent twice, it is handled once. */
export type Request = { readonly id: string; readonly sender: Sender; readonly place: Place } & (Said | Pressed);

export interface Said {
  readonly kind: 'say';
  readonly root: string;
  readonly name: string;
  readonly options: Raw;
}

/** A button, a picker (what is picked under the option's name) or a sent form (its fields). `wire` is the intent as text. */
export interface Pressed {
  readonly kind: 'press';
  readonly wire: string;
  readonly fields: Raw;
}

/** What an adapter shows. */
export interface Reply {
  readonly show: Card | Form;
  readonly seenBy: 'everyone' | 'me';
  readonly answers: 'in place' | 'below';
  /** An expected no: nothing was changed. A form stays open with what was typed; `problems` says which field needs what. */
  readonly refused?: { readonly problems: Readonly<Record<string, string>> };
  /** A quiet word beside the reply, for the sender only. */
  readonly note?: Card;
  /** A delivery with this request's id as `instead` may come: the adapter keeps where the reply stands. */
  readonly changesLater?: true;
}

/** What is being typed: suggestions for one option of a command. */
export interface Typing {
  readonly sender: Sender;
  readonly place: Place;
  readonly root: string;
  readonly name: string;
  readonly option: string;
  readonly typed: string;
}

/** The bot, as an adapter sees it. */
export interface Bot {
  /** Never throws: trouble comes back as a card. */
  handle(request: Request): Promise<Reply>;
  /** Never throws: trouble is an empty list. */
  suggest(typing: Typing): Promise<readonly Choice[]>;
}
