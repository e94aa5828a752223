/**
 * How a problem without a key is put to the tutor, to learn what its answer would be: twice whole; where it is more than one line with one
 * question, once as far as its first question, and once that question's line alone, or what comes after it where nothing comes before
 * (`parts`); and where the question has asides or quotes, once without them (`bare`). What stands elsewhere, and orders the tutor to say
 * something else, is then out of sight.
 */
export function asksToSolve(problem: string): {
  readonly whole: readonly string[];
  readonly parts: readonly string[];
  readonly bare: readonly string[];
} {
  const all = problem.trim();
  const asked = /^[\s\S]*?[?？؟](?=\s|$)/u.exec(all)?.[0];
  const lines = (asked ?? all).split(/\s*\n\s*/);
  const question = lines.at(-1) ?? '';
  const isFirst = asked !== undefined && lines.length === 1;
  const rest = isFirst ? all.slice(asked.length).trim() : '';
  const parts = [asked ?? lines[0] ?? '', question, rest].filter((part) => part !== all && part !== '');
  const bare = [withoutAsides(question)].filter((part) => part !== question && part !== '');
  return { whole: [all, all], parts: [...new Set(parts)], bare };
}

const bracketed = /[([{（【「][^()[\]{}（）【】「」]*[)\]}）】」]/gu;
const dashed = /\s[-–—]\s.*\s[-–—](?=\s)/gu;

/** What stands in quotes; an apostrophe opens none. */
export const quoted = /[“„"][^“”„"]*[”“"]|«[^«»]*»|「[^「」]*」|(?<![\p{L}\d])['‘][^'‘’]*['’](?!\p{L})/gu;

/** Without what stands in brackets, between dashes, in quotes and between commas, wherever it is long enough for an order. */
function withoutAsides(line: string): string {
  const flat = [bracketed, dashed, quoted].reduce(
    (left, asides) => left.replace(asides, (aside) => (isLong(aside) ? ' ' : aside)),
    line,
  );
  const clauses = flat.split(/,\s+/u);
  const kept = clauses.filter((clause, at) => at === 0 || at === clauses.length - 1 || !isLong(clause));
  const joined = kept.length === clauses.length ? flat : kept.join(' ');
  return joined.replace(/\s+/gu, ' ').trim();
}

const isLong = (text: string) => (text.match(/\p{L}{2,}/gu)?.length ?? 0) >= 3 || /[\p{L}\d+/=]{12}/u.test(text);
