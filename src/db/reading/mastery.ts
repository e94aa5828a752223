/** What is kept of mastery, to be read by several features; features/practice alone writes it. */
import { type SQL, sql } from 'drizzle-orm';
import type { AskedCard, KeptLink, KeptMastery, Recent } from '../../study/mastery/book.ts';
import type { Numbers } from '../../study/mastery/numbers.ts';
import type { Tx } from '../connect.ts';
import {
  card,
  deckLearner,
  masteryAgain,
  masteryCommon,
  masteryItem,
  masteryLearner,
  masteryLink,
  masterySkill,
  masteryState,
  membership,
  review,
  skillNeed,
} from '../schema/index.ts';

/** The longest part of a tag that tells a skill. */
const tagLength = 100;

/** The skill of a card: its first tag within its deck, or else the deck. */
export const skillOfCard: SQL<string> = sql<string>`case when ${card.tags}[1] is null then 'deck:' || ${card.deckId}
  else 'tag:' || ${card.deckId} || ':' || left(${card.tags}[1], ${sql.raw(String(tagLength))}) end`;

/** The deck that a skill belongs to. */
export const deckOf = (skill: string): string => skill.split(':')[1] ?? '';

/** The tag that a skill is called by; null where it is a whole deck. */
export const tagOf = (skill: string): string | null =>
  skill.startsWith('tag:') ? skill.slice('tag:'.length + deckOf(skill).length + 1) : null;

export interface MasteryRead {
  readonly kept: KeptMastery;
  readonly learnedUntil: Date | null;
}

interface MasteryRow extends Record<string, unknown> {
  readonly common: Numbers | null;
  readonly numbers: Numbers | null;
  readonly recent: readonly Recent[] | null;
  readonly learned_until: string | null;
  readonly skills: Readonly<Record<string, Numbers>>;
  readonly states: Readonly<Record<string, Numbers>>;
  readonly items: Readonly<Record<string, Numbers>>;
  readonly agains: Readonly<Record<string, Numbers>>;
  readonly links: readonly KeptLink[];
  readonly needs: Readonly<Record<string, readonly string[]>>;
}

/** A link that answers bear out: the weight of the prerequisite, its mean and variance (study/mastery/rows.ts), two deviations above none. */
const isSure = sql`numbers[5] > 2 * sqrt(numbers[6])`;

/**
 * All that predicting these cards and skills for a member needs, in one statement: with what the skills lean on, in decks that the member
 * studies. `lock`: to be written in this transaction.
 */
export async function readMastery(
  tx: Tx,
  memberId: string,
  asked: readonly AskedCard[],
  { lock = false }: { lock?: boolean } = {},
): Promise<MasteryRead> {
  const cards = asTexts(asked.map(({ cardId }) => cardId));
  const skills = asTexts(asked.map(({ skill }) => skill));
  const locked = lock ? sql`for update` : sql``;
  const { rows } = await tx.execute<MasteryRow>(sql`
    with learner as (select * from ${masteryLearner} where member_id = ${memberId} ${locked}),
      item as (select card_id as key, numbers from ${masteryItem} where card_id in ${cards} order by card_id ${locked}),
      asked as (select * from ${skills} as it (skill)),
      need as (
        select distinct asked.skill as key, ${skillNeed.needs} as needs from asked
        join ${skillNeed} on ${skillNeed.skill} in (asked.skill, 'deck:' || split_part(asked.skill, ':', 2))
          and ${skillNeed.needs} <> asked.skill and (${skillNeed.groupId} is null
            or ${skillNeed.groupId} in (select group_id from ${membership} where ${membership.memberId} = ${memberId}))
        join ${deckLearner} on ${deckLearner.deckId} = ${skillNeed.needsDeckId} and ${deckLearner.memberId} = ${memberId}),
      link as (
        select from_skill, to_skill, is_named, numbers from ${masteryLink}
        where to_skill in ${skills} and (
          from_skill in (select it ->> 'skill' from learner, jsonb_array_elements(recent) as it)
          or (to_skill, from_skill) in (select key, needs from need)
          or ${isSure} and from_deck_id in (select deck_id from ${deckLearner} where member_id = ${memberId}))
        order by to_skill, from_skill, is_named ${locked}),
      leant as (select needs as skill from need union select from_skill from link union select skill from asked),
      skill as (
        select skill as key, numbers from ${masterySkill}
        where skill in ${lock ? skills : sql`(select skill from leant)`} order by skill ${locked}),
      state as (
        select skill as key, numbers from ${masteryState} where member_id = ${memberId} and skill in (select skill from leant)),
      again as (select card_id as key, numbers from ${masteryAgain} where member_id = ${memberId} and card_id in ${cards})
    select learner.numbers, learner.recent, learner.learned_until,
      (select numbers from ${masteryCommon}) as common,
      ${asObject('item')} as items, ${asObject('skill')} as skills,
      ${asObject('state')} as states, ${asObject('again')} as agains,
      (select coalesce(json_agg(json_build_object('from', from_skill, 'to', to_skill, 'isNamed', is_named, 'numbers', numbers)), '[]')
        from link) as links,
      (select coalesce(json_object_agg(key, needs), '{}') from
        (select key, json_agg(needs order by needs) as needs from need group by key) it) as needs
    from (select) one left join learner on true`);
  const [row] = rows;
  if (!row) throw new Error('Reading mastery gave no row');
  return { kept: keptOf(row), learnedUntil: row.learned_until === null ? null : new Date(row.learned_until) };
}

