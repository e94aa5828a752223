/** Which skills a goal is about, among those that a member studies: the ones that are in its words and in those of its steps. */

export interface NamedSkill {
  readonly skill: string;
  readonly deckName: string;
  /** All tags of its cards. */
  readonly tags: readonly string[];
}

export interface GoalWords {
  readonly what: string;
  readonly measure: string | null;
  readonly action: string | null;
  readonly steps: readonly string[];
}

/** The skills whose deck or tag is named. Longer names go before shorter: in "algebra two" there is no "algebra". */
export function skillsOfGoal<T extends NamedSkill>(goal: GoalWords, skills: readonly T[]): T[] {
  const { what, measure, action, steps } = goal;
  let text = [what, measure ?? '', action ?? '', ...steps].map(plain).join('|');
  const named = new Set<string>();
  const names = new Set(skills.flatMap(namesOf));
  for (const name of [...names].sort((a, b) => b.length - a.length)) {
    if (!text.includes(name)) continue;
    named.add(name);
    text = text.replaceAll(name, ' | ');
  }
  return skills.filter((it) => namesOf(it).some((name) => named.has(name)));
}

/** Of a name with levels (`Maths::Graphs`, as Anki writes them) the last is a name, too. Numbers and signs alone name nothing. */
function namesOf({ deckName, tags }: NamedSkill): string[] {
  const names = [deckName, ...tags].flatMap((name) => [name, name.split('::').at(-1) ?? '']);
  return names.map(plain).filter((name) => /\p{L}/u.test(name));
}

/** Whole words between spaces, so that "art" is not found in "start". */
const plain = (text: string) =>
  ` ${
    text
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ') ?? ''
  } `;
