// What could follow the line that is being typed. The line itself is read by the server; this only helps to write it.

/** The commands that the line may become, while it is not one yet; best first. Null once there is one, or for plain words. */
export function commandsFor(commands, line) {
  if (!/^\/[^\n]{0,80}$/.test(line) || asked(commands, line)) return null;
  const words = line.slice(1).toLowerCase().split(/\s+/).filter(Boolean);
  const ranked = commands
    .map((command) => ({ command, rank: rankOf(command, words) }))
    .filter(({ rank }) => rank !== null);
  return ranked.sort((a, b) => a.rank - b.rank).map(({ command }) => command);
}

function rankOf({ root, name, about }, words) {
  const places = words.map((word) => {
    if (name.startsWith(word)) return 0;
    if (root.startsWith(word)) return 1;
    if (name.includes(word)) return 2;
    return about.toLowerCase().includes(word) ? 3 : null;
  });
  return places.includes(null) ? null : places.reduce((sum, place) => sum + place, 0);
}

/** A command by its name, or the root alone where it says one. */
export function isWhole(commands, line) {
  const typed = line.trim().toLowerCase();
  return commands.some(({ root, name, isHome }) => typed === `/${root} ${name}` || (isHome && typed === `/${root}`));
}

/** The command that the line asks for, and what follows it. */
function asked(commands, line) {
  const [, root, name, rest] = /^\/(\S+) +(\S+)\s([\s\S]*)$/.exec(line) ?? [];
  const command = commands.find((it) => it.root === root?.toLowerCase() && it.name === name?.toLowerCase());
  return command ? { command, rest } : null;
}

/**
 * The command of the line, the option that comes next (null when there is none), what is typed of it and where that starts.
 * `given` names those that are there already.
 */
export function optionFor(commands, line) {
  const found = asked(commands, line);
  if (!found) return null;
  const { command, rest } = found;
  const open = command.options.filter(({ kind }) => kind !== 'file');
  const words = wordsOf(
    rest,
    open.map(({ name }) => name),
  );
  const last = words.at(-1);
  const unfinished = last && (last.open || !/\s$/.test(rest)) ? last : null;
  const named = words.filter((it) => it.option && it !== unfinished).map(({ option }) => option);
  const inOrder = open.filter(({ name }) => !named.includes(name) && name !== unfinished?.option);
  const plain = words.filter((it) => !it.option && it !== unfinished).length;
  const option = unfinished?.option
    ? open.find(({ name }) => name === unfinished.option)
    : inOrder[Math.min(plain, inOrder.length - 1)];
  return {
    command,
    option: option ?? null,
    typed: unfinished?.value ?? '',
    start: line.length - rest.length + (unfinished?.at ?? rest.length),
    given: [...named, ...inOrder.slice(0, plain).map(({ name }) => name)],
  };
}

/** Words of a line: bare, "quoted", or `name:value`; `open` while a quote is not closed. */
function wordsOf(text, names) {
  const found = text.matchAll(/(?:([\w-]+):)?(?:"([^"]*)("?)|(\S+))|([\w-]+):(?=\s|$)/g);
  return [...found].map((it) => {
    const [whole, name = it[5], quoted, close, bare = ''] = it;
    const isNamed = names.includes(name);
    const value = quoted ?? bare;
    return {
      at: it.index,
      option: isNamed ? name : null,
      value: isNamed || !name ? value : whole,
      open: quoted !== undefined && close === '',
    };
  });
}

/** How an option may be filled in, in words. */
export function hintOf({ about, kind, min, max, accept }) {
  if (kind === 'number') return `${about} (${min} to ${max})`;
  if (kind === 'file') return `${about} (${accept.join(', ')})`;
  return about;
}

/** A picked value as it stands in the line. */
export const written = (name, label) => `${name}:"${label.replaceAll('"', '’')}" `;
