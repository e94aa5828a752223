import { facts } from '../../chat/card.ts';
import type { Tx } from '../../db/connect.ts';
import { groupArms } from '../../db/reading/help-outcomes.ts';
import { effectWords } from '../../study/hints/effect.ts';
import { counted } from '../../study/text/in-words.ts';

/** Fewer could be told apart by their numbers. */
const fewestMembers = 5;

/** Whether chosen hints do better than hints by chance in a group: numbers over its members who agreed to chance; none where they are few. */
export async function effectBlocks({ tx, now }: { tx: Tx; now: Date }, groupId: string) {
  const { chosen, chance } = await groupArms(tx, groupId, now);
  if (Math.min(chosen.members, chance.members) < fewestMembers) return [];
  return [
    `Do the hints that I choose do better than hints by chance? Over the ${counted(chosen.members, 'member')} who let some come by chance:`,
    facts([
      ['Solved before the answer', effectWords(chosen.solved, chance.solved)],
      ['Known at the next review', effectWords(chosen.known, chance.known)],
    ]),
  ];
}
