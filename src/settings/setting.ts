import { z } from 'zod';

/** One setting: how it is told, read and checked. `read` gets the trimmed text, or undefined where it is absent. */
export interface Setting<T> {
  readonly variable: string;
  readonly about: string;
  /** A value that works, or the command in `$(…)` that makes one. */
  readonly example: string;
  /** What holds without it, in words. */
  readonly otherwise: string;
  readonly read: z.ZodType<T>;
  /** Never shown, not even in the sentence that says what is wrong with it. */
  readonly secret?: true;
  /** Variables without which this one does nothing; two that name each other are a pair. */
  readonly needs?: readonly string[];
}

export type Settings = Readonly<Record<string, Setting<unknown>>>;
export type ValuesOf<S extends Settings> = { readonly [Name in keyof S]: z.output<S[Name]['read']> };

/** Variables that are set, trimmed. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const setting = <T>(it: Setting<T>) => it;

export function wholeNumber(from: number, to: number, otherwise: number) {
  const wanted = `it must be a whole number from ${from} to ${to}`;
  const digits = z.string().regex(/^\d{1,9}$/, { error: wanted, abort: true });
  return digits
    .transform(Number)
    .refine((n) => from <= n && n <= to, wanted)
    .default(otherwise);
}

export const yesOrNo = (otherwise: boolean) => z.stringbool({ error: 'it must be yes or no' }).default(otherwise);

export const hostName = z
  .string()
  .regex(/^[\w.:-]+$/, 'it must be a host name or an IP address')
  .default('127.0.0.1');

export const wellFormed = (shape: RegExp, wanted: string) => z.string().regex(shape, wanted);

/** An address on the web, without the slash at its end. */
export const webAddress = z
  .string()
  .refine(
    (text) => /^https?:\/\//.test(text) && URL.canParse(text) && !/[?#]/.test(text),
    'it must be an address that begins with https:// (or http://)',
  )
  .transform((text) => text.replace(/\/+$/, ''));
