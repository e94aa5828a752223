import type { Card } from './card.ts';
import type { Context, Post } from './handler.ts';
import { id, optional, type Values, words } from './options.ts';

/** What a task that changes an answer later has to know of that answer. The answer's outcome must say `changesLater`. */
export const laterOptions = {
  requestId: words('Request', { max: 500 }),
  to: words('Where', { max: 500 }),
  groupId: optional(id('Group')),
};

/** The same as it rides with the task. */
export const laterOf = ({ requestId, here, group }: Context): Readonly<Record<string, string>> => ({
  requestId,
  to: here,
  ...(group && { groupId: group.id }),
});

/** A card that takes the place of that answer, once for each task, while it still stands. */
export const later = (task: string, { requestId, to }: Values<typeof laterOptions>, card: Card): Post => ({
  key: `${task}:${requestId}`,
  to,
  card,
  owner: null,
  instead: requestId,
});
