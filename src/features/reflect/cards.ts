import { button, type Card, card, controls, picker } from '../../chat/card.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import type { Goal, Reflection } from './store.ts';

/** A reflection that was kept: one line on it, and what can be made of it. */
export function reflectionCard({ id, ...said }: Reflection, goal: Goal | null, feedback: string): Card {
  const adapts = goal?.state === 'active' && (said.newCue !== null || said.newAction !== null);
  const adapt = adapts ? button('Change my plan', pressNamed('goals.adapt', { reflectionId: id }), 'main') : null;
  const keep = said.learned
    ? button('Keep as review card', pressNamed('decks.keep-learned', { reflectionId: id }))
    : null;
  return card(
    goal ? `Reflected: ${clip(goal.what, 130)}` : 'Reflected',
    [feedback, adapt || keep ? controls(adapt, keep) : null],
    'good',
  );
}

/** Which goal to look back on. */
export function whichGoalCard(goals: readonly Goal[], lead: string | null): Card {
  const choices = goals.map(({ id, what }) => ({ value: id, label: clip(what, 75) }));
  return card('Which goal do you look back on?', [
    lead,
    controls(picker('A goal', pressNamed('reflect.open'), 'goalId', choices)),
    controls(button('Something else', pressNamed('reflect.open'))),
  ]);
}
