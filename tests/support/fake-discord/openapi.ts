import { readFileSync } from 'node:fs';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { isObject, type Json } from './json.ts';

/** Says what the OpenAPI document finds wrong with a request's body; null when nothing, or when there is no document. */
export type DocumentCheck = (method: string, template: string, body: unknown) => string | null;

let shared: DocumentCheck | undefined;

/** The check by Discord's OpenAPI document that the environment names. Read and compiled once a process, as far as it is used. */
export function documentCheck(file = process.env.DISCORD_OPENAPI): DocumentCheck {
  shared ??= file ? checkBy(JSON.parse(readFileSync(file, 'utf8'))) : skip();
  return shared;
}

function skip(): DocumentCheck {
  process.stdout.write('DISCORD_OPENAPI is not set: bodies to Discord are not held against its OpenAPI document\n');
  return () => null;
}

function checkBy(document: Json): DocumentCheck {
  closeObjects(document);
  nameKinds(document, document);
  const ajv = new Ajv2020({ strict: false });
  addFormats.default(ajv);
  ajv.addFormat('snowflake', /^\d{1,20}$/);
  ajv.addFormat('nonce', true);
  ajv.addSchema(document, 'discord');
  const compiled = new Map<string, ValidateFunction | null>();
  const compile = (method: string, template: string) => {
    const schema = bodySchema(document, method, template);
    return schema ? ajv.compile({ $ref: `discord#${schema.map(pointerStep).join('')}` }) : null;
  };
  return (method, template, body) => {
    const key = `${method} ${template}`;
    const validate = compiled.has(key) ? compiled.get(key) : compile(method, template);
    compiled.set(key, validate ?? null);
    if (!validate || validate(asDocumented(body))) return null;
    return `${key}: ${deepest(validate.errors ?? [])}`;
  };
}

/** Where the schema of a JSON body stands in the document, or null when the operation takes none. */
function bodySchema(document: Json, method: string, template: string): string[] | null {
  const path = ['paths', template, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
  return within(document, path) ? path : null;
}

const within = (document: Json, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), document);

const pointerStep = (step: string) => `/${encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))}`;

/** A field that the document does not know is a slip of ours: Discord would ignore it, and so would a lax check. */
function closeObjects(document: Json): void {
  const { components } = document;
  const schemas = isObject(components) && isObject(components.schemas) ? components.schemas : {};
  for (const schema of Object.values(schemas)) {
    if (
      isObject(schema) &&
      schema.type === 'object' &&
      schema.properties &&
      schema.additionalProperties === undefined
    ) {
      Object.assign(schema, { additionalProperties: false });
    }
  }
}

/** Reads a union of components, options or answers by its `type`, so that what is said to be wrong is wrong in the kind that was meant. */
function nameKinds(document: Json, value: unknown): void {
  if (Array.isArray(value)) for (const one of value) nameKinds(document, one);
  if (!isObject(value)) return;
  const { oneOf, anyOf } = value;
  const union: readonly unknown[] = Array.isArray(oneOf) ? oneOf : Array.isArray(anyOf) ? anyOf : [];
  const kinds = union.map((branch) => kindsOf(document, branch));
  if (kinds.length > 1 && kinds.every((of) => of.length > 0)) {
    const allOf = union.map((then, n) => ({ if: { properties: { type: { enum: kinds[n] } } }, then }));
    Object.assign(value, { required: ['type'], properties: { type: { enum: kinds.flat() } }, allOf });
    for (const keyword of ['oneOf', 'anyOf']) Reflect.deleteProperty(value, keyword);
  }
  for (const one of Object.values(value)) nameKinds(document, one);
}

/** The values of `type` by which a branch of a union is known; none where there are none. */
function kindsOf(document: Json, branch: unknown): readonly unknown[] {
  const name = isObject(branch) && typeof branch.$ref === 'string' ? branch.$ref.split('/').at(-1) : undefined;
  const kinds = within(document, ['components', 'schemas', name ?? '', 'properties', 'type', 'enum']);
  return Array.isArray(kinds) ? kinds : [];
}

/** What discord.js writes into every body, also where there is no such field. */
const habits = ['enforce_nonce', 'tts'];

/**
 * A body as the document means it: without what discord.js says everywhere (`tts: false`), and with permissions as an integer, where
 * the docs and every client write text (application-commands, "Create").
 */
function asDocumented(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asDocumented);
  if (!isObject(value)) return value;
  const said = Object.entries(value).filter(([key, one]) => one !== false || !habits.includes(key));
  return Object.fromEntries(
    said.map(([key, one]) => {
      if (key === 'data') return [key, asDocumented(one)];
      return [key, key === 'default_member_permissions' && typeof one === 'string' ? Number(one) : one];
    }),
  );
}

/** Of all that was found wrong in a union, what lies deepest says most. */
function deepest(errors: readonly ErrorObject[]): string {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
  const [first] = [...errors].sort((one, other) => depth(other) - depth(one));
  return first ? `${first.instancePath || '/'} ${first.message} ${JSON.stringify(first.params)}` : 'not allowed';
}
