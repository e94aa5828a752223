import { FormProblems } from '../form-problems.ts';
import { applicationRoutes } from './application.ts';
import { channelRoutes } from './channels.ts';
import { guildRoutes } from './guilds.ts';
import { interactionRoutes } from './interactions.ts';
import type { Route } from './route.ts';
import { webhookRoutes } from './webhooks.ts';

const routes = [...applicationRoutes, ...guildRoutes, ...channelRoutes, ...interactionRoutes, ...webhookRoutes].map(
  (route) => ({ route, pattern: patternOf(route.template) }),
);

/** `/channels/{channel_id}` → a pattern with a group for each name. */
function patternOf(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** The id that divides the route's rate limit. */
  readonly major: string;
}

/** The route of a request. Throws when an id in the path is none. */
export function findRoute(method: string, path: string): Found | null {
  for (const { route, pattern } of routes) {
    const groups = route.method === method ? pattern.exec(path) : null;
    if (!groups) continue;
    const params = { ...groups.groups };
    checkIds(params);
    const { channel_id, guild_id, webhook_token } = params;
    return { route, params, major: channel_id ?? guild_id ?? webhook_token ?? '' };
  }
  return null;
}

function checkIds(params: Readonly<Record<string, string>>): void {
  const problems = new FormProblems();
  for (const [name, value] of Object.entries(params)) {
    if (!name.endsWith('_id') || /^\d{1,20}$/.test(value)) continue;
    problems.add([name], 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`);
  }
  problems.throwIfAny();
}
