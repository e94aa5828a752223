import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Card, card } from '../../src/chat/card.ts';
import type { Platform } from '../../src/chat/platform.ts';
import type { Address } from '../../src/chat/request.ts';
import { Gone, Unavailable } from '../../src/errors.ts';
import { galleryCards, galleryForms, stringsOf, stringsOfForm } from '../support/gallery.ts';
import type { SmallBot } from './small-bot.ts';

/** One message as someone sees it: all that can be read in it, and whether it is for them alone. */
export interface Seen {
  readonly text: string;
  readonly isPrivate: boolean;
  /** How many it rings: people, roles, a whole channel. */
  readonly rings: number;
  readonly files: readonly SeenFile[];
}

/** A file to take from a message, or a picture on it: that has an alt text. */
export interface SeenFile {
  readonly name: string;
  readonly alt: string;
  read(): Promise<{ readonly mime: string; readonly bytes: Uint8Array }>;
}

/** What is put into a field. */
export type Filled = string | { readonly name: string; readonly mime: string; readonly bytes: Uint8Array };

/** A form that lies open before someone. */
export interface OpenForm {
  /** All that can be read in it, with what stands in the fields. */
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  /** What is wrong, by field. */
  readonly problems: Readonly<Record<string, string>>;
}

/** One person at the far side of a platform. */
export interface Person {
  readonly direct: Address;
  say(place: Address, line: string): Promise<void>;
  /** Presses the newest button in the place that has this label. */
  press(place: Address, label: string): Promise<void>;
  /** Picks this choice, by its label, in the newest list in the place that has it. */
  pick(place: Address, choice: string): Promise<void>;
  form(): Promise<OpenForm | null>;
  /** Puts values into the open form and sends it; the other fields stay as they are. */
  send(values: Readonly<Record<string, Filled>>): Promise<void>;
  /** The platform hands in this person's last event once more, as all of them do when an answer was lost. */
  repeat(): Promise<void>;
  /** What they see in a place, oldest first. */
  sees(place: Address): Promise<readonly Seen[]>;
}

