import type { Figure } from './figures.ts';
import { measureScene, paceFigures, type Scene } from './round-trips.ts';
import { goalIdOf, openSchool, students } from './school.ts';
import { openStage } from './stage.ts';

/** A check-in as it goes: the plan is asked for, and [Done] is pressed. */
export const checkIn: Scene = {
  name: 'commands',
  people: students,
  sendsOf: (person) => [
    { kind: 'say', root: 'study', name: 'check-in', options: {} },
    { kind: 'press', wire: `check-in.done?goalId=${goalIdOf(person)}`, fields: {} },
  ],
  reset: `delete from check_in where at >= (select max(created_at) + interval '60 days' from member); truncate seen_request`,
};

/** Command round trips, one person after another and 50 at once. */
export async function benchCommands(server: string): Promise<Figure[]> {
  const stage = await openStage(server, 'commands');
  try {
    await openSchool(stage.backstage, stage.world.now());
    const alone = await measureScene(stage, checkIn, 1);
    const crowd = await measureScene(stage, checkIn, 50);
    return [...paceFigures('commands, 1 person at once', alone), ...paceFigures('commands, 50 people at once', crowd)];
  } finally {
    await stage.close();
  }
}
