/** A session of help: begun, climbed, and shown as it stands. */
import { type Card, card, controls } from '../../chat/card.ts';
import type { Context, Outcome } from '../../chat/handler.ts';
import { ask } from '../../chat/intents.ts';
import { workOfGoal } from '../../db/reading/goal-skills.ts';
import { readMastery } from '../../db/reading/mastery.ts';
import { mayAskTutorHere, tutorStandingOf } from '../../db/reading/tutor-consent.ts';
import { Refusal } from '../../errors.ts';
import { tutorOffer } from '../../phrases/tutor.ts';
import { explainOwnSkill, skillOfGoal } from '../../study/goals/own-skill.ts';
import { hasExample } from '../../study/hints/built-in-hints.ts';
import { drawArm, ladderByChance } from '../../study/hints/chance-arm.ts';
import { anotherKind } from '../../study/hints/help-followed.ts';
import { ladderFor, nextMove, type Readiness } from '../../study/hints/ladder.ts';
import { readinessFrom } from '../../study/hints/readiness.ts';
import { chanceOf, explainSkill, openBook } from '../../study/mastery/book.ts';
import { dayIn } from '../../study/time/day.ts';
import { type Asked, type AskedProblem, askedCard, askedIn, judge, textOf, writtenRungs } from './asked.ts';
import { goneCard, type Standing, sessionCard } from './cards.ts';
import { examplesFor } from './examples.ts';
import { type CardAsked, findOpen, isOwnGoal, readRemembered, readSteps } from './looking.ts';
import { addSession, addStep, holdSession, leaveOpen, noteWayBack, type Session, type WayBack } from './store.ts';
import { think } from './thinking.ts';

/** Begins help with a card, or goes on where it stands: until the card was reviewed again, or the day is over. */
export async function helpWithCard(context: Context, cardId: string, back: WayBack): Promise<Outcome> {
  const { tx, me, now } = context;
  const asked = await askedCard(tx, me.id, cardId);
  if (!asked) throw new Refusal(goneCard);
  const open = await findOpen(tx, me.id, cardId);
  const isCurrent = open?.reps === asked.card.reps && dayIn(me.zone, open.at) === dayIn(me.zone, now);
  if (open && isCurrent) {
    await noteWayBack(tx, open.id, back);
    return showAgain(context, open.id);
  }
  await leaveOpen(tx, me.id, cardId, now);
  const readiness = await readinessOf(context, asked.card);
  const examples = await examplesFor(context, asked.card);
  const offered = { written: writtenRungs(asked), hasExample: hasExample({ ...asked.card, ...examples }) };
  return begin(context, asked, {
    id: context.newId(),
    cardId,
    problem: null,
    kind: 'card',
    skill: asked.card.skill,
    ladder: [...ladderFor(readiness, offered)],
    mastery: readiness?.p ?? null,
    reps: asked.card.reps,
    ...back,
    tried: null,
  });
}

/** What is believed of the skill, where anything is; or else what the memories of it tell. */
async function readinessOf({ tx, me, now }: Context, { id: cardId, ...card }: CardAsked): Promise<Readiness | null> {
  const asked = { cardId, skill: card.skill };
  const { kept } = await readMastery(tx, me.id, [asked]);
  if (!kept.states.has(card.skill)) return readinessFrom(await readRemembered(tx, me.id, { id: cardId, ...card }), now);
  const book = openBook(kept);
  return { p: chanceOf(book, asked, now), deviation: explainSkill(book, card.skill, now).chance.deviation };
}

/** Begins help with a pasted problem. Who has said what they tried is not asked for it. */
export async function helpWithProblem(
  context: Context,
  asked: AskedProblem,
  { id, tried, goalId }: { id: string; tried: string | null; goalId: string | null },
): Promise<Outcome> {
  const skill = goalId !== null && (await isOwnGoal(context.tx, context.me.id, goalId)) ? skillOfGoal(goalId) : null;
  const readiness = goalId === null || skill === null ? null : await readinessForGoal(context, goalId);
  const ladder = ladderFor(readiness, { hasExample: false }).filter((rung) => tried === null || rung !== 'monitor');
  const noWayBack: WayBack = { askedFrom: null, onlyDeckId: null, onlyGoalId: null };
  const about = { cardId: null, skill, mastery: readiness?.p ?? null, reps: null, ...noWayBack };
  return begin(context, asked, { ...about, ladder, id, problem: asked.problem, kind: asked.problemKind, tried });
}

