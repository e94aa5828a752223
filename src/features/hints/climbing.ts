import { action, type Context, type Outcome } from '../../chat/handler.ts';
import { form } from '../../chat/intents.ts';
import { Refusal } from '../../errors.ts';
import { saysNothing } from '../../study/hints/attempt.ts';
import { judge } from './asked.ts';
import type { Standing } from './cards.ts';
import { findOpen } from './looking.ts';
import { climb, endLeft, endSolved, keepAttempt, openAttempt, takeUpAgain } from './presses.ts';
import { holdStanding, sayNext, shown } from './sessions.ts';
import { addStep, setState } from './store.ts';

/** Only from the step that was seen: an old button shows where one is. */
export const next = action({
  ...climb,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sessionId, step }) {
    const standing = await holdStanding(context, sessionId);
    const isSeen = standing.session.state === 'open' && standing.session.step === step;
    return isSeen ? sayNext(context, standing) : shown(context, standing);
  },
});

export const openBox = action({
  ...openAttempt,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sessionId, step }) {
    const standing = await holdStanding(context, sessionId);
    if (standing.session.state === 'solved') return shown(context, standing);
    const ask = { attempt: { help: 'A guess, a first line, what you looked up' } };
    return {
      reply: form(keepAttempt, { title: 'What have you tried?', send: 'Tell', given: { sessionId, step }, ask }),
    };
  },
});

/** What was typed counts wherever the session stands by now; the same words sent twice count once. */
export const tried = action({
  ...keepAttempt,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { sessionId, step: seen, attempt }) {
    const { tx, now } = context;
    const standing = await holdStanding(context, sessionId);
    const isTwice = standing.step.attempt === attempt && standing.step.position > seen;
    if (standing.session.state === 'solved' || isTwice) return shown(context, standing);
    if (saysNothing(attempt)) throw new Refusal(nothingTried, { attempt: nothingTried });
    const { session, step, asked } = await reopened(context, standing);
    const { verdict } = judge(asked, attempt);
    const { rung, source, text, isSure } = step;
    const moved = await addStep(tx, session, { rung, source, text, isSure, attempt, verdict, at: now });
    const after = verdict === 'right' ? await setState(tx, session.id, 'solved', now) : moved.session;
    return shown(context, { session: after, step: moved.step, asked }, { isNew: true });
  },
});

const nothingTried =
  'Write down something that you did: a guess, a line you began, what you looked up. It may be wrong.';

export const solved = action({
  ...endSolved,
  seenBy: 'me',
  answers: 'in place',
  run: (context, { sessionId }) => end(context, sessionId, 'solved'),
});

export const leave = action({
  ...endLeft,
  seenBy: 'me',
  answers: 'in place',
  run: (context, { sessionId }) => end(context, sessionId, 'left'),
});

export const again = action({
  ...takeUpAgain,
  seenBy: 'me',
  answers: 'in place',
  run: async (context, { sessionId }) =>
    shown(context, await reopened(context, await holdStanding(context, sessionId))),
});

/** What was solved stays solved. */
async function end(context: Context, sessionId: string, as: 'solved' | 'left'): Promise<Outcome> {
  const standing = await holdStanding(context, sessionId);
  const { state } = standing.session;
  if (state === 'solved' || state === as) return shown(context, standing);
  return shown(context, { ...standing, session: await setState(context.tx, sessionId, as, context.now) });
}

/** A session that was left, open once more; or the one on its card that took its place. */
async function reopened(context: Context, standing: Standing): Promise<Standing> {
  const { tx, me, now } = context;
  const { id, state, cardId } = standing.session;
  if (state !== 'left') return standing;
  const newer = cardId === null ? undefined : await findOpen(tx, me.id, cardId);
  if (newer) return holdStanding(context, newer.id);
  return { ...standing, session: await setState(tx, id, 'open', now) };
}
