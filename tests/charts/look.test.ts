import { expect, test } from 'vitest';
import { depths, emptyCell, ink } from '../../src/charts/look.ts';

/** Relative luminance and contrast ratio of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-relative-luminance). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test.each([ink.text, ink.quiet, ink.keep, ink.fade, ink.ice])('%s is legible on the panel: 7:1 or more', (colour) => {
  expect(contrast(colour, ink.panel)).toBeGreaterThanOrEqual(7);
});

test('each depth of a study day is told from the next by lightness alone', () => {
  const ladder = [ink.panel, emptyCell, ...depths];
  const steps = ladder
    .slice(1)
    .map(
      (colour, index) => luminance(colour) > luminance(ladder[index] ?? '') && contrast(colour, ladder[index] ?? ''),
    );
  for (const step of steps.slice(1)) expect(step).toBeGreaterThanOrEqual(1.5);
});

test('the marks on a day stand out from it', () => {
  expect(contrast(ink.ice, ink.iceCell)).toBeGreaterThanOrEqual(4.5);
  for (const shallow of depths.slice(0, 2)) expect(contrast(ink.text, shallow)).toBeGreaterThanOrEqual(3);
  for (const deep of depths.slice(2)) expect(contrast(ink.panel, deep)).toBeGreaterThanOrEqual(4.5);
});
