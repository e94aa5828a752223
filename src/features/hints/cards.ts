import { type Block, type Button, button, type Card, card, controls, rich, rule, strong } from '../../chat/card.ts';
import { press, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { goalOfSkill } from '../../study/goals/own-skill.ts';
import { nextMove, outcomeOf, type Rung } from '../../study/hints/ladder.ts';
import { type Asked, judge, questionOf, writtenRungs } from './asked.ts';
import { climb, endLeft, endSolved, openAttempt, openProblem, takeUpAgain } from './presses.ts';
import type { Session, Step } from './store.ts';

/** A session as it stands: what it is about, and the last that was said. */
export interface Standing {
  readonly session: Session;
  readonly step: Step;
  readonly asked: Asked;
}

const titles: Readonly<Record<Rung, string>> = {
  monitor: 'First: what is asked?',
  locate: 'Where to look',
  strategy: 'A way to go',
  principle: 'The idea behind it',
  'next-step': 'The next step',
  answer: 'The answer, explained',
};

const longestQuestion = 700;
const longestHint = 1900;

/** The card of a session, whatever its state. `remark` says what just happened. */
export function sessionCard(standing: Standing, now: Date, remark?: string): Card {
  switch (standing.session.state) {
    case 'open':
      return hintCard(standing, remark);
    case 'solved':
      return solvedCard(standing, now);
    case 'left':
      return leftCard(standing, now);
  }
}

function hintCard(standing: Standing, remark?: string): Card {
  const { step, asked } = standing;
  return card(titles[step.rung], [
    remark ?? null,
    rich`${strong(clip(questionOf(asked), longestQuestion))}`,
    ...attemptBlocks(standing),
    rule(),
    step.source === 'leader'
      ? rich`From whoever wrote the card: ${clip(step.text, longestHint)}`
      : clip(step.text, longestHint),
    step.isSure ? null : 'I am not sure of this one. Hold it against your notes.',
    controls(...openButtons(standing)),
  ]);
}

function attemptBlocks({ step: { attempt, verdict }, asked }: Standing): (Block | string)[] {
  if (attempt === null || verdict === null) return [];
  return [`You tried: ${clip(attempt.replace(/\s+/g, ' '), 300)}`, judge(asked, attempt).said];
}

function openButtons({ session, step, asked }: Standing): (Button | null)[] {
  const { id: sessionId, ladder, attempts } = session;
  const move = nextMove({ ladder, said: step, written: writtenRungs(asked), attempts });
  const isNext = move.kind !== 'top';
  const isAnswer = move.kind === 'try first' || (move.kind === 'say' && move.rung === 'answer');
  const here = { sessionId, step: session.step };
  return [
    isNext
      ? button(
          isAnswer ? 'Show the answer' : 'Another hint',
          press(climb, here),
          move.kind === 'say' ? 'main' : 'plain',
        )
      : null,
    isNext ? button('I tried this', press(openAttempt, here), move.kind === 'say' ? 'plain' : 'main') : null,
    button(isNext ? 'Solved it' : 'Got it', press(endSolved, { sessionId }), isNext ? 'plain' : 'main'),
    button(isNext ? 'Leave it' : 'Still stuck', press(endLeft, { sessionId })),
  ];
}

function solvedCard(standing: Standing, now: Date): Card {
  const { session, step, asked } = standing;
  const outcome = outcomeOf('solved', step.rung);
  const said = step.verdict === 'right' && step.attempt !== null ? judge(asked, step.attempt).said : null;
  return card(
    outcome.kind === 'solved alone' ? 'Solved, by yourself' : 'Solved',
    [
      rich`${strong(clip(questionOf(asked), longestQuestion))}`,
      said,
      session.cardId === null ? 'Worth keeping? A review card brings it back before it fades.' : null,
      controls(...onward(standing, now)),
    ],
    'good',
  );
}

function leftCard(standing: Standing, now: Date): Card {
  const isCard = standing.session.cardId !== null;
  const again = button('Take it up again', press(takeUpAgain, { sessionId: standing.session.id }));
  return card('Left for now', [
    rich`${strong(clip(questionOf(standing.asked), longestQuestion))}`,
    isCard ? 'It comes back by itself.' : 'A pause often does half of the work.',
    controls(...onward(standing, now), again),
  ]);
}

/** From a card back to its answer and grades, or to the next question of practice; from a problem to a card of one's own. */
function onward({ session, asked }: Standing, now: Date): Button[] {
  if (asked.kind === 'problem')
    return [
      button('Keep as a card', pressNamed('decks.add'), 'main'),
      button('Another problem', press(openProblem, { goalId: goalOfSkill(session.skill ?? '') })),
    ];
  const { askedFrom, onlyDeckId: deckId, onlyGoalId: goalId } = session;
  const inDeck = deckId === null ? {} : { deckId };
  const within = goalId === null ? inDeck : { ...inDeck, goalId };
  if (askedFrom === 'practice') return [button('Next question', pressNamed('practice.next', within), 'main')];
  const back = pressNamed('review.show', {
    cardId: asked.card.id,
    reps: String(asked.card.reps),
    at: now.getTime().toString(36),
    ...inDeck,
  });
  return [button('Show the card', back, 'main')];
}

export const goneCard = card(
  'That hint is no longer here',
  ['The card may be gone, or you no longer study its deck.', controls(button('Ask for help', press(openProblem, {})))],
  'warn',
);

/** A problem that cannot be read: what to do instead. */
export const unreadableCard = (why: string): Card =>
  card(why, [controls(button('Type it here', press(openProblem, {}), 'main'))], 'warn');
