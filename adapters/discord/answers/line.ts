import {
  type APIInteractionResponse,
  type APIMessage,
  type APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  MessageFlags,
  type RawFile,
  type REST,
  Routes,
} from 'discord.js';
import { bodyOf, type Message } from '../render/message.ts';
import { type Ended, type Patience, tryAgain } from './try-again.ts';

/** How an answer went: done; it had been answered already, since events may be told twice and heard by two; the token is no longer good; Discord takes no such message. */
export type Shown = 'done' | 'taken' | 'expired' | 'absent' | 'refused';

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly applicationId: string;
}

/**
 * The line to whoever used a command, pressed or sent something. Its first answer is due within 3 s, all others within 15 minutes
 * (discord.com/developers/docs/interactions/receiving-and-responding). Each is tried again until Discord says what became of it: a first
 * answer of which only the confirmation was lost is told by 40060, and an edit may be done twice.
 */
export interface Line {
  show(message: Message, hidden: boolean): Promise<Shown>;
  /** In the place of the message that was pressed. */
  replace(message: Message): Promise<Shown>;
  open(modal: APIModalInteractionResponseCallbackData): Promise<Shown>;
  /** "Studyloop is thinking…", for all or for the asker; or, with null, nothing to be seen yet. */
  defer(hidden: boolean | null): Promise<Shown>;
  suggest(choices: readonly { readonly name: string; readonly value: string }[]): Promise<Shown>;
  /** Later: fills in what was deferred, or changes what was pressed. */
  edit(message: Message): Promise<Shown>;
  remove(): Promise<Shown>;
  /** Later: one more message below. A quiet word is better lost than said twice. */
  add(message: Message, hidden: boolean, isQuietWord?: boolean): Promise<Shown>;
  /** How the message is reached that was shown last, and whether it is for the asker alone; null where Discord does not say. */
  newest(): Promise<Newest | null>;
}

export interface Newest {
  readonly way: { readonly application: string; readonly token: string; readonly message: string };
  readonly isPrivate: boolean;
}

const tryMs = 2000;
const uploadMs = 8000;

export function openLine(rest: REST, { id, token, applicationId }: Interaction, patience: Patience): Line {
  const first = async (response: APIInteractionResponse, files: RawFile[] = []) => {
    const send = () =>
      rest.post(Routes.interactionCallback(id, token), { body: response, files, auth: false, signal: limit(files) });
    return outcome(await tryAgain(send, patience));
  };
  const original = Routes.webhookMessage(applicationId, token);
  /** Null while that is the original answer, of which Discord tells only when it is asked. */
  let added: APIMessage | null = null;
  return {
    show(message, hidden) {
      const { body, files } = bodyOf(message, hidden);
      return first({ type: InteractionResponseType.ChannelMessageWithSource, data: body }, files);
    },
    replace(message) {
      const { body, files } = bodyOf(message);
      return first({ type: InteractionResponseType.UpdateMessage, data: body }, files);
    },
    open: (modal) => first({ type: InteractionResponseType.Modal, data: modal }),
    defer: (hidden) =>
      first(
        hidden === null
          ? { type: InteractionResponseType.DeferredMessageUpdate }
          : {
              type: InteractionResponseType.DeferredChannelMessageWithSource,
              data: hidden ? { flags: MessageFlags.Ephemeral } : {},
            },
      ),
    suggest: (choices) =>
      first({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices: [...choices] } }),
    async edit(message) {
      const request = { ...bodyOf(message), auth: false };
      return outcome(
        await tryAgain(() => rest.patch(original, { ...request, signal: limit(request.files) }), patience),
      );
    },
    async remove() {
      return outcome(await tryAgain(() => rest.delete(original, { auth: false, signal: limit([]) }), patience));
    },
    async add(message, hidden, isQuietWord = false) {
      const request = { ...bodyOf(message, hidden), auth: false };
      const send = () => rest.post(Routes.webhook(applicationId, token), { ...request, signal: limit(request.files) });
      const ended = await tryAgain(send, patience, !isQuietWord);
      if (ended.ok) added = ended.value as APIMessage;
      return outcome(ended);
    },
    async newest() {
      const ask = () => rest.get(original, { auth: false, signal: limit([]) });
      const found = added ? { ok: true, value: added } : await tryAgain(ask, patience);
      if (!found.ok) return null;
      const { id: message, flags = 0 } = found.value as APIMessage;
      return {
        way: { application: applicationId, token, message },
        isPrivate: (flags & MessageFlags.Ephemeral) !== 0,
      };
    },
  };
}

const limit = (files: readonly RawFile[]) => AbortSignal.timeout(files.length > 0 ? uploadMs : tryMs);

function outcome(ended: Ended<unknown>): Shown {
  if (ended.ok) return 'done';
  switch (ended.trouble.kind) {
    case 'answered':
      return ended.wasUnsure ? 'done' : 'taken';
    case 'absent':
      return 'absent';
    case 'gone':
    case 'refused':
      return 'refused';
    case 'expired':
    case 'limited':
    case 'away':
      return 'expired';
  }
}
