import { Trouble } from './failures.ts';
import type { Prompt } from './prompt.ts';
import type { Written } from './written.ts';

/** What was said, checked by our own schema whatever the server promised. Throws Trouble; nothing of the text is in it. */
export function readAnswer<Q, A, S>(prompt: Prompt<Q, A, S>, question: Q, { text, tokens }: Written): S {
  const read = prompt.shape.safeParse(tidied(outermostObject(text, tokens)));
  if (!read.success) {
    const issues = read.error.issues.slice(0, 5).map(({ path, code }) => `${path.join('.')}: ${code}`);
    throw new Trouble('wrong-schema', { issues, tokens });
  }
  const said = prompt.read(read.data, question);
  if (said === null) throw new Trouble('wrong-schema', { issues: ['it does not fit the question'], tokens });
  return said;
}

/** Small models write around their JSON: a fence, a thought. */
function outermostObject(text: string, tokens: Written['tokens']): unknown {
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    throw new Trouble('garbage', { tokens });
  }
}

/** Texts as they can be kept and shown anywhere: whole characters, and of control characters only the end of a line. */
function tidied(value: unknown): unknown {
  if (typeof value === 'string')
    return value
      .toWellFormed()
      .replace(/[^\P{Cc}\n\t]/gu, '')
      .trim();
  if (Array.isArray(value)) return value.map(tidied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, tidied(it)]));
}
