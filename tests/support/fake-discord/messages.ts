import type { APIMessageTopLevelComponent } from 'discord.js';
import { isComponentsV2 } from './component-kinds.ts';
import { isObject } from './json.ts';
import { pingedBy, pingingTexts } from './mentions.ts';
import { isPlainName, type MessageBody, type SentFile, type Standing } from './message-body.ts';
import type { KeptFile, Message, State } from './state.ts';

export const flag = { suppressEmbeds: 4, ephemeral: 64, isThinking: 128, silent: 4096, v2: isComponentsV2 } as const;

const nonceLivesMs = 5 * 60_000;

/** Where a message comes from and who is to see it. */
interface Origin {
  readonly channelId: string;
  readonly onlyFor?: string | null;
  readonly isByInteraction?: boolean;
  readonly isThinking?: boolean;
}

/**
 * Keeps a new message of the bot. With `enforce_nonce`, the message that this nonce made within five minutes is given back instead
 * (discord.com/developers/docs/resources/message#create-message).
 */
export function post(state: State, origin: Origin, body: MessageBody, sent: readonly SentFile[]): Message {
  const nonce = body.nonce === undefined || body.nonce === null ? null : String(body.nonce);
  const earlier = nonce !== null && body.enforce_nonce ? madeByNonce(state, nonce) : undefined;
  if (earlier) return earlier;
  const id = state.newId();
  const files = sent.map((file) => keepFile(state, file, origin.channelId, body));
  const components = resolved(body.components ?? [], files);
  const content = body.content ?? '';
  const ephemeral = origin.onlyFor ? flag.ephemeral : 0;
  const message: Message = {
    id,
    channelId: origin.channelId,
    authorId: state.botUserId,
    madeAt: state.now(),
    onlyFor: origin.onlyFor ?? null,
    nonce,
    isByInteraction: origin.isByInteraction ?? false,
    content,
    embeds: body.embeds ?? [],
    components,
    files,
    flags:
      ((body.flags ?? 0) & (flag.suppressEmbeds | flag.silent | flag.v2)) |
      ephemeral |
      (origin.isThinking ? flag.isThinking : 0),
    pinged: pingedBy(pingingTexts(content, components), body.allowed_mentions),
    editedAt: null,
  };
  state.messages.set(id, message);
  if (nonce !== null) state.nonces.set(nonce, { messageId: id, at: message.madeAt });
  return message;
}

function madeByNonce(state: State, nonce: string): Message | undefined {
  const made = state.nonces.get(nonce);
  if (!made || state.now().getTime() - made.at.getTime() > nonceLivesMs) return undefined;
  return state.messages.get(made.messageId);
}

/** What stands of a message, for the check of an edit. */
export function standing(message: Message): Standing {
  const has = {
    content: message.content !== '',
    embeds: message.embeds.length > 0,
    components: message.components.length > 0,
  };
  return {
    isV2: (message.flags & flag.v2) !== 0,
    has: (['content', 'embeds', 'components'] as const).filter((part) => has[part]),
    files: message.files,
  };
}

/** Changes what the body speaks of, and nothing else. Attachments that a given list does not name fall away. */
export function edit(state: State, message: Message, body: MessageBody, sent: readonly SentFile[]): void {
  const kept = message.files.filter(
    ({ id }) => !body.attachments || body.attachments.some((one) => String(one.id) === id),
  );
  message.files = [...kept, ...sent.map((file) => keepFile(state, file, message.channelId, body))];
  if (body.content !== undefined) message.content = body.content ?? '';
  if (body.embeds !== undefined) message.embeds = body.embeds ?? [];
  message.components = resolved(
    body.components === undefined ? message.components : (body.components ?? []),
    message.files,
  );
  if (message.flags & flag.isThinking) message.flags &= ~flag.isThinking;
  else message.editedAt = state.now();
  message.flags |= (body.flags ?? 0) & flag.v2;
  message.pinged = pingedBy(pingingTexts(message.content, message.components), body.allowed_mentions);
}

function keepFile(state: State, sent: SentFile, channelId: string, body: MessageBody): KeptFile {
  const said = body.attachments?.find(({ id }) => String(id) === sent.id);
  return keepUpload(state, sent, channelId, { alt: said?.description ?? null, title: said?.title ?? null });
}

/** Keeps a file where it can be fetched. A name with other letters is rewritten; its title keeps what it was called. */
export function keepUpload(
  state: State,
  { name, type, bytes }: Omit<SentFile, 'id'>,
  channelId: string,
  said: { alt: string | null; title: string | null },
): KeptFile {
  const id = state.newId();
  const plain = isPlainName(name) ? name : name.replaceAll(/\s/g, '_').replaceAll(/[^\w.-]/g, '') || 'unknown';
  const title = said.title ?? (plain === name ? null : name.replace(/\.\w+$/, ''));
  const path = `/attachments/${channelId}/${id}/${plain}`;
  const file = { id, name: plain, title, alt: said.alt, type, bytes, url: `${state.origin}${path}` };
  state.files.set(path, file);
  return file;
}

/** Components as they stand in a kept message: numbered, and with the addresses of their files. */
function resolved(
  components: readonly APIMessageTopLevelComponent[],
  files: readonly KeptFile[],
): readonly APIMessageTopLevelComponent[] {
  let last = 0;
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (!isObject(value)) return value;
    if (typeof value.url === 'string' && value.url.startsWith('attachment://')) return media(value.url, files);
    const numbered = typeof value.type === 'number' ? { id: ++last, ...value } : value;
    return Object.fromEntries(Object.entries(numbered).map(([key, inner]) => [key, resolve(inner)]));
  };
  return resolve(components) as readonly APIMessageTopLevelComponent[];
}

function media(url: string, files: readonly KeptFile[]): object {
  const file = files.find(({ name }) => `attachment://${name}` === url);
  return { url: file?.url, proxy_url: file?.url, attachment_id: file?.id, content_type: file?.type };
}
