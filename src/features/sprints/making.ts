/** Making a sprint: now, or at a time said in plain words. */
import type { Form } from '../../chat/form.ts';
import { action, type Context, command, type Outcome } from '../../chat/handler.ts';
import { form } from '../../chat/intents.ts';
import { optional, words } from '../../chat/options.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { Refusal } from '../../errors.ts';
import { onTheMinute } from '../../study/sprints/on-the-minute.ts';
import { readWhen } from '../../study/time/plain-time.ts';
import { holdHere } from './finding.ts';
import { takePart } from './joining.ts';
import { askAgain, howLong, makeIt } from './presses.ts';
import { look, roomCard } from './seen.ts';
import { addSprint } from './store.ts';

export const newCommand = command({
  root: 'sprint',
  name: 'new',
  about: 'Start a sprint now, or plan one: minutes, then when and what for',
  seenBy: 'everyone',
  options: {
    minutes: optional(howLong),
    plan: optional(words('When and what for: "at 18:30 chapter 3". Without a time it begins now', { max: 200 })),
  },
  async run(context, { minutes, plan }) {
    if (minutes === undefined) return { reply: newForm({ when: plan }) };
    if (plan === undefined) return make(context, { minutes, startAt: null, what: null });
    const read = readStart(plan, context);
    if ('problem' in read && !read.isTimeless) return { reply: newForm({ minutes, when: plan }, read.problem) };
    if ('problem' in read) return make(context, { minutes, startAt: null, what: plan });
    return make(context, { minutes, startAt: read.startAt, what: read.rest || null });
  },
});

export const makeAction = action({
  ...makeIt,
  seenBy: 'everyone',
  answers: 'below',
  async run(context, { minutes, when, what = null }) {
    if (when === undefined) return make(context, { minutes, startAt: null, what });
    const read = readStart(when, context);
    if ('problem' in read) throw new Refusal('When shall it begin?', { when: read.problem });
    return make(context, { minutes, startAt: read.startAt, what: what ?? (read.rest || null) });
  },
});

/** The same again at another time: for who missed it, and for another round. */
export const againAction = action({
  ...askAgain,
  seenBy: 'everyone',
  answers: 'below',
  async run(context, { sprintId }) {
    const { minutes, what } = await holdHere(context, sprintId);
    return { reply: newForm({ minutes, what: what ?? undefined }) };
  },
});

interface Typed {
  readonly minutes?: number;
  readonly when?: string | undefined;
  readonly what?: string | undefined;
}

const newForm = ({ minutes, when, what }: Typed, problem?: string): Form =>
  form(makeIt, {
    title: 'A new sprint',
    send: 'Post it',
    ask: {
      minutes: { value: String(minutes ?? 25) },
      when: {
        help: problem?.slice(0, 100) ?? 'Nothing: now. Or "18:30", "tomorrow 9am", "in 20 minutes"',
        value: when?.slice(0, 100),
      },
      what: { help: 'For example "graphs, chapter 3"; may stay empty', value: what },
    },
  });

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** As long as its card can be changed. */
const furthestDays = 30;

type Start =
  | { readonly startAt: Date; readonly rest: string }
  | { readonly problem: string; readonly isTimeless?: boolean };

function readStart(text: string, { me, now }: Context): Start {
  const when = readWhen(text, me.zone, now);
  if (when.kind === 'problem') return { problem: when.says, isTimeless: when.isTimeless ?? false };
  if (when.kind === 'rule') return { problem: 'A sprint happens once. Try "tomorrow 18:30".' };
  if (when.at.getTime() - now.getTime() > furthestDays * dayMs)
    return { problem: `A sprint can be planned up to ${furthestDays} days ahead.` };
  return { startAt: onTheMinute(when.at), rest: when.rest };
}

interface Planned {
  readonly minutes: number;
  /** Null: now. */
  readonly startAt: Date | null;
  readonly what: string | null;
}

async function make(context: Context, { minutes, startAt, what }: Planned): Promise<Outcome> {
  const { tx, me, now, group, here, requestId, newId } = context;
  const start = startAt ?? now;
  const endAt = onTheMinute(new Date(start.getTime() + minutes * minuteMs));
  const sprint = await addSprint(tx, {
    id: newId(),
    groupId: group?.id ?? null,
    madeBy: me.id,
    room: here,
    what,
    minutes,
    startAt: start,
    endAt,
    state: startAt ? 'planned' : 'running',
    nextAt: startAt ?? endAt,
    listShownBy: requestId,
    createdAt: now,
  });
  if (group === null) await takePart(context, sprint, null, { doing: what });
  return { reply: roomCard(await look(context, sprint), now), changesLater: true, note: zoneQuestion(me, now) };
}
