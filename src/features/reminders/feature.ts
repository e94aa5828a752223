import type { Feature } from '../../chat/handler.ts';
import { keep, moveIt, open, remind, takeBack } from './asking.ts';
import { beat, ring } from './due.ts';
import { forget } from './forgetting.ts';
import { again, done, snoozeIt } from './landed.ts';
import { list, postpone, reminders as remindersCommand, show } from './listing.ts';
import {
  choosePause,
  choosePauseEnd,
  chooseQuiet,
  goOn,
  pauseDays,
  pauseUntil,
  setQuiet,
  silence,
  unsilence,
} from './silence.ts';
import { replan, watch } from './tasks.ts';

/**
 * Reminders: a member's own, in plain words, and the daily look for what fades. plan.ts says what comes and when; due.ts keeps it,
 * once; letter.ts says it; landed.ts hears the answer.
 */
export const reminders: Feature = {
  name: 'reminders',
  commands: [remind, remindersCommand],
  actions: [
    ...[open, keep, moveIt, takeBack, list, show, postpone],
    ...[done, snoozeIt, again],
    ...[choosePause, pauseDays, choosePauseEnd, pauseUntil, goOn, chooseQuiet, setQuiet, silence, unsilence],
  ],
  tasks: [watch, replan],
  dues: [beat, ring, forget],
};
