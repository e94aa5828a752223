import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeAttempt, saysNothing } from '../../../src/study/hints/attempt.ts';

test.each([
  ['42', '42', 'right'],
  ['I get 42.', '42', 'right'],
  ['٤٢', '42', 'right'],
  ['6*7=42', '42', 'right'],
  ['it is not 42', '42', 'partly'],
  ['-42', '42', 'partly'],
  ['4.2', '42', 'partly'],
  ['42 and then 43', '42', 'partly'],
  ['40', '42', 'partly'],
  ['E=mc^2', 'E = mc²', 'right'],
  ['mc²', 'E = mc²', 'right'],
  ['x - 1', 'x + 1', 'partly'],
  ['a = b', 'x + 1', 'not yet'],
  ['900', '42', 'not yet'],
  ['many', '42', 'not yet'],
  ['75%', '3/4', 'right'],
  ['0,75', '0.75', 'right'],
  ['1,024', '1024', 'right'],
  ['mitochondria', 'Mitochondria', 'right'],
  ['I think it is the mitochondria', 'Mitochondria', 'right'],
  ['mitochondria or ribosome', 'Mitochondria', 'partly'],
  ['mitochondira', 'Mitochondria', 'partly'],
  ['the nucleus', 'Mitochondria', 'not yet'],
  ['hastings', 'Battle of Hastings', 'partly'],
  ['hastings battle', 'The Battle of Hastings', 'right'],
  ['東京です', '東京', 'right'],
  ['blue, red, green', 'red, green, blue', 'right'],
  ['red and green', 'red, green, blue', 'partly'],
  ['red, green, blue, pink', 'red, green, blue', 'partly'],
  ['pink', 'red, green, blue', 'not yet'],
  ['no', 'yes', 'not yet'],
  ['it stores energy which the cell needs', 'It stores the energy that the cell needs', 'right'],
  ['it does not store the energy that the cell needs', 'It stores the energy that the cell needs', 'partly'],
  ['something about energy', 'It stores the energy that the cell needs', 'partly'],
  ['plants are green', 'It stores the energy that the cell needs', 'not yet'],
] as const)('“%s” for “%s” is %s', (attempt, key, verdict) => {
  expect(judgeAttempt(attempt, key).verdict).toBe(verdict);
});

test.each([
  ['-42', '42', /the sign/],
  ['4.2', '42', /decimal point/],
  ['40', '42', /a little too small/],
  ['900', '42', /too large/],
  ['42 and then 43', '42', /your last step/],
  ['mitochondira', 'Mitochondria', /from letter 10 on/],
  ['red, pink', 'red, green, blue', /You have 1 of 3. “pink” is not among them/],
  ['It stores water', 'It stores the energy that the cell needs', /“water”/],
])('“%s” for “%s”: the first difference is pointed at', (attempt, key, says) =>
  expect(judgeAttempt(attempt, key).said).toMatch(says),
);

describe('what is said of a try', () => {
  const word = fc.constantFrom(
    'lung',
    'heart',
    'liver',
    'kidney',
    'spleen',
    'brain',
    'skin',
    'bone',
    'tongue',
    'nerve',
  );
  test('never names a word of the key that the learner did not', () => {
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(' ', ', '),
        (key, attempt, joint) => {
          const { said } = judgeAttempt(attempt.join(joint), key.join(joint));
          for (const it of key) if (!attempt.includes(it)) expect(said).not.toContain(it);
        },
      ),
    );
  });
  test('a number is never told', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 99_999 }), fc.integer({ min: 100, max: 99_999 }), (key, attempt) => {
        fc.pre(key !== attempt);
        const { verdict, said } = judgeAttempt(String(attempt), String(key));
        expect(verdict).not.toBe('right');
        expect(said).not.toContain(String(key));
      }),
    );
  });
  test('the key itself is always right, in any case and spacing', () => {
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 12 }), (key) => {
        const text = key.join(' ');
        expect(judgeAttempt(`  ${text.toUpperCase()} `, text).verdict).toBe('right');
      }),
    );
  });
});

test.each([
  ['', true],
  ['???', true],
  ['I don’t know', true],
  ['idk', true],
  ['no idea yet', true],
  ['keine Ahnung', true],
  ['no', false],
  ['I do not know why, but 7', false],
  ['7', false],
])('“%s” says nothing: %s', (attempt, is) => expect(saysNothing(attempt)).toBe(is));
