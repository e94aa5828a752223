import { button, type Card, card, controls } from '../../src/chat/card.ts';
import { pressNamed } from '../../src/chat/intents.ts';
import type { Bot, Place, Reply } from '../../src/chat/request.ts';
import type { Db } from '../../src/db/connect.ts';
import { type Drawn, drawMessage } from './message.ts';
import { changeMessage, keepMessage, messagesNamed, type NewMessage } from './message-store.ts';
import type { Act, Asked } from './receive.ts';
import { renderCard } from './render.ts';
import { renderForm } from './render-form.ts';
import type { Person } from './store.ts';

/** What a tab gets for an act. */
export interface Answer {
  /** Those that came or changed. */
  readonly messages: readonly Drawn[];
  /** Nothing was changed, so what was typed stays. */
  readonly refused?: true;
  /** A form to open. */
  readonly form?: string;
  /** What is wrong with the form that was sent, as a whole and by field. */
  readonly sheet?: { readonly html: string; readonly problems: Readonly<Record<string, string>> };
}

interface Around {
  readonly db: Db;
  readonly bot: Bot;
  readonly who: Person;
  readonly place: Place;
  readonly at: Date;
}

/** Does what a person asked and keeps what they are shown. Done again with the same id, it shows the same once more. */
export async function answer(around: Around, act: Act): Promise<Answer> {
  if (act.kind === 'words') return drawn(around, await keepWords(around, act.id, act.text));
  const reply = await around.bot.handle(act.request);
  const { show, refused, note } = reply;
  const shown = show.kind === 'form' || (refused && act.isForm) ? [] : [await keepReply(around, act, reply, show)];
  const noted = note ? [await keepOwn(around, `${act.request.id}.note`, note)] : [];
  return {
    ...(await drawn(around, [...shown, ...noted])),
    ...(refused && { refused: true }),
    ...(show.kind === 'form' && { form: renderForm(show).toString() }),
    ...(show.kind === 'card' && refused && act.isForm && { sheet: refusedForm(show, refused.problems) }),
  };
}

async function drawn({ db, who }: Around, ids: readonly string[]): Promise<{ messages: readonly Drawn[] }> {
  const found = ids.length > 0 ? await messagesNamed(db, who.slug, ids) : [];
  return { messages: found.map((it) => drawMessage(it, who.slug)) };
}

const refusedForm = (why: Card, problems: Readonly<Record<string, string>>) => ({
  html: renderCard(why, () => '').toString(),
  problems,
});

/** Plain words: to everyone in a room; in the direct line, where nobody else reads them, with a word on how to reach the bot. */
async function keepWords(around: Around, id: string, text: string): Promise<readonly string[]> {
  const { db, who, place, at } = around;
  const reader = place.group ? null : who.slug;
  const words = { id: `${id}.words`, place: place.address, reader, author: who.slug, said: null, at };
  await keepMessage(db, { ...words, body: { kind: 'words', text } });
  return place.group ? [words.id] : [words.id, await keepOwn(around, `${id}.reply`, howToReachMe)];
}

const howToReachMe = card('I listen to commands', [
  'Type / to see what you can say here, or send /study help. In a room, plain words go to everyone who is there.',
  controls(button('What I can do', pressNamed('study.help'), 'main')),
]);

/** The card of a reply, in place of the one that was pressed where the reply says so, below otherwise. Returns the message's id. */
async function keepReply(around: Around, act: Asked, reply: Reply, body: Card): Promise<string> {
  const { id } = act.request;
  const { db, who, place, at } = around;
  const privately = reply.refused !== undefined || reply.seenBy === 'me' || place.group === null;
  if (
    act.on !== null &&
    !reply.refused &&
    reply.answers === 'in place' &&
    (await mayReplace(around, act.on, privately))
  ) {
    await changeMessage(db, { id: act.on, who: who.slug, requestId: id, body });
    return act.on;
  }
  const reader = privately ? who.slug : null;
  const message: NewMessage = {
    id: `${id}.reply`,
    place: place.address,
    reader,
    author: who.slug,
    said: reply.refused ? act.typed : act.said,
    body,
    at,
  };
  await keepMessage(db, message);
  return message.id;
}

/** What is for one person must not take the place of what everyone sees. */
async function mayReplace({ db, who }: Around, id: string, privately: boolean): Promise<boolean> {
  const [found] = await messagesNamed(db, who.slug, [id]);
  return found?.body.kind === 'card' && (found.reader !== null || !privately);
}

async function keepOwn({ db, who, place, at }: Around, id: string, body: Card): Promise<string> {
  await keepMessage(db, { id, place: place.address, reader: who.slug, author: who.slug, said: null, body, at });
  return id;
}
