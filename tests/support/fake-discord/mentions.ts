import type { APIAllowedMentions } from 'discord.js';
import { kinds } from './component-kinds.ts';
import { asText, isObject } from './json.ts';

/** Everyone whom texts would ping, as far as `allowed_mentions` lets them: user ids, `role:<id>`, `everyone`. */
export function pingedBy(texts: readonly string[], allowed: APIAllowedMentions | null | undefined): string[] {
  const whole = texts.map(withoutCode).join('\n');
  const users = [...whole.matchAll(/<@!?(\d+)>/g)].map(([, id = '']) => id);
  const roles = [...whole.matchAll(/<@&(\d+)>/g)].map(([, id = '']) => id);
  const parses = (what: string) => !allowed || (allowed.parse ?? []).some((one) => one === what);
  const pinged = [
    ...users.filter((id) => parses('users') || allowed?.users?.includes(id)),
    ...roles.filter((id) => parses('roles') || allowed?.roles?.includes(id)).map((id) => `role:${id}`),
    ...(/@(everyone|here)/.test(whole) && parses('everyone') ? ['everyone'] : []),
  ];
  return [...new Set(pinged)];
}

const withoutCode = (text: string) => text.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '');

/** The texts of a message that may ping: its content and its text displays, however deep. */
export function pingingTexts(content: string, components: unknown): string[] {
  return [content, ...textDisplays(components)];
}

function textDisplays(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textDisplays);
  if (!isObject(value)) return [];
  if (value.type === kinds.text) return [asText(value.content)];
  return [...textDisplays(value.components), ...textDisplays(value.component)];
}
