/** How one handler leads to another: what a button carries, what a form sends, what a task is asked with. Each checked against its options. */
import type { Intent } from './card.ts';
import type { Field, Form } from './form.ts';
import type { Action, Ask, Task } from './handler.ts';
import type { Option, Options, Values } from './options.ts';

/** The optional keys of `T` are those that admit undefined. */
type Given<T> = { readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  readonly [K in keyof T as undefined extends T[K] ? K : never]?: T[K];
};

/** What an intent needs to know of an action, so that a card can be written without the action that it leads to. */
export type Pressable<O extends Options> = Pick<Action<O>, 'name' | 'options'>;

/** An intent: what a button carries. A wrong value is a compile error. */
export function press<O extends Options>(to: Pressable<O>, values: Given<Values<O>>): Intent {
  return { to: to.name, with: written(to.options, values) };
}

/** An intent for another feature's action, by name; the engine checks name and values before it is shown. */
export const pressNamed = (to: string, values: Readonly<Record<string, string>> = {}): Intent => ({ to, with: values });

/** The same intent, answered below, so that the card with it stays. */
export const beside = (intent: Intent): Intent => ({ ...intent, beside: true });

/** A picker's or form's intent: the values already known; the rest is picked or typed. */
export function pressPart<O extends Options>(to: Pressable<O>, values: Partial<Values<O>>): Intent {
  return { to: to.name, with: written(to.options, values) };
}

export function ask<O extends Options>(to: Task<O, never, never> | Task<O>, values: Given<Values<O>>): Ask {
  return { task: to.name, with: written(to.options, values) };
}

/** Work for another feature's task, by name; the engine checks name and values when it is kept. */
export const askNamed = (task: string, values: Readonly<Record<string, string>> = {}): Ask => ({ task, with: values });

function written(options: Options, values: object): Record<string, string> {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, optionNamed(options, name).write(value)]));
}

function optionNamed(options: Options, name: string): Option<unknown> {
  const option = options[name];
  if (!option) throw new Error(`There is no option ${name} among ${Object.keys(options).join(', ')}`);
  return option;
}

/** How one field of a form looks: its label (the option's own words when absent), a hint, and what stands in it already. */
export interface Asking {
  readonly label?: string;
  readonly help?: string;
  readonly value?: string | undefined;
  /** Of a number, where less than the option allows is had here and now. */
  readonly max?: number;
}

/**
 * A form that sends to an action. `given` rides along unseen, `ask` is asked in the order written; together they are the
 * action's options. The fields are drawn from the options themselves, so one description serves command, form and wire.
 */
export function form<O extends Options>(
  to: Pressable<O>,
  sheet: { title: string; send: string; given?: Partial<Values<O>>; ask: { readonly [K in keyof O]?: Asking } },
): Form {
  const fields = Object.entries(sheet.ask).map(([name, asking]) =>
    fieldOf(name, optionNamed(to.options, name), asking ?? {}),
  );
  return { kind: 'form', title: sheet.title, send: sheet.send, intent: pressPart(to, sheet.given ?? {}), fields };
}

function fieldOf(name: string, option: Option<unknown>, asking: Asking): Field {
  return {
    ...(option.shape.kind === 'number' ? { ...option.shape, max: asking.max ?? option.shape.max } : option.shape),
    name,
    label: asking.label ?? option.about,
    required: option.required,
    ...(asking.help !== undefined && { help: asking.help }),
    ...(asking.value !== undefined && { value: asking.value }),
  };
}
