import { task } from '../../chat/handler.ts';
import { clip } from '../../chat/limits.ts';
import { id, integer } from '../../chat/options.ts';
import { Unavailable } from '../../errors.ts';
import { asksToSolve } from '../../study/gate/blind-answers.ts';
import { type Draft, hintFaults } from '../../study/gate/hint-gate.ts';
import { isLedAstray } from '../../study/gate/orders.ts';
import type { ProblemKind } from '../../study/hints/problem-kind.ts';
import { squeezed } from '../../study/text/plain-form.ts';
import type { Critique, HintDraft, HintQuestion, Tutor } from '../../tutor.ts';
import { type Asked, askedIn, keyOf, questionOf } from './asked.ts';
import { sessionCard } from './cards.ts';
import { readSteps } from './looking.ts';
import { holdAtStep, improveStep, keepSolved, type Session, type Step } from './store.ts';

interface ToThink {
  readonly memberId: string;
  readonly groupId: string | null;
  readonly question: HintQuestion;
  /** For the gate alone: below the last rung it is not in the question. */
  readonly key: string | null;
  /** What the tutor came to on an earlier rung. */
  readonly solved: readonly string[] | null;
  /** A proof, an essay, a program: there is no one answer to it. */
  readonly isOpenEnded: boolean;
}

interface Thought {
  readonly better: HintDraft | null;
  readonly rejections: readonly string[];
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

/** Two drafts and two looks at them: the same question four times at most, each with its prompt and an answer; and what the gate needs. */
function tokensFor(toThink: ToThink): number {
  const { problem, before, key = '' } = toThink.question;
  const told = before.reduce((sum, { attempt, hint }) => sum + (attempt?.length ?? 0) + (hint?.length ?? 0), 0);
  const solving = asksFor(toThink).all.reduce((sum, ask) => sum + 400 + Math.ceil(ask.length / 3), 0);
  return 1400 + 4 * Math.ceil((problem.length + told + key.length) / 3) + solving;
}

const openEnded: ReadonlySet<ProblemKind> = new Set<ProblemKind>(['proof', 'essay', 'code', 'translation']);

/** What the gate holds a draft against. */
interface Known extends Required<Pick<Draft, 'key' | 'guesses'>> {
  /** False where those who solved it came to different answers: then the tutor says that it is not sure. */
  readonly isAgreed: boolean;
  /** Whether they were asked for now. */
  readonly isNew: boolean;
}

/** How the tutor is asked what it comes to: nothing where that is known, or no draft is held against it. */
function asksFor({ question: { problem, rung }, key, solved }: ToThink) {
  if (key !== null || rung === 'answer' || solved !== null) return { all: [], whole: [] };
  const { whole, parts, bare } = asksToSolve(problem);
  return { all: [...whole, ...parts, ...bare], whole };
}

/**
 * Where nobody here knows the answer, what the tutor itself comes to; null where it comes to nothing although one is asked for: unchecked,
 * no draft is shown. @throws Unavailable where one did not come
 */
async function knownFor(tutor: Tutor, toThink: ToThink): Promise<Known | null> {
  const { key, isOpenEnded } = toThink;
  const { all, whole } = asksFor(toThink);
  if (all.length === 0) return { key, guesses: toThink.solved ?? [], isAgreed: true, isNew: false };
  const tries = await Promise.allSettled(all.map((ask) => tutor.solve({ problem: ask })));
  const solved = tries.map((it) => {
    if (it.status === 'rejected') throw it.reason;
    return it.value.said;
  });
  const guesses = [...new Set(solved.flat())];
  if (guesses.length === 0 && !isOpenEnded) return null;
  const isSame = (one: string) => (other: string) => squeezed(one) === squeezed(other);
  const ofWhole = solved.slice(0, whole.length);
  const isAgreed = isOpenEnded || guesses.some((guess) => ofWhole.every((answers) => answers.some(isSame(guess))));
  return { key, guesses, isAgreed, isNew: true };
}

/** A draft that must not be shown is asked for once more, with the reasons. */
async function draftTwice(tutor: Tutor, question: HintQuestion, known: Known): Promise<Thought> {
  const first = await draftOnce(tutor, question, known);
  const shown = ({ text, isSure }: HintDraft) => ({ text, isSure: isSure && known.isAgreed });
  if (first.faults.length === 0) return { better: shown(first.draft), rejections: [] };
  const rejected = { text: first.draft.text, because: first.faults };
  const second = await draftOnce(tutor, { ...question, rejected }, known);
  const better = second.faults.length === 0 ? shown(second.draft) : null;
  return { better, rejections: [...first.faults, ...second.faults] };
}

async function draftOnce(tutor: Tutor, question: HintQuestion, { key, guesses }: Known) {
  const { said: draft } = await tutor.hint(question);
  const { problem, rung } = question;
  const faults = hintFaults({ text: draft.text, rung, problem, key, guesses });
  if (faults.length > 0) return { draft, faults };
  const { said: critique } = await tutor.critique({ problem, rung, hint: draft.text });
  return { draft, faults: critiqueFaults(critique, rung === 'answer') };
}

function critiqueFaults({ givesAway, isCorrect, isOnRung, isKind }: Critique, isAnswer: boolean): string[] {
  return [
    ...(givesAway && !isAnswer ? ['a second look: it gives the answer away'] : []),
    ...(isCorrect ? [] : ['a second look: it is not correct']),
    ...(isOnRung ? [] : ['a second look: it is not on the rung that was asked for']),
    ...(isKind ? [] : ['a second look: its tone hurts']),
  ];
}
