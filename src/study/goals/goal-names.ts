/** Goals as people call them: suggested while one types, and found by what was typed. */

const shownMax = 75;

/** Names that go with what is typed, those that begin so first; each as a choice whose value finds it again. */
export function suggestNamed(names: readonly string[], typed: string): { value: string; label: string }[] {
  const wanted = plain(typed);
  const begins = names.filter((name) => plain(name).startsWith(wanted));
  const holds = names.filter((name) => !begins.includes(name) && plain(name).includes(wanted));
  return [...new Set([...begins, ...holds].map(shortened))].map((name) => ({ value: name, label: name }));
}

/** The one that is called so, begins so or holds the words; null when none or several do. */
export function findNamed<T>(all: readonly T[], nameOf: (it: T) => string, typed: string): T | null {
  const wanted = plain(typed.replace(/…$/u, ''));
  const tests: ((name: string) => boolean)[] = [
    (name) => name === wanted,
    (name) => name.startsWith(wanted),
    (name) => name.includes(wanted),
  ];
  for (const test of tests) {
    const found = all.filter((it) => test(plain(nameOf(it))));
    if (found.length > 0) return found.length === 1 ? (found[0] ?? null) : null;
  }
  return null;
}

const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** Cut between characters, so that what is left still begins the name. */
const shortened = (name: string) =>
  name.length <= shownMax
    ? name
    : `${name
        .slice(0, shownMax - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`;
