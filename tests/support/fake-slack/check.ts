import { isObject } from './json.ts';

/** What is wrong with a value, in Slack's words and with a pointer to the place; nothing when all is well. */
export type Check = (value: unknown, at: string) => readonly string[];

const wrong = (what: string, at: string): string[] => [`${what} [json-pointer:${at}]`];

export const string =
  (max: number, min = 1): Check =>
  (value, at) => {
    if (typeof value !== 'string') return wrong('must be a string', at);
    if (value.length < min) return wrong(`must be more than ${min - 1} characters`, at);
    return value.length > max ? wrong(`must be less than ${max + 1} characters`, at) : [];
  };

export const boolean: Check = (value, at) => (typeof value === 'boolean' ? [] : wrong('must be a boolean', at));

export const integer =
  (min: number, max: number): Check =>
  (value, at) =>
    typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max
      ? []
      : wrong(`must be an integer between ${min} and ${max}`, at);

export const oneOf =
  (...words: readonly string[]): Check =>
  (value, at) =>
    typeof value === 'string' && words.includes(value) ? [] : wrong(`must be one of: ${words.join(', ')}`, at);

export const matching =
  (pattern: RegExp, what: string): Check =>
  (value, at) =>
    typeof value === 'string' && pattern.test(value) ? [] : wrong(what, at);

export const list =
  (item: Check, max: number, min = 1): Check =>
  (value, at) => {
    if (!Array.isArray(value)) return wrong('must be an array', at);
    if (value.length < min) return wrong(`no fewer than ${min} items allowed`, at);
    if (value.length > max) return wrong(`no more than ${max} items allowed`, at);
    return value.flatMap((it, index) => item(it, `${at}/${index}`));
  };

type Fields = Readonly<Record<string, Check>>;

/** An object with these fields and no others. */
export const object =
  (required: Fields, optional: Fields = {}): Check =>
  (value, at) => {
    if (!isObject(value)) return wrong('must provide an object', at);
    const known: Fields = { ...required, ...optional };
    const missing = Object.keys(required).filter((name) => value[name] === undefined);
    return [
      ...missing.flatMap((name) => wrong(`missing required field: ${name}`, at)),
      ...Object.entries(value).flatMap(([name, field]) =>
        known[name] ? known[name](field, `${at}/${name}`) : wrong(`invalid additional property: ${name}`, at),
      ),
    ];
  };

/** An object that its `type` tells how to read. */
export const byType =
  (kinds: Fields): Check =>
  (value, at) => {
    if (!isObject(value)) return wrong('must provide an object', at);
    const { type } = value;
    if (typeof type !== 'string') return wrong('missing required field: type', at);
    return kinds[type]?.(value, at) ?? wrong(`unsupported type: ${type}`, `${at}/type`);
  };

/** Both; the second only where the first finds nothing wrong. */
export const and =
  (first: Check, second: Check): Check =>
  (value, at) => {
    const problems = first(value, at);
    return problems.length > 0 ? problems : second(value, at);
  };

export const rule =
  (what: string, isKept: (value: Readonly<Record<string, unknown>>) => boolean, below = ''): Check =>
  (value, at) =>
    isObject(value) && isKept(value) ? [] : wrong(what, `${at}${below}`);

/** Values that must differ from one another: `[value, pointer]`. */
export function repeated(name: string, values: readonly (readonly [value: string, at: string])[]): string[] {
  const seen = new Set<string>();
  return values.flatMap(([value, at]) => {
    const isNew = !seen.has(value);
    seen.add(value);
    return isNew ? [] : wrong(`\`${name}\` "${value}" already exists`, at);
  });
}
