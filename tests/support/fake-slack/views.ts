import { boolean, type Check, object, oneOf, string } from './check.ts';
import { checkViewBlocks } from './check-blocks.ts';
import { plain } from './check-elements.ts';
import { withIds } from './draw.ts';
import type { Json } from './faces.ts';
import { keepFilled, stateOf } from './fields.ts';
import { isShowable } from './files.ts';
import { isObject, objectOf, objectsOf, textOf } from './json.ts';
import { refuseFor, SlackRefusal } from './refusal.ts';
import type { Member, Team, View, World } from './world.ts';

// https://docs.slack.dev/reference/views/modal-views and …/home-tab-views.

const blocks: Check = () => [];
const common = { private_metadata: string(3000, 0), callback_id: string(255, 0), external_id: string(255, 0) };
const shapes = {
  modal: object(
    { type: oneOf('modal'), title: plain(24), blocks },
    { ...common, submit: plain(24), close: plain(24), clear_on_close: boolean, notify_on_close: boolean },
  ),
  home: object({ type: oneOf('home'), blocks }, common),
};

/** Reads and checks a view that the bot has made; refuses as Slack does, and gives ids to what has none. */
export function readView(world: World, team: Team, given: unknown, kind: 'modal' | 'home'): Json {
  if (!isObject(given))
    throw new SlackRefusal('invalid_arguments', must('[ERROR] must provide an object [json-pointer:/view]'));
  const canShow = (file: unknown) => isShowable(world, team, textOf(objectOf(file).id));
  refuseFor('invalid_arguments', [
    ...shapes[kind](given, '/view'),
    ...checkViewBlocks(given.blocks, '/view/blocks', canShow),
    ...(kind === 'modal' ? unsendable(given) : []),
  ]);
  if (Buffer.byteLength(JSON.stringify(given)) > 250_000) throw new SlackRefusal('view_too_large');
  return { ...given, blocks: withIds(objectsOf(given.blocks), () => world.newId('b')) };
}

const must = (message: string): Json => ({ response_metadata: { messages: [message] } });

function unsendable({ blocks, submit }: Json): string[] {
  const at = objectsOf(blocks).findIndex(({ type }) => type === 'input');
  if (submit !== undefined || at < 0) return [];
  return [`must define \`submit\` to use an \`input\` block in modals [json-pointer:/view/blocks/${at}/input]`];
}

/** A new view, before anyone sees it. External ids are one of a kind in a workspace. */
export function makeView(world: World, team: Team, person: Member, body: Json, below: View | null): View {
  const external = textOf(body.external_id);
  const isTaken = [...world.views.values()].some((it) => it.team === team && it.body.external_id === external);
  if (external !== '' && isTaken) throw new SlackRefusal('duplicate_external_id');
  const id = world.newId('V');
  const ids = { id, rootId: below?.rootId ?? id, previousId: below?.id ?? null };
  const view: View = { ...ids, team, person, body, hash: newHash(world), filled: new Map(), problems: {} };
  world.views.set(id, view);
  return view;
}

/** The same view with other contents; what was typed stays where its field is still the same. */
export function changeView(world: World, view: View, body: Json): void {
  view.filled = keepFilled(view, body);
  view.body = body;
  view.problems = {};
  view.hash = newHash(world);
  world.news.tell();
}

const newHash = (world: World) => `${Math.floor(world.clock.now() / 1000)}.${world.newId('h')}`;

/** Slack lets three modals lie on one another. */
export function pushView(world: World, view: View): void {
  const { person } = view;
  if (person.modals.length >= 3) throw new SlackRefusal('push_limit_reached');
  person.modals.push(view);
  world.news.tell();
}

export function closeView(world: World, view: View): void {
  view.person.modals = view.person.modals.filter((it) => it !== view);
  world.views.delete(view.id);
  world.news.tell();
}

/** A view as interactions and the Web API tell of it. */
export function viewBody(view: View): Json {
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    submit: null,
    close: null,
    clear_on_close: false,
    notify_on_close: false,
    ...view.body,
    id: view.id,
    team_id: view.team.id,
    app_id: 'A0STUDYLOOP',
    bot_id: view.team.botId,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: view.previousId,
    state: stateOf(view),
  };
}
