import { button, type Card, card, controls, facts, list, rich, rule, strong } from '../../chat/card.ts';
import type { Context } from '../../chat/handler.ts';
import { pressNamed } from '../../chat/intents.ts';
import { type ArmsCompared, type HelpSession, helpSessionsOf, memberArms } from '../../db/reading/help-outcomes.ts';
import { tutorStandingOf } from '../../db/reading/tutor-consent.ts';
import { effectWords, tellingFrom } from '../../study/hints/effect.ts';
import { helpFollowed } from '../../study/hints/help-followed.ts';
import { type HintOutcome, outcomeOf, type Rung, rungs } from '../../study/hints/ladder.ts';
import { beginUptake, learnUptake, likeliestTaken, type Uptake } from '../../study/hints/uptake.ts';
import { percent, times } from '../../study/text/in-words.ts';

/** As far back as is told of. */
const sessionsTold = 200;

/** What became of the help that the member asked for, and whether choosing it did better than chance. */
export async function explainHelp({ tx, me, now, tutor }: Context): Promise<Card> {
  const sessions = await helpSessionsOf(tx, me.id, sessionsTold);
  if (sessions.length === 0)
    return card('Nothing to tell yet', [
      'Once you have asked for hints, I tell here what they did for you.',
      controls(button('Ask for help', pressNamed('hints.open'), 'main')),
    ]);
  const arms = await memberArms(tx, me.id, now);
  const { randomArm } = await tutorStandingOf(tx, { memberId: me.id, groupId: null }, tutor?.host ?? null);
  return card('What help with hints did', [
    ...outcomeBlocks(sessions),
    uptakeWords(uptakeIn(sessions)),
    rule(),
    ...armBlocks(arms, randomArm),
  ]);
}

function outcomeBlocks(sessions: readonly HelpSession[]) {
  const outcomes = sessions.flatMap(({ state, steps }) => {
    const last = steps.at(-1);
    return last ? [outcomeOf(state, last.rung)] : [];
  });
  const solved = outcomes.filter(isSolvedBefore).length;
  const rows = [
    outcomeRow('Solved with no more than the question back', outcomes, (it) => it.kind === 'solved alone'),
    ...rungs.map((rung) =>
      outcomeRow(solvedAfter[rung], outcomes, (it) => it.kind === 'solved after' && it.rung === rung),
    ),
    outcomeRow('Left for later', outcomes, (it) => it.kind === 'still stuck'),
    outcomeRow('Still open', outcomes, (it) => it.kind === 'open'),
  ];
  const asked = `You asked for help ${times(sessions.length)}`;
  return [
    solved === 0
      ? `${asked}. What you solve before the answer is shown counts here.`
      : `${asked}, and ${times(solved)} you solved it before the answer was shown.`,
    list(rows.filter((row) => row !== null)),
  ];
}

const isSolvedBefore = (it: HintOutcome) =>
  it.kind === 'solved alone' || (it.kind === 'solved after' && it.rung !== 'answer');

const solvedAfter: Readonly<Record<Rung, string>> = {
  monitor: 'Solved after the question back',
  locate: 'Solved after where to look',
  strategy: 'Solved after a way to go',
  principle: 'Solved after the idea behind it',
  'next-step': 'Solved after the next step',
  answer: 'Got it once the answer was shown',
};

function outcomeRow(label: string, outcomes: readonly HintOutcome[], fits: (it: HintOutcome) => boolean) {
  const times = outcomes.filter(fits).length;
  return times === 0 ? null : rich`${strong(label)}: ${times}`;
}

function uptakeIn(sessions: readonly HelpSession[]): Uptake {
  const helps = sessions.flatMap(({ isCard, steps, state }) =>
    helpFollowed(steps, state).map((help) => ({ ...help, isCard })),
  );
  return helps.reduce(learnUptake, beginUptake());
}

const kindWords: Readonly<Record<Rung, string>> = {
  monitor: 'a question back',
  locate: 'where to look',
  strategy: 'a way to go',
  principle: 'the idea behind it, or an example',
  'next-step': 'the next step',
  answer: 'the answer',
};

function uptakeWords(uptake: Uptake): string | null {
  if (uptake.learned < tellingFrom) return null;
  const best = likeliestTaken(uptake, rungs.slice(0, -1));
  return best
    ? `What moves you on most surely is ${kindWords[best.rung]}: after it I expect you to try anew, or solve it, ${percent(best.chance)} of the time.`
    : null;
}

function armBlocks({ chosen, chance }: ArmsCompared, isByChance: boolean) {
  if (chosen.solved.of + chance.solved.of === 0)
    return [
      isByChance
        ? 'Some of your help comes by chance now. Once some of it has ended, I tell here which does better.'
        : 'Whether help that I choose does better than help by chance can only be told where some comes by chance. That is up to you.',
      controls(button('How I help you', pressNamed('coach.ask'))),
    ];
  return [
    'Some of your help begins at a place chosen by chance. Against that:',
    facts([
      ['Solved before the answer', effectWords(chosen.solved, chance.solved)],
      ['Known at the next review', effectWords(chosen.known, chance.known)],
    ]),
  ];
}
