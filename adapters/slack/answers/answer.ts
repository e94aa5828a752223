import type { MessageShortcut } from '@slack/bolt';
import type { Form } from '../../../src/chat/form.ts';
import type { Pressed, Said } from '../../../src/chat/request.ts';
import { findForm } from '../../shared/store.ts';
import { type Origin, workspaceOf } from '../origin.ts';
import { personKey } from '../places.ts';
import type { Act } from '../receive.ts';
import type { Slack } from '../slack.ts';
import type { Ack } from '../ways-in/ack.ts';
import { type Asked, ask, once } from '../ways-in/ask.ts';
import { withMessage } from '../ways-in/shortcut.ts';
import { publishHome } from './home.ts';
import { formForFiles, openForm, openKept } from './open-form.ts';
import { respondBy } from './response-url.ts';
import { plainMessage, showMessage } from './show.ts';
import { showReply } from './show-reply.ts';
import { keepWay, wayFromHome } from './standing.ts';
import { cardOfTrouble, forgottenForm } from './trouble.ts';

const privately = { isPrivate: true, replaces: false } as const;

/** Answers a command: on the acknowledgement where that is in time and `carries` it, by the response_url where not. */
export async function answerCommand(slack: Slack, act: Act<Said>, ack: Ack, carries: boolean): Promise<void> {
  const work = async () => {
    await once(slack, act.id, async () => {
      const sheet = formForFiles(slack.catalog, act.what);
      const asked = sheet ? await asForm(slack, act.origin, sheet) : await ask(slack, act);
      await showAnswer(slack, act, asked, carries ? ack : undefined);
    });
  };
  await guarded(slack, act.origin, ack, work, carries);
}

/** Answers a button or a menu, on a message, on the Home page, or one that opens a kept form. */
export async function answerPress(slack: Slack, act: Act<Pressed>, ack: Ack): Promise<void> {
  await guarded(slack, act.origin, ack, async () => {
    await once(slack, act.id, async () => showAnswer(slack, act, await ask(slack, act)));
  });
}

/** Opens the form of a new card with a message's words in it. */
export async function answerShortcut(
  slack: Slack,
  act: Act<Pressed>,
  shortcut: MessageShortcut,
  ack: Ack,
): Promise<void> {
  await guarded(slack, act.origin, ack, async () => {
    await once(slack, act.id, async () => {
      const { connected, reply } = await ask(slack, act);
      const { show } = reply;
      const filled = show.kind === 'form' ? { ...reply, show: withMessage(show, shortcut) } : reply;
      await showAnswer(slack, act, { connected, reply: filled });
    });
  });
}

/** Opens a kept form again, by a button that carries where its answer goes. */
export async function openAgain(slack: Slack, act: Act, form: string, from: Origin, ack: Ack): Promise<void> {
  await guarded(slack, act.origin, ack, async () => {
    await once(slack, act.id, async () => {
      const connected = await slack.workspaces.find(workspaceOf(from));
      const shown = await findForm(slack.db, form, personKey(workspaceOf(act.origin), act.origin.user));
      if (shown) return openKept(slack, connected, from, shown, form, act.trigger);
      const gone = { show: forgottenForm, seenBy: 'me', answers: 'below' } as const;
      await showReply(slack, { id: act.id, connected, origin: act.origin, reply: gone, shown: forgottenForm });
    });
  });
}

/** Shows what the bot said to a command or press. With `ack` the card itself may ride on the acknowledgement. */
async function showAnswer(slack: Slack, act: Act, { connected, reply }: Asked, ack?: Ack): Promise<void> {
  const { origin } = act;
  const { show, note } = reply;
  if (show.kind === 'form') {
    await openForm(slack, connected, origin, show, act.trigger);
    if (note) await showMessage(slack, connected, origin, plainMessage(note), privately);
    return;
  }
  if (origin.channel === null) {
    const { id, userName } = act;
    await publishHome(slack, connected, { id, user: origin.user, userName, above: show });
    if (reply.changesLater) await keepWay(slack, id, origin, wayFromHome(origin));
    return;
  }
  await showReply(slack, { id: act.id, connected, origin, reply, shown: show, ack });
}

async function asForm({ workspaces }: Slack, origin: Origin, show: Form): Promise<Asked> {
  return { connected: await workspaces.find(workspaceOf(origin)), reply: { show, seenBy: 'me', answers: 'below' } };
}

/** Whatever happens, the act is acknowledged; and what went wrong is said, where anything can still be said. */
async function guarded(
  slack: Slack,
  origin: Origin,
  ack: Ack,
  work: () => Promise<void>,
  rides = false,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    slack.trouble(error, 'an answer');
    await apologise(origin, error, rides ? ack : null).catch((again: unknown) => slack.trouble(again, 'an apology'));
  } finally {
    await ack();
  }
}

/** On the acknowledgement of a command or by the response_url: neither needs a token. */
async function apologise({ responseUrl }: Origin, error: unknown, ack: Ack | null): Promise<void> {
  const message = {
    ...plainMessage(cardOfTrouble(error)),
    response_type: 'ephemeral',
    replace_original: false,
  } as const;
  if (await ack?.(message)) return;
  if (responseUrl) await respondBy(responseUrl, message);
}
