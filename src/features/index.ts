import type { Feature } from '../chat/handler.ts';
import { checkIn } from './check-in/feature.ts';
import { coach } from './coach/feature.ts';
import { decks } from './decks/feature.ts';
import { groupDecks } from './decks/leading.ts';
import { goals } from './goals/feature.ts';
import { help } from './help/feature.ts';
import { hints } from './hints/feature.ts';
import { members } from './members/feature.ts';
import { practice } from './practice/feature.ts';
import { progress } from './progress/feature.ts';
import { reflect } from './reflect/feature.ts';
import { reminders } from './reminders/feature.ts';
import { review } from './review/feature.ts';
import { setup } from './setup/feature.ts';
import { sprints } from './sprints/feature.ts';
import { today } from './today/feature.ts';
import { why } from './why/feature.ts';

/** The table of contents of the product. */
export const features: readonly Feature[] = [
  today,
  members,
  goals,
  checkIn,
  reflect,
  decks,
  review,
  practice,
  hints,
  reminders,
  progress,
  why,
  help,
  sprints,
  setup,
  groupDecks,
  coach,
];
