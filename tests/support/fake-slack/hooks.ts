import type { Answered } from './api.ts';
import type { Json } from './faces.ts';
import { isTrue } from './json.ts';
import { addMessage, changeMessage, readWritten, removeMessage } from './posts.ts';
import { SlackRefusal } from './refusal.ts';
import type { Hook, World } from './world.ts';

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses: five times, for thirty minutes. */
export function answerHook(world: World, id: string, args: Json): Answered {
  const hook = world.hooks.get(id);
  try {
    if (!hook) throw new SlackRefusal('no_service');
    if (world.clock.now() - hook.madeAtMs > 30 * 60_000) throw new SlackRefusal('expired_url');
    if (hook.uses >= 5) throw new SlackRefusal('used_url');
    respond(world, hook, args);
    hook.uses += 1;
    return { status: 200, headers: {}, body: { ok: true } };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { status: 404, headers: {}, body: { ok: false, error: error.error } };
  }
}

function respond(world: World, hook: Hook, args: Json): void {
  const { team, channel, original, person } = hook;
  if (isTrue(args.delete_original)) {
    if (!original || !channel.messages.includes(original)) throw new SlackRefusal('message_not_found');
    removeMessage(world, channel, original);
    return;
  }
  const written = readWritten(world, team, args);
  if (isTrue(args.replace_original) && original) {
    if (!channel.messages.includes(original)) throw new SlackRefusal('message_not_found');
    changeMessage(world, original, written);
    return;
  }
  const isForAll = args.response_type === 'in_channel';
  addMessage(
    world,
    channel,
    { ...written, metadata: null },
    {
      from: team.botUserId,
      ...(!isForAll && { ephemeralTo: person.id }),
    },
  );
}

/** The message that came with the acknowledgement of a command; null where it was none. */
export function messageInAck(body: unknown): Json | null {
  if (typeof body === 'string' && body.trim() !== '') return { text: body };
  const isMessage = typeof body === 'object' && body !== null && ('text' in body || 'blocks' in body);
  return isMessage ? { ...body } : null;
}

/** Shows the message of an acknowledgement; Slack tells the person when it cannot be shown. */
export function showAck(world: World, hook: Hook, body: unknown): string | null {
  const message = messageInAck(body);
  if (!message) return null;
  try {
    respond(world, { ...hook, original: null }, message);
    return null;
  } catch (error) {
    if (error instanceof SlackRefusal) return error.error;
    throw error;
  }
}
