import { type APIMessage, type REST, type RESTPostAPICurrentUserCreateDMChannelResult, Routes } from 'discord.js';
import type { Logger } from 'pino';
import type { Card } from '../../src/chat/card.ts';
import type { Delivery } from '../../src/chat/platform.ts';
import { Gone } from '../../src/errors.ts';
import { plainMessage } from './answers/carriers.ts';
import type { Way } from './answers/standing.ts';
import { errorFrom, type Trouble, troubleOf } from './failures.ts';
import { readAddress, type Spot } from './places.ts';
import { bodyOf, type Message } from './render/message.ts';

/** Sending to channels and direct lines with the bot's own token, and to what a person alone sees by the token of their interaction. */
export interface Sending {
  /**
   * Puts messages there, once by `nonce` for as long as Discord remembers it, and says where the first of them stands. Throws as
   * discord.js does.
   */
  post(spot: Spot, messages: readonly Message[], nonce: string): Promise<Posted>;
  /** Changes a message of ours, as everyone sees it. Throws as discord.js does. */
  edit(channelId: string, messageId: string, message: Message): Promise<void>;
  /** Changes a message by the token of the interaction that it answered. Throws as discord.js does. */
  editByToken(way: ByToken, message: Message): Promise<void>;
  /** Puts one more message below, for the same eyes. Throws as discord.js does. */
  addByToken(way: ByToken, message: Message): Promise<void>;
}

interface Posted {
  readonly channel: string;
  readonly message: string;
}
type ByToken = Extract<Way, { readonly token: string }>;

const directLinesKept = 10_000;
/** Well within the lease of a post (30 s), waiting for a rate limit included. */
const tryMs = 12_000;

/** @param rest Called with the token put in anew each time: discord.js drops it for good after one 401, which may have been passing. */
export function openSending(rest: REST, token: string): Sending {
  const directLines = new Map<string, string>();

  const channelOf = async ({ kind, id }: Spot, signal: AbortSignal): Promise<string> => {
    if (kind === 'channel') return id;
    const known = directLines.get(id);
    if (known !== undefined) return known;
    const opened = await rest.setToken(token).post(Routes.userChannels(), { body: { recipient_id: id }, signal });
    const channelId = (opened as RESTPostAPICurrentUserCreateDMChannelResult).id;
    const [oldest] = directLines.keys();
    if (oldest !== undefined && directLines.size >= directLinesKept) directLines.delete(oldest);
    directLines.set(id, channelId);
    return channelId;
  };

  return {
    async post(spot, messages, nonce) {
      const signal = AbortSignal.timeout(tryMs);
      const channelId = await channelOf(spot, signal);
      let first: Posted | null = null;
      for (const [at, message] of messages.entries()) {
        const { body, files } = bodyOf(message);
        const once = { nonce: at === 0 ? nonce : `${nonce}.${at}`, enforce_nonce: true };
        const posted = await rest
          .setToken(token)
          .post(Routes.channelMessages(channelId), { body: { ...body, ...once }, files, signal });
        first ??= { channel: channelId, message: (posted as APIMessage).id };
      }
      if (!first) throw new Error('A post holds at least one message');
      return first;
    },
    async edit(channelId, messageId, message) {
      const signal = AbortSignal.timeout(tryMs);
      await rest.setToken(token).patch(Routes.channelMessage(channelId, messageId), { ...bodyOf(message), signal });
    },
    async editByToken({ application, token: its, message: id }, message) {
      const signal = AbortSignal.timeout(tryMs);
      await rest.patch(Routes.webhookMessage(application, its, id), { ...bodyOf(message), auth: false, signal });
    },
    async addByToken({ application, token: its }, message) {
      const signal = AbortSignal.timeout(tryMs);
      await rest.post(Routes.webhook(application, its), { ...bodyOf(message, true), auth: false, signal });
    },
  };
}

/** Shows a post once, and says where. What Discord takes in no other form is shown as plain text. Throws Unavailable or Gone. */
export async function deliverWith(
  sending: Sending,
  render: (card: Card) => Promise<readonly Message[]>,
  onTrouble: (trouble: Trouble) => void,
  log: Logger,
  { id, to, card }: Delivery,
): Promise<Posted> {
  const spot = readAddress(to);
  if (!spot) throw new Gone(`nobody is at ${to}`);
  const post = async (messages: readonly Message[]): Promise<Posted | Trouble> => {
    try {
      return await sending.post(spot, messages, id);
    } catch (error) {
      const trouble = troubleOf(error);
      onTrouble(trouble);
      return trouble;
    }
  };
  const isRefused = (it: Posted | Trouble): it is Trouble => 'kind' in it && it.kind === 'refused';
  const first = await post(await render(card));
  if (isRefused(first))
    log.error({ post: id, trouble: first.what }, 'Discord takes no such card; it is sent as plain text');
  const came = isRefused(first) ? await post([plainMessage(card)]) : first;
  if ('kind' in came) throw errorFrom(came);
  return came;
}
