import OpenAI, { APIError } from 'openai';
import type { ChatCompletionCreateParamsNonStreaming } from 'openai/resources/chat/completions';
import type { ResponseCreateParamsNonStreaming } from 'openai/resources/responses/responses';
import type { Effort } from './prompt.ts';
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
  readonly effort: Effort;
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

/** What a question can do without. `store: false` is none of it: without it a server may keep the question. */
type Setting = 'temperature' | 'prompt_cache_key' | 'max_tokens' | 'no effort' | 'effort';
type Without = ReadonlySet<Setting>;
type Speak = (client: OpenAI, sheet: Sheet, without: Without, signal: AbortSignal) => Promise<Written>;

/**
 * One server, as it turns out to be: where it has no /responses it is asked by /chat/completions from then on, and a setting that a
 * model does not take is left out for that model. One that always thinks is asked to think little.
 */
export function openServer(access: Access, timeoutMs: number): Server {
  const client = openClient(access, timeoutMs);
  const leftOut = new Map<string, Set<Setting>>();
  let speaksChatOnly = false;

  async function adapted(speak: Speak, sheet: Sheet, signal: AbortSignal): Promise<Written> {
    const without = leftOut.get(sheet.model) ?? new Set<Setting>();
    leftOut.set(sheet.model, without);
    for (;;) {
      const now: Without = new Set(without); // questions that are under way together learn of it together
      try {
        return await speak(client, sheet, now, signal);
      } catch (error) {
        const setting = refusedIn(error, effortOf(sheet, now));
        if (setting === null || now.has(setting)) throw error;
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
  const { model, version, instructions, message, schema, temperature } = sheet;
  const effort = effortOf(sheet, without);
  const body: ResponseCreateParamsNonStreaming = {
    model,
    instructions,
    input: [{ role: 'user', content: message }],
    text: { format: { type: 'json_schema', name: version, schema, strict: true } },
    max_output_tokens: ceilingOf(sheet, effort),
    store: false,
    ...(effort && { reasoning: { effort } }),
    ...(takesTemperature(effort, without) && { temperature }),
    ...(!without.has('prompt_cache_key') && { prompt_cache_key: version }),
  };
  return readResponse(await client.post<unknown>('/responses', { body, signal }));
};

const byChat: Speak = async (client, sheet, without, signal) => {
  const { model, version, instructions, message, schema, temperature } = sheet;
  const effort = effortOf(sheet, without);
  const ceiling = ceilingOf(sheet, effort);
  const body: ChatCompletionCreateParamsNonStreaming = {
    model,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: message },
    ],
    response_format: { type: 'json_schema', json_schema: { name: version, schema, strict: true } },
    // Local servers know the old name, OpenAI's newer models only the new one.
    ...(without.has('max_tokens') ? { max_completion_tokens: ceiling } : { max_tokens: ceiling }),
    ...(effort && { reasoning_effort: effort }),
    ...(takesTemperature(effort, without) && { temperature }),
  };
  return readCompletion(await client.post<unknown>('/chat/completions', { body, signal }));
};

/** Null where the model does not know of effort. */
function effortOf({ effort }: Sheet, without: Without): Effort | null {
  if (without.has('effort')) return null;
  return without.has('no effort') ? 'low' : effort;
}

/** What is thought counts as written: little effort on a small question takes some hundred tokens. */
const thoughtMax = 1500;
const ceilingOf = ({ tokensMax }: Sheet, effort: Effort | null) => tokensMax + (effort === 'low' ? thoughtMax : 0);

const takesTemperature = (effort: Effort | null, without: Without) => effort !== 'low' && !without.has('temperature');

/** The setting that was refused. Codes differ between routes and servers; its name is there, if only in the message. */
function refusedIn(error: unknown, effort: Effort | null): Setting | null {
  if (!(error instanceof APIError) || error.status !== 400) return null;
  const { param, code, message } = error;
  const isEffort = /^reasoning/.test(param ?? '') || (!param && /\breasoning_?effort\b/.test(message));
  if (isEffort) return effort === 'none' && !isUnknown(code) ? 'no effort' : 'effort';
  return (['temperature', 'prompt_cache_key', 'max_tokens'] as const).find((setting) => setting === param) ?? null;
}

const isUnknown = (code: string | null | undefined) => code === 'unsupported_parameter' || code === 'unknown_parameter';

function isMissingRoute(error: unknown): boolean {
  if (!(error instanceof APIError) || error.code === 'model_not_found') return false;
  return error.status === 404 || error.status === 405 || error.status === 501;
}
