import type { Card, Intent } from '../chat/card.ts';
import type { Form } from '../chat/form.ts';
import type { Consequences, TimeContext } from '../chat/handler.ts';
import { toWire } from '../chat/wire.ts';
import type { WholeCatalog } from './catalog.ts';
import { keepPosts } from './outbox.ts';
import type { Queue } from './queue.ts';

/** Keeps what follows from a handler in its transaction: posts to the outbox, tasks to the queue, and the bell for both. */
export async function keepConsequences(
  { tx, now, newId }: TimeContext,
  catalog: WholeCatalog,
  queue: Queue,
  { posts = [], tasks = [] }: Consequences,
): Promise<void> {
  for (const { card } of posts) checkShown(catalog, card);
  for (const ask of tasks) catalog.check(ask);
  const ids = await keepPosts(tx, posts, now, newId);
  await queue.ringPosts(tx, ids);
  await queue.ringTasks(tx, tasks);
}

/** Throws when a card or form has a button that leads nowhere: better a bug now than a dead button in a month. */
export function checkShown(catalog: WholeCatalog, shown: Card | Form): void {
  for (const intent of intentsOf(shown)) {
    catalog.check(intent);
    toWire(intent);
  }
}

function intentsOf(shown: Card | Form): readonly Intent[] {
  if (shown.kind === 'form') return [shown.intent];
  const controls = shown.blocks.flatMap((block) => (block.kind === 'controls' ? block.controls : []));
  return controls.flatMap((control) => (control.kind === 'link' ? [] : [control.intent]));
}
