import type { Json } from './faces.ts';
import { textOf } from './json.ts';
import type { Calling, Methods } from './method.ts';
import { SlackRefusal } from './refusal.ts';
import { changeView, closeView, makeView, pushView, readView, viewBody } from './views.ts';
import type { Team, Trigger, View, World } from './world.ts';

// https://docs.slack.dev/reference/methods/views.open and its neighbours.

/** A trigger is good for one view, for three seconds. */
function useTrigger(world: World, team: Team, id: unknown): Trigger {
  const trigger = world.triggers.get(textOf(id));
  if (trigger?.team !== team) throw new SlackRefusal('invalid_trigger_id');
  if (trigger.isUsed) throw new SlackRefusal('exchanged_trigger_id');
  if (world.clock.now() - trigger.madeAtMs > 3_000) throw new SlackRefusal('expired_trigger_id');
  return trigger;
}

function open({ world, team, args }: Calling): Json {
  const trigger = useTrigger(world, team, args.trigger_id);
  const body = readView(world, team, args.view, 'modal');
  const { person } = trigger;
  const view = makeView(world, team, person, body, null);
  trigger.isUsed = true;
  for (const other of person.modals) closeView(world, other);
  pushView(world, view);
  return { view: viewBody(view) };
}

function push({ world, team, args }: Calling): Json {
  const trigger = useTrigger(world, team, args.trigger_id);
  if (!trigger.view || !trigger.person.modals.includes(trigger.view)) throw new SlackRefusal('not_found');
  const view = makeView(world, team, trigger.person, readView(world, team, args.view, 'modal'), trigger.view);
  trigger.isUsed = true;
  pushView(world, view);
  return { view: viewBody(view) };
}

function update({ world, team, args }: Calling): Json {
  const view = [...world.views.values()].find((it) => it.team === team && isCalled(it, args));
  if (!view) throw new SlackRefusal('not_found');
  const body = readView(world, team, args.view, view.body.type === 'home' ? 'home' : 'modal');
  if (args.hash !== undefined && args.hash !== view.hash) throw new SlackRefusal('hash_conflict');
  changeView(world, view, body);
  return { view: viewBody(view) };
}

const isCalled = (view: View, { view_id, external_id }: Json) =>
  view_id === undefined ? external_id !== undefined && view.body.external_id === external_id : view.id === view_id;

function publish({ world, team, args }: Calling): Json {
  const person = team.people.get(textOf(args.user_id));
  if (!person) throw new SlackRefusal('user_not_found');
  const body = readView(world, team, args.view, 'home');
  if (person.home && args.hash !== undefined && args.hash !== person.home.hash) throw new SlackRefusal('hash_conflict');
  if (person.home) changeView(world, person.home, body);
  else person.home = makeView(world, team, person, body, null);
  world.news.tell();
  return { view: viewBody(person.home) };
}

export const viewMethods: Methods = {
  'views.open': { tier: 'tier4', scopes: [], needs: ['trigger_id', 'view'], run: open },
  'views.push': { tier: 'tier4', scopes: [], needs: ['trigger_id', 'view'], run: push },
  'views.update': { tier: 'tier4', scopes: [], needs: ['view'], run: update },
  'views.publish': { tier: 'tier4', scopes: [], needs: ['user_id', 'view'], run: publish },
};
