import type { Catalog } from '../src/chat/platform.ts';
import type { Bot } from '../src/chat/request.ts';
import type { Stage } from './stage.ts';

/** A platform on the loopback with one bot on it, and people at its far side. */
export interface FarSide {
  /** Someone says `/study add <words> | answer` to the bot; resolves at the first answer, which must hold those words. */
  ask(person: number, words: string): Promise<void>;
  /** The bot posts to their direct line; `id` is new each time. */
  post(person: number, id: string): Promise<void>;
  close(): Promise<void>;
}

export const people = 50;
export const everyone = <T>(make: (person: number) => T): T[] => Array.from({ length: people }, (_, at) => make(at));
export const personNamed = (at: number) => `Person ${at}`;

/** The whole product, as a platform gets it. */
export interface Product {
  readonly stage: Stage;
  readonly catalog: Catalog;
  readonly bot: Bot;
}
