import OpenAI, { APIError } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import { readCompletion, readResponse, type Written } from './written.ts';

/** Where the models are. */
export interface Access {
  readonly apiKey: string;
  /** Any server that speaks the same; OpenAI's where absent. */
  readonly baseUrl?: string | undefined;
}

/** One question as it goes out. */
export interface Sheet {
  readonly model: string;
  readonly version: string;
  readonly instructions: string;
  readonly message: string;
  /** JSON schema of the answer, strict. */
  readonly schema: Record<string, unknown>;
  readonly temperature: number;
  readonly tokensMax: number;
}

export interface Server {
  /** Throws what the client throws, or Trouble. */
  ask(sheet: Sheet, signal: AbortSignal): Promise<Written>;
}

const openaiUrl = 'https://api.openai.com/v1';

/** Where questions go, as people are told it. */
export const hostOf = ({ baseUrl = openaiUrl }: Pick<Access, 'baseUrl'>): string => new URL(baseUrl).host;

/** The client, with nothing that it would take from the environment by itself, no tries of its own, and no log (it would hold texts). */
export function openClient({ apiKey, baseUrl = openaiUrl }: Access, timeoutMs: number): OpenAI {
  return new OpenAI({
    apiKey,
    baseURL: baseUrl,
    organization: null,
    project: null,
    adminAPIKey: null,
    webhookSecret: null,
    timeout: timeoutMs,
    maxRetries: 0,
    logLevel: 'off',
  });
}

type Speak = (client: OpenAI, sheet: Sheet, without: ReadonlySet<string>, signal: AbortSignal) => Promise<Written>;

/**
 * One server, as it turns out to be: where it has no /responses it is asked by /chat/completions from then on, and a setting that a
 * model does not take is left out for that model.
 */
export function openServer(access: Access, timeoutMs: number): Server {
  const client = openClient(access, timeoutMs);
  const leftOut = new Map<string, Set<string>>();
  let speaksChatOnly = false;

  async function adapted(speak: Speak, sheet: Sheet, signal: AbortSignal): Promise<Written> {
    const without = leftOut.get(sheet.model) ?? new Set();
    leftOut.set(sheet.model, without);
    for (;;) {
      try {
        return await speak(client, sheet, without, signal);
      } catch (error) {
        const setting = unsupported(error);
        if (setting === null || without.has(setting)) throw error;
        without.add(setting);
      }
    }
  }

  return {
    async ask(sheet, signal) {
      try {
        if (!speaksChatOnly) return await adapted(byResponses, sheet, signal);
      } catch (error) {
        if (!isMissingRoute(error)) throw error;
      }
      const written = await adapted(byChat, sheet, signal);
      speaksChatOnly = true;
      return written;
    },
  };
}

// By `post` and not by `create`, which trips over bodies that are no answer; they are read and checked here all the same.
const byResponses: Speak = async (client, sheet, without, signal) => {
  const { model, version, instructions, message, schema, temperature, tokensMax } = sheet;
  const body: ResponseCreateParamsNonStreaming = {
    model,
    instructions,
    input: [{ role: 'user', content: message }],
    text: { format: { type: 'json_schema', name: version, schema, strict: true } },
    max_output_tokens: tokensMax,
    store: false,
    ...(!without.has('temperature') && { temperature }),
    ...(!without.has('prompt_cache_key') && { prompt_cache_key: version }),
  };
  return readResponse(await client.post<unknown>('/responses', { body, signal }));
};

const byChat: Speak = async (client, sheet, without, signal) => {
  const { model, version, instructions, message, schema, temperature, tokensMax } = sheet;
  const body: ChatCompletionCreateParamsNonStreaming = {
    model,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: message },
    ],
    response_format: { type: 'json_schema', json_schema: { name: version, schema, strict: true } },
    // Local servers know the old name, OpenAI's newer models only the new one.
    ...(without.has('max_tokens') ? { max_completion_tokens: tokensMax } : { max_tokens: tokensMax }),
    ...(!without.has('temperature') && { temperature }),
  };
  return readCompletion(await client.post<unknown>('/chat/completions', { body, signal }));
};

/** Settings that a question can do without. `store: false` is none of them: without it a server may keep the question. */
const optional = ['temperature', 'prompt_cache_key', 'max_tokens'];

/** The optional setting that was refused. Codes differ between routes and servers; the name of the setting is always there. */
function unsupported(error: unknown): string | null {
  if (!(error instanceof APIError) || error.status !== 400) return null;
  return optional.find((setting) => setting === error.param) ?? null;
}

function isMissingRoute(error: unknown): boolean {
  if (!(error instanceof APIError) || error.code === 'model_not_found') return false;
  return error.status === 404 || error.status === 405 || error.status === 501;
}
