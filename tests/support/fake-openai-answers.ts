import type { Asked } from './fake-openai-requests.ts';

/** What the model does with a question. */
export interface Spoken {
  readonly text?: string;
  readonly refusal?: string;
  /** Cut off by the ceiling, or by the server's own filter. */
  readonly stopped?: 'length' | 'content_filter';
  /** It fails after the answer has begun: 200 all the same. */
  readonly failed?: { readonly code: string };
  readonly cached?: number;
}

/** An answer that fits, for each prompt. */
export const canned: Readonly<Record<string, unknown>> = {
  hint: { text: 'What does the minus in front of the bracket do to each term?', isSure: true },
  critique: { givesAway: false, isCorrect: true, isOnRung: true, isKind: true, reason: 'fine' },
  solve: { answers: ['7'] },
  'break-down': {
    steps: [
      { what: 'List the chapters', minutes: 15 },
      { what: 'Read chapter 1', minutes: 60 },
      { what: 'Solve its problems', minutes: null },
    ],
  },
  relabel: { done: [0] },
  depth: { depth: 2, feedback: 'You name a reason; what did you do that brought it about?' },
  topics: { topics: [{ name: 'Products', cards: [0] }] },
  vary: { question: 'What is 4 * 6?', answer: '24', expression: '4 * 6', wrong: ['10', '46', '20'] },
};

const countOf = (text: string) => Math.ceil(text.length / 4);

export function asResponse(asked: Asked, spoken: Spoken, countsNothing: boolean): unknown {
  const { text = '', refusal, stopped, failed, cached = 0 } = spoken;
  const content = refusal ? { type: 'refusal', refusal } : { type: 'output_text', text, annotations: [] };
  const reason = stopped === 'length' ? 'max_output_tokens' : stopped;
  const read = countOf(asked.instructions + asked.message);
  return {
    id: 'resp_1',
    object: 'response',
    created_at: 1_780_000_000,
    status: failed ? 'failed' : stopped ? 'incomplete' : 'completed',
    error: failed ? { message: 'The server had an error.', ...failed } : null,
    incomplete_details: reason ? { reason } : null,
    model: asked.model,
    output: failed
      ? []
      : [{ id: 'msg_1', type: 'message', role: 'assistant', status: 'completed', content: [content] }],
    ...(!countsNothing && {
      usage: {
        input_tokens: read,
        input_tokens_details: { cached_tokens: cached },
        output_tokens: countOf(text),
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: read + countOf(text),
      },
    }),
  };
}

export function asCompletion(asked: Asked, spoken: Spoken, countsNothing: boolean): unknown {
  const { text = '', refusal, stopped, failed, cached = 0 } = spoken;
  if (failed) return { error: { message: 'The server had an error.', type: 'server_error', param: null, ...failed } };
  const read = countOf(asked.instructions + asked.message);
  return {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_780_000_000,
    model: asked.model,
    choices: [
      {
        index: 0,
        finish_reason: stopped ?? 'stop',
        message: { role: 'assistant', content: refusal ? null : text, refusal: refusal ?? null },
      },
    ],
    ...(!countsNothing && {
      usage: {
        prompt_tokens: read,
        prompt_tokens_details: { cached_tokens: cached },
        completion_tokens: countOf(text),
        total_tokens: read + countOf(text),
      },
    }),
  };
}
