import type { Button, Card, Control, Intent, Picker } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import { misfits } from '../../src/chat/limits.ts';
import { readLine } from '../../src/chat/line.ts';
import type { Raw } from '../../src/chat/options.ts';
import { plainCard } from '../../src/chat/plain.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Bot, Place, Pressed, Reply, Said, Sender } from '../../src/chat/request.ts';
import { toWire } from '../../src/chat/wire.ts';
import type { Mailbox } from './studyloop.ts';

interface Around {
  readonly bot: Bot;
  readonly catalog: Catalog;
  readonly mailbox: Mailbox;
  newId(): string;
  settle(): Promise<void>;
}

/** A named person who says and presses things, and reads what comes back. Every card they see must fit every platform. */
export class Player {
  sender: Sender;
  #around: Around;
  #place: Place;
  #last: Reply | undefined;

  constructor(around: Around, name: string, zone?: string) {
    const key = `test:${name.toLowerCase()}`;
    this.#around = around;
    this.sender = { key, name, direct: `test:dm:${name.toLowerCase()}`, ...(zone !== undefined && { zone }) };
    this.#place = { address: this.sender.direct, group: null };
  }

  /** Goes to a group's room; without a name, back to the direct line. */
  goesTo(room?: string): this {
    this.#place = room
      ? { address: `test:room:${room}`, group: { key: `test:room:${room}`, name: room } }
      : { address: this.sender.direct, group: null };
    return this;
  }

  /** Runs the place, by their platform's word. */
  runsIt(): this {
    this.sender = { ...this.sender, isAdmin: true };
    return this;
  }

  /** "/study goal"; options as one types them, or files by name. */
  async says(line: string, files: Raw = {}): Promise<Reply> {
    const said: Said = readLine(this.#around.catalog.commands, line);
    return this.#send({ ...said, options: { ...said.options, ...files } });
  }

  /** Presses the button with this label on a card: the last reply's unless another is given. */
  async presses(label: string, on: Card = this.card): Promise<Reply> {
    return this.pressesIntent(buttonOf(on, label).intent);
  }

  async picks(value: string, on: Card = this.card): Promise<Reply> {
    const found = controlsOf(on).find(
      (control): control is Picker =>
        control.kind === 'picker' && control.choices.some((it) => it.value === value || it.label === value),
    );
    if (!found) throw new Error(`Nobody offers ${value} on:\n${plainCard(on)}`);
    const picked = found.choices.find((it) => it.value === value || it.label === value)?.value ?? value;
    return this.pressesIntent(found.intent, { [found.picks]: picked });
  }

  /** Sends the form of the last reply, with what stands in it already where nothing else is given. */
  async fills(fields: Raw, on: Form = this.form): Promise<Reply> {
    const unknown = Object.keys(fields).filter((name) => !on.fields.some((field) => field.name === name));
    if (unknown.length > 0) throw new Error(`The form ${on.title} does not ask for ${unknown.join(', ')}`);
    const standing = Object.fromEntries(
      on.fields.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])),
    );
    return this.pressesIntent(on.intent, { ...standing, ...fields });
  }

  pressesIntent(intent: Intent, fields: Raw = {}): Promise<Reply> {
    return this.#send({ kind: 'press', wire: toWire(intent), fields });
  }

  pressesWire(wire: string, fields: Raw = {}): Promise<Reply> {
    return this.#send({ kind: 'press', wire, fields });
  }

  async suggestions(root: string, name: string, option: string, typed: string) {
    return this.#around.bot.suggest({ sender: this.sender, place: this.#place, root, name, option, typed });
  }

  get reply(): Reply {
    if (!this.#last) throw new Error(`${this.sender.name} has said nothing yet`);
    return this.#last;
  }
  get card(): Card {
    if (this.reply.show.kind !== 'card')
      throw new Error(`${this.sender.name} sees the form ${this.reply.show.title}, not a card`);
    return this.reply.show;
  }
  get form(): Form {
    if (this.reply.show.kind !== 'form')
      throw new Error(`${this.sender.name} sees a card, not a form:\n${plainCard(this.reply.show)}`);
    return this.reply.show;
  }
  /** The last card as plain text. */
  get text(): string {
    return plainCard(this.card);
  }
  /** Cards that came to the direct line by themselves. */
  get inbox(): Card[] {
    return this.#around.mailbox.cardsTo(this.sender.direct);
  }
  get lastMail(): Card {
    const mail = this.inbox.at(-1);
    if (!mail) throw new Error(`Nothing has come to ${this.sender.name}`);
    return mail;
  }

  async #send(what: Said | Pressed): Promise<Reply> {
    const request = { id: this.#around.newId(), sender: this.sender, place: this.#place, ...what };
    const reply = await this.#around.bot.handle(request);
    this.#last = reply;
    await this.#around.settle();
    const tooLong = misfits(reply.show);
    if (tooLong.length > 0) throw new Error(`Does not fit every platform: ${tooLong.join('; ')}`);
    return reply;
  }
}

export function controlsOf(card: Card): Control[] {
  return card.blocks.flatMap((block) => (block.kind === 'controls' ? block.controls : []));
}

export function buttonOf(card: Card, label: string): Button {
  const found = controlsOf(card).find(
    (control): control is Button => control.kind === 'button' && control.label === label,
  );
  if (!found) throw new Error(`There is no [${label}] on:\n${plainCard(card)}`);
  return found;
}
