/** Drafts of a hint, and what stands between them and a learner. */
import { hintFaults } from '../../study/gate/hint-gate.ts';
import type { Critique, HintDraft, HintQuestion, Tutor } from '../../tutor.ts';
import type { Known } from './solving.ts';

export interface Drafted {
  /** What may be shown; null where no draft may. */
  readonly better: HintDraft | null;
  readonly rejections: readonly string[];
}

/** A draft that must not be shown is asked for once more, with the reasons. */
export async function draftTwice(tutor: Tutor, question: HintQuestion, known: Known): Promise<Drafted> {
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
