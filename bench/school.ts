import type { Client } from 'pg';

/** Students who have been here for two months, each with a goal, a check-in a day, and a deck of which a third is known. */
export const students = 250;
const daysSoFar = 60;
/** Cards of each deck that are due today, the first of the deck. */
export const cardsDue = 12;
/** How often each known card was reviewed. */
export const repsSoFar = 5;
const [cardsKnown, cardsInDeck] = [70, 200];

/** SQL: the instant of which the school was opened. */
export const opening = `(select max(created_at) + interval '${daysSoFar} days' from member)`;

/** Ids of 16 characters, as the program's are, that can be reckoned in SQL and here. */
export const goalIdOf = (student: number) => `goal${padded(student)}000000`;
export const cardIdOf = (student: number, card: number) => `card${padded(student)}${padded(card)}`;
const padded = (number: number) => String(number).padStart(6, '0');

const idOf = (kind: string, ...numbers: readonly [string, string?]) =>
  `('${kind}' || lpad((${numbers[0]})::text, 6, '0') || lpad((${numbers[1] ?? '0'})::text, 6, '0'))`;

const member = idOf('memb', 'student');

/** Fills an empty database with the school, as of `now`; `memory_at_start` keeps what each student knew then. */
export async function openSchool(backstage: Client, now: Date): Promise<void> {
  for (const fill of [members, goals, checkIns, decks, cards, memories, pastReviews])
    await backstage.query(fill.replaceAll(':now', `timestamptz '${now.toISOString()}'`));
  await backstage.query('create table memory_at_start as table memory');
  await backstage.query('vacuum analyze');
}

const everyStudent = `generate_series(0, ${students - 1}) as student`;

const members = `
  insert into member (id, key, name, direct, zone, zone_confirmed, created_at)
  select ${member}, 'bench:' || student, 'Person ' || student, 'bench:dm:' || student, 'Europe/Berlin', true,
    :now - interval '${daysSoFar} days'
  from ${everyStudent}`;

const goals = `
  insert into goal (id, member_id, what, measure, cue, action, obstacle, response, confidence, deadline, created_at)
  select ${idOf('goal', 'student')}, ${member}, 'Pass the exam in graph theory', '40 problems', 'it is 18:00 after dinner',
    'solve two problems at my desk', 'I am tired', 'do one easy problem', 4, (:now + interval '40 days')::date,
    :now - interval '${daysSoFar} days'
  from ${everyStudent}`;

const checkIns = `
  insert into check_in (id, member_id, goal_id, day, outcome, minutes, note, zone, at, changed_at)
  select ${idOf('chck', 'student', 'ago')}, ${member}, ${idOf('goal', 'student')}, (:now - ago * interval '1 day')::date,
    'done', 25, 'Two problems on paths', 'Europe/Berlin', :now - ago * interval '1 day', :now - ago * interval '1 day'
  from ${everyStudent}, generate_series(1, ${daysSoFar}) as ago`;

const decks = `
  with made as (
    insert into deck (id, member_id, name, created_at)
    select ${idOf('deck', 'student')}, ${member}, 'Graphs', :now - interval '${daysSoFar} days' from ${everyStudent}
    returning id, member_id, created_at)
  insert into deck_learner (deck_id, member_id, at) select id, member_id, created_at from made`;

const cards = `
  insert into card (id, deck_id, front, back, tags, created_at)
  select ${idOf('card', 'student', 'card')}, ${idOf('deck', 'student')}, 'What is property ' || card || ' of a graph?',
    'It is the answer of some thirty characters', array['topic ' || card % 5], :now - interval '${daysSoFar} days'
  from ${everyStudent}, generate_series(0, ${cardsInDeck - 1}) as card`;

const memories = `
  insert into memory (member_id, card_id, stability, difficulty, state, step, reps, lapses, due_at, last_review_at)
  select ${member}, ${idOf('card', 'student', 'card')}, 10 + card % 20, 5, 'review', 0, ${repsSoFar}, 0,
    :now + interval '1 day' * case when card < ${cardsDue} then -0.2 else card % 20 + 1 end, :now - interval '10 days'
  from ${everyStudent}, generate_series(0, ${cardsKnown - 1}) as card`;

const pastReviews = `
  insert into review (member_id, card_id, at, day, grade, expected, duration_ms, source, before)
  select ${member}, ${idOf('card', 'student', 'card')}, :now - interval '1 day' * (10 * turn), (:now - interval '1 day' * (10 * turn))::date,
    'good', 0.9, 4000, 'here', null
  from ${everyStudent}, generate_series(0, ${cardsKnown - 1}) as card, generate_series(1, ${repsSoFar}) as turn`;
