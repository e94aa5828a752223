import { press } from '../src/chat/intents.ts';
import { toWire } from '../src/chat/wire.ts';
import { giveGrade } from '../src/features/review/presses.ts';
import type { Figure } from './figures.ts';
import { measureScene, paceFigures, type Scene } from './round-trips.ts';
import { cardIdOf, cardsDue, goalIdOf, opening, openSchool, repsSoFar, students } from './school.ts';
import { openStage, type Stage } from './stage.ts';

/** A check-in as it goes: the plan is asked for, and [Done] is pressed. */
export const checkIn: Scene = {
  people: students,
  sendsOf: (person) => [
    { kind: 'say', root: 'study', name: 'check-in', options: {} },
    { kind: 'press', wire: `check-in.done?goalId=${goalIdOf(person)}`, fields: {} },
  ],
  reset: `delete from check_in where at >= ${opening}; truncate seen_request`,
};

/** A review as it goes: [Good] for half of the cards that are due. */
export const review: Scene = {
  people: 100,
  sendsOf: (person) =>
    Array.from({ length: cardsDue / 2 }, (_, card) => {
      const graded = { cardId: cardIdOf(person, card), reps: repsSoFar, grade: 'good', at: new Date(0) } as const;
      return { kind: 'press', wire: toWire(press(giveGrade, graded)), fields: {} };
    }),
  reset: `delete from review where at >= ${opening}; truncate memory, seen_request; insert into memory table memory_at_start`,
};

/** Command round trips, one person after another and 50 at once. */
export async function benchCommands(server: string): Promise<Figure[]> {
  return atSchool(server, 'commands', async (stage) => {
    const alone = await measureScene(stage, checkIn, 1);
    const crowd = await measureScene(stage, checkIn, 50);
    return [...paceFigures('commands, 1 person', alone), ...paceFigures('commands, 50 people at once', crowd)];
  });
}

/** A grade, from the press to the next question. */
export async function benchGrades(server: string): Promise<Figure[]> {
  return atSchool(server, 'grades', async (stage) => {
    const crowd = await measureScene(stage, review, 50);
    return paceFigures('reviews graded, 50 people at once', crowd);
  });
}

async function atSchool(server: string, name: string, measure: (stage: Stage) => Promise<Figure[]>): Promise<Figure[]> {
  const stage = await openStage(server, name);
  try {
    await openSchool(stage.backstage, stage.world.now());
    return await measure(stage);
  } finally {
    await stage.close();
  }
}
