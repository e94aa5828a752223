import type { BlockAction, Context, MessageShortcut, SlashCommand, ViewOutput } from '@slack/bolt';
import { readLine } from '../../src/chat/line.ts';
import type { Catalog } from '../../src/chat/platform.ts';
import type { Pressed, Said } from '../../src/chat/request.ts';
import type { Origin } from './origin.ts';
import type { Workspace } from './places.ts';
import { readActionId, readBlockId } from './render/render.ts';

/** What someone did, read from what Slack sent; who they are and what the bot says to it is asked later. */
export interface Act<What = Said | Pressed> {
  readonly id: string;
  readonly what: What;
  readonly origin: Origin;
  /** The name that came with it, until the profile tells a better one. */
  readonly userName: string;
  /** The workspace's name, as far as it came with it. */
  readonly domain: string;
  readonly trigger: string;
}

/** The workspace that a request came from, as Bolt read it. */
export const workspaceIn = ({ teamId, enterpriseId, isEnterpriseInstall }: Context): Workspace => ({
  team: teamId ?? '',
  org: isEnterpriseInstall ? (enterpriseId ?? null) : null,
});

/** "/study goal run 5k" (docs.slack.dev/interactivity/implementing-slash-commands). */
export function readCommand(command: SlashCommand, context: Context, catalog: Catalog): Act<Said> {
  const { trigger_id: trigger, user_id: user, user_name: userName, team_domain: domain } = command;
  const typed = clean(unescaped(command.text));
  return {
    id: trigger,
    what: readLine(catalog.commands, `${command.command} ${typed}`),
    origin: {
      ...workspaceIn(context),
      user,
      channel: command.channel_id,
      responseUrl: command.response_url,
      card: null,
    },
    userName,
    domain,
    trigger,
  };
}

/**
 * A button, or what was picked in a menu, on a message or the Home page
 * (docs.slack.dev/reference/interaction-payloads/block_actions-payload).
 */
export function readPress(body: BlockAction, context: Context): Act<Pressed> {
  const [action] = body.actions;
  const asked = readActionId(action?.action_id ?? '');
  const picked = action?.type === 'static_select' ? clean(action.selected_option.value) : '';
  const fields = asked && asked.picks !== '' ? { [asked.picks]: picked } : {};
  return {
    id: body.trigger_id,
    what: { kind: 'press', wire: asked?.wire ?? '', fields },
    origin: originOfPress(body, context),
    userName: body.user.username || (body.user.name ?? 'someone'),
    domain: body.team?.domain ?? '',
    trigger: body.trigger_id,
  };
}

function originOfPress(body: BlockAction, context: Context): Origin {
  const { user, channel, message, container, response_url, actions } = body;
  const answerTo = readBlockId(actions[0]?.block_id ?? '');
  const card = message ? { ts: message.ts, isPrivate: container.is_ephemeral === true, answerTo } : null;
  const ts = typeof container.message_ts === 'string' ? container.message_ts : null;
  const ephemeral = container.is_ephemeral === true && ts !== null ? { ts, isPrivate: true, answerTo } : null;
  return {
    ...workspaceIn(context),
    user: user.id,
    channel: channel?.id ?? null,
    responseUrl: response_url || null,
    card: card ?? ephemeral,
  };
}

/** A message that someone wants something made of (docs.slack.dev/interactivity/implementing-shortcuts). */
export function readShortcut(body: MessageShortcut, context: Context, wire: string): Act<Pressed> {
  return {
    id: body.trigger_id,
    what: { kind: 'press', wire, fields: {} },
    origin: {
      ...workspaceIn(context),
      user: body.user.id,
      channel: body.channel.id,
      responseUrl: body.response_url,
      card: null,
    },
    userName: body.user.username ?? body.user.name,
    domain: body.team?.domain ?? '',
    trigger: body.trigger_id,
  };
}

/** A file that was put into a form, not fetched yet. */
export interface GivenFile {
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  readonly url: string;
}

/** What stands in the fields of a form that was sent, by block; a field left empty is empty text. */
export function readState({ state }: ViewOutput): ReadonlyMap<string, string | GivenFile> {
  const fields = Object.entries(state.values).map(([block, elements]): [string, string | GivenFile] => {
    const [element] = Object.values(elements);
    const file = element?.files?.[0];
    if (file) {
      const { name, mimetype: mime, size, url_private_download: url } = file;
      return [block, { name: clean(name), mime, size: size ?? 0, url }];
    }
    return [block, clean(element?.selected_option?.value ?? element?.value ?? '')];
  });
  return new Map(fields);
}

export const isTyped = (value: string | GivenFile): value is string => typeof value === 'string';

/** Text as PostgreSQL can keep it: no zero characters, no half characters. */
const clean = (text: string) => text.toWellFormed().replaceAll('\0', '').replaceAll('\r\n', '\n');

/** Slack hands in & < > of a command as entities. */
export const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
