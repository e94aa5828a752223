import { elementsOf, optionsOf } from './draw.ts';
import type { FakeMessage, FakeView, Json } from './faces.ts';
import { at, isTrue } from './json.ts';
import { isVisible } from './places.ts';
import { allBlocks } from './read-message.ts';
import type { Channel, Member, Message, Team, View, World } from './world.ts';

/** Something that can be pressed, and where it stands. */
export interface Pressable {
  readonly on: { readonly channel: Channel; readonly message: Message } | { readonly view: View };
  readonly block: Json;
  readonly element: Json;
}

export interface Reader {
  readonly world: World;
  readonly team: Team;
  readonly person: Member;
}

/** All that this person could press or pick in, in a message, a view, or a place: there, the newest message first. */
export function pressables(reader: Reader, where: FakeMessage | FakeView | string): readonly Pressable[] {
  if (typeof where === 'string') return visible(reader, channelOf(reader, where)).reverse().flatMap(inMessage);
  if ('ts' in where) {
    const found = visible(reader, channelOf(reader, where.place)).find(({ message }) => message.ts === where.ts);
    if (!found) throw new Error(`${reader.person.name} does not see that message any more`);
    return inMessage(found);
  }
  const view = reader.world.views.get(where.id);
  const isBefore = view && (view === reader.person.home || view === reader.person.modals.at(-1));
  if (!isBefore) throw new Error(`${reader.person.name} does not see that view any more`);
  return elementsOf(view.body.blocks)
    .filter(({ block }) => block.type !== 'input' || isTrue(block.dispatch_action))
    .map((it) => ({ ...it, on: { view } }));
}

const inMessage = (on: { channel: Channel; message: Message }): Pressable[] =>
  elementsOf(allBlocks(on.message)).map((it) => ({ ...it, on }));

export function channelOf({ team, person }: Reader, place: string): Channel {
  const channel = team.channels.get(place);
  if (!channel?.members.has(person.id)) throw new Error(`${person.name} is not in ${place}`);
  return channel;
}

export const visible = ({ person }: Reader, channel: Channel) =>
  channel.messages.filter((message) => isVisible(message, person.id)).map((message) => ({ channel, message }));

export const isButtonNamed =
  (name: string) =>
  ({ element }: Pressable) =>
    element.type === 'button' && (at(element, 'text', 'text') === name || element.action_id === name);

/** The option of an element with this label or value. */
export const optionNamed = (element: Json, name: string) =>
  optionsOf(element).find((option) => at(option, 'text', 'text') === name || option.value === name);

/** What an interaction tells of a press: https://docs.slack.dev/reference/interaction-payloads/block_actions-payload. */
export function actionBody({ block, element }: Pressable, option: Json | null, ts: string): Json {
  const { type, action_id, text, value, placeholder } = element;
  const isSeveral = type === 'checkboxes' || type === 'multi_static_select';
  const told = { text, value, placeholder };
  return {
    type,
    action_id,
    block_id: block.block_id,
    ...Object.fromEntries(Object.entries(told).filter(([, it]) => it !== undefined)),
    ...(option && (isSeveral ? { selected_options: [option] } : { selected_option: option })),
    action_ts: ts,
  };
}
