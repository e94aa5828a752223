import { task } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { id, integer } from '../../chat/options.ts';
import { Unavailable } from '../../errors.ts';
import { isLedAstray } from '../../study/gate/orders.ts';
import type { ProblemKind } from '../../study/hints/problem-kind.ts';
import type { HintQuestion } from '../../tutor.ts';
import { type Asked, askedIn, keyOf, questionOf } from './asked.ts';
import { sessionCard } from './cards.ts';
import { type Drafted, draftTwice } from './drafting.ts';
import { readSteps } from './looking.ts';
import { asksFor, knownFor, type Sought } from './solving.ts';
import { holdAtStep, improveStep, keepSolved, type Session, type Step } from './store.ts';

interface ToThink extends Sought {
  readonly memberId: string;
  readonly groupId: string | null;
}

interface Thought extends Drafted {
  /** What the tutor came to, where it is at one with itself and was asked now. */
  readonly solved?: readonly string[] | undefined;
}

/**
 * Asks the tutor to say the rung that stands, in its own words. What passes the gate takes the place of the built-in text, if the learner
 * has not gone on since; what does not pass twice is never seen.
 */
export const think = task({
  name: 'hints.think',
  options: { sessionId: id('Hint'), step: integer('Step', { min: 1, max: 9999 }) },
  async read({ tx }, { sessionId, step }): Promise<ToThink | null> {
    const session = await holdAtStep(tx, sessionId, step);
    const asked = session && (await askedIn(tx, session));
    const steps = await readSteps(tx, sessionId);
    const last = steps.at(-1);
    if (!session || !asked || !last || last.source === 'leader') return null;
    const { memberId, groupId, solved } = session;
    const isOpenEnded = asked.kind === 'problem' && openEnded.has(asked.problemKind);
    const question = questionFor(session, asked, steps, last);
    return { memberId, groupId, question, key: keyOf(asked), solved, isOpenEnded };
  },
  tutorFor: (toThink) => ({ memberId: toThink.memberId, groupId: toThink.groupId, tokens: tokensFor(toThink) }),
  async work(toThink, { tutor }): Promise<Thought | null> {
    const { key, question } = toThink;
    if (tutor && isLedAstray(key, question.rung, question.problem, triedIn(question)))
      return { better: null, rejections: ['not asked: the problem speaks to the tutor'] };
    try {
      const known = tutor && (await knownFor(tutor, toThink));
      const thought = known && (await draftTwice(tutor, question, known));
      return thought && { ...thought, solved: known?.isNew && known.isAgreed ? known.guesses : undefined };
    } catch (error) {
      if (error instanceof Unavailable) return null;
      throw error;
    }
  },
  async keep({ tx, now }, { sessionId, step }, thought) {
    const session = thought && (await holdAtStep(tx, sessionId, step));
    const asked = session && (await askedIn(tx, session));
    if (!thought || !session || !asked) return {};
    await improveStep(tx, sessionId, step, thought.better, thought.rejections);
    if (thought.solved) await keepSolved(tx, sessionId, thought.solved);
    const last = (await readSteps(tx, sessionId)).at(-1);
    if (!thought.better || !last) return {};
    const card = sessionCard({ session, step: last, asked }, now);
    const key = `hints.think:${sessionId}:${step}`;
    return { posts: [{ key, to: session.replyTo, card, owner: null, instead: session.shownBy }] };
  },
});

const longestBefore = 400;
const stepsBefore = 6;

function questionFor(session: Session, asked: Asked, steps: readonly Step[], { rung, attempt }: Step): HintQuestion {
  const earlier = steps.slice(0, -1).slice(-stepsBefore);
  const before = earlier.map((step) => ({ attempt: clipped(step.attempt), hint: clip(step.text, longestBefore) }));
  const key = rung === 'answer' ? keyOf(asked) : null;
  return {
    problem: questionOf(asked),
    topic: asked.kind === 'card' ? (asked.card.tag ?? asked.card.deckName) : null,
    rung,
    before: attempt === null ? before : [...before, { attempt: clipped(attempt), hint: null }],
    mastery: session.mastery,
    ...(key !== null && { key }),
  };
}

const clipped = (text: string | null) => (text === null ? null : clip(text, longestBefore));

const triedIn = ({ before }: HintQuestion) => before.map(({ attempt }) => attempt ?? '');

/** Two drafts and two looks at them: the same question four times at most, each with its prompt, what is thought and an answer; and what the gate needs. */
function tokensFor(toThink: ToThink): number {
  const { problem, before, key = '' } = toThink.question;
  const told = before.reduce((sum, { attempt, hint }) => sum + (attempt?.length ?? 0) + (hint?.length ?? 0), 0);
  const solving = asksFor(toThink).all.reduce((sum, ask) => sum + 800 + Math.ceil(ask.length / 3), 0);
  return 2200 + 4 * Math.ceil((problem.length + told + key.length) / 3) + solving;
}

const openEnded: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['proof', 'essay', 'code', 'translation']);
