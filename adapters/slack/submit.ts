import { createHash } from 'node:crypto';
import type { ViewOutput } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { type Card, card, list } from '../../src/chat/card.ts';
import type { Form } from '../../src/chat/form.ts';
import type { Raw } from '../../src/chat/options.ts';
import type { Reply } from '../../src/chat/request.ts';
import { toWire } from '../../src/chat/wire.ts';
import { findForm } from '../shared/store.ts';
import type { Ack } from './ack.ts';
import { ask, once } from './ask.ts';
import { publishHome } from './home.ts';
import { keep, lateForm, offerKept, withTyped } from './open-form.ts';
import { type Memory, type Origin, readMemory, workspaceOf } from './origin.ts';
import { personKey, type Workspace } from './places.ts';
import { type GivenFile, isTyped, readState } from './receive.ts';
import { renderCard } from './render.ts';
import { blockIdOf, fieldOfBlock, renderForm } from './render-form.ts';
import { showReply } from './show.ts';
import type { Slack } from './slack.ts';
import { cardOfTrouble, forgottenForm } from './trouble.ts';
import { fetchFile } from './uploads.ts';
import type { Connected } from './workspaces.ts';

/** A form that was sent. */
export interface Sent {
  readonly view: ViewOutput;
  readonly workspace: Workspace;
  readonly user: string;
  readonly userName: string;
  readonly domain: string;
}

/** The sent form with what it remembers, and what was typed into it. */
interface Filled {
  readonly memory: Memory;
  readonly form: Form;
  readonly fields: ReadonlyMap<string, string | GivenFile>;
}

/** Answers a form: what is wrong stands in it and it stays open; sent, it closes, and the answer goes where it was opened from. */
export async function answerForm(slack: Slack, sent: Sent, ack: Ack): Promise<void> {
  const memory = readMemory(sent.view.private_metadata);
  if (!memory || memory.from.user !== sent.user) return void (await ack(asNotice(forgottenForm)));
  try {
    const owner = personKey(sent.workspace, sent.user);
    const form = await findForm(slack.db, memory.form, owner);
    if (form) await answerFilled(slack, sent, { memory, form, fields: fieldsOf(sent.view) }, ack);
    else await ack(asNotice(forgottenForm));
  } catch (error) {
    slack.trouble(error, 'a form');
    await ack(asNotice(cardOfTrouble(error)));
  } finally {
    await ack();
  }
}

const fieldsOf = (view: ViewOutput) =>
  new Map([...readState(view)].map(([block, value]) => [fieldOfBlock(block), value] as const));

async function answerFilled(slack: Slack, sent: Sent, filled: Filled, ack: Ack): Promise<void> {
  const { memory, form, fields } = filled;
  const { from } = memory;
  const connected = await slack.workspaces.find(workspaceOf(from));
  const tooLarge = sizeProblems(form, fields);
  if (Object.keys(tooLarge).length > 0) return refuse(slack, connected, sent, filled, refusalOf(tooLarge), ack);
  try {
    const raw = await fetchAll(connected, form, fields);
    const id = `${memory.form}.${fingerprint(fields)}`;
    const what = { kind: 'press', wire: toWire(form.intent), fields: raw } as const;
    const act = { id, what, origin: from, userName: sent.userName, domain: sent.domain, trigger: '' };
    await settle(slack, connected, sent, filled, (await ask(slack, act)).reply, id, ack);
  } catch (error) {
    slack.trouble(error, 'a form');
    await refuse(slack, connected, sent, filled, { why: cardOfTrouble(error), problems: {} }, ack);
  }
}

async function settle(
  slack: Slack,
  connected: Connected,
  sent: Sent,
  filled: Filled,
  reply: Reply,
  id: string,
  ack: Ack,
): Promise<void> {
  const { show, refused } = reply;
  const { from } = filled.memory;
  if (show.kind === 'form') return openNext(slack, connected, from, show, ack);
  if (refused) return refuse(slack, connected, sent, filled, { why: show, problems: refused.problems }, ack);
  await ack();
  await once(slack, id, () => showAnswer(slack, connected, from, sent, reply, show, id)).catch((error: unknown) =>
    slack.trouble(error, 'the answer to a form'),
  );
}

function showAnswer(
  slack: Slack,
  connected: Connected,
  from: Origin,
  { user, userName }: Sent,
  reply: Reply,
  shown: Card,
  id: string,
): Promise<void> {
  if (from.channel === null) return publishHome(slack, connected, { id, user, userName, above: shown });
  return showReply(slack, from, reply, shown);
}

