import type { Db } from '../../src/db/connect.ts';
import { member, reminder, reminderSettings } from '../../src/db/schema/index.ts';

/** Someone on a platform, as the tables know them. */
export interface Seeded {
  /** At most 16 small letters and digits. */
  readonly id: string;
  readonly key: string;
  readonly direct: string;
}

/** Members without quiet hours, each with one reminder of their own, "read chapter <id>", that came due at this instant. */
export async function seedReminders(db: Db, people: readonly Seeded[], dueAt: Date): Promise<void> {
  const createdAt = new Date(dueAt.getTime() - 3600_000);
  const common = { zone: 'Europe/Berlin', createdAt };
  await db.insert(member).values(people.map((it) => ({ ...it, ...common, name: it.id, zoneConfirmed: true })));
  await db
    .insert(reminderSettings)
    .values(people.map(({ id }) => ({ memberId: id, quietFrom: '00:00', quietTo: '00:00' })));
  await db.insert(reminder).values(
    people.map(({ id }) => ({
      ...common,
      id: id.padStart(16, '0'),
      memberId: id,
      kind: 'own' as const,
      words: `read chapter ${id}`,
      rule: null,
      dueAt,
      ringAt: dueAt,
    })),
  );
}
