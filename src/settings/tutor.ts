import { z } from 'zod';
import { setting, type ValuesOf, webAddress, wellFormed, wholeNumber } from './setting.ts';

/** What a model can be named for: the methods of the tutor. */
export const tutorTasks = ['hint', 'critique', 'solve', 'breakDown', 'relabel', 'depth', 'vary', 'topics'] as const;
export type TutorTask = (typeof tutorTasks)[number];

/** Dollars for a million tokens. */
export interface TutorPrice {
  readonly read: number;
  readonly cached: number;
  readonly written: number;
}

const modelName = wellFormed(/^[\w.:/@-]{1,100}$/, 'it must be the name of a model, without spaces');

/** `a=…,b=…` as pairs; spaces around are passed over. */
const pairs = z.string().transform((text) =>
  text.split(',').map((pair): readonly [string, string] => {
    const at = pair.indexOf('=');
    return at < 0 ? [pair.trim(), ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
  }),
);

const isTask = (name: string): name is TutorTask => tutorTasks.some((task) => task === name);

const modelByTask = pairs.transform((given, context) => {
  const models: Partial<Record<TutorTask, string>> = {};
  for (const [task, model] of given)
    if (isTask(task) && modelName.safeParse(model).success) models[task] = model;
    else context.addIssue(`it must name models for some of ${tutorTasks.join(', ')}`);
  return models;
});

const priceByModel = pairs.transform((given, context) => {
  const prices: Record<string, TutorPrice> = {};
  for (const [model, text] of given) {
    const [, read, cached, written] =
      /^(\d{1,6}(?:\.\d+)?)\/(\d{1,6}(?:\.\d+)?)\/(\d{1,6}(?:\.\d+)?)$/.exec(text) ?? [];
    if (modelName.safeParse(model).success && read && cached && written)
      prices[model] = { read: Number(read), cached: Number(cached), written: Number(written) };
    else context.addIssue('it must give dollars for a million tokens: model=read/found in the cache/written');
  }
  return prices;
});

const switchedOn = ['OPENAI_API_KEY'];

export const tutorSettings = {
  openaiApiKey: setting({
    variable: 'OPENAI_API_KEY',
    about:
      'The key of the server with the models. Switches the tutor on; members and admins still say yes for themselves.',
    example: 'sk-your-key',
    otherwise: 'no tutor; help comes from the cards and from rules',
    read: wellFormed(
      /^\S{4,300}$/,
      'it must be a key without spaces; a server that wants none takes any, such as none',
    ).optional(),
    secret: true,
  }),
  openaiBaseUrl: setting({
    variable: 'OPENAI_BASE_URL',
    about: "Another server in the place of OpenAI's that speaks the same: a local model, one of your own, a proxy.",
    example: 'http://127.0.0.1:11434/v1',
    otherwise: 'https://api.openai.com/v1',
    read: webAddress.optional(),
    needs: switchedOn,
  }),
  tutorModel: setting({
    variable: 'TUTOR_MODEL',
    about: 'The model that is asked. It must be able to answer by a JSON schema.',
    example: 'gpt-6-luna',
    otherwise: 'gpt-6-luna',
    read: modelName.default('gpt-6-luna'),
    needs: switchedOn,
  }),
  tutorModels: setting({
    variable: 'TUTOR_MODELS',
    about: `Another model for some tasks: ${tutorTasks.join(', ')}.`,
    example: 'hint=gpt-6.2-sol,critique=gpt-6-luna',
    otherwise: 'TUTOR_MODEL for all',
    read: modelByTask.default({}),
    needs: switchedOn,
  }),
  tutorPrices: setting({
    variable: 'TUTOR_PRICES',
    about: 'What models cost, in dollars for a million tokens: read/found in the cache/written.',
    example: 'gpt-6-luna=0.1/0.01/0.5',
    otherwise: "what is known of OpenAI's models; others count as free",
    read: priceByModel.default({}),
    needs: switchedOn,
  }),
  tutorPersonTokens: setting({
    variable: 'TUTOR_TOKENS_PER_PERSON_A_DAY',
    about: 'How many tokens, read and written together, are used for one person a day (UTC).',
    example: '80000',
    otherwise: '40000, some twenty hints',
    read: wholeNumber(0, 100_000_000, 40_000),
    needs: switchedOn,
  }),
  tutorServerTokens: setting({
    variable: 'TUTOR_TOKENS_PER_SERVER_A_DAY',
    about: 'The same for one server or workspace as a whole; its admins can set less by `/setup coach`.',
    example: '1000000',
    otherwise: '400000',
    read: wholeNumber(0, 100_000_000, 400_000),
    needs: switchedOn,
  }),
  tutorTimeoutSeconds: setting({
    variable: 'TUTOR_TIMEOUT_SECONDS',
    about:
      'How long an answer is waited for, all tries together. A hint without the tutor is there at once in any case.',
    example: '60',
    otherwise: '20',
    read: wholeNumber(1, 300, 20),
    needs: switchedOn,
  }),
};

/** What the tutor needs to run. */
export interface TutorConfig {
  readonly apiKey: string;
  readonly baseUrl?: string;
  readonly models: { readonly usual: string; readonly byTask: Readonly<Partial<Record<TutorTask, string>>> };
  readonly prices: Readonly<Record<string, TutorPrice>>;
  readonly limits: { readonly personTokensADay: number; readonly serverTokensADay: number };
  readonly timeoutMs: number;
}

/** Null where the tutor is not switched on. */
export function tutorOf(values: ValuesOf<typeof tutorSettings>): TutorConfig | null {
  const { openaiApiKey: apiKey, openaiBaseUrl: baseUrl } = values;
  if (apiKey === undefined) return null;
  return {
    apiKey,
    ...(baseUrl && { baseUrl }),
    models: { usual: values.tutorModel, byTask: values.tutorModels },
    prices: values.tutorPrices,
    limits: { personTokensADay: values.tutorPersonTokens, serverTokensADay: values.tutorServerTokens },
    timeoutMs: values.tutorTimeoutSeconds * 1000,
  };
}
