import fc from 'fast-check';
import { expect, test } from 'vitest';
import { card, facts, list, moment, person, rich, strong } from '../../src/chat/card.ts';
import { clip, misfits } from '../../src/chat/limits.ts';
import { plainCard, plainWords } from '../../src/chat/plain.ts';

test('what is put into a template stays as it was typed', () => {
  const hostile = '@everyone <!channel> **x** <script>alert(1)</script> `code`';
  expect(rich`${strong('30 min')} on ${hostile}.`).toEqual([{ kind: 'strong', text: '30 min' }, ' on ', hostile, '.']);
  expect(plainWords(rich`${rich`a ${strong('b')}`} ${3}`)).toBe('a b 3');
});

test('a person pings only when that was asked for', () => {
  expect(person({ key: 'web:ada', name: 'Ada' })).toMatchObject({ ping: false });
});

test('a card is plain JSON', () => {
  const shown = card('Title', [
    'words',
    null,
    facts([['When', rich`${moment(new Date(0), 'clock', '00:00')}`]]),
    list(['one', rich`${strong('two')}`]),
  ]);
  expect(JSON.parse(JSON.stringify(shown))).toEqual(shown);
  expect(plainCard(shown)).toBe('Title\nwords\nWhen: 00:00\n• one\n• two');
});

test('clipping keeps within the limit, cuts no character in half, and says that it cut', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, max) => {
      const clipped = clip(text, max);
      expect(clipped.length).toBeLessThanOrEqual(Math.max(max, 1));
      expect(clipped).toSatisfy((it: string) => it.isWellFormed() || !text.isWellFormed());
      if (text.length <= max) expect(clipped).toBe(text);
      else expect(clipped.endsWith('…')).toBe(true);
    }),
    { seed: 2 },
  );
});

test('what would not fit some platform is named', () => {
  expect(misfits(card('x'.repeat(151)))).toEqual(['card title: 151, and 150 fit']);
  expect(misfits(card('fine', ['x'.repeat(3000)]))).toEqual([]);
});
