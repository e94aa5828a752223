import type { Form } from '../../chat/form.ts';
import { action, type Context, command, type Feature, type Suggest } from '../../chat/handler.ts';
import { askNamed, form } from '../../chat/intents.ts';
import { laterOf } from '../../chat/later.ts';
import { clip } from '../../chat/limits.ts';
import { choice, id, optional, paragraph, words } from '../../chat/options.ts';
import { mayAskTutorHere } from '../../db/reading/tutor-consent.ts';
import { Refusal } from '../../errors.ts';
import { findNamed, suggestNamed } from '../../study/goals/goal-names.ts';
import { readIfThen } from '../../study/goals/plan-reading.ts';
import { writeIfThen } from '../../study/goals/plan-writing.ts';
import { dayIn } from '../../study/time/day.ts';
import { reflectionCard, whichGoalCard } from './cards.ts';
import { causeChoices, wholeText } from './causes.ts';
import { judge, judgeOffline } from './judge.ts';
import { activeGoals, findGoal, type Goal, keepReflection } from './store.ts';

/** The id is chosen when the form opens, so that a form sent twice is one reflection. */
const sheet = {
  reflectionId: id('Reflection'),
  goalId: optional(id('Goal')),
  went: paragraph('How did it go against what you planned', { max: 2000 }),
  cause: optional(choice('Mostly because of', causeChoices)),
  change: optional(paragraph('What will you change: if … then I will …', { max: 500 })),
  learned: optional(paragraph('What did you learn', { max: 1000 })),
  satisfaction: optional(
    choice('How satisfied are you', [
      { value: '1', label: '1 · not at all' },
      { value: '2', label: '2 · hardly' },
      { value: '3', label: '3 · so-so' },
      { value: '4', label: '4 · mostly' },
      { value: '5', label: '5 · fully' },
    ]),
  ),
};

const saveAction = action({
  name: 'reflect.save',
  seenBy: 'me',
  answers: 'below',
  options: sheet,
  async run(context, sent) {
    const { tx, me, now } = context;
    const goal = sent.goalId ? ((await findGoal(tx, me.id, sent.goalId)) ?? unknownGoal()) : null;
    const { cue, action } = readIfThen(sent.change ?? '');
    const said = {
      went: sent.went,
      cause: sent.cause ?? null,
      newCue: cue || null,
      newAction: action || null,
      learned: sent.learned ?? null,
    };
    const { depth, depthBy, feedback } = await judgeOffline(tx, wholeText(said));
    const kept = await keepReflection(tx, {
      ...said,
      id: sent.reflectionId,
      memberId: me.id,
      goalId: goal?.id ?? null,
      day: dayIn(me.zone, now),
      satisfaction: sent.satisfaction ? Number(sent.satisfaction) : null,
      depth,
      depthBy,
      depthOffline: depth,
      depthTutor: null,
      at: now,
    });
    if (!kept) throw new Refusal('This form is not yours to send. /study reflect opens one that is.');
    const reply = reflectionCard(kept, goal, feedback);
    if (kept.depthTutor !== null || !(await mayAskTutorHere(context))) return { reply };
    const tasks = [askNamed('reflect.judge', { reflectionId: kept.id, ...laterOf(context) })];
    return { reply, changesLater: true, tasks };
  },
});

const openAction = action({
  name: 'reflect.open',
  seenBy: 'me',
  answers: 'below',
  options: { goalId: optional(id('Goal')) },
  async run(context, { goalId }) {
    const { tx, me } = context;
    return { reply: reflectForm(context, goalId ? ((await findGoal(tx, me.id, goalId)) ?? unknownGoal()) : null) };
  },
});

const suggestGoals: Suggest = async ({ tx, me }, typed) => {
  const goals = await activeGoals(tx, me.id);
  return suggestNamed(
    goals.map(({ what }) => what),
    typed,
  );
};

const reflectCommand = command({
  name: 'reflect',
  about: 'Look back: how it went, why, and what changes',
  seenBy: 'me',
  options: { goal: optional(words('Which goal', { max: 200 })) },
  suggest: { goal: suggestGoals },
  async run(context, { goal: named }) {
    const goals = await activeGoals(context.tx, context.me.id);
    const found = named === undefined ? null : findNamed(goals, ({ what }) => what, named);
    const meant = found ?? (goals.length <= 1 && named === undefined ? goals[0] : undefined);
    if (meant || goals.length === 0) return { reply: reflectForm(context, meant ?? null, named) };
    const lead = named === undefined ? null : `No single goal of yours is called “${clip(named, 200)}”.`;
    return { reply: whichGoalCard(goals, lead) };
  },
});

export const reflect: Feature = {
  name: 'reflect',
  commands: [reflectCommand],
  actions: [openAction, saveAction],
  tasks: [judge],
};

/** The five questions. What was typed behind the command without being a goal is taken for the first answer. */
function reflectForm({ newId }: Context, goal: Goal | null, typed?: string): Form {
  const plan = goal ? writeIfThen(goal) : '';
  return form(saveAction, {
    title: 'Looking back',
    send: 'Keep',
    given: { reflectionId: newId(), ...(goal && { goalId: goal.id }) },
    ask: {
      went: {
        help: plan ? clip(`You planned: ${plan}`, 100) : 'What happened, and what did not?',
        value: goal ? undefined : typed,
      },
      cause: {},
      change: {
        help: plan ? 'Becomes your plan in one press, if you want' : 'A small thing you would see yourself do',
      },
      learned: { help: 'One thing worth remembering; it can become a review card' },
      satisfaction: {},
    },
  });
}

function unknownGoal(): never {
  throw new Refusal('I cannot find that goal. It may be gone; /study goals shows the ones you have.');
}