/** A started platform with a small bot behind it, and people at its far side. */
export interface Harness {
  readonly platform: Platform;
  readonly bot: SmallBot;
  readonly ada: Person;
  readonly ben: Person;
  /** A room that both are in. */
  readonly room: Address;
  /** Addresses that will never work again. */
  readonly gone: readonly Address[];
  /** The platform lets nobody change what is whispered in a room in answer to a command: what would change it comes below. */
  readonly keepsWhispers?: true;
  /** From now on the far side cannot be reached. */
  cutOff(): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

/** What any platform must do, whatever it looks like. */
export function platformContract(name: string, makeHarness: () => Promise<Harness>): void {
  describe(`${name} keeps what every platform promises`, () => {
    let world: Harness;
    beforeAll(async () => {
      world = await makeHarness();
    });
    afterAll(() => world?.stop());

    let made = 0;
    const newId = () => `post${String(++made).padStart(12, '0')}`;
    const deliver = (to: Address, shown: Card, id = newId(), again = false) =>
      world.platform.deliver({ id, to, card: shown, again });
    const texts = async (person: Person, place: Address) => (await person.sees(place)).map(({ text }) => text);
    const count = async (person: Person, place: Address, what: string) =>
      (await texts(person, place)).filter((text) => text.includes(what)).length;

    describe('posts', () => {
      test('arrive in their room, for everyone', async () => {
        await deliver(world.room, card('Good morning, room'));
        expect(await count(world.ada, world.room, 'Good morning, room')).toBe(1);
        expect(await count(world.ben, world.room, 'Good morning, room')).toBe(1);
      });

      test('arrive in a direct line, for its owner alone', async () => {
        await deliver(world.ada.direct, card('Good morning, Ada'));
        expect(await count(world.ada, world.ada.direct, 'Good morning, Ada')).toBe(1);
        expect(await count(world.ben, world.ben.direct, 'Good morning, Ada')).toBe(0);
        expect(await count(world.ben, world.room, 'Good morning, Ada')).toBe(0);
      });

      test('arrive once, however often and however much at once they are tried', async () => {
        const id = newId();
        await deliver(world.room, card('Only once'), id);
        await deliver(world.room, card('Only once'), id, true);
        const other = newId();
        const rivals = [false, true, true, true].map((again) =>
          deliver(world.room, card('Only one of four'), other, again),
        );
        await Promise.all(rivals);
        expect(await count(world.ada, world.room, 'Only once')).toBe(1);
        expect(await count(world.ada, world.room, 'Only one of four')).toBe(1);
      });

      test('arrive in the order in which they were sent', async () => {
        for (const n of [1, 2, 3]) await deliver(world.room, card(`In order ${n}`));
        const seen = (await texts(world.ben, world.room)).filter((text) => text.includes('In order'));
        expect(seen.map((text) => /In order (\d)/.exec(text)?.[1])).toEqual(['1', '2', '3']);
      });

      test('are Gone where nobody will ever be', async () => {
        for (const to of world.gone) await expect(deliver(to, card('Hello?'))).rejects.toBeInstanceOf(Gone);
      });

      test('are Unavailable while the far side is away, and arrive once when it is back', async () => {
        const id = newId();
        await world.cutOff();
        await expect(deliver(world.room, card('In spite of it'), id)).rejects.toBeInstanceOf(Unavailable);
        await world.mend();
        await deliver(world.room, card('In spite of it'), id, true);
        expect(await count(world.ada, world.room, 'In spite of it')).toBe(1);
      });

      test.each(Object.entries(galleryCards))('show all of: %s', async (_, shown) => {
        const before = (await world.ada.sees(world.room)).length;
        await deliver(world.room, shown);
        const text = (await texts(world.ada, world.room)).slice(before).join('\n');
        for (const part of stringsOf(shown)) expect(text).toContain(part);
      });
    });

    describe('replies', () => {
      test('for everyone are seen by everyone', async () => {
        await world.ada.say(world.room, '/study echo to all of you');
        expect(await count(world.ben, world.room, 'to all of you')).toBe(1);
      });

      test('for the sender are seen by them alone, and they are told so', async () => {
        await world.ada.say(world.room, '/study whisper between us');
        const mine = (await world.ada.sees(world.room)).find(({ text }) => text.includes('between us'));
        expect(mine?.isPrivate).toBe(true);
        expect(await count(world.ben, world.room, 'between us')).toBe(0);
      });

      test('that refuse are seen by the sender alone', async () => {
        await world.ada.say(world.room, '/study no-such-thing');
        expect(await count(world.ada, world.room, 'I do not know /study no-such-thing')).toBe(1);
        expect(await count(world.ben, world.room, 'I do not know /study no-such-thing')).toBe(0);
      });

      test('bring a quiet word for the sender alone', async () => {
        await world.ben.say(world.room, '/study noted');
        const everywhere = [...(await texts(world.ben, world.room)), ...(await texts(world.ben, world.ben.direct))];
        expect(everywhere.filter((text) => text.includes('The quiet word'))).toHaveLength(1);
        expect(await count(world.ada, world.room, 'The reply')).toBe(1);
        expect(await count(world.ada, world.room, 'The quiet word')).toBe(0);
      });

      test('tell the bot who asks, and where', async () => {
        await world.ben.say(world.room, '/study echo who am I');
        const asked = world.bot.done.at(-1);
        expect(asked).toMatchObject({
          sender: { name: 'Ben', direct: world.ben.direct },
          place: { address: world.room },
        });
        expect(asked?.place.group).not.toBeNull();
        await world.ben.say(world.ben.direct, '/study echo and here');
        expect(world.bot.done.at(-1)?.place).toMatchObject({ address: world.ben.direct, group: null });
      });
    });

    describe('presses', () => {
      test('change the card in its place, for everyone', async () => {
        await world.ada.say(world.room, '/study counter 40');
        const before = (await world.ben.sees(world.room)).length;
        await world.ben.press(world.room, 'Add one');
        expect(await count(world.ada, world.room, 'Count 41')).toBe(1);
        expect(await count(world.ada, world.room, 'Count 40')).toBe(0);
        expect(await world.ben.sees(world.room)).toHaveLength(before);
      });

      test('answer below, and leave the card', async () => {
        await world.ada.say(world.room, '/study counter 50');
        await world.ada.press(world.room, 'Add below');
        expect(await count(world.ben, world.room, 'Count 50')).toBe(1);
        expect(await count(world.ben, world.room, 'Below 50')).toBe(1);
      });

      test('that are refused leave the card, and say why to the one who pressed', async () => {
        await world.ada.say(world.room, '/study counter 60');
        await world.ben.press(world.room, 'Never');
        expect(await count(world.ada, world.room, 'Count 60')).toBe(1);
        expect(await count(world.ben, world.room, 'Not this one')).toBe(1);
        expect(await count(world.ada, world.room, 'Not this one')).toBe(0);
      });

      test('handed in twice are done once and seen once', async () => {
        await world.ada.say(world.room, '/study counter 70');
        await world.ada.press(world.room, 'Add one');
        await world.ada.repeat();
        expect(await count(world.ben, world.room, 'Count 71')).toBe(1);
        await world.ada.press(world.room, 'Add below');
        await world.ada.repeat();
        expect(await count(world.ben, world.room, 'Below 71')).toBe(1);
      });

      test('handed in again late do not bring back an old card', async () => {
        await world.ada.say(world.room, '/study counter 80');
        await world.ada.press(world.room, 'Add one');
        await world.ben.press(world.room, 'Add one');
        await world.ada.repeat();
        expect(await count(world.ben, world.room, 'Count 82')).toBe(1);
        expect(await count(world.ben, world.room, 'Count 81')).toBe(0);
      });
    });

    describe('answers that change later', () => {
      const change = (requestId: string | undefined, shown: Card, id = newId(), again = false) =>
        world.platform.deliver({ id, to: world.ada.direct, card: shown, again, instead: requestId ?? '' });
      const lastRequest = () => world.bot.done.at(-1)?.id;
      const places = () => [world.room, world.ada.direct];

      test('are replaced where they stand, once', async () => {
        for (const [n, place] of places().entries()) {
          await world.ada.say(place, `/study later topic ${n}`);
          const before = (await world.ada.sees(place)).length;
          const id = newId();
          await change(lastRequest(), card(`Second thought ${n}`), id);
          await change(lastRequest(), card(`Second thought ${n}`), id, true);
          expect(await count(world.ada, place, `Second thought ${n}`)).toBe(1);
          const isBelow = world.keepsWhispers === true && place === world.room;
          expect(await count(world.ada, place, `First thought on topic ${n}`)).toBe(isBelow ? 1 : 0);
          expect(await world.ada.sees(place)).toHaveLength(isBelow ? before + 1 : before);
          expect(await count(world.ben, world.room, `Second thought ${n}`)).toBe(0);
        }
      });

      test('and posts that change later are replaced as often as something newer comes', async () => {
        await world.ada.say(world.ada.direct, '/study later over and over');
        const answer = lastRequest();
        const id = newId();
        await world.platform.deliver({ id, to: world.room, card: card('Post 0'), again: false, changesLater: true });
        for (const n of [1, 2]) {
          await change(answer, card(`Answer ${n}`));
          await change(id, card(`Post ${n}`));
        }
        expect(await count(world.ada, world.ada.direct, 'Answer 2')).toBe(1);
        expect(await count(world.ben, world.room, 'Post 2')).toBe(1);
        for (const old of ['Post 0', 'Post 1']) expect(await count(world.ben, world.room, old)).toBe(0);
        for (const old of ['First thought on over', 'Answer 1'])
          expect(await count(world.ada, world.ada.direct, old)).toBe(0);
      });

      test('are replaced where a press was answered in place', async () => {
        await world.ada.say(world.room, '/study later pressing');
        await world.ada.press(world.room, 'Go on');
        await change(lastRequest(), card('Better than step 1'));
        expect(await count(world.ada, world.room, 'Better than step 1')).toBe(1);
        expect(await count(world.ada, world.room, 'Step 1')).toBe(0);
      });

      test('are left alone where the person has gone on', async () => {
        await world.ada.say(world.room, '/study later moving');
        const old = lastRequest();
        await world.ada.press(world.room, 'Go on');
        const id = newId();
        await expect(change(old, card('Too late'), id)).rejects.toBeInstanceOf(Unavailable);
        await change(old, card('Too late'), id, true);
        expect(await count(world.ada, world.room, 'Too late')).toBe(0);
        expect(await count(world.ada, world.room, 'Step 1')).toBeGreaterThan(0);
      });
    });

    describe('forms', () => {
      const right = { goal: 'Pass graph theory', minutes: '45', mood: 'well' };

      test('open with all that is asked', async () => {
        await world.ada.say(world.ada.direct, '/study goal');
        const { text, values } = (await world.ada.form()) ?? { text: '', values: {} };
        for (const part of [
          'A new goal',
          'Set it',
          'What do you want',
          'In one line',
          'Plan',
          'Minutes',
          'Well',
          'Badly',
        ])
          expect(text).toContain(part);
        expect(values).toMatchObject({ minutes: '30' });
      });

      test('that are refused stay open with what was typed, and say what each field needs', async () => {
        await world.ada.say(world.ada.direct, '/study goal');
        await world.ada.send({ ...right, goal: 'impossible', plan: 'One line.\nAnother line.' });
        const form = await world.ada.form();
        expect(form?.problems).toEqual({ goal: 'Please want something else.' });
        expect(form?.text).toContain('That cannot be');
        expect(form?.values).toEqual({
          goal: 'impossible',
          plan: 'One line.\nAnother line.',
          minutes: '45',
          mood: 'well',
        });
        await world.ada.send({ goal: 'Possible after all' });
        expect(await world.ada.form()).toBeNull();
        expect(await count(world.ada, world.ada.direct, 'Goal: Possible after all')).toBe(1);
        expect(world.bot.done.at(-1)).toMatchObject({ fields: { plan: 'One line.\nAnother line.' } });
      });

      test('name every field that cannot be read, at once', async () => {
        await world.ada.say(world.ada.direct, '/study goal');
        await world.ada.send({ goal: '', minutes: 'soon' });
        expect(Object.keys((await world.ada.form())?.problems ?? {})).toEqual(['goal', 'minutes', 'mood']);
      });

      test('that were opened from a card answer in its place', async () => {
        await world.ada.say(world.room, '/study counter 90');
        await world.ben.press(world.room, 'Fill in');
        await world.ben.send({ ...right, goal: 'From a card' });
        expect(await count(world.ada, world.room, 'Goal: From a card')).toBe(1);
        expect(await count(world.ada, world.room, 'Count 90')).toBe(0);
      });

      test('handed in twice are done once', async () => {
        await world.ben.say(world.room, '/study goal');
        await world.ben.send({ ...right, goal: 'Twice' });
        await world.ben.repeat();
        expect(await count(world.ada, world.room, 'Goal: Twice')).toBe(1);
      });

      test.each(Object.entries(galleryForms))('show all of: %s', async (which, shown) => {
        await world.ada.say(world.ada.direct, `/study gallery-form ${which}`);
        const text = (await world.ada.form())?.text;
        for (const part of stringsOfForm(shown)) expect(text).toContain(part);
      });
    });
  });
}