/** One form after another takes its place. */
async function openNext(slack: Slack, connected: Connected, from: Origin, shown: Form, ack: Ack): Promise<void> {
  const form = await keep(slack, from, shown);
  const view = renderForm(shown, { form, from });
  if (!(await ack({ response_action: 'update', view })))
    await offerKept(slack, connected, from, form, lateForm(shown), 'Open it');
}

interface Refused {
  readonly why: Card;
  readonly problems: Readonly<Record<string, string>>;
}

/**
 * The form stays open with what was typed: problems stand beside their fields, and what is wrong as a whole above them. When Slack has closed
 * it already, a private card opens it again.
 */
async function refuse(
  slack: Slack,
  connected: Connected,
  { view }: Sent,
  { memory, form, fields }: Filled,
  { why, problems }: Refused,
  ack: Ack,
): Promise<void> {
  const typed = withTyped(form, Object.fromEntries([...fields].filter(([, value]) => isTyped(value))) as Raw);
  await keep(slack, memory.from, typed, memory.form);
  const asked = form.fields.filter(({ name }) => problems[name] !== undefined);
  const shown = renderForm(typed, memory, aboveFields(why, asked.length > 0));
  const errors = Object.fromEntries(asked.map(({ name }) => [blockIdOf(name, memory.form), problems[name] ?? '']));
  if (asked.length > 0 && !ack.isSpent()) await update(slack, connected, view, shown);
  const body = asked.length > 0 ? { response_action: 'errors', errors } : { response_action: 'update', view: shown };
  if (!(await ack(body))) await offerKept(slack, connected, memory.from, memory.form, why, 'Open again');
}

/** Slack draws problems beside fields only in its own words of an answer; what stands above them is changed before. */
async function update(slack: Slack, { client }: Connected, view: ViewOutput, shown: ReturnType<typeof renderForm>) {
  await client.views
    .update({ view_id: view.id, hash: view.hash, view: shown })
    .catch((error: unknown) => slack.trouble(error, 'the words above a form'));
}

/** The words of a refusal; the list of what is wrong is not said twice, and nothing is pressed inside a form. */
const aboveFields = ({ title, blocks, tone }: Card, isBesideFields: boolean): KnownBlock[] =>
  renderCard({
    kind: 'card',
    title,
    tone,
    blocks: isBesideFields ? [] : blocks.filter(({ kind }) => kind === 'text' || kind === 'list' || kind === 'facts'),
  });

const asNotice = (shown: Card) => ({
  response_action: 'update',
  view: {
    type: 'modal',
    title: { type: 'plain_text', text: 'Sorry' },
    close: { type: 'plain_text', text: 'Close' },
    blocks: renderCard(shown),
  },
});

const refusalOf = (problems: Readonly<Record<string, string>>): Refused => ({
  why: card('Almost: please put this right', [list(Object.values(problems))], 'warn'),
  problems,
});

/** Files that are too large are not fetched at all. */
function sizeProblems(form: Form, fields: Filled['fields']): Record<string, string> {
  const problems = form.fields.flatMap((field) => {
    const given = fields.get(field.name);
    if (field.kind !== 'file' || given === undefined || isTyped(given) || given.size <= field.maxBytes) return [];
    return [
      [field.name, `${field.label}: ${megabytes(given.size)} is too large; up to ${megabytes(field.maxBytes)} fit.`],
    ];
  });
  return Object.fromEntries(problems);
}

const megabytes = (bytes: number) => `${(bytes / 1024 / 1024).toFixed(1)} MB`;

async function fetchAll(connected: Connected, form: Form, fields: Filled['fields']): Promise<Raw> {
  const raw: Record<string, Raw[string]> = {};
  for (const field of form.fields) {
    const given = fields.get(field.name);
    if (given === undefined) continue;
    if (isTyped(given)) raw[field.name] = given;
    else if (field.kind === 'file') {
      const bytes = await fetchFile(connected, given.url, field.maxBytes);
      raw[field.name] = { name: given.name, mime: given.mime, bytes };
    }
  }
  return raw;
}

/** The same form with the same in it is the same request: sent twice, it is done once; put right, it is a new one. */
const fingerprint = (fields: Filled['fields']) =>
  createHash('sha256')
    .update(JSON.stringify([...fields].sort(([one], [other]) => (one < other ? -1 : 1))))
    .digest('hex')
    .slice(0, 32);
