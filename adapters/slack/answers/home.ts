import { button, type Card, card, controls } from '../../../src/chat/card.ts';
import { pressNamed } from '../../../src/chat/intents.ts';
import type { Catalog } from '../../../src/chat/platform.ts';
import { asFailure } from '../failures.ts';
import { placeOf } from '../places.ts';
import { renderCard } from '../render/render.ts';
import type { Slack } from '../slack.ts';
import type { Connected } from '../workspaces/workspaces.ts';

const blocksMax = 100;

export interface HomeAsked {
  /** Of the event or press that it follows. */
  readonly id: string;
  readonly user: string;
  readonly userName: string;
  /** What stands above the page of the day: a welcome, or the answer to a press. */
  readonly above?: Card | undefined;
}

/** Publishes a person's Home page: what `/study` alone says, which is their day. @throws Gone, Unavailable */
export async function publishHome(
  slack: Slack,
  connected: Connected,
  { id, user, userName, above }: HomeAsked,
): Promise<void> {
  const day = await dayOf(slack, connected, `${id}.home`, user, userName);
  const first = above ? renderCard(above) : [];
  const second = day ? renderCard(day, { countFrom: 100 }) : [];
  const between = first.length > 0 && second.length > 0 ? [{ type: 'divider' as const }] : [];
  const blocks = [...first, ...between, ...second].slice(0, blocksMax);
  try {
    await connected.client.views.publish({ user_id: user, view: { type: 'home', blocks } });
  } catch (error) {
    throw asFailure(error, 'a Home page');
  }
}

async function dayOf(
  slack: Slack,
  connected: Connected,
  id: string,
  user: string,
  userName: string,
): Promise<Card | null> {
  const sender = await slack.people.sender(connected, user, userName);
  if (!slack.catalog.command('study', '')) return welcome(slack.catalog, sender.isAdmin ?? false);
  const place = placeOf(connected.workspace, '', user, null);
  const { show } = await slack.bot.handle({ id, sender, place, kind: 'say', root: 'study', name: '', options: {} });
  return show.kind === 'card' ? show : null;
}

/** The first words to a channel, or on someone's Home page. `isAdmin`: whether someone reads it who runs the workspace. */
export function welcome(catalog: Catalog, isAdmin: boolean, isHome = false): Card {
  // On the Home page the day stands below, which has this button itself.
  const canStart = !isHome && catalog.command('study', 'start') !== undefined;
  const start = canStart ? button('Set yourself up', pressNamed('study.start'), 'main') : null;
  const health = catalog.command('setup', 'health') && button('Is all well here?', pressNamed('setup.health'));
  return card('Hello! I keep your study loop going', [
    'A goal with a plan, a check-in about it, a look back that improves it, and reviews just before you would forget.',
    'Everyone begins with /study start; /study help shows all that I can do.',
    isAdmin && health
      ? 'For whoever runs this workspace: /setup health shows how my messages fare, and sends a test.'
      : null,
    controls(start, (isAdmin && health) || null),
  ]);
}
