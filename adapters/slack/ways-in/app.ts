import { App, type Logger as BoltLogger, type Context, LogLevel, type Receiver } from '@slack/bolt';
import type { Logger } from 'pino';
import { answerCommand, answerPress, answerShortcut, openAgain } from '../answers/answer.ts';
import { answerForm } from '../answers/submit.ts';
import { cardShortcut } from '../manifest.ts';
import { readOrigin } from '../origin.ts';
import { readCommand, readPress, readShortcut, workspaceIn } from '../receive.ts';
import { readActionId } from '../render/render.ts';
import type { Slack } from '../slack.ts';
import type { Installations } from '../workspaces/installations.ts';
import { type Ack, ackInTime } from './ack.ts';
import { heardWords, homeOpened, joinedChannel, profileChanged } from './events.ts';
import { makeCardWire } from './shortcut.ts';

/** Bolt's words in our log: warnings and errors alone, since the rest would hold what people write. */
export function boltLog(log: Logger): BoltLogger {
  const say = (parts: unknown[]) => parts.map((it) => (it instanceof Error ? it.message : String(it))).join(' ');
  return {
    debug: () => {},
    info: () => {},
    warn: (...parts) => log.warn({ from: 'bolt' }, say(parts)),
    error: (...parts) => log.error({ from: 'bolt' }, say(parts)),
    getLevel: () => LogLevel.WARN,
    setLevel: () => {},
    setName: () => {},
  };
}

export interface Listening {
  readonly slack: Slack;
  readonly receiver: Receiver;
  readonly logger: BoltLogger;
  readonly installations: Installations | null;
  /** Work that goes on after its acknowledgement: whoever stops waits for it. */
  track(work: Promise<void>): Promise<void>;
}

/**
 * Joins Bolt and the bot. Tokens are found when something is said with them, not before: Bolt would look them up before it hands
 * anything on, and Slack waits three seconds.
 */
export function listen({ slack, receiver, logger, installations, track }: Listening): App {
  const app = new App({ receiver, logger, authorize: async () => ({}), convoStore: false, ignoreSelf: false });
  const { log } = slack;
  /** What was sent before is acknowledged and left alone. */
  const answer = (context: Context, ack: Ack, work: () => Promise<void>) =>
    track(
      isFresh(context)
        .then((fresh) => (fresh ? work() : undefined))
        .catch((error: unknown) => slack.trouble(error, 'a request'))
        .then(() => ack())
        .then(() => {}),
    );

  app.command(/^\//, async ({ command, context, ack: bare }) => {
    const ack = ackInTime(bare, log);
    await answer(context, ack, () =>
      answerCommand(slack, readCommand(command, context, slack.catalog), ack, carries(context)),
    );
  });
  app.action({ type: 'block_actions' }, async ({ body, context, ack: bare }) => {
    const ack = ackInTime(bare, log);
    const [action] = body.actions;
    const asked = readActionId(action?.action_id ?? '');
    if (asked?.does === 'link') return void (await ack());
    const act = readPress(body, context);
    const from = asked?.does === 'open' && action?.type === 'button' ? readOrigin(action.value ?? '') : null;
    await answer(context, ack, () =>
      from && asked ? openAgain(slack, act, asked.wire, from, ack) : answerPress(slack, act, ack),
    );
  });
  app.view({ type: 'view_submission' }, async ({ body, view, context, ack: bare }) => {
    const ack = ackInTime(bare, log);
    const { user, team } = body;
    const sent = {
      view,
      workspace: workspaceIn(context),
      user: user.id,
      userName: user.name,
      domain: team?.domain ?? '',
    };
    await answer(context, ack, () => answerForm(slack, sent, ack));
  });
  app.shortcut({ type: 'message_action' }, async ({ shortcut, context, ack: bare }) => {
    const ack = ackInTime(bare, log);
    if (shortcut.callback_id !== cardShortcut) return void (await ack());
    const act = readShortcut(shortcut, context, makeCardWire);
    await answer(context, ack, () => answerShortcut(slack, act, shortcut, ack));
  });
  hear(app, { slack, installations, track });
  app.error(async (error) => slack.trouble(error, 'a request'));
  return app;
}

function hear(app: App, { slack, installations, track }: Pick<Listening, 'slack' | 'installations' | 'track'>): void {
  const told = (work: Promise<void>) => track(work.catch((error: unknown) => slack.trouble(error, 'an event')));
  app.event('app_home_opened', ({ event, body, context }) =>
    told(homeOpened(slack, { id: body.event_id, context, event })),
  );
  app.event('member_joined_channel', ({ event, body, context }) =>
    told(joinedChannel(slack, { id: body.event_id, context, event })),
  );
  app.event('message', ({ event, body, context }) => told(heardWords(slack, { id: body.event_id, context, event })));
  app.event('user_change', ({ event, body, context }) =>
    told(profileChanged(slack, { id: body.event_id, context, event })),
  );
  app.event('app_uninstalled', ({ context }) => told(installations?.drop(workspaceIn(context)) ?? Promise.resolve()));
  app.event('tokens_revoked', async ({ event, context }) => {
    const isBots = (event.tokens.bot ?? []).length > 0;
    if (isBots) slack.workspaces.forget(workspaceIn(context));
    if (isBots && installations) await told(installations.drop(workspaceIn(context)));
  });
}

/**
 * Over HTTP: whether nobody sent the same request before. Where that cannot be told, what is done once by its id is done once all
 * the same.
 */
const isFresh = async (context: Context): Promise<boolean> => {
  const known: Promise<boolean> = context.isFresh instanceof Promise ? context.isFresh : Promise.resolve(true);
  return known.catch(() => true);
};

/**
 * Whether an answer may ride on its acknowledgement. Not on a socket: what is sent into one that has just broken is lost without
 * a word, while a response_url says whether it took what it was given.
 */
const carries = (context: Context): boolean => context.isSure === true;
