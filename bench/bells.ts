import type { Client } from 'pg';

/** Noon in Berlin on a summer's day: nobody's quiet hours. */
export const noon = new Date('2026-06-15T10:00:00Z');

/** Ten to a member, daily at noon, the first of them coming tomorrow at the earliest. */
export async function addFuture(backstage: Client, reminders: number): Promise<void> {
  const members = Math.ceil(reminders / 10);
  await addMembers(backstage, 'later', members);
  await addReminders(
    backstage,
    'later',
    reminders,
    `timestamptz '${noon.toISOString()}' + (1 + n % 30) * interval '1 day'`,
  );
}

/** One to a member, daily at noon, and it is noon. */
export async function addDue(backstage: Client, reminders: number): Promise<void> {
  await addMembers(backstage, 'now', reminders);
  await addReminders(backstage, 'now', reminders, `timestamptz '${noon.toISOString()}'`);
}

/** SQL that makes it noon again, with nothing said. */
export const unring = `
  truncate occurrence, post, pulse;
  update reminder set due_at = '${noon.toISOString()}', ring_at = '${noon.toISOString()}' where words like 'now %'`;

/** 16 characters, as the program's ids are. */
const idOf = (n: string) => `$1::text || lpad((${n})::text, 16 - length($1), '0')`;

async function addMembers(backstage: Client, kind: string, members: number): Promise<void> {
  await backstage.query(
    `insert into member (id, key, name, direct, zone, zone_confirmed, created_at)
     select ${idOf('n')}, 'bench:' || $1 || n, 'Person ' || n, 'bench:dm:' || $1 || n, 'Europe/Berlin', true, $2
     from generate_series(0, $3::int - 1) n`,
    [kind, noon, members],
  );
}

const rule = { every: 1, unit: 'days', at: ['12:00'], from: '2026-01-01' };

async function addReminders(backstage: Client, kind: string, reminders: number, dueAt: string): Promise<void> {
  await backstage.query(
    `insert into reminder (id, member_id, kind, words, rule, zone, due_at, ring_at, created_at)
     select ${idOf('n')}, ${idOf('n / $2::int')}, 'own', $1 || ' it is time for graphs', $3, 'Europe/Berlin', due_at, due_at, $4
     from generate_series(0, $5::int - 1) n, lateral (select ${dueAt} as due_at)`,
    [kind, kind === 'now' ? 1 : 10, JSON.stringify(rule), noon, reminders],
  );
}
