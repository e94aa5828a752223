import type { APIAllowedMentions, APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import { isComponentsV2 } from './component-kinds.ts';
import { checkComponents } from './components.ts';
import { checkHttpUrl } from './control-body.ts';
import { FormProblems, type Path } from './form-problems.ts';
import { asList, asNumber, asObject, asText, isGiven, type Json } from './json.ts';
import { refuse } from './refusal.ts';

export interface SentFile {
  /** The number in `files[n]`. */
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A body that was found to be in order. What is absent was not said: an edit leaves it as it is. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly APIEmbed[] | null;
  readonly components?: readonly APIMessageTopLevelComponent[] | null;
  readonly attachments?: readonly { id: string; filename?: string; description?: string; title?: string }[] | null;
  readonly flags?: number | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly allowed_mentions?: APIAllowedMentions | null;
  readonly tts?: boolean | null;
}

/** What stands already where a message is edited. */
export interface Standing {
  readonly isV2: boolean;
  /** Which of these it has now. */
  readonly has: readonly ('content' | 'embeds' | 'components')[];
  readonly files: readonly { readonly id: string; readonly name: string }[];
}

const maxFileBytes = 10 * 1024 * 1024;

/** Checks the body of a new message, or of an edit when `before` stands. Throws Discord's refusal. */
export function checkMessage(value: unknown, sent: readonly SentFile[], before?: Standing): MessageBody {
  if (sent.some(({ bytes }) => bytes.length > maxFileBytes)) throw refuse.tooLarge();
  const body = asObject(value);
  const problems = new FormProblems();
  const isV2 = (before?.isV2 ?? false) || (asNumber(body.flags) & isComponentsV2) !== 0;
  problems.text(['content'], body.content, { max: 2000 });
  checkEmbeds(problems, body.embeds);
  if (isV2) checkNoLegacy(problems, body, before);
  const files = checkAttachments(problems, body, sent, before);
  checkComponents(problems, body.components, { isV2, files: new Set(files.filter(isPlainName)) });
  checkNonce(problems, body.nonce);
  checkMentions(problems, body.allowed_mentions);
  problems.throwIfAny();
  if (isEmpty(body, files.length, isV2, before)) throw refuse.emptyMessage();
  return body as MessageBody;
}

function checkNoLegacy(problems: FormProblems, body: Json, before: Standing | undefined): void {
  for (const field of ['content', 'embeds', 'poll', 'sticker_ids']) {
    const stays = body[field] === undefined && before?.has.some((part) => part === field);
    if (!stays && !says(body[field])) continue;
    problems.add(
      [field],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The '${field}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    );
  }
}

/** The names that will stand after this body: what was kept and what was sent with it. */
function checkAttachments(
  problems: FormProblems,
  body: Json,
  sent: readonly SentFile[],
  before: Standing | undefined,
): readonly string[] {
  const listed = isGiven(body.attachments) ? problems.list(['attachments'], body.attachments, { max: 10 }) : null;
  const known = new Set([...sent, ...(before?.files ?? [])].map(({ id }) => id));
  const ids = (listed ?? []).map((one) => String(asObject(one).id));
  problems.unique(['attachments'], ids, 'ATTACHMENT_ID');
  ids.forEach((id, n) => {
    const at = ['attachments', n];
    const one = asObject(listed?.[n]);
    if (!known.has(id)) {
      problems.add([...at, 'id'], 'ATTACHMENT_NOT_FOUND', `There is no file or attachment with the id ${id}`);
    }
    problems.text([...at, 'description'], one.description, { max: 1024 });
    problems.text([...at, 'filename'], one.filename, { min: 1, max: 1024 });
  });
  const kept = (before?.files ?? []).filter(({ id }) => listed === null || ids.includes(id));
  if (kept.length + sent.length > 10) problems.add(['attachments'], 'BASE_TYPE_MAX_LENGTH', 'Must be 10 or fewer.');
  return [...kept, ...sent].map(({ name }) => name);
}

/** Other names are rewritten by Discord when it keeps the file, so that nothing can refer to them. */
export const isPlainName = (name: string) => /^[\w.-]+$/.test(name);

function checkNonce(problems: FormProblems, nonce: unknown): void {
  if (typeof nonce === 'number') problems.whole(['nonce'], nonce, { max: Number.MAX_SAFE_INTEGER });
  else problems.text(['nonce'], nonce, { max: 25 });
}

function checkMentions(problems: FormProblems, value: unknown): void {
  if (!isGiven(value)) return;
  const { parse, users, roles } = asObject(value);
  const parsed = problems.list(['allowed_mentions', 'parse'], parse, { max: 3 });
  parsed.forEach((one, n) => {
    problems.oneOf(['allowed_mentions', 'parse', n], one, ['users', 'roles', 'everyone']);
  });
  for (const [name, list] of [['users', users] as const, ['roles', roles] as const]) {
    const listed = problems.list(['allowed_mentions', name], list, { max: 100 });
    if (listed.length === 0 || !parsed.includes(name)) continue;
    problems.add(
      ['allowed_mentions'],
      'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE',
      `parse:["${name}"] and ${name}: [ids...] are mutually exclusive.`,
    );
  }
}

function checkEmbeds(problems: FormProblems, value: unknown): void {
  const embeds = problems.list(['embeds'], value, { max: 10 }).map(asObject);
  embeds.forEach((embed, n) => {
    checkEmbed(problems, ['embeds', n], embed);
  });
  if (embeds.reduce((sum, embed) => sum + embedTexts(embed).join('').length, 0) > 6000) {
    problems.add(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
  }
}

function checkEmbed(problems: FormProblems, path: Path, embed: Json): void {
  if (embedTexts(embed).length === 0 && !isGiven(embed.image) && !isGiven(embed.thumbnail)) problems.required(path);
  problems.text([...path, 'title'], embed.title, { max: 256 });
  problems.text([...path, 'description'], embed.description, { max: 4096 });
  problems.text([...path, 'footer', 'text'], asObject(embed.footer).text, { max: 2048 });
  problems.text([...path, 'author', 'name'], asObject(embed.author).name, { max: 256 });
  if (isGiven(embed.url)) checkHttpUrl(problems, [...path, 'url'], embed.url, 2048);
  problems.list([...path, 'fields'], embed.fields, { max: 25 }).forEach((field, n) => {
    const { name, value } = asObject(field);
    problems.text([...path, 'fields', n, 'name'], name, { min: 1, max: 256, isRequired: true });
    problems.text([...path, 'fields', n, 'value'], value, { min: 1, max: 1024, isRequired: true });
  });
}

/** All that can be read in an embed. */
export function embedTexts(embed: Json): string[] {
  const fields = asList(embed.fields).flatMap((field) => [asText(asObject(field).name), asText(asObject(field).value)]);
  const { title, description, footer, author } = embed;
  return [title, description, asObject(footer).text, asObject(author).name, ...fields]
    .map(asText)
    .filter((text) => text !== '');
}

const parts = ['content', 'embeds', 'components'] as const;

/** Whether nothing would stand: with components of version 2, nothing else counts. */
function isEmpty(body: Json, fileCount: number, isV2: boolean, before: Standing | undefined): boolean {
  const stands = parts.filter((part) => (body[part] === undefined ? before?.has.includes(part) : says(body[part])));
  if (isV2) return !stands.includes('components');
  return stands.length === 0 && fileCount === 0 && !isGiven(body.poll) && asList(body.sticker_ids).length === 0;
}

const says = (value: unknown) => (Array.isArray(value) ? value.length > 0 : asText(value).trim() !== '');
