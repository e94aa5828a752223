import type { SentFile } from '../message-body.ts';
import type { State } from '../state.ts';

export interface Call {
  readonly state: State;
  /** A part of the path, by its name in the template. */
  param(name: string): string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly SentFile[];
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: string;
  /** As the OpenAPI document writes it: `/channels/{channel_id}`. */
  readonly template: string;
  /** The token is in the path: nothing else is asked for, and the global limit does not count it. */
  readonly isOpen: boolean;
  readonly handle: (call: Call) => Answer;
}

/** `route('GET /users/@me', …)` */
export function route(line: string, handle: Route['handle'], isOpen = false): Route {
  const [method = '', template = ''] = line.split(' ');
  return { method, template, isOpen, handle };
}

export const ok = (body: unknown): Answer => ({ status: 200, body });
export const done: Answer = { status: 204 };