/** How well work for the goal goes, where anything tells. */
async function readinessForGoal({ tx, me, now }: Context, goalId: string): Promise<Readiness | null> {
  const { kept } = await readMastery(tx, me.id, [{ cardId: '', skill: skillOfGoal(goalId) }]);
  const known = explainOwnSkill(kept, goalId, await workOfGoal(tx, me.id, goalId), now);
  return known && { p: known.chance.mean, deviation: known.chance.deviation };
}

type Begun = WayBack &
  Pick<Session, 'id' | 'cardId' | 'problem' | 'kind' | 'skill' | 'ladder' | 'mastery' | 'reps'> & {
    readonly tried: string | null;
  };

async function begin(context: Context, asked: Asked, { tried, ...about }: Begun): Promise<Outcome> {
  const { tx, me, now, here, group, requestId } = context;
  const arm = await armOf(context);
  const drawn = arm === 'chance' ? ladderByChance(() => context.random(), { hasTried: tried !== null }) : null;
  const session = await addSession(tx, {
    ...about,
    arm,
    ladder: drawn ? [...drawn] : about.ladder,
    memberId: me.id,
    state: 'open',
    step: 0,
    attempts: 0,
    groupId: group?.id ?? null,
    replyTo: here,
    shownBy: requestId,
    at: now,
  });
  if (session) return sayNext(context, { session, step: null, asked }, tried);
  const rival = about.cardId === null ? undefined : await findOpen(tx, me.id, about.cardId);
  return showAgain(context, rival?.id ?? about.id);
}

/** Null where the member has not agreed to be helped by chance sometimes: then no lot is drawn. */
async function armOf(context: Context) {
  const { tx, me, group, tutor } = context;
  const asker = { memberId: me.id, groupId: group?.id ?? null };
  const { randomArm } = await tutorStandingOf(tx, asker, tutor?.host ?? null);
  return randomArm ? drawArm(() => context.random()) : null;
}

/** Says the next rung. At the very beginning `tried` is what was typed beside the problem. */
export async function sayNext(
  context: Context,
  { session, step, asked }: Omit<Standing, 'step'> & { step: Standing['step'] | null },
  tried: string | null = null,
): Promise<Outcome> {
  const { tx, now } = context;
  const { ladder, attempts } = session;
  const turnTo = step && anotherKind(await readSteps(tx, session.id), ladder);
  const move = nextMove({ ladder, said: step, written: writtenRungs(asked), attempts, turnTo });
  if (move.kind !== 'say') {
    if (step === null) throw new Error('A ladder without rungs');
    const remark = move.kind === 'try first' ? tryFirst : undefined;
    return shown(context, { session, step, asked }, { remark });
  }
  const { rung, source } = move;
  const text = await textOf(context, asked, move);
  const verdict = tried === null ? null : judge(asked, tried).verdict;
  const moved = await addStep(tx, session, { rung, source, text, attempt: tried, verdict, at: now });
  return shown(context, { ...moved, asked }, { isNew: true });
}

const tryFirst = 'Tell me first what you tried: a guess, a first line, anything. Then I show the answer.';

/** The member's own session with its last step, held; a refusal where there is none, or what it was about is gone. */
export async function holdStanding(context: Context, sessionId: string): Promise<Standing> {
  const { tx, me, here, requestId } = context;
  const session = await holdSession(tx, me.id, sessionId, { by: requestId, at: here });
  const asked = session && (await askedIn(tx, session));
  const step = session && (await readSteps(tx, sessionId)).at(-1);
  if (!session || !asked || !step) throw new Refusal(goneCard);
  return { session, step, asked };
}

const showAgain = async (context: Context, sessionId: string): Promise<Outcome> =>
  shown(context, await holdStanding(context, sessionId));

/** The session's card; where something new was said, the tutor is asked whether it can say it better. */
export async function shown(
  context: Context,
  standing: Standing,
  { remark, isNew = false }: { remark?: string | undefined; isNew?: boolean } = {},
): Promise<Outcome> {
  const { session, step } = standing;
  const reply = sessionCard(standing, context.now, remark);
  if (session.state !== 'open') return { reply };
  if (!(await mayAskTutorHere(context))) return { reply, note: isNew ? await offerOfTutor(context) : null };
  if (step.source === 'leader') return { reply };
  const tasks = isNew ? [ask(think, { sessionId: session.id, step: step.position })] : [];
  return { reply, changesLater: true, tasks };
}

/** For who was not asked yet whether the tutor may help, where it could. */
async function offerOfTutor({ tx, me, group, tutor }: Context): Promise<Card | null> {
  if (tutor === null) return null;
  const offer = tutorOffer(await tutorStandingOf(tx, { memberId: me.id, groupId: group?.id ?? null }, tutor.host));
  return offer && card('Hints can fit what you tried', [controls(offer)]);
}
