import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeDepth } from '../../../src/study/reflection/depth.ts';

test.each([
  ['', 1],
  ['It went badly.', 1],
  ['I read chapter 3 and did some problems.', 1],
  ['Good session, 45 minutes, all done.', 1],
  ['I don’t know why it did not work.', 1],
  ['My car broke down on the way to class.', 1],
  ['I will study harder.', 1],
  ['Tomorrow I’ll do 3 problems before breakfast.', 1],
  ['I lost focus after lunch because I had slept badly.', 2],
  ['It worked well thanks to the timer.', 2],
  ['The problem was that I began with the hardest one.', 2],
  ['Next time I will try harder because I failed.', 2],
  ['Ich war müde, weil ich schlecht geschlafen habe.', 2],
  ['Like last week, I lost the thread after an hour.', 3],
  ['I always start too late, it is the same every time.', 3],
  ['The quiz was easier than last time since I tested myself.', 3],
  ['I noticed that I keep skipping the definitions.', 3],
  ['I lost focus after lunch. Next time I’ll start in the library at 9.', 4],
  ['I got stuck on proofs because I skipped the definitions. Next time I will recite them first.', 4],
  ['Like last month I crammed, and nothing stuck. From now on I review ten cards every morning.', 4],
  ['I usually reread, but recall was poor. I will switch to closed-book recall on Monday.', 4],
  ['Explaining it to Ana helped, so I will explain the next chapter to her too.', 4],
  ['Ich war müde. Nächstes Mal fange ich um 9 Uhr an.', 4],
])('“%s” is level %i', (text, level) => {
  expect(judgeDepth(text)).toMatchObject({ level, judged: true });
});

test.each([
  ['', /One sentence is enough/],
  ['It went badly.', /Why do you think/],
  ['I will study harder.', /what exactly, and when/],
  ['Tomorrow I’ll do 3 problems before breakfast.', /What happened today/],
  ['I lost focus because I had slept badly.', /Have you met this before/],
  ['Like last week, I lost the thread after an hour.', /differently next time/],
  ['I lost focus after lunch. Next time I’ll start in the library at 9.', /One word on why/],
  ['I got stuck because I skipped the basics. Next time I will recite them first.', /with one press/],
])('“%s” is answered in one line', (text, feedback) => {
  expect(judgeDepth(text).feedback).toMatch(feedback);
});

test.each(['Heute war es gut.', '今日は疲れた', 'Сегодня всё получилось', 'ok'])(
  '“%s” is thanked for, not judged',
  (text) => {
    expect(judgeDepth(text)).toMatchObject({ level: 1, judged: false, feedback: expect.stringMatching(/^Thank you/) });
  },
);

test('saying more never makes a reflection shallower', () => {
  const sentence = fc.constantFrom(
    'I read chapter 3.',
    'I lost focus because it was loud.',
    'Like last week, I began late.',
    'Next time I will start at 9 in the library.',
    'I will study harder.',
  );
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 4 }), sentence, (said, more) => {
      const before = judgeDepth(said.join(' '));
      const after = judgeDepth([...said, more].join(' '));
      expect(after.level).toBeGreaterThanOrEqual(before.level);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('no text breaks the rules', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const { level, feedback } = judgeDepth(text);
      expect([1, 2, 3, 4]).toContain(level);
      expect(feedback).not.toContain('\n');
    }),
    { seed: 2 },
  );
});
