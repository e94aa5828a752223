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
  const ajv = new Ajv2020({ strict: false, allErrors: false });
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
  const found = path.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), document);
  return found ? path : null;
}

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

/** Of all that a union found wrong: not that each other kind of component has another type, and what lies deepest. */
function deepest(errors: readonly ErrorObject[]): string {
  const depth = ({ instancePath }: ErrorObject) => instancePath.split('/').length;
  const isOfAnotherKind = ({ keyword, instancePath }: ErrorObject) =>
    (keyword === 'enum' && instancePath.endsWith('/type')) || keyword === 'type' || /^(one|any)Of$/.test(keyword);
  const telling = errors.filter((error) => !isOfAnotherKind(error));
  const [first] = (telling.length > 0 ? telling : [...errors]).sort((one, other) => depth(other) - depth(one));
  return first ? `${first.instancePath || '/'} ${first.message} ${JSON.stringify(first.params)}` : 'not allowed';
}
