import { createHash } from 'node:crypto';
import type { ViewOutput } from '@slack/bolt';
import type { Card } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import type { Raw, RawFile } from '../../../src/chat/options.ts';
import type { Reply } from '../../../src/chat/request.ts';
import { toWire } from '../../../src/chat/wire.ts';
import { findForm } from '../../shared/store.ts';
import { type Memory, readMemory, workspaceOf } from '../origin.ts';
import { personKey, type Workspace } from '../places.ts';
import { type GivenFile, isTyped, readState } from '../receive.ts';
import { renderCard } from '../render/render.ts';
import { fieldOfBlock, renderForm } from '../render/render-form.ts';
import type { Slack } from '../slack.ts';
import type { Ack } from '../ways-in/ack.ts';
import { ask, once } from '../ways-in/ask.ts';
import type { Connected } from '../workspaces/workspaces.ts';
import { publishHome } from './home.ts';
import { keep, lateForm, offerKept } from './open-form.ts';
import { refuseForm } from './refuse-form.ts';
import { showReply } from './show-reply.ts';
import { keepWay, wayFromHome } from './standing.ts';
import { cardOfTrouble, forgottenForm } from './trouble.ts';
import { fetchFile } from './uploads.ts';

/** A form as Slack hands it in. */
export interface Sent {
  readonly view: ViewOutput;
  readonly workspace: Workspace;
  readonly user: string;
  readonly userName: string;
  readonly domain: string;
}

/** A sent form with what was asked in it, what was typed, and how to answer. */
export interface Filled extends Sent {
  readonly slack: Slack;
  readonly connected: Connected;
  readonly memory: Memory;
  readonly form: Form;
  readonly fields: ReadonlyMap<string, string | GivenFile>;
  readonly ack: Ack;
}

/**
 * Answers a form: what is wrong stands in it and it stays open; once taken, it closes, and the answer goes where it was opened
 * from.
 */
export async function answerForm(slack: Slack, sent: Sent, ack: Ack): Promise<void> {
  try {
    const filled = await readFilled(slack, sent, ack);
    if (filled) await answerFilled(filled);
    else await ack(asNotice(forgottenForm));
  } catch (error) {
    slack.trouble(error, 'a form');
    await ack(asNotice(cardOfTrouble(error)));
  } finally {
    await ack();
  }
}

/** Null where no such form is kept for this person. @throws Gone where the app is not installed, Unavailable */
async function readFilled(slack: Slack, sent: Sent, ack: Ack): Promise<Filled | null> {
  const memory = readMemory(sent.view.private_metadata);
  if (!memory || memory.from.user !== sent.user) return null;
  const form = await findForm(slack.db, memory.form, personKey(sent.workspace, sent.user));
  if (!form) return null;
  const connected = await slack.workspaces.find(workspaceOf(memory.from));
  const fields = new Map([...readState(sent.view)].map(([block, value]) => [fieldOfBlock(block), value] as const));
  return { ...sent, slack, connected, memory, form, fields, ack };
}

async function answerFilled(filled: Filled): Promise<void> {
  const { slack, memory, form, fields, userName, domain } = filled;
  const id = `${memory.form}.${fingerprint(fields)}`;
  try {
    const what = { kind: 'press', wire: toWire(form.intent), fields: await fetchAll(filled) } as const;
    const { reply } = await ask(slack, { id, what, origin: memory.from, userName, domain, trigger: '' });
    await settle(filled, id, reply);
  } catch (error) {
    slack.trouble(error, 'a form');
    await refuseForm(filled, cardOfTrouble(error), {});
  }
}

async function settle(filled: Filled, id: string, reply: Reply): Promise<void> {
  const { slack, ack } = filled;
  const { show, refused } = reply;
  if (show.kind === 'form') return openNext(filled, show);
  if (refused) return refuseForm(filled, show, refused.problems);
  await ack();
  await once(slack, id, () => showAnswer(filled, id, reply, show)).catch((error: unknown) =>
    slack.trouble(error, 'the answer to a form'),
  );
}

async function showAnswer({ slack, connected, memory, user, userName }: Filled, id: string, reply: Reply, shown: Card) {
  const { from: origin } = memory;
  if (origin.channel !== null) return showReply(slack, { id, connected, origin, reply, shown });
  await publishHome(slack, connected, { id, user, userName, above: shown });
  if (reply.changesLater) await keepWay(slack, id, origin, wayFromHome(origin));
}

/** One form after another takes its place. */
async function openNext({ slack, connected, memory: { from }, ack }: Filled, shown: Form): Promise<void> {
  const form = await keep(slack, from, shown);
  const isShown = await ack({ response_action: 'update', view: renderForm(shown, { form, from }) });
  if (!isShown) await offerKept(slack, connected, from, form, lateForm(shown), 'Open it');
}

/** What cannot be said in the form itself stands in its place. */
const asNotice = (shown: Card) => ({
  response_action: 'update',
  view: {
    type: 'modal',
    title: { type: 'plain_text', text: 'Sorry' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: renderCard(shown),
  },
});

async function fetchAll({ connected, form, fields }: Filled): Promise<Raw> {
  const raw: Record<string, Raw[string]> = {};
  for (const field of form.fields) {
    const given = fields.get(field.name);
    if (given === undefined) continue;
    if (isTyped(given)) raw[field.name] = given;
    else if (field.kind === 'file') raw[field.name] = await fetched(connected, given, field.maxBytes);
  }
  return raw;
}

/** A file that is too large is refused by its option, unfetched. */
async function fetched(connected: Connected, { name, mime, size, url }: GivenFile, maxBytes: number): Promise<RawFile> {
  if (size > maxBytes) return { name, mime, bytes: new Uint8Array(), unfetchedBytes: size };
  return { name, mime, bytes: await fetchFile(connected, url, maxBytes) };
}

/** The same form with the same in it is the same request: sent twice, it is done once; put right, it is a new one. */
const fingerprint = (fields: Filled['fields']) =>
  createHash('sha256')
    .update(JSON.stringify([...fields].sort(([one], [other]) => (one < other ? -1 : 1))))
    .digest('hex')
    .slice(0, 32);
