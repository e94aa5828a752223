import type { IncomingMessage } from 'node:http';
import { schemaProblem } from './fake-openai-schema.ts';

/** One question as it came in. */
export interface Asked {
  readonly path: '/v1/responses' | '/v1/chat/completions';
  readonly headers: IncomingMessage['headers'];
  readonly raw: string;
  readonly body: Body;
  readonly model: string;
  /** The prompt's version: the name of the schema. */
  readonly version: string;
  readonly instructions: string;
  /** The last message, as text and read as JSON. */
  readonly message: string;
  readonly data: Readonly<Record<string, unknown>>;
}

type Body = Readonly<Record<string, unknown>>;

export interface Refused {
  readonly status: number;
  readonly message: string;
  readonly code?: string | null;
  readonly param?: string;
}

interface Rules {
  readonly models: readonly string[];
  readonly thinkers?: readonly string[];
  readonly plain?: readonly string[];
}

const takes = {
  '/v1/responses': [
    'model',
    'instructions',
    'input',
    'text',
    'max_output_tokens',
    'reasoning',
    'store',
    'temperature',
    'prompt_cache_key',
  ],
  '/v1/chat/completions': [
    'model',
    'messages',
    'response_format',
    'max_tokens',
    'max_completion_tokens',
    'reasoning_effort',
    'temperature',
  ],
} as const;

/** The question, or how the API refuses it. */
export function askedOf(
  path: string,
  { method, headers }: IncomingMessage,
  raw: string,
  rules: Rules,
): Asked | Refused {
  if (method !== 'POST' || !(path === '/v1/responses' || path === '/v1/chat/completions'))
    return { status: 404, message: `Invalid URL (${method} ${path})` };
  const body = parsed(raw);
  if (!body) return { status: 400, message: 'We could not parse the JSON body of your request.' };
  const isChat = path === '/v1/chat/completions';
  const refused = settingsProblem(path, body, rules);
  if (refused) return refused;
  const { name, schema, strict } =
    (isChat ? at(body, 'response_format', 'json_schema') : at(body, 'text', 'format')) ?? {};
  const param = isChat ? 'response_format' : 'text.format.schema';
  if (typeof name !== 'string' || !/^[\w-]{1,64}$/.test(name))
    return { status: 400, message: `Invalid '${param}.name'.`, param, code: 'invalid_value' };
  const problem = strict === true ? schemaProblem(schema) : null;
  if (problem)
    return {
      status: 400,
      message: `Invalid schema for response_format '${name}': ${problem}`,
      param,
      code: 'invalid_json_schema',
    };
  const [first, last] = isChat ? texts(body.messages) : [body.instructions, texts(body.input).at(-1)];
  if (typeof first !== 'string' || typeof last !== 'string')
    return {
      status: 400,
      message: "Missing required parameter: 'input'.",
      param: 'input',
      code: 'missing_required_parameter',
    };
  const data = parsed(last) ?? {};
  return {
    path,
    headers,
    raw,
    body,
    model: String(body.model),
    version: name,
    instructions: first,
    message: last,
    data,
  };
}

function settingsProblem(path: keyof typeof takes, body: Body, rules: Rules): Refused | null {
  const { models, thinkers = [] } = rules;
  const { model, temperature, store, max_output_tokens: ceiling } = body;
  const isChat = path === '/v1/chat/completions';
  const unknown = Object.keys(body).find((name) => !takes[path].some((it) => it === name));
  if (unknown)
    return { status: 400, message: `Unknown parameter: '${unknown}'.`, param: unknown, code: 'unknown_parameter' };
  if (typeof model !== 'string') return { status: 400, message: 'you must provide a model parameter' };
  if (!models.includes(model))
    return isChat
      ? {
          status: 404,
          message: `The model \`${model}\` does not exist or you do not have access to it.`,
          code: 'model_not_found',
        }
      : {
          status: 400,
          message: `The requested model '${model}' does not exist.`,
          param: 'model',
          code: 'model_not_found',
        };
  const effort = isChat ? body.reasoning_effort : at(body, 'reasoning')?.effort;
  const refused = effortProblem(model, effort, isChat ? 'reasoning_effort' : 'reasoning.effort', rules);
  if (refused) return refused;
  const isThinking = effort !== 'none' && !rules.plain?.includes(model);
  const unsupported = [
    ...(isThinking ? ['temperature'] : []),
    ...(isChat && thinkers.includes(model) ? ['max_tokens'] : []),
  ].find((it) => it in body);
  if (unsupported)
    return {
      status: 400,
      message: `Unsupported parameter: '${unsupported}' is not supported with this model.`,
      param: unsupported,
    };
  if (temperature !== undefined && !(typeof temperature === 'number' && temperature >= 0 && temperature <= 2))
    return { status: 400, message: "Invalid 'temperature'.", param: 'temperature', code: 'invalid_value' };
  if (ceiling !== undefined && !(typeof ceiling === 'number' && ceiling >= 16))
    return {
      status: 400,
      message: "Invalid 'max_output_tokens': integer below minimum value.",
      param: 'max_output_tokens',
    };
  if (store !== undefined && typeof store !== 'boolean')
    return { status: 400, message: "Invalid type for 'store'.", param: 'store', code: 'invalid_type' };
  return null;
}

/** GPT-4.1 knows of no effort, GPT-6.2 always thinks, GPT-6 Luna thinks as much as it is told to, and unless told. */
function effortProblem(model: string, effort: unknown, param: string, { thinkers, plain }: Rules): Refused | null {
  if (effort === undefined) return null;
  if (plain?.includes(model))
    return {
      status: 400,
      message: `Unsupported parameter: '${param}' is not supported with this model.`,
      param,
      code: 'unsupported_parameter',
    };
  const takenHere = ['low', 'medium', 'high', 'xhigh', ...(thinkers?.includes(model) ? [] : ['none', 'max'])];
  if (takenHere.some((it) => it === effort)) return null;
  return {
    status: 400,
    message: `Unsupported value: '${String(effort)}' is not supported with the '${model}' model. Supported values are: ${takenHere.join(', ')}.`,
    param,
    code: 'unsupported_value',
  };
}

function parsed(raw: string): Body | null {
  try {
    const body: unknown = JSON.parse(raw);
    return isBody(body) ? body : null;
  } catch {
    return null;
  }
}

const isBody = (it: unknown): it is Body => typeof it === 'object' && it !== null && !Array.isArray(it);

function at(body: Body, ...path: readonly string[]): Body | undefined {
  return path.reduce<Body | undefined>((within, name) => {
    const next = within?.[name];
    return isBody(next) ? next : undefined;
  }, body);
}

const texts = (messages: unknown): unknown[] =>
  Array.isArray(messages) ? messages.map((it: unknown) => (isBody(it) ? it.content : undefined)) : [];
