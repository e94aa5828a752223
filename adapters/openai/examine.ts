import { z } from 'zod';
import { amiss, type Finding, well } from '../../src/chat/finding.ts';
import { NoAnswer } from '../../src/tutor.ts';
import { troubleOf, type Why } from './failures.ts';
import { priceOf } from './prices.ts';
import { hostOf, openClient } from './server.ts';
import { openTutor, type TutorSetup } from './tutor.ts';

type Examined = Pick<TutorSetup, 'apiKey' | 'baseUrl' | 'models' | 'prices' | 'timeoutMs' | 'elapsedMs'>;

/**
 * Looks at the server with the models, and asks each model in use one small question with nobody's words in it, since only that shows
 * whether it answers by a schema. Never throws: what goes wrong is a finding.
 */
export async function examineTutor(examined: Examined): Promise<readonly Finding[]> {
  const { door, ends } = await knock(examined);
  if (!door.isWell) return [door];
  const models = [...new Set([examined.models.usual, ...Object.values(examined.models.byTask)])];
  const each = await Promise.all(models.map((model) => tryOut(examined, model)));
  const unknown = models.filter((model) => !priceOf(model, examined.prices));
  const inUse = [...ends].filter(([model]) => models.includes(model));
  return [door, ...each, ...unknown.map(unpriced), ...inUse.map(ending)];
}

interface Knocked {
  readonly door: Finding;
  /** The days on which models are shut down, as far as the server tells. */
  readonly ends: ReadonlyMap<string, string>;
}

/** Source: developers.openai.com, deprecations: the list of models has `shutdown_date`, YYYY-MM-DD, where a day was announced. */
const modelList = z.object({
  data: z.array(z.object({ id: z.string(), shutdown_date: z.iso.date().nullish().catch(null) })),
});

/** Servers without a list of models are let pass: the questions tell more. */
async function knock(examined: Examined): Promise<Knocked> {
  const host = hostOf(examined);
  try {
    const said = await openClient(examined, Math.min(examined.timeoutMs, 10_000)).get<unknown>('/models');
    const { data = [] } = modelList.safeParse(said).data ?? {};
    const ends = data.flatMap(({ id, shutdown_date: day }) => (day ? [[id, day] as const] : []));
    return { door: well(`${host} accepts the key`), ends: new Map(ends) };
  } catch (error) {
    const { why, details } = troubleOf(error);
    const isLess = why === 'unknown-model' || details.status === 405;
    const todo = todos[why] ?? 'Its own pages or log should tell more.';
    return { door: isLess ? well(`${host} answers`) : amiss(`${host}: ${says[why] ?? why}`, todo), ends: new Map() };
  }
}

async function tryOut(examined: Examined, model: string): Promise<Finding> {
  const quiet = () => {};
  const tutor = openTutor({
    ...examined,
    models: { usual: model, byTask: {} },
    log: { debug: quiet, warn: quiet, error: quiet },
    metrics: { platformError: quiet },
    random: () => 0,
  });
  const startedAtMs = examined.elapsedMs();
  try {
    const { said } = await tutor.relabel({ said: 'I read chapter 1.', steps: ['Read chapter 1', 'Write a summary'] });
    const seconds = ((examined.elapsedMs() - startedAtMs) / 1000).toFixed(1);
    if (said.length === 1 && said[0] === 0) return well(`${model} answers a small question rightly, in ${seconds} s`);
    return {
      ...well(`${model} answers, in ${seconds} s`),
      todo: 'Not rightly, though: a larger model may suit learners better.',
    };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    const why = error.message.split(': ').at(-1) ?? '';
    return amiss(`${model}: ${says[why] ?? why}`, todos[why] ?? 'Try another model in TUTOR_MODEL or TUTOR_MODELS.');
  }
}

const says: Readonly<Record<string, string>> = {
  'wrong-key': 'the key is not accepted',
  'no-credit': 'there is no credit left',
  'unknown-model': 'there is no such model',
  unreachable: 'nobody can be reached there',
  'too-late': 'no answer came within the time limit',
  'rate-limited': 'it is asked too often',
  'wrong-schema': 'the answer is not of the shape that was asked for',
  garbage: 'the answer is no JSON',
} satisfies Partial<Record<Why, string>>;

const todos: Readonly<Record<string, string>> = {
  'wrong-key': 'Make a new key where the models are, and set OPENAI_API_KEY.',
  'no-credit': 'Pay it in where the models are; until then help comes without the tutor.',
  unreachable: 'Is this machine on the internet, and is OPENAI_BASE_URL right where it is set?',
  'unknown-model': 'Set TUTOR_MODEL or TUTOR_MODELS to one that the server has.',
  'too-late': 'Take a faster model, or set TUTOR_TIMEOUT_SECONDS higher.',
  'wrong-schema': 'Take a model or a server that can answer by a JSON schema.',
  garbage: 'Take a model or a server that can answer by a JSON schema.',
};

const unpriced = (model: string): Finding => ({
  ...well(`What ${model} costs is not known here`),
  todo: `It counts as free in /setup coach. If it is not: TUTOR_PRICES=${model}=read/cached/written, in dollars for a million tokens.`,
});

const ending = ([model, day]: readonly [string, string]): Finding => ({
  ...well(`${model} is there until ${day}`),
  todo: 'Its server shuts it down then. Set TUTOR_MODEL or TUTOR_MODELS to another one before.',
});
