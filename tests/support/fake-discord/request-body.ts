import type { IncomingMessage } from 'node:http';
import type { SentFile } from './message-body.ts';
import { refuse } from './refusal.ts';

export interface RequestBody {
  readonly body: unknown;
  readonly files: readonly SentFile[];
}

const maxBytes = 25 * 1024 * 1024;

/** All bytes of a request. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** JSON, or a form with `payload_json` and `files[n]`. Throws Discord's refusal. */
export async function parseBody(type: string, bytes: Buffer): Promise<RequestBody> {
  if (bytes.length > maxBytes) throw refuse.tooLarge();
  if (bytes.length === 0) return { body: undefined, files: [] };
  if (type.startsWith('multipart/form-data')) return parseForm(type, bytes);
  if (!type.startsWith('application/json')) throw refuse.invalidJson();
  return { body: parseJson(bytes.toString('utf8')), files: [] };
}

async function parseForm(type: string, bytes: Buffer): Promise<RequestBody> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  const payload = form.get('payload_json');
  const files: SentFile[] = [];
  for (const [field, value] of form) {
    const id = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (id === undefined || typeof value === 'string') continue;
    const content = new Uint8Array(await value.arrayBuffer());
    files.push({ id, name: value.name, type: value.type || 'application/octet-stream', bytes: content });
  }
  return { body: typeof payload === 'string' ? parseJson(payload) : {}, files };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse.invalidJson();
  }
}
