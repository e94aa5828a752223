import type { Json } from './faces.ts';
import { isObject } from './json.ts';

/** Arguments that the Web API takes as JSON in a string: https://docs.slack.dev/apis/web-api. */
const inJson = new Set(['blocks', 'attachments', 'metadata', 'view', 'files']);

/** The arguments of a call, whichever way they came: a form, JSON, several parts, or in the address. */
export async function readArgs(type: string, bytes: Buffer, pathname: string, url: string): Promise<Json> {
  if (type.startsWith('application/json')) return readJson(bytes.toString());
  const form = type.startsWith('multipart/')
    ? await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData()
    : new URLSearchParams(bytes.toString());
  const given = [...new URL(url, 'http://x').searchParams, ...form];
  const args = given.map(([name, value]) => [name, typeof value === 'string' ? readArg(name, value) : value]);
  return pathname.startsWith('/hooks/') && typeof form.get('payload') === 'string'
    ? readJson(String(form.get('payload')))
    : Object.fromEntries(args);
}

function readJson(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** What is no JSON stays the string it was, and is refused where it is used. */
function readArg(name: string, value: string): unknown {
  if (!inJson.has(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The bytes of an uploaded file: the body itself, or the one file among its parts. */
export async function readUpload(type: string, bytes: Buffer): Promise<Uint8Array> {
  if (!type.startsWith('multipart/')) return new Uint8Array(bytes);
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const file = [...form.values()].find((it) => typeof it !== 'string');
  return file ? new Uint8Array(await file.arrayBuffer()) : new Uint8Array();
}
