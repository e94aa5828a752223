import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect, inTransaction } from '../../src/db/connect.ts';
import { studyDaysSince, studyHistoryOf } from '../../src/db/reading/study-history.ts';
import { createDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let connection: Connection;

/** By SQL, every way in which a day can come to be a study day, and those in which it does not. */
const lives = sql`
  with people as (
    insert into member (id, key, name, direct, zone, zone_confirmed, created_at)
    select id, id, id, '', 'UTC', true, '2026-01-01' from unnest(array['ada', 'bo', 'new']) id returning id),
  decks as (insert into deck (id, member_id, name, created_at) values ('deck', 'ada', 'Graphs', '2026-01-01')),
  cards as (
    insert into card (id, deck_id, front, back, tags, created_at)
    select 'card' || n, 'deck', 'front ' || n, 'back', '{}', '2026-01-01' from generate_series(1, 5) n),
  said as (
    insert into check_in (id, member_id, day, outcome, zone, at, changed_at)
    select 'said' || n, 'ada', date '2026-01-01' + n, (array['done', 'partly', 'not-yet', 'skip'])[1 + n % 4], 'UTC', '2026-01-01', '2026-01-01'
    from generate_series(0, 7) n),
  graded as (
    insert into review (member_id, card_id, at, day, grade, source)
    select who, 'card' || n, timestamptz '2026-01-01 09:00Z' + make_interval(days => d, mins => n), date '2026-01-01' + d, 'good', source
    from generate_series(1, 5) n,
      (values ('ada', 3, 'here'), ('ada', 20, 'here'), ('ada', 21, 'file'), ('ada', 22, 'here'), ('bo', 30, 'here')) as of_day (who, d, source)),
  mended as (insert into mended_day (member_id, day, reason, at) values ('ada', '2026-01-13', 'library', '2026-01-14'))
  select 1`;

beforeAll(async () => {
  database = await createDatabase();
  connection = connect(database.url, { max: 1 });
  await connection.db.execute(lives);
});
afterAll(async () => {
  await connection.close();
  await database.drop();
});

test('the days alone are those that are told with what was done on them', async () => {
  await inTransaction(connection.db, async (tx) => {
    for (const id of ['ada', 'bo', 'new']) {
      const told = await studyDaysSince(tx, id, '2026-01-01');
      expect((await studyHistoryOf(tx, id)).days).toEqual(told.map(({ day }) => day));
    }
    expect((await studyHistoryOf(tx, 'ada')).days).toEqual(
      ['01', '02', '04', '05', '06', '13', '21', '23'].map((day) => `2026-01-${day}`),
    );
    expect(await studyDaysSince(tx, 'ada', '2026-01-21')).toMatchObject([{ reviews: 5 }, { reviews: 5 }]);
  });
});
