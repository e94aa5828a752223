import type { Feature } from '../../chat/handler.ts';
import { card, hint, open, problem } from './asking.ts';
import { again, leave, next, openBox, solved, tried } from './climbing.ts';
import { think } from './thinking.ts';
import { keep, openForm } from './writing.ts';

/** Help just enough: a ladder of hints, the answer last and only after a try (learning.md 6). Built in first, better by the tutor. */
export const hints: Feature = {
  name: 'hints',
  commands: [hint],
  actions: [open, problem, card, next, openBox, tried, solved, leave, again, openForm, keep],
  tasks: [think],
};
