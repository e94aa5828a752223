import { z } from 'zod';
import { Trouble } from './failures.ts';

/** As the server counts them; `cached` is part of `read`. */
export interface Tokens {
  readonly read: number;
  readonly cached: number;
  readonly written: number;
}

/** What came back: text that should be JSON, and what it took where the server says so. */
export interface Written {
  readonly text: string;
  readonly tokens: Tokens | null;
}

const count = z.number().int().min(0).max(100_000_000);
const cachedCount = z.looseObject({ cached_tokens: count.nullish() }).nullish().catch(null);
const fault = z.looseObject({ code: z.string().nullish().catch(null) });

const responseTokens = z
  .looseObject({ input_tokens: count, input_tokens_details: cachedCount, output_tokens: count })
  .transform((it) => tokensOf(it.input_tokens, it.input_tokens_details?.cached_tokens, it.output_tokens));

const response = z.looseObject({
  error: fault.nullish(),
  status: z.string().nullish(),
  incomplete_details: z.looseObject({ reason: z.string().nullish() }).nullish(),
  output: z
    .array(
      z.looseObject({
        type: z.string(),
        content: z
          .array(z.looseObject({ type: z.string(), text: z.string().optional() }))
          .nullish()
          .catch(null),
      }),
    )
    .default([]),
  usage: responseTokens.nullish().catch(null),
});

/** The body of an answer of /responses. Throws Trouble where it holds no whole answer. */
export function readResponse(body: unknown): Written {
  const { error, status, incomplete_details, output, usage } = readBody(response, body);
  const tokens = usage ?? null;
  if (error || status === 'failed') throw new Trouble('error-body', { code: error?.code, tokens });
  const pieces = output.flatMap(({ type, content }) => (type === 'message' ? (content ?? []) : []));
  const reason = incomplete_details?.reason;
  if (reason === 'content_filter' || pieces.some(({ type }) => type === 'refusal'))
    throw new Trouble('refusal', { tokens });
  if (status === 'incomplete') throw new Trouble('truncated', { tokens });
  if (status && status !== 'completed') throw new Trouble('garbage', { tokens });
  return written(pieces.map(({ type, text }) => (type === 'output_text' ? text : '')).join(''), tokens);
}

const chatTokens = z
  .looseObject({ prompt_tokens: count, prompt_tokens_details: cachedCount, completion_tokens: count })
  .transform((it) => tokensOf(it.prompt_tokens, it.prompt_tokens_details?.cached_tokens, it.completion_tokens));

const completion = z.looseObject({
  error: fault.nullish(),
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .default([]),
  usage: chatTokens.nullish().catch(null),
});

/** The body of an answer of /chat/completions. Throws Trouble where it holds no whole answer. */
export function readCompletion(body: unknown): Written {
  const { error, choices, usage } = readBody(completion, body);
  const tokens = usage ?? null;
  if (error) throw new Trouble('error-body', { code: error.code, tokens });
  const [choice] = choices;
  if (choice?.message.refusal || choice?.finish_reason === 'content_filter') throw new Trouble('refusal', { tokens });
  if (choice?.finish_reason === 'length') throw new Trouble('truncated', { tokens });
  return written(choice?.message.content ?? '', tokens);
}

function readBody<T>(shape: z.ZodType<T>, body: unknown): T {
  if (body === undefined || body === null || body === '') throw new Trouble('empty');
  const read = shape.safeParse(body);
  if (!read.success) throw new Trouble('garbage');
  return read.data;
}

function tokensOf(read: number, cached: number | null | undefined, written: number): Tokens {
  return { read, cached: Math.min(cached ?? 0, read), written };
}

/** Far beyond what any prompt's ceiling lets through. */
const textMax = 20_000;

function written(text: string, tokens: Tokens | null): Written {
  if (text.trim() === '') throw new Trouble('empty', { tokens });
  if (text.length > textMax) throw new Trouble('too-long', { tokens });
  return { text, tokens };
}
