import { optionName } from '../../../adapters/discord/commands.ts';
import type { DiscordPlatform } from '../../../adapters/discord/platform.ts';
import type { Card, Words } from '../../../src/chat/card.ts';
import { readLine } from '../../../src/chat/line.ts';
import type { Catalog } from '../../../src/chat/platform.ts';
import type { Address } from '../../../src/chat/request.ts';
import type {
  Asked,
  FakeDiscord,
  FakePerson,
  ModalField,
  ModalValue,
  OptionValue,
  SeenMessage,
} from '../../support/fake-discord/index.ts';
import type { Filled, OpenForm, Person, Seen } from '../contract.ts';

/** What the bot's moments are in words, by their instant. */
export type Spoken = Map<string, Set<string>>;

/** The button that a message has for opening a form again, or for the first time. */
export const opener = (message: SeenMessage) => message.buttons.find(({ customId }) => customId?.startsWith('open:'));

/** Discord draws moments by itself, so that a reader finds no words of ours: these are what was meant, by their instant. */
export function learnMoments({ blocks }: Card, spoken: Spoken): void {
  const learn = (words: Words) => {
    for (const it of words) {
      if (typeof it === 'string' || it.kind !== 'moment') continue;
      const known = spoken.get(it.at) ?? new Set();
      spoken.set(it.at, known.add(it.spoken));
    }
  };
  for (const block of blocks) {
    if (block.kind === 'text') learn(block.words);
    if (block.kind === 'facts') for (const { value } of block.facts) learn(value);
    if (block.kind === 'list') block.items.forEach(learn);
  }
}

interface Around {
  readonly discord: FakeDiscord;
  readonly platform: Pick<DiscordPlatform, 'settled'>;
  readonly catalog: Catalog;
  readonly spoken: Spoken;
}

/** A person of the contract, by one of the fake's. Each act resolves when the bot has done all that follows from it. */
export function contractPerson({ discord, platform, catalog, spoken }: Around, person: FakePerson): Person {
  const channelOf = (place: Address) => (place.startsWith('discord:user:') ? person.dm : (place.split(':')[2] ?? ''));
  const read = (text: string) =>
    [...spoken].reduce((told, [at, words]) => told.replaceAll(at, [...words].join(' / ')), text);
  /** The message that stands in for a form which Discord closed. */
  let carrier: SeenMessage | null = null;

  async function after(asking: Promise<Asked>): Promise<void> {
    const { messageIds } = await asking;
    await platform.settled();
    const all = discord.messages();
    carrier = all.find((it) => messageIds.includes(it.id) && opener(it) !== undefined) ?? null;
  }
  async function openAgain(): Promise<void> {
    const button = carrier && opener(carrier);
    if (carrier && button && !person.modal()) await person.press(carrier, button.customId ?? '');
  }

  return {
    direct: `discord:user:${person.id}`,
    async say(place, line) {
      const { root, name, options } = readLine(catalog.commands, line);
      const known = catalog.command(root, name);
      const typed = Object.entries(options).map(([option, value]): [string, OptionValue] => {
        const isNumber = known?.options[option]?.shape.kind === 'number';
        return [optionName(option), isNumber ? Number(value) : String(value)];
      });
      const how = { isStale: known === undefined };
      await after(person.command(channelOf(place), root, name, Object.fromEntries(typed), how));
    },
    press: (place, label) => after(person.pressLabel(channelOf(place), label)),
    async pick(place, choice) {
      const found = person.sees(channelOf(place)).flatMap((message) =>
        message.selects.flatMap(({ customId, options }) => {
          const option = options.find(({ label }) => label === choice);
          return option ? [{ message, customId, value: option.value }] : [];
        }),
      );
      const newest = found.at(-1);
      if (!newest) throw new Error(`${person.name} is offered no ${choice}`);
      await after(person.pick(newest.message, newest.customId, [newest.value]));
    },
    async form(): Promise<OpenForm | null> {
      const told = carrier;
      await openAgain();
      const modal = person.modal();
      if (!modal) return null;
      const values = modal.fields.map(({ customId, value }) => [
        customId,
        typeof value === 'string' ? value : (value[0] ?? ''),
      ]);
      const problems = modal.fields.flatMap(({ customId, label }) => {
        const problem = problemIn(told?.text ?? '', label);
        return problem === undefined ? [] : [[customId, problem]];
      });
      return {
        text: [told?.text ?? '', modal.text].join('\n'),
        values: Object.fromEntries(values.filter(([name]) => name !== 'file')),
        problems: Object.fromEntries(problems),
      };
    },
    async send(values) {
      await openAgain();
      const kinds = new Map(person.modal()?.fields.map(({ customId, kind }) => [customId, kind]));
      const given = Object.entries(values).map(([name, value]) => [name, typedInto(kinds.get(name), value)]);
      // A client that checks nothing asks most of the bot.
      await after(person.submit(Object.fromEntries(given), { isStale: true }));
    },
    async repeat() {
      await person.repeat();
      await platform.settled();
    },
    sees: async (place): Promise<readonly Seen[]> =>
      person.sees(channelOf(place)).map((message) => ({
        text: read(message.text),
        isPrivate: message.isEphemeral,
        rings: message.pinged.length,
        files: message.files.map(({ name, alt, type, bytes }) => ({
          name,
          alt,
          read: async () => ({ mime: type, bytes }),
        })),
      })),
  };
}

function typedInto(kind: ModalField['kind'] | undefined, value: Filled): ModalValue {
  if (typeof value !== 'string') return [{ name: value.name, type: value.mime, bytes: value.bytes }];
  if (kind !== 'select') return value;
  return value === '' ? [] : [value];
}

/** What is said of the field with this label: the rest of a line that begins with it. */
function problemIn(text: string, label: string): string | undefined {
  const line = text.split('\n').find((it) => it.startsWith(`${label}: `));
  return line?.slice(label.length + 2);
}
