import type { Intent } from '../chat/card.ts';
import type { Action, Ask, Command, Due, Feature, Task } from '../chat/handler.ts';
import { nearest } from '../chat/line.ts';
import type { Options } from '../chat/options.ts';
import type { Catalog } from '../chat/platform.ts';
import { wireMax } from '../chat/wire.ts';

/** Everything that can be said, pressed, asked for later or come due. */
export interface WholeCatalog extends Catalog {
  readonly dues: readonly Due[];
  task(name: string): Task | undefined;
  /** The command or root that was most likely meant, as one would type it. */
  nearestTo(root: string, name: string): string | null;
  /** Throws when a button or an ask names nothing that is there, or carries values that its handler cannot read. */
  check(what: Intent | Ask): void;
}

/** Joins the features. Throws at start on a name given twice and on an action whose values cannot fit the wire. */
export function buildCatalog(features: readonly Feature[]): WholeCatalog {
  const commands = features.flatMap((it) => it.commands ?? []);
  const byLine = named(commands, (it) => `${it.root} ${it.name}`);
  const homes = named(
    commands.filter(({ isHome }) => isHome),
    ({ root }) => `${root} `,
  );
  const actions = named([...features.flatMap((it) => it.actions ?? []), ...commands.map(asAction)]);
  const tasks = named(features.flatMap((it) => it.tasks ?? []));
  const dues = [...named(features.flatMap((it) => it.dues ?? [])).values()];
  for (const action of actions.values()) refuseTooWide(action);
  return {
    commands,
    dues,
    command: (root, name) => byLine.get(`${root} ${name}`) ?? homes.get(`${root} ${name}`),
    action: (name) => actions.get(name),
    task: (name) => tasks.get(name),
    featureOf: (command) => features.find((it) => it.commands?.includes(command))?.name ?? '',
    nearestTo: (root, name) => nearestLine([...byLine.keys()], root, name),
    check(what) {
      const [kind, name] = 'to' in what ? ['action', what.to] : ['task', what.task];
      const handler = kind === 'action' ? actions.get(name) : tasks.get(name);
      if (!handler) throw new Error(`There is no ${kind} ${name}`);
      refuseUnreadable(`${kind} ${name}`, handler.options, what.with);
    },
  };
}

/** A button may say a command. */
const asAction = ({ root, name, ...it }: Command): Action => ({
  ...it,
  name: `${root}.${name}`,
  answers: 'below',
});

function named<T extends { name: string }>(
  all: readonly T[],
  nameOf: (it: T) => string = (it) => it.name,
): Map<string, T> {
  const byName = new Map<string, T>();
  for (const it of all) {
    if (byName.has(nameOf(it))) throw new Error(`The name ${nameOf(it)} is given twice`);
    byName.set(nameOf(it), it);
  }
  return byName;
}

/** Values that can ride on a button and must be there are counted at their longest. */
function refuseTooWide({ name, options }: Action): void {
  const riding = Object.entries(options).filter(([, it]) => it.required && Number.isFinite(it.wireLength));
  const longest = riding.reduce((sum, [key, it]) => sum + key.length + it.wireLength + 2, name.length);
  if (longest > wireMax) throw new Error(`The action ${name} can be ${longest} characters on the wire; ${wireMax} fit`);
}

function refuseUnreadable(what: string, options: Options, values: Readonly<Record<string, string>>): void {
  for (const [name, raw] of Object.entries(values)) {
    const reading = options[name]?.read(raw) ?? { problem: 'there is no such option' };
    if ('problem' in reading) throw new Error(`The ${what} cannot read ${name}=${raw}: ${reading.problem}`);
  }
}

function nearestLine(lines: readonly string[], root: string, name: string): string | null {
  const roots = [...new Set(lines.map((line) => line.split(' ')[0] ?? ''))];
  const meant = roots.includes(root) ? root : nearest(root, roots);
  if (!meant) return nearest(`study ${root}`, lines);
  const names = lines.filter((line) => line.startsWith(`${meant} `)).map((line) => line.slice(meant.length + 1));
  const nearName = names.includes(name) ? name : nearest(name, names);
  return nearName ? `${meant} ${nearName}` : null;
}
