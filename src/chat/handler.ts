import type { Tx } from '../db/connect.ts';
import type { Tutor, TutorFacts } from '../tutor.ts';
import type { Card, Choice } from './card.ts';
import type { Form } from './form.ts';
import type { Options, Values } from './options.ts';
import type { Group, Member } from './people.ts';
import type { Address } from './request.ts';

/** All that a handler has: one transaction, the instant of the request, who asks and where. No network, no clock. */
export interface Context {
  readonly tx: Tx;
  readonly now: Date;
  readonly me: Member;
  /** The group whose room this was said in; null in the direct line with the bot. */
  readonly group: Group | null;
  /** Where this was said, so that something can be posted there. */
  readonly here: Address;
  /** Names this request for ever, and its answer: a post may take that answer's place later. */
  readonly requestId: string;
  /** Where the tutor is and what each may use; null where none is set up. Only a task's work can ask it. */
  readonly tutor: TutorFacts | null;
  newId(): string;
  random(): number;
}

/** A message to send once the transaction is kept; `key` names it for ever, so it is kept and seen once. */
export interface Post {
  readonly key: string;
  /** Its lasting name, of `newId`, where another post is to take its place later; that is said by `changesLater`, too. */
  readonly id?: string;
  readonly changesLater?: true;
  readonly to: Address;
  readonly card: Card;
  /** The member who is told when it can never arrive. */
  readonly owner: string | null;
  /**
   * The request whose answer, or the id of the post, that it takes the place of; of several for one place the newest is shown. Where
   * that no longer stands (it was replaced by a press, or its platform lets nobody change it any more), nothing is shown: what came
   * after it is newer than this post. The answer's outcome, or the post, must say `changesLater`.
   */
  readonly instead?: string;
}

/** Work for later, outside any transaction. Made by `ask`. */
export interface Ask {
  readonly task: string;
  readonly with: Readonly<Record<string, string>>;
}

/** What follows from a handler beside its reply. Kept in its transaction, done after it. */
export interface Consequences {
  readonly posts?: readonly Post[];
  readonly tasks?: readonly Ask[];
}

export interface Outcome extends Consequences {
  readonly reply: Card | Form;
  /** A quiet word beside the reply, for the asker alone. */
  readonly note?: Card | null;
  /** A post may take the place of this reply later. */
  readonly changesLater?: true;
}

interface Handler<O extends Options> {
  readonly name: string;
  /** Who sees the reply. Static, since Discord must know before it defers. */
  readonly seenBy: 'everyone' | 'me';
  /** Only for those who run the server or workspace; the engine keeps others out. So is every command of the root `setup`. */
  readonly isForAdmins?: boolean;
  readonly options: O;
  run(context: Context, values: Values<O>): Promise<Outcome>;
}

export type Root = 'study' | 'sprint' | 'setup';

/** Suggestions while an option is being typed: at most 25, best first. Reads only. */
export type Suggest = (context: Omit<Context, 'requestId'>, typed: string) => Promise<readonly Choice[]>;

/** Something that is said: `/study check-in`. */
export interface Command<O extends Options = Options> extends Handler<O> {
  readonly root: Root;
  readonly about: string;
  /** Also what the root alone says (`/study`), on platforms where it can be said, and what a person's home page shows. */
  readonly isHome?: true;
  readonly suggest?: { readonly [K in keyof O]?: Suggest };
}

/** Something that is pressed, or a form that is sent. */
export interface Action<O extends Options = Options> extends Handler<O> {
  /** Whether the reply takes the place of the card that was pressed, or comes below it. */
  readonly answers: 'in place' | 'below';
}

/** What time brings has nobody who asks. */
export type TimeContext = Omit<Context, 'me' | 'group' | 'here' | 'requestId' | 'tutor'>;

/** For whom the tutor is asked, and at most how many tokens that may take, questions and answers together. */
export interface TutorFor {
  readonly memberId: string;
  /** The group in whose room it was asked for; null in the direct line. */
  readonly groupId: string | null;
  readonly tokens: number;
}

/** What work has beside its input. The tutor is lent by the engine; null where nobody agreed, no budget is left, or there is none. */
export interface Means {
  readonly tutor: Tutor | null;
}

/** Work asked for, in three steps so that none of it is slow inside a transaction: read (in one), work (in none), keep (in one). */
export interface Task<O extends Options = Options, Input = unknown, Output = unknown> {
  readonly name: string;
  readonly options: O;
  /** What there is to do; null when it has been done or is no longer wanted. */
  read(context: TimeContext, values: Values<O>): Promise<Input | null>;
  /** For whom its work asks the tutor; null where it can do without. */
  tutorFor?(input: Input): TutorFor | null;
  work(input: Input, means: Means): Promise<Output>;
  keep(context: TimeContext, values: Values<O>, output: Output): Promise<Consequences>;
}

/** What comes due by itself. Takes at most `limit` rows that are due, and is asked again until it took fewer. */
export interface Due {
  readonly name: string;
  run(context: TimeContext, limit: number): Promise<Planned>;
}

export interface Planned extends Consequences {
  readonly taken: number;
  /** What went wrong with single rows, for the log; they were put off, so that the rest could be planned. */
  readonly troubles?: readonly unknown[];
  /** How the reminders that are told in its posts come, to be counted. */
  readonly reminded?: readonly ('on time' | 'late' | 'missed')[];
}

export interface Feature {
  readonly name: string;
  readonly commands?: readonly Command[];
  readonly actions?: readonly Action[];
  readonly tasks?: readonly Task[];
  readonly dues?: readonly Due[];
}

export const command = <const O extends Options>(it: Omit<Command<O>, 'root'> & { root?: Root }): Command<O> => ({
  root: 'study',
  isForAdmins: it.root === 'setup',
  ...it,
});
export const action = <const O extends Options>(it: Action<O>): Action<O> => it;
export const task = <const O extends Options, Input, Output>(it: Task<O, Input, Output>): Task<O, Input, Output> => it;
export const due = (it: Due): Due => it;
