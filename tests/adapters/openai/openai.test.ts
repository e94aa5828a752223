import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hostOf } from '../../../adapters/openai/server.ts';
import { openTutor, type TutorSetup } from '../../../adapters/openai/tutor.ts';
import { Unavailable } from '../../../src/errors.ts';
import { NoAnswer, type Tutor, type TutorUse } from '../../../src/tutor.ts';
import { type FakeOpenai, type Fault, type Nature, startFakeOpenai } from '../../support/fake-openai.ts';
import { seededRandom } from '../../support/studyloop.ts';

let fake: FakeOpenai;
beforeAll(async () => {
  fake = await startFakeOpenai({ thinkers: ['gpt-6.2-sol'] });
});
afterAll(() => fake?.close());
beforeEach(() => {
  fake.faults = [];
});

interface Line {
  readonly level: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A tutor with everything that it tells beside it; the clock for spans is the test's where it is given. */
function tutorAt(server: FakeOpenai, setup: Partial<TutorSetup> = {}) {
  const lines: Line[] = [];
  const counted: string[] = [];
  const into = (level: string) => (facts: object) => void lines.push({ level, facts: { ...facts } });
  const tutor = openTutor({
    apiKey: server.apiKey,
    baseUrl: server.url,
    models: { usual: 'gpt-6-luna', byTask: {} },
    prices: {},
    timeoutMs: 10_000,
    log: { debug: into('debug'), warn: into('warn'), error: into('error') },
    metrics: { platformError: (platform, kind) => void counted.push(`${platform} ${kind}`) },
    random: seededRandom(1),
    elapsedMs: () => performance.now(),
    ...setup,
  });
  return { tutor, lines, counted };
}

const secret = 'a very private problem';
const hintOf = (tutor: Tutor) =>
  tutor.hint({ problem: secret, topic: null, rung: 'locate', before: [], mastery: null });

/** How it failed, as the caller sees it. */
async function failureOf(asking: Promise<unknown>): Promise<NoAnswer> {
  const error = await asking.then(
    () => null,
    (it: unknown) => it,
  );
  if (error instanceof NoAnswer) return error;
  throw new Error('It should have given no answer', { cause: error });
}

const total = ({ read, written }: TutorUse) => read + written;

describe('each task', () => {
  test('is asked and answered', async () => {
    const { tutor, lines } = tutorAt(fake);
    const answers = await Promise.all([
      hintOf(tutor),
      tutor.critique({ problem: 'p', rung: 'locate', hint: 'h' }),
      tutor.solve({ problem: 'Solve 2(x - 3) = 8' }),
      tutor.breakDown({ goal: 'Read a book', measure: null, days: 12 }),
      tutor.relabel({ said: 'I listed them', steps: ['List the chapters', 'Read chapter 1'] }),
      tutor.depth({ went: 'badly', cause: null, change: null, learned: null }),
      tutor.vary({ question: '3 * 5?', answer: '15', topic: 'Products' }),
    ]);
    expect(answers.map(({ said }) => said)).toEqual([
      { text: expect.stringContaining('minus'), isSure: true },
      expect.objectContaining({ givesAway: false, reason: 'fine' }),
      ['7'],
      [{ what: 'List the chapters', minutes: 15 }, expect.anything(), { what: 'Solve its problems', minutes: null }],
      [0],
      { depth: 2, feedback: expect.any(String) },
      expect.objectContaining({ answer: '24', expression: '4 * 6' }),
    ]);
    for (const { use } of answers) {
      expect(total(use)).toBeGreaterThan(100);
      expect(use.microDollars).toBe(Math.ceil(use.read * 0.1 + use.written * 0.5));
    }
    expect(lines.map(({ level }) => level)).toEqual(Array(7).fill('debug'));
  });

  test('has a model of its own where one is named', async () => {
    const { tutor } = tutorAt(fake, { models: { usual: 'gpt-6-luna', byTask: { critique: 'gpt-6.2-sol' } } });
    await hintOf(tutor);
    expect(fake.asked.at(-1)?.model).toBe('gpt-6-luna');
    await tutor.critique({ problem: 'p', rung: 'locate', hint: 'h' });
    expect(fake.asked.at(-1)?.model).toBe('gpt-6.2-sol');
  });

  test('is never kept by the server, and never named after anyone', async () => {
    await hintOf(tutorAt(fake).tutor);
    const asked = fake.asked.at(-1);
    expect(asked?.body).toMatchObject({ store: false, prompt_cache_key: 'hint-v1' });
    expect(Object.keys(asked?.body ?? {}).sort()).toEqual([
      'input',
      'instructions',
      'max_output_tokens',
      'model',
      'prompt_cache_key',
      'reasoning',
      'store',
      'temperature',
      'text',
    ]);
  });
});

test('what the cache held costs less', async () => {
  const { tutor } = tutorAt(fake);
  fake.faults = [{ kind: 'spoken', spoken: { text: '{"text":"Look at line 2.","isSure":true}', cached: 400 } }];
  const { use } = await hintOf(tutor);
  expect(use.cached).toBe(400);
  expect(use.microDollars).toBe(Math.ceil((use.read - 400) * 0.1 + 400 * 0.01 + use.written * 0.5));
});

test('the price is the setting’s first, then the known one by the name without its date, else nothing', async () => {
  const dated = await startFakeOpenai({ models: ['gpt-6-luna-2026-09-22', 'llama'] });
  const costWith = async (usual: string, prices = {}) =>
    (await hintOf(tutorAt(dated, { models: { usual, byTask: {} }, prices }).tutor)).use.microDollars;
  const known = await costWith('gpt-6-luna-2026-09-22');
  expect(known).toBeGreaterThan(0);
  const own = { 'gpt-6-luna': { read: 1.5, cached: 0.15, written: 9 } };
  expect(await costWith('gpt-6-luna-2026-09-22', own)).toBeGreaterThanOrEqual(known * 2 - 1);
  expect(await costWith('llama')).toBe(0);
  await dated.close();
});

const good = '{"text":"Look at the second line.","isSure":true}';
const spoken = (text: string): Fault => ({ kind: 'spoken', spoken: { text } });
const body = (it: unknown, contentType?: string): Fault => ({
  kind: 'body',
  body: typeof it === 'string' ? it : JSON.stringify(it),
  ...(contentType && { contentType }),
});

describe.each<[string, Nature]>([
  ['by /responses', {}],
  ['by /chat/completions', { isChatOnly: true }],
])('trouble %s', (_, nature) => {
  let server: FakeOpenai;
  beforeAll(async () => {
    server = await startFakeOpenai(nature);
  });
  afterAll(() => server?.close());
  beforeEach(() => {
    server.faults = [];
  });

  const faults: readonly (readonly [string, Fault, string, 'used' | 'unused', 'fault' | 'no fault'])[] = [
    ['a refusal', { kind: 'spoken', spoken: { refusal: secret } }, 'refusal', 'used', 'no fault'],
    [
      'its own filter',
      { kind: 'spoken', spoken: { stopped: 'content_filter', text: '{' } },
      'refusal',
      'used',
      'no fault',
    ],
    [
      'an answer cut by the ceiling',
      { kind: 'spoken', spoken: { stopped: 'length', text: '{"te' } },
      'truncated',
      'used',
      'no fault',
    ],
    [
      '200 and an error',
      { kind: 'spoken', spoken: { failed: { code: 'server_error' } } },
      'error-body',
      'used',
      'fault',
    ],
    ['200 and a bare error', body({ error: { message: secret } }), 'error-body', 'used', 'fault'],
    ['nothing', body(''), 'empty', 'used', 'fault'],
    ['no text', spoken('  '), 'empty', 'used', 'fault'],
    ['no output', body({ object: 'response', status: 'completed' }), 'empty', 'used', 'fault'],
    ['a page', body('<html>Welcome</html>', 'text/html'), 'garbage', 'used', 'fault'],
    ['half a JSON', body(`{"output": "${secret}`), 'garbage', 'used', 'fault'],
    ['another body', body([1, 2, 3]), 'garbage', 'used', 'fault'],
    ['prose', spoken(`Sure! ${secret}`), 'garbage', 'used', 'fault'],
    ['another schema', spoken(`{"hint":"${secret}"}`), 'wrong-schema', 'used', 'fault'],
    ['wrong types', spoken(`{"text":["${secret}"],"isSure":"yes"}`), 'wrong-schema', 'used', 'fault'],
    ['an empty hint', spoken('{"text":" ","isSure":true}'), 'wrong-schema', 'used', 'fault'],
    [
      'far too long a hint',
      spoken(JSON.stringify({ text: secret.repeat(100), isSure: true })),
      'wrong-schema',
      'used',
      'fault',
    ],
    ['a book', spoken(JSON.stringify({ text: secret.repeat(2000), isSure: true })), 'too-long', 'used', 'no fault'],
    ['a cut line', { kind: 'cut' }, 'cut', 'used', 'fault'],
    ['no credit', { kind: 'status', status: 429, code: 'insufficient_quota' }, 'no-credit', 'unused', 'fault'],
    [
      'too long for the model',
      { kind: 'status', status: 400, code: 'context_length_exceeded' },
      'question-too-long',
      'unused',
      'no fault',
    ],
    ['a request that is not taken', { kind: 'status', status: 400 }, 'refused-request', 'unused', 'fault'],
    ['no way in', { kind: 'status', status: 403 }, 'wrong-key', 'unused', 'fault'],
  ];

  test.each(faults)('%s', async (_name, fault, why, used) => {
    const { tutor, lines, counted } = tutorAt(server);
    await hintOf(tutor); // a server without /responses is known by now
    const asked = server.asked.length;
    server.faults = [fault];
    const error = await failureOf(hintOf(tutor));
    expect(error).toBeInstanceOf(Unavailable);
    expect(error.message).toBe(`The tutor gave no answer: ${why}`);
    expect(error.cause).toBeUndefined();
    expect(total(error.use) > 0).toBe(used === 'used');
    expect(server.asked.length).toBe(asked + 1);
    expect(lines.at(-1)?.facts).toMatchObject({ task: 'hint', model: 'gpt-6-luna', prompt: 'hint-v1', why });
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(counted).toEqual([`tutor ${why}`]);
    expect((await hintOf(tutor)).said.isSure).toBe(true);
  });

  test.each(faults.map(([name, fault, , , kind]) => [name, fault, kind] as const))(
    'six times %s',
    async (_name, fault, kind) => {
      const { tutor } = tutorAt(server);
      await hintOf(tutor);
      const asked = server.asked.length;
      server.faults = Array(6).fill(fault);
      for (let n = 0; n < 6; n++) await failureOf(hintOf(tutor));
      expect(server.asked.length - asked).toBe(kind === 'fault' ? 5 : 6);
    },
  );

  test('small models write around their JSON, and with letters that cannot be kept', async () => {
    const { tutor } = tutorAt(server);
    const texts = [
      `\`\`\`json\n${good}\n\`\`\``,
      `<think>hm</think>\n${good}`,
      '{"text":"Look\\u0000 at\\ud800 it. ","isSure":true,"more":1}',
    ];
    server.faults = texts.map(spoken);
    expect((await hintOf(tutor)).said.text).toBe('Look at the second line.');
    expect((await hintOf(tutor)).said.text).toBe('Look at the second line.');
    expect((await hintOf(tutor)).said).toEqual({ text: 'Look at\ufffd it.', isSure: true });
  });

  test('a server that does not count, or counts nonsense, is counted for', async () => {
    const silent = await startFakeOpenai({ ...nature, countsNothing: true });
    const { use } = await hintOf(tutorAt(silent).tutor);
    expect(total(use)).toBeGreaterThan(300);
    const nonsense = { input_tokens: -5000, output_tokens: 1e300, prompt_tokens: -1, completion_tokens: 'many' };
    silent.faults = [
      body({
        status: 'completed',
        output: [{ type: 'message', content: [{ type: 'output_text', text: good }] }],
        choices: [{ message: { content: good } }],
        usage: nonsense,
      }),
    ];
    const counted = (await hintOf(tutorAt(silent).tutor)).use;
    expect(total(counted)).toBeGreaterThan(300);
    expect(total(counted)).toBeLessThan(5000);
    await silent.close();
  });
});

describe('the wrong', () => {
  test('key is told to whoever runs the bot', async () => {
    const { tutor, lines } = tutorAt(fake, { apiKey: 'sk-wrong-0123456789' });
    expect((await failureOf(hintOf(tutor))).message).toContain('wrong-key');
    expect(lines).toEqual([
      { level: 'error', facts: expect.objectContaining({ why: 'wrong-key', status: 401, code: 'invalid_api_key' }) },
    ]);
    expect(JSON.stringify(lines)).not.toContain('sk-');
  });

  test.each([{}, { isChatOnly: true }])('model too, %o', async (nature) => {
    const server = await startFakeOpenai(nature);
    const { tutor, lines } = tutorAt(server, { models: { usual: 'gpt-nope', byTask: {} } });
    expect((await failureOf(hintOf(tutor))).message).toContain('unknown-model');
    expect(lines[0]).toMatchObject({ level: 'error', facts: { code: 'model_not_found' } });
    await server.close();
  });
});

describe('a server as it turns out to be', () => {
  test('without /responses is asked by chat, from then on at once', async () => {
    const local = await startFakeOpenai({ isChatOnly: true });
    const { tutor } = tutorAt(local);
    await hintOf(tutor);
    await hintOf(tutor);
    expect(local.paths).toEqual(['/v1/responses', '/v1/chat/completions', '/v1/chat/completions']);
    expect(local.asked[0]?.body).toMatchObject({ messages: [{ role: 'system' }, { role: 'user' }], max_tokens: 700 });
    await local.close();
  });

  test.each([
    ['that always thinks', {}, { thinkers: ['it'] }, { reasoning: { effort: 'low' }, max_output_tokens: 2200 }],
    ['that never thinks', {}, { plain: ['it'] }, { temperature: 0.4, max_output_tokens: 700 }],
    [
      'that always thinks',
      { isChatOnly: true },
      { thinkers: ['it'] },
      { reasoning_effort: 'low', max_completion_tokens: 2200 },
    ],
    ['that never thinks', { isChatOnly: true }, { plain: ['it'] }, { temperature: 0.4, max_tokens: 700 }],
  ])('whose model is one %s gets what that takes, from then on at once: %o', async (_, nature, minds, taken) => {
    const server = await startFakeOpenai({ ...nature, ...minds, models: ['it'] });
    const { tutor } = tutorAt(server, { models: { usual: 'it', byTask: {} } });
    await Promise.all([hintOf(tutor), hintOf(tutor)]); // both are refused, and neither fails
    const before = server.paths.length;
    await hintOf(tutor);
    expect(server.paths.length).toBe(before + 1);
    const settings = [
      'temperature',
      'reasoning',
      'reasoning_effort',
      'max_tokens',
      'max_completion_tokens',
      'max_output_tokens',
    ];
    const body = Object.entries(server.asked.at(-1)?.body ?? {});
    expect(Object.fromEntries(body.filter(([name]) => settings.includes(name)))).toEqual(taken);
    await server.close();
  });

  test('where the name of the effort is in the message alone is understood too', async () => {
    const server = await startFakeOpenai({ isChatOnly: true });
    const { tutor } = tutorAt(server);
    await hintOf(tutor);
    server.faults = [
      { kind: 'status', status: 400, message: "[{'loc': ('body', 'reasoning_effort'), 'msg': 'Input should be low'}]" },
    ];
    await hintOf(tutor);
    expect(server.asked.at(-1)?.body).toMatchObject({ reasoning_effort: 'low' });
    await server.close();
  });
});

describe('another try', () => {
  test.each([500, 502, 503, 408])('after a %s there is one, and no third', async (status) => {
    const { tutor } = tutorAt(fake);
    const asked = fake.asked.length;
    fake.faults = [{ kind: 'status', status }];
    expect((await hintOf(tutor)).said.isSure).toBe(true);
    fake.faults = Array(5).fill({ kind: 'status', status });
    expect((await failureOf(hintOf(tutor))).message).toContain('overloaded');
    expect(fake.asked.length - asked).toBe(4);
  });

  test('comes when the server asks for it', async () => {
    const { tutor } = tutorAt(fake);
    fake.faults = [{ kind: 'status', status: 429, headers: { 'retry-after-ms': '900' } }];
    const startedAt = performance.now();
    await hintOf(tutor);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(895);
  });

  test('does not come where that is later than the time limit, and until then nobody is asked', async () => {
    let at = 0;
    const { tutor } = tutorAt(fake, { elapsedMs: () => at });
    const asked = fake.asked.length;
    fake.faults = [{ kind: 'status', status: 429, headers: { 'retry-after': '40' } }];
    expect((await failureOf(hintOf(tutor))).retryAfterMs).toBe(40_000);
    at += 39_000;
    expect((await failureOf(hintOf(tutor))).retryAfterMs).toBe(1000);
    expect(fake.asked.length - asked).toBe(1);
    at += 1000;
    expect((await hintOf(tutor)).said.isSure).toBe(true);
  });

  test('at a server that is not there', async () => {
    const gone = await startFakeOpenai();
    await gone.close();
    const error = await failureOf(hintOf(tutorAt(gone).tutor));
    expect(error.message).toContain('unreachable');
    expect(total(error.use)).toBe(0);
  });
});

test('too late is no answer, and may have cost something', async () => {
  const { tutor, lines } = tutorAt(fake, { timeoutMs: 300 });
  const asked = fake.asked.length;
  fake.faults = [{ kind: 'hang' }];
  const error = await failureOf(hintOf(tutor));
  expect(error.message).toContain('too-late');
  expect(total(error.use)).toBeGreaterThan(700);
  expect(fake.asked.length - asked).toBe(1);
  expect(lines[0]?.facts).toMatchObject({ why: 'too-late' });
  expect(Number(lines[0]?.facts.tookMs)).toBeGreaterThanOrEqual(290);
});

test('a question that is no question stays here', async () => {
  const { tutor } = tutorAt(fake);
  const asked = fake.asked.length;
  const error = await failureOf(
    tutor.hint({ problem: 'x'.repeat(30_000), topic: null, rung: 'locate', before: [], mastery: null }),
  );
  expect(error.message).toContain('question-too-long');
  expect([total(error.use), fake.asked.length - asked]).toEqual([0, 0]);
});

describe('after five faults in a row', () => {
  const bad: Fault = { kind: 'status', status: 400 };

  test('it rests, longer each time, and one question tries whether all is well', async () => {
    let at = 0;
    const { tutor, lines } = tutorAt(fake, { elapsedMs: () => at });
    const asked = fake.asked.length;
    fake.faults = Array(6).fill(bad);
    for (let n = 0; n < 5; n++) await failureOf(hintOf(tutor));
    expect(lines.at(-1)?.facts).toMatchObject({ restMs: 30_000 });
    expect((await failureOf(hintOf(tutor))).message).toContain('rests');
    at += 30_000;
    const both = await Promise.all([failureOf(hintOf(tutor)), failureOf(hintOf(tutor))]);
    expect(both.map(({ message }) => message).sort()).toEqual([
      expect.stringContaining('refused-request'),
      expect.stringContaining('rests'),
    ]);
    expect(fake.asked.length - asked).toBe(6);
    at += 59_000;
    await failureOf(hintOf(tutor));
    expect(fake.asked.length - asked).toBe(6);
    at += 1000;
    expect((await hintOf(tutor)).said.isSure).toBe(true);
    fake.faults = Array(4).fill(bad);
    for (let n = 0; n < 4; n++) await failureOf(hintOf(tutor));
    expect((await hintOf(tutor)).said.isSure).toBe(true);
  });

  test('those that went out together make it rest once, and no longer', async () => {
    let at = 0;
    const { tutor, lines } = tutorAt(fake, { elapsedMs: () => at });
    fake.faults = Array(8).fill(bad);
    await Promise.all(Array.from({ length: 8 }, () => failureOf(hintOf(tutor))));
    expect(lines.map(({ facts }) => facts.restMs).filter((it) => it !== undefined)).toEqual(Array(4).fill(30_000));
    at += 30_000;
    expect((await hintOf(tutor)).said.isSure).toBe(true);
  });

  test('of one model, another goes on', async () => {
    const { tutor } = tutorAt(fake, { models: { usual: 'gpt-6-luna', byTask: { critique: 'gpt-6.2-sol' } } });
    fake.faults = Array(5).fill(bad);
    for (let n = 0; n < 5; n++) await failureOf(hintOf(tutor));
    expect((await failureOf(hintOf(tutor))).message).toContain('rests');
    expect((await tutor.critique({ problem: 'p', rung: 'locate', hint: 'h' })).said.reason).toBe('fine');
  });
});

test('where it is can be told', () => {
  expect(hostOf({})).toBe('api.openai.com');
  expect(hostOf({ baseUrl: 'http://127.0.0.1:11434/v1' })).toBe('127.0.0.1:11434');
});
