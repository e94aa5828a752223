import type { Feature } from '../../chat/handler.ts';
import { boardCommand } from './board.ts';
import { askEndAction, endNowAction } from './ending.ts';
import { askDoingAction, doAction, joinAction, lateAction, leaveAction, sureAction } from './joining.ts';
import { againAction, makeAction, newCommand } from './making.ts';
import { endCommand, joinCommand, leaveCommand } from './saying.ts';
import { askNoteAction, noteAction, obstacleAction, tellAction } from './telling.ts';
import { turnDue } from './turning.ts';

/** Accountability sprints: begin together, work, end on the minute, and say how it went. */
export const sprints: Feature = {
  name: 'sprints',
  commands: [newCommand, joinCommand, leaveCommand, boardCommand, endCommand],
  actions: [
    makeAction,
    againAction,
    joinAction,
    lateAction,
    leaveAction,
    askDoingAction,
    doAction,
    sureAction,
    askEndAction,
    endNowAction,
    tellAction,
    askNoteAction,
    noteAction,
    obstacleAction,
  ],
  dues: [turnDue],
};