const asTexts = (texts: readonly string[]) =>
  sql`(select jsonb_array_elements_text(${JSON.stringify([...new Set(texts)])}::jsonb))`;
const asObject = (name: string) =>
  sql`(select coalesce(json_object_agg(key, numbers), '{}') from ${sql.identifier(name)})`;

const keptOf = (row: MasteryRow): KeptMastery => ({
  common: row.common,
  learner: row.numbers && { numbers: row.numbers, recent: row.recent ?? [] },
  skills: new Map(Object.entries(row.skills)),
  states: new Map(Object.entries(row.states)),
  items: new Map(Object.entries(row.items)),
  agains: new Map(Object.entries(row.agains)),
  links: row.links,
  needs: new Map(Object.entries(row.needs)),
});

/** A card that was graded, as a first answer. */
export interface GradedCard extends AskedCard {
  readonly at: Date;
  readonly isRight: boolean;
}

/**
 * The first grade of each card on each day that was given after `after`, oldest first, at most `limit`: of those the newest where
 * nothing was learned yet, so that an old log does not keep one waiting. Cards that are gone tell nothing any more.
 */
export async function gradesSince(tx: Tx, memberId: string, after: Date | null, limit: number): Promise<GradedCard[]> {
  const from = after === null ? sql`` : sql`and ${review.at} > ${after.toISOString()}`;
  const newest = after === null ? sql`desc` : sql`asc`;
  const earlier = sql`exists (select from ${review} e where e.member_id = ${review.memberId}
    and e.card_id = ${review.cardId} and e.day = ${review.day} and e.at < ${review.at})`;
  const { rows } = await tx.execute<{ cardId: string; skill: string; at: string; isRight: boolean }>(sql`
    select * from (
      select ${review.cardId} as "cardId", ${skillOfCard} as skill, ${review.at} as at, ${review.grade} <> 'again' as "isRight"
      from ${review} join ${card} on ${card.id} = ${review.cardId}
      where ${review.memberId} = ${memberId} ${from} and not ${earlier}
      order by ${review.at} ${newest} limit ${limit}) it
    order by it.at`);
  return rows.map(({ at, ...rest }) => ({ ...rest, at: new Date(at) }));
}

/** Reviews that practice has not learned from yet, at most, are learned from for one look. */
const gradesAtOneLook = 1000;

/**
 * What is kept of these skills and of all that was graded since, with these grades: they are learned from for one look, and nothing of
 * that is kept.
 */
export async function readMasteryForLook(
  tx: Tx,
  memberId: string,
  skills: readonly string[],
): Promise<{ readonly kept: KeptMastery; readonly graded: readonly GradedCard[] }> {
  const { learnedUntil } = await readMastery(tx, memberId, []);
  const graded = await gradesSince(tx, memberId, learnedUntil, gradesAtOneLook);
  const { kept } = await readMastery(tx, memberId, [...graded, ...skills.map((skill) => ({ cardId: '', skill }))]);
  return { kept, graded };
}

/** The skills that a member has answered anything of, in decks that they study. */
export async function skillsAnswered(tx: Tx, memberId: string): Promise<string[]> {
  const { rows } = await tx.execute<{ skill: string }>(sql`
    select ${masteryState.skill} as skill from ${masteryState}
    join ${deckLearner} on ${deckLearner.deckId} = ${masteryState.deckId} and ${deckLearner.memberId} = ${memberId}
    where ${masteryState.memberId} = ${memberId} order by ${masteryState.skill} limit 500`);
  return rows.map(({ skill }) => skill);
}
