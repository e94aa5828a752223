import fc from 'fast-check';
import { expect, test } from 'vitest';
import { interleave, mixIn } from '../../../src/study/memory/interleave.ts';

const kind = (item: string) => item.slice(0, 1);
const neighbours = (items: readonly string[]) =>
  items.filter((item, i) => i > 0 && kind(item) === kind(items[i - 1] ?? '')).length;

/** Items "a0", "b1", …: the letter is the kind, the number makes each one itself. */
const someItems = (maxLength: number) =>
  fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength }).map((kinds) => kinds.map((letter, i) => `${letter}${i}`));

function orders(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((item, i) => orders(items.toSpliced(i, 1)).map((rest) => [item, ...rest]));
}

test('has as few neighbours of one kind as any order could have', () => {
  fc.assert(
    fc.property(someItems(6), fc.option(fc.constantFrom('a', 'b'), { nil: undefined }), (items, before) => {
      const withBefore = (order: readonly string[]) => neighbours(before ? [before, ...order] : order);
      const least = Math.min(...orders(items).map(withBefore));
      expect(withBefore(interleave(items, kind, before))).toBe(least);
    }),
    { seed: 1 },
  );
});

test('loses and invents nothing, and keeps the order within each kind', () => {
  fc.assert(
    fc.property(someItems(40), (items) => {
      const mixed = interleave(items, kind);
      for (const letter of ['a', 'b', 'c'])
        expect(mixed.filter((item) => kind(item) === letter)).toEqual(items.filter((item) => kind(item) === letter));
      expect(mixed).toHaveLength(items.length);
    }),
    { seed: 2 },
  );
});

test.each([
  [
    ['a1', 'b1', 'c1'],
    ['a1', 'b1', 'c1'],
  ],
  [
    ['a1', 'a2', 'b1', 'b2'],
    ['a1', 'b1', 'a2', 'b2'],
  ],
  [
    ['b1', 'a1', 'a2', 'a3'],
    ['a1', 'b1', 'a2', 'a3'],
  ],
  [
    ['a1', 'a2', 'a3'],
    ['a1', 'a2', 'a3'],
  ],
])('%j becomes %j', (items, mixed) => {
  expect(interleave(items, kind)).toEqual(mixed);
});

test('the few stand spread among the many', () => {
  expect(mixIn(['r1', 'r2', 'r3', 'r4', 'r5'], ['n1', 'n2'])).toEqual(['r1', 'r2', 'n1', 'r3', 'r4', 'n2', 'r5']);
  expect(mixIn([], ['n1', 'n2'])).toEqual(['n1', 'n2']);
  expect(mixIn(['r1'], [])).toEqual(['r1']);
});
