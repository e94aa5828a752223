import type { Context } from '@slack/bolt';
import { button, card, controls } from '../../../src/chat/card.ts';
import { pressNamed } from '../../../src/chat/intents.ts';
import { toWire } from '../../../src/chat/wire.ts';
import { publishHome, welcome } from '../answers/home.ts';
import { plainMessage } from '../answers/show.ts';
import { profileOf, type SlackUser } from '../people.ts';
import { personKey, placeOf } from '../places.ts';
import { workspaceIn } from '../receive.ts';
import type { Slack } from '../slack.ts';
import { movesWithProfile, takeOnce } from '../store.ts';
import { inWorkspace } from '../workspaces/workspaces.ts';
import { once } from './ask.ts';

/** An event of the Events API; sent again under the same id when Slack did not hear that it arrived. */
export interface Told<Event> {
  readonly id: string;
  readonly context: Context;
  readonly event: Event;
}

interface HomeOpened {
  readonly user: string;
  readonly tab?: string;
  /** What was published for them before; absent the first time. */
  readonly view?: unknown;
}

/** Someone looks at the Home page: it is made for them as it is now, with a welcome the first time. */
export async function homeOpened(slack: Slack, { id, context, event }: Told<HomeOpened>): Promise<void> {
  if (event.tab !== 'home') return;
  const { user, view } = event;
  await inWorkspace(slack.workspaces, workspaceIn(context), 'a Home page', async (connected) => {
    const { isAdmin = false } = await slack.people.sender(connected, user, 'someone');
    const above = view === undefined ? welcome(slack.catalog, isAdmin, true) : undefined;
    await publishHome(slack, connected, { id, user, userName: 'someone', above });
  });
}

/**
 * Someone's profile has changed. Whoever never chose a zone here goes by the new one at once, reminders and all; of those whom the bot
 * has not met nothing is kept.
 */
export async function profileChanged(
  slack: Slack,
  { id, context, event }: Told<{ readonly user: SlackUser & { readonly id: string } }>,
): Promise<void> {
  const { user } = event;
  const workspace = workspaceIn(context);
  slack.people.changed(workspace.team, user.id);
  const { zone } = profileOf(user, '');
  if (zone === undefined || !(await movesWithProfile(slack.db, personKey(workspace, user.id), zone))) return;
  await inWorkspace(slack.workspaces, workspace, 'a changed profile', async (connected) => {
    const sender = await slack.people.sender(connected, user.id, 'someone');
    const place = placeOf(workspace, '', user.id, null);
    const wire = toWire(pressNamed('members.zone-follow', { zone }));
    await slack.bot.handle({ id, sender, place, kind: 'press', wire, fields: {} });
  });
}

interface Joined {
  readonly user: string;
  readonly channel: string;
}

/** The bot was invited to a channel: it says hello, once. */
export async function joinedChannel(slack: Slack, { id, context, event }: Told<Joined>): Promise<void> {
  await inWorkspace(slack.workspaces, workspaceIn(context), 'a hello', async ({ client, botUser }) => {
    if (event.user !== botUser) return;
    const { text, blocks } = plainMessage(welcome(slack.catalog, true)); // for all who read there
    await once(slack, id, async () => {
      await client.chat.postMessage({ channel: event.channel, text, blocks: [...blocks] });
    });
  });
}

interface Words {
  readonly channel: string;
  readonly channel_type?: string | undefined;
  readonly user?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly subtype?: string | undefined;
}

/** Someone writes plain words to the bot: it says how to reach it, at most once an hour. */
export async function heardWords(slack: Slack, { context, event }: Told<Words>): Promise<void> {
  const { user, channel, channel_type, bot_id, subtype } = event;
  if (channel_type !== 'im' || user === undefined || bot_id !== undefined || subtype !== undefined) return;
  const workspace = workspaceIn(context);
  await inWorkspace(slack.workspaces, workspace, 'how to reach me', async ({ client, botUser }) => {
    if (user === botUser || !(await takeOnce(slack.db, `hint:${workspace.team}.${user}`, slack.now()))) return;
    const { text, blocks } = plainMessage(howToReachMe);
    await client.chat.postMessage({ channel, text, blocks: [...blocks] });
  });
}

const howToReachMe = card('I listen to commands', [
  'Type /study to see your day, or /study help for all that I can do. The Home tab above has the same, with buttons.',
  controls(button('What I can do', pressNamed('study.help'), 'main')),
]);
