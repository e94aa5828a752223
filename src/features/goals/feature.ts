import type { Feature } from '../../chat/handler.ts';
import { adaptActions } from './adapt.ts';
import { endActions } from './end.ts';
import { makeActions, makeCommands } from './make.ts';
import { showActions, showCommands } from './show.ts';
import { stepActions } from './steps.ts';
import { think, thinkActions } from './think.ts';

/** What a member wants, when they will work on it, and what may get in the way: said, shown, taken apart, changed, ended. */
export const goals: Feature = {
  name: 'goals',
  commands: [...makeCommands, ...showCommands],
  actions: [...makeActions, ...showActions, ...stepActions, ...thinkActions, ...adaptActions, ...endActions],
  tasks: [think],
};
