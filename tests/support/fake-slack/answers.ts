import type { Json } from './faces.ts';
import { inputsOf } from './fields.ts';
import { isObject, textOf } from './json.ts';
import { SlackRefusal } from './refusal.ts';
import { changeView, closeView, makeView, pushView, readView } from './views.ts';
import type { View, World } from './world.ts';

const trouble = 'We had some trouble connecting. Try again?';

/**
 * What becomes of a modal that was sent: https://docs.slack.dev/surfaces/modals#response_actions. A view that has gone in the
 * meantime takes no answer any more. What is wrong with the answer comes back in Slack's words; the person sees that it failed.
 */
export function answerSubmission(world: World, view: View, isAcked: boolean, body: unknown): string | null {
  if (!view.person.modals.includes(view)) return null;
  try {
    if (!isAcked) throw new SlackRefusal('the app did not respond');
    respond(world, view, body);
    return null;
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    view.problems = { '': trouble };
    world.news.tell();
    return `${error.error} ${JSON.stringify(error.more)}`;
  }
}

function respond(world: World, view: View, body: unknown): void {
  if (body === undefined || body === '') closeView(world, view);
  else if (!isObject(body)) throw new SlackRefusal('invalid_response_action');
  else if (body.response_action === 'clear') for (const it of view.person.modals) closeView(world, it);
  else if (body.response_action === 'errors') showProblems(world, view, body.errors);
  else if (body.response_action === 'update') changeView(world, view, readView(world, view.team, body.view, 'modal'));
  else if (body.response_action === 'push') pushView(world, nextView(world, view, body));
  else throw new SlackRefusal('invalid_response_action');
}

const nextView = (world: World, view: View, body: Json): View =>
  makeView(world, view.team, view.person, readView(world, view.team, body.view, 'modal'), view);

/** Only inputs of this view can be wrong, and each says something. */
function showProblems(world: World, view: View, errors: unknown): void {
  if (!isObject(errors) || Object.keys(errors).length === 0) throw new SlackRefusal('invalid_errors');
  const inputs = new Set(inputsOf(view.body).map((block) => textOf(block.block_id)));
  const problems = Object.entries(errors).map(([blockId, what]): [string, string] => {
    if (!inputs.has(blockId)) throw new SlackRefusal('invalid_errors', { block_id: blockId });
    if (typeof what !== 'string' || what === '') throw new SlackRefusal('invalid_errors', { block_id: blockId });
    return [blockId, what];
  });
  view.problems = Object.fromEntries(problems);
  world.news.tell();
}
