import { expect } from 'vitest';
import type { Filled, OpenForm, Person, Seen } from '../adapters/contract.ts';
import type { Stage } from './stages.ts';

/** Someone on a journey: what they do in their direct line, and what is to be read there after it. */
export class Walker {
  readonly person: Person;
  readonly #stage: Stage;

  constructor(stage: Stage, person: Person) {
    this.#stage = stage;
    this.person = person;
  }

  all = () => this.person.sees(this.person.direct);

  async newest(): Promise<Seen> {
    const message = (await this.all()).at(-1);
    if (!message) throw new Error('Nothing has come');
    return message;
  }

  /** Once all is settled, each of these texts is to be read in some message. */
  async shows(...texts: readonly string[]): Promise<void> {
    await this.#stage.studyloop.settle();
    const seen = (await this.all()).map(({ text }) => text);
    const missing = texts.filter((text) => !seen.some((it) => it.includes(text)));
    expect(missing, `The last of what is seen:\n${seen.slice(-3).join('\n')}`).toEqual([]);
  }

  async readsNoMore(text: string): Promise<void> {
    expect((await this.all()).filter((it) => it.text.includes(text))).toEqual([]);
  }

  async says(line: string, ...texts: readonly string[]): Promise<void> {
    await this.person.say(this.person.direct, line);
    await this.shows(...texts);
  }

  async presses(label: string, ...texts: readonly string[]): Promise<void> {
    await this.person.press(this.person.direct, label);
    await this.shows(...texts);
  }

  async picks(choice: string, ...texts: readonly string[]): Promise<void> {
    await this.person.pick(this.person.direct, choice);
    await this.shows(...texts);
  }

  async form(): Promise<OpenForm> {
    const open = await this.person.form();
    if (!open) throw new Error('No form is open');
    return open;
  }

  /** Sends the open form, which is taken. */
  async sends(values: Readonly<Record<string, Filled>>, ...texts: readonly string[]): Promise<void> {
    await this.person.send(values);
    expect(await this.person.form()).toBeNull();
    await this.shows(...texts);
  }

  /** At this instant one message with these texts comes by itself. */
  async hearsAt(instant: string, ...texts: readonly string[]): Promise<void> {
    const before = (await this.all()).length;
    await this.#stage.timeIs(instant);
    expect(await this.all()).toHaveLength(before + 1);
    for (const text of texts) expect((await this.newest()).text).toContain(text);
  }
}
