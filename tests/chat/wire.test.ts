import fc from 'fast-check';
import { expect, test } from 'vitest';
import { action } from '../../src/chat/handler.ts';
import { press } from '../../src/chat/intents.ts';
import { calendarDay, id, instant, integer, optional } from '../../src/chat/options.ts';
import { fromWire, toWire } from '../../src/chat/wire.ts';

const snooze = action({
  name: 'reminders.snooze',
  seenBy: 'me',
  answers: 'in place',
  options: {
    reminderId: id('Which'),
    dueAt: instant('When it was due'),
    minutes: integer('How long', { min: 1, max: 1440 }),
    day: optional(calendarDay('Day')),
  },
  run: async () => {
    throw new Error('not run here');
  },
});
const reminderId = '0123456789abcdef';

test('an intent survives the wire, whatever its values', () => {
  const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.string({ unit: 'grapheme', maxLength: 4 }), {
    maxKeys: 2,
  });
  fc.assert(
    fc.property(values, fc.boolean(), (given, isBeside) => {
      const intent = { to: 'a.b', with: given, ...(isBeside && { beside: true as const }) };
      fc.pre(JSON.stringify(given).length < 60 && encodeURIComponent(Object.values(given).join('')).length < 60);
      expect(fromWire(toWire(intent))).toEqual(intent);
    }),
    { seed: 1 },
  );
});

test('a press writes typed values and its handler reads them back', () => {
  const dueAt = new Date('2026-06-12T18:30:00Z');
  const intent = press(snooze, { reminderId, dueAt, minutes: 15 });
  expect(toWire(intent)).toBe(
    `reminders.snooze?reminderId=${reminderId}&dueAt=${dueAt.getTime().toString(36)}&minutes=15`,
  );
  expect(snooze.options.dueAt.read(intent.with.dueAt)).toEqual({ value: dueAt });
});

test('what does not fit a hundred characters is refused when it is made, not when it is pressed', () => {
  expect(() => toWire({ to: 'a.b', with: { text: 'x'.repeat(100) } })).toThrow(/100 fit/);
});

test.each([
  ['', 'empty'],
  ['x'.repeat(4096), 'far too long'],
  ['A B', 'no name of ours'],
  ['a.b?x=%E0%A4%A', 'broken escape'],
  ['<script>', 'markup'],
])('a foreign wire is nothing: %s', (wire) => expect(fromWire(wire)).toBeNull());
