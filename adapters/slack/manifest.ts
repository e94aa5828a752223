import type { Root } from '../../src/chat/handler.ts';
import { clip } from '../../src/chat/limits.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import { roots } from '../../src/chat/platform.ts';

/** Paths under which Slack and browsers reach the bot over HTTP. */
export const paths = { events: '/slack/events', install: '/slack/install', redirect: '/slack/oauth_redirect' } as const;

/** The message shortcut "Make a review card". */
export const cardShortcut = 'make-card';

/**
 * What the bot may do, each scope with what would not work without it: commands (/study …, the shortcut) · chat:write (answers,
 * reminders) · im:write (direct lines) · im:history (a reminder whose answer was lost is looked up before it is sent again; plain words get a word back) ·
 * users:read (names, time zones, who is admin) · files:read, files:write (deck files in and out, pictures) · channels:read,
 * groups:read (to say hello where it is invited).
 */
export const neededScopes = [
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:read',
  'im:history',
  'im:write',
  'users:read',
] as const;

/**
 * What the bot uses where it is granted: posts to channels are looked up as well before they are sent again. Optional, since it
 * opens what others write there; without it, a post whose answer was lost may come twice.
 */
export const optionalScopes = ['channels:history', 'groups:history'] as const;

const events = [
  'app_home_opened',
  'app_uninstalled',
  'member_joined_channel',
  'message.im',
  'tokens_revoked',
  'user_change',
] as const;

export interface SlackApp {
  readonly catalog: Catalog;
  /** At most 35 characters. */
  readonly name: string;
  /** Where Slack reaches the bot, with https; absent: Socket Mode. */
  readonly url?: string;
}

/** The app as Slack takes it under "Create an app from a manifest" (docs.slack.dev/reference/app-manifest). */
export function slackManifest({ catalog, name, url }: SlackApp) {
  const at = (path: string) => (url === undefined ? {} : { [path]: new URL(paths.events, url).href });
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: clip(name, 35),
      description: 'Goals with a plan, check-ins, reflections, and reviews just before you would forget.',
      background_color: '#151b2e',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: clip(name, 80), always_online: true },
      slash_commands: rootsOf(catalog).map((root) => ({
        command: `/${root}`,
        description: roots[root],
        usage_hint: usageOf(catalog, root),
        should_escape: false,
        ...at('url'),
      })),
      shortcuts: [
        {
          name: 'Make a review card',
          type: 'message',
          callback_id: cardShortcut,
          description: 'Turn this message into a card that comes back before you forget it',
        },
      ],
    },
    oauth_config: {
      scopes: { bot: [...neededScopes, ...optionalScopes], bot_optional: [...optionalScopes] },
      ...(url !== undefined && { redirect_urls: [new URL(paths.redirect, url).href] }),
    },
    settings: {
      event_subscriptions: { bot_events: [...events], ...at('request_url') },
      interactivity: { is_enabled: true, ...at('request_url') },
      org_deploy_enabled: url !== undefined,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}

/** The roots under which there is something to say. */
const rootsOf = (catalog: Catalog): Root[] =>
  (Object.keys(roots) as Root[]).filter((root) => catalog.commands.some((it) => it.root === root));

function usageOf(catalog: Catalog, root: Root): string {
  const names = catalog.commands.filter((it) => it.root === root).map(({ name }) => name);
  return clip(names.join(' · '), 100);
}
