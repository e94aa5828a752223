/** Where a question asks for the unknown of one equation, and nothing else: the only number that makes both sides agree. */
import { onlyAsks } from './asked-calculation.ts';
import { readSum, resultOf } from './calculation.ts';

/** What may stand around it beside words that only ask: another word could ask for something else than the unknown. */
const ofEquations =
  `for when if where unknown equation determine löse löst nach auf die gleichung bestimme wenn für résous résoudre résolvez trouve
  trouver déterminer l équation pour la valeur de que vaut si resuelve resolver halla encuentra determina ecuación para el valor vale
  cuando`.split(/\s+/);

/** "x = ?" at the end asks for it too. */
const askedBehind = /[\s,;]*(?:\b[a-z]\s*=\s*\?|\?)\s*$/u;
const side = String.raw`(?:(?<!\p{L})[a-z](?!\p{L})|[\d\s.+*/^²³()×·⋅÷−–-])`;
const equation = new RegExp(`(${side}+)=(${side}+)`, 'u');

/** Is it (1/2)x or 1/(2x)? Is 2x3 a product with an unknown, or with a sign? */
const isUnclear = (text: string) => /[/÷]\s*\d+(?:\.\d+)?\s*[a-z(]|[a-z]\s*\d/u.test(text);

/**
 * What the unknown of the one equation in a question comes to, as a number, or a fraction where that has no end; null where more is asked
 * for, where no single number is the answer, or where the unknown stands otherwise than times a number.
 */
export function unknownIn(question: string): string | null {
  const text = question.replace(askedBehind, '');
  const [whole = '', left = '', right = ''] = equation.exec(text) ?? [];
  const letters = new Set(whole.match(/[a-z]/gu));
  const [unknown = ''] = letters;
  if (letters.size !== 1 || isUnclear(whole) || !isAlone(text.replace(whole, ' '), unknown)) return null;
  const ends = right.replace(/[\s.]+$/, '');
  const root = rootOf((value) => sideAt(left, unknown, value) - sideAt(ends, unknown, value));
  return root === null ? null : written(root);
}

/** No other line, share or limit stands beside it. */
const isAlone = (around: string, unknown: string) =>
  !/[=<>≤≥≠%]/u.test(around) && onlyAsks(around, new Set([unknown, ...ofEquations]));

/** A side with a number in the place of the unknown; NaN where it is no calculation then. */
function sideAt(text: string, unknown: string, value: number): number {
  const said = text
    .replace(/[²³]/gu, (power) => (power === '²' ? '^2' : '^3'))
    .replace(/(?<=[\d)a-z]\s*)(?=[a-z(])|(?<=\))(?=\d)/gu, '*')
    .replaceAll(unknown, `(${value})`);
  const sum = readSum(said);
  return sum ? resultOf(sum) : Number.NaN;
}

/** Where a straight line through the values at 0 and 1 is zero; null where others are not on it, or it is level. */
function rootOf(valueAt: (at: number) => number): number | null {
  const [first, slope] = [valueAt(0), valueAt(1) - valueAt(0)];
  const isOnLine = (at: number) =>
    Math.abs(first + slope * at - valueAt(at)) < 1e-9 * (1 + Math.abs(first) + Math.abs(slope));
  const root = -first / slope;
  return [2, 3, 5].every(isOnLine) && Number.isFinite(root) ? root : null;
}

const placesMax = 4;
const divisorMax = 100;

function written(value: number): string | null {
  const near = (it: number) => Math.abs(it - Math.round(it)) < 1e-7;
  if (near(value * 10 ** placesMax)) return String(Number(value.toFixed(placesMax)) + 0);
  for (let divisor = 3; divisor <= divisorMax; divisor++)
    if (near(value * divisor)) return `${Math.round(value * divisor)}/${divisor}`;
  return null;
}
