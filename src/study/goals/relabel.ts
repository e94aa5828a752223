/**
 * Relabelling: what was done, in free words, matched to the sub-goals it accomplishes, as autotelic agents relabel what they
 * reached by chance (Colas et al. 2022, section 4). It only ever offers; the person decides.
 */

const emptyWords = new Set(
  `about after again also and been before both could each every first from half have into last list made make more most once only other
  over part read same second some than that their them then there these they third this through until very went were what when with
  without words work write your`.split(/\s+/),
);

/** Half of a step's telling words, and two of them or the only one, is enough to ask. */
const enough = 0.5;

/** The steps that the words tell of, the surest first. */
export function stepsToldBy<T extends { readonly what: string }>(told: string, steps: readonly T[]): T[] {
  const said = new Set(tellingWords(told));
  return steps
    .map((step) => ({ step, share: shareOf(tellingWords(step.what), said) }))
    .filter(({ share }) => share >= enough)
    .sort((a, b) => b.share - a.share)
    .map(({ step }) => step);
}

/** A tutor's word is worth as much as half of a step's telling words: enough to ask, less than what the member said plainly. */
const tutorsWord = 0.5;
const mostAsked = 5;

/**
 * The steps to ask about ("mark these done?"), the surest first: what the rules find, and what the tutor found (numbers from 0) beside
 * it. A tutor that claims all of more than three steps at once is not believed; what is no number of a step is passed over.
 */
export function stepsToAsk<T extends { readonly what: string }>(
  told: string,
  steps: readonly T[],
  tutorSays: readonly number[],
): T[] {
  const named = new Set(tutorSays.filter((at) => steps[at] !== undefined));
  const believed = named.size === steps.length && steps.length > 3 ? new Set<number>() : named;
  const said = new Set(tellingWords(told));
  return steps
    .map((step, at) => ({
      step,
      share: shareOf(tellingWords(step.what), said) + (believed.has(at) ? tutorsWord : 0),
    }))
    .filter(({ share }) => share >= enough)
    .sort((a, b) => b.share - a.share)
    .slice(0, mostAsked)
    .map(({ step }) => step);
}

function shareOf(words: readonly string[], said: ReadonlySet<string>): number {
  const found = words.filter((word) => said.has(word)).length;
  return found >= Math.min(2, words.length) ? found / Math.max(1, words.length) : 0;
}

function tellingWords(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}{4,}|\p{Lo}{2,}|\p{N}+/gu) ?? [];
  return [...new Set(words.filter((word) => !emptyWords.has(word)).map(stem))];
}

/** "solved", "solving" and "solves" tell the same; crude on purpose, since it only has to match a person with themselves. */
const stem = (word: string) => (/^\p{N}/u.test(word) ? word : word.replace(/(?:ing|ed|es|s|e)$/u, ''));
