import { checkMessageBlocks, lengthOfBlocks } from './check-blocks.ts';
import { withIds } from './draw.ts';
import type { Json } from './faces.ts';
import { isShowable } from './files.ts';
import { isObject, isTrue, listOf, objectOf, objectsOf, textOf } from './json.ts';
import { refuseFor, SlackRefusal } from './refusal.ts';
import type { Channel, Message, Team, World } from './world.ts';

/** What a bot writes: https://docs.slack.dev/reference/methods/chat.postMessage. */
export type Written = Pick<Message, 'text' | 'blocks' | 'attachments' | 'metadata' | 'readsNames'>;

/** Reads and checks what is to be written; refuses as Slack does. */
export function readWritten(world: World, team: Team, args: Json): Written {
  const text = textOf(args.text);
  const attachments = objectsOf(args.attachments);
  checkList(args.blocks, 'invalid_blocks_format');
  checkList(args.attachments, 'invalid_attachments');
  if (attachments.length > 100) throw new SlackRefusal('too_many_attachments');
  checkBlocks(world, team, args.blocks ?? [], '/blocks');
  for (const [index, { blocks = [] }] of attachments.entries())
    checkBlocks(world, team, blocks, `/attachments/${index}/blocks`);
  if (text === '' && listOf(args.blocks).length === 0 && attachments.length === 0) throw new SlackRefusal('no_text');
  const named = (blocks: unknown) => withIds(objectsOf(blocks), () => world.newId('b'));
  return {
    text: text.slice(0, 40_000),
    blocks: named(args.blocks),
    attachments: attachments.map((it) => ({ ...it, ...(it.blocks !== undefined && { blocks: named(it.blocks) }) })),
    metadata: args.metadata === undefined ? null : readMetadata(args.metadata),
    readsNames: isTrue(args.link_names) || args.parse === 'full',
  };
}

function checkList(value: unknown, error: string): void {
  if (value !== undefined && !Array.isArray(value)) throw new SlackRefusal(error);
}

function checkBlocks(world: World, team: Team, blocks: unknown, at: string): void {
  const canShow = (file: unknown) => isShowable(world, team, textOf(objectOf(file).id));
  refuseFor('invalid_blocks', checkMessageBlocks(blocks, at, canShow));
  // Not documented: about 13,200 characters over all blocks, https://github.com/slackapi/bolt-js/issues/2509.
  if (lengthOfBlocks(blocks) > 13_200) throw new SlackRefusal('msg_blocks_too_long');
}

/** Flat values, and lists or objects of them: https://docs.slack.dev/messaging/message-metadata. The size is Slack's secret. */
function readMetadata(metadata: unknown): Json {
  if (!isObject(metadata)) throw new SlackRefusal('invalid_metadata_format');
  const { event_type, event_payload, ...others } = metadata;
  const isRight = textOf(event_type) !== '' && isObject(event_payload) && Object.keys(others).length === 0;
  if (!isRight) throw new SlackRefusal('invalid_metadata_schema');
  if (JSON.stringify(metadata).length > 8_000) throw new SlackRefusal('metadata_too_large');
  return metadata;
}

export interface Posted {
  readonly from: string;
  readonly ephemeralTo?: string;
  readonly threadTs?: string;
  readonly files?: Message['files'];
}

export function addMessage(world: World, channel: Channel, written: Written, posted: Posted): Message {
  const message: Message = {
    ...written,
    ts: world.newTs(),
    from: posted.from,
    files: posted.files ?? [],
    ephemeralTo: posted.ephemeralTo ?? null,
    threadTs: posted.threadTs ?? null,
    isEdited: false,
  };
  channel.messages.push(message);
  world.news.tell();
  return message;
}

/** Without blocks, those that were there go; metadata stays unless new ones come. */
export function changeMessage(world: World, message: Message, { metadata, ...written }: Written): void {
  Object.assign(message, written, { isEdited: true }, metadata && { metadata });
  world.news.tell();
}

export function removeMessage(world: World, channel: Channel, message: Message): void {
  channel.messages = channel.messages.filter((it) => it !== message);
  world.news.tell();
}

/** A message as the Web API and interactions tell of it. */
export function messageBody(team: Team, message: Message): Json {
  const isBot = message.from === team.botUserId;
  return {
    type: 'message',
    user: message.from,
    ...(isBot && { bot_id: team.botId, app_id: 'A0STUDYLOOP' }),
    ts: message.ts,
    text: message.text,
    team: team.id,
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.attachments.length > 0 && { attachments: message.attachments }),
    ...(message.files.length > 0 && { files: message.files.map(fileNamed) }),
    ...(message.threadTs !== null && { thread_ts: message.threadTs }),
    ...(message.isEdited && { edited: { user: message.from, ts: message.ts } }),
  };
}

const fileNamed = ({ id, name, title, mime }: Message['files'][number]): Json => ({ id, name, title, mimetype: mime });
