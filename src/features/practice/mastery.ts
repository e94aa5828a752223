import { sql } from 'drizzle-orm';
import type { Tx } from '../../db/connect.ts';
import { deckOf, type GradedCard, gradesSince, readMastery } from '../../db/reading/mastery.ts';
import {
  card,
  deck,
  masteryAgain,
  masteryCommon,
  masteryItem,
  masteryLearner,
  masteryLink,
  masterySkill,
  masteryState,
} from '../../db/schema/index.ts';
import {
  type AskedCard,
  closeBook,
  type KeptLink,
  learnFrom,
  type MasteryBook,
  openBook,
} from '../../study/mastery/book.ts';
import type { Numbers } from '../../study/mastery/numbers.ts';

/** So many graded cards are learned from at once: what an old log holds must not keep anyone waiting. */
const gradesAtOnce = 1000;

/** The member's book for these cards, with all that was graded in reviews since; locked until the transaction ends. */
export async function openMastery(tx: Tx, memberId: string, asked: readonly AskedCard[]): Promise<MasteryBook> {
  const learnedUntil = await lockLearner(tx, memberId);
  const graded = await gradesSince(tx, memberId, learnedUntil, gradesAtOnce);
  if (graded.length > 0) await learnGrades(tx, memberId, graded);
  const { kept } = await readMastery(tx, memberId, asked, { lock: true });
  return openBook(kept);
}

/** Makes the learner's row where there is none; its lock keeps rivals of the same learner apart. */
async function lockLearner(tx: Tx, memberId: string): Promise<Date | null> {
  const [row] = await tx
    .insert(masteryLearner)
    .values({ memberId, numbers: [], recent: [] })
    .onConflictDoUpdate({ target: masteryLearner.memberId, set: { memberId } })
    .returning({ learnedUntil: masteryLearner.learnedUntil });
  return row?.learnedUntil ?? null;
}

async function learnGrades(tx: Tx, memberId: string, graded: readonly GradedCard[]): Promise<void> {
  const { kept } = await readMastery(tx, memberId, graded, { lock: true });
  const book = openBook(kept);
  for (const it of graded) learnFrom(book, it, it.at, it.isRight);
  await keepMastery(tx, memberId, book, graded.at(-1)?.at);
}

/** Keeps a book, as it was opened in this transaction, in one statement; of cards and decks that are gone nothing is kept. */
export async function keepMastery(tx: Tx, memberId: string, book: MasteryBook, learnedUntil?: Date): Promise<void> {
  const { common, learner, skills, states, items, agains, links } = closeBook(book);
  const until = learnedUntil === undefined ? sql`learned_until` : sql`${learnedUntil.toISOString()}::timestamptz`;
  await tx.execute(sql`
    with item as (
        insert into ${masteryItem} (card_id, numbers) select ${card.id}, it.numbers from ${asRows(items)}
        join ${card} on ${card.id} = it.key order by it.key
        on conflict (card_id) do update set numbers = excluded.numbers),
      again as (
        insert into ${masteryAgain} (member_id, card_id, numbers) select ${memberId}, ${card.id}, it.numbers
        from ${asRows(agains)} join ${card} on ${card.id} = it.key
        on conflict (card_id, member_id) do update set numbers = excluded.numbers),
      skill as (
        insert into ${masterySkill} (skill, deck_id, numbers) select it.key, ${deck.id}, it.numbers
        from ${asRows(skills)} join ${deck} on ${deck.id} = it.deck order by it.key
        on conflict (skill) do update set numbers = excluded.numbers),
      state as (
        insert into ${masteryState} (member_id, skill, deck_id, numbers) select ${memberId}, it.key, ${deck.id}, it.numbers
        from ${asRows(states)} join ${deck} on ${deck.id} = it.deck
        on conflict (member_id, skill) do update set numbers = excluded.numbers),
      link as (
        insert into ${masteryLink} (to_skill, from_skill, is_named, to_deck_id, from_deck_id, numbers)
        select it."to", it."from", it."isNamed", it."toDeck", it."fromDeck", it.numbers from ${asLinkRows(links)}
        join ${deck} to_deck on to_deck.id = it."toDeck" join ${deck} from_deck on from_deck.id = it."fromDeck"
        order by it."to", it."from", it."isNamed"
        on conflict (to_skill, from_skill, is_named) do update set numbers = excluded.numbers)
    update ${masteryLearner} set numbers = ${asNumbers(learner.numbers)}, recent = ${JSON.stringify(learner.recent)}::jsonb,
      learned_until = ${until}
    where member_id = ${memberId}`);
  await keepCommon(tx, common);
}

/** The row that all share is never waited for: where a rival holds it, one answer more or less does not matter. */
async function keepCommon(tx: Tx, numbers: Numbers | null): Promise<void> {
  const { rows } = await tx.execute(sql`select id from ${masteryCommon} for update skip locked`);
  if (rows.length > 0) await tx.execute(sql`update ${masteryCommon} set numbers = ${asNumbers(numbers ?? [])}`);
  else
    await tx
      .insert(masteryCommon)
      .values({ id: 0, numbers: numbers ?? [] })
      .onConflictDoNothing();
}

const asRows = (rows: ReadonlyMap<string, Numbers>) => {
  const all = [...rows].map(([key, numbers]) => ({ key, deck: deckOf(key), numbers }));
  return sql`jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as it (key text, deck text, numbers float8[])`;
};
const asLinkRows = (links: readonly KeptLink[]) => {
  const all = links.map((it) => ({ ...it, toDeck: deckOf(it.to), fromDeck: deckOf(it.from) }));
  return sql`jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as it ("to" text, "from" text, "isNamed" boolean, "toDeck" text,
    "fromDeck" text, numbers float8[])`;
};
const asNumbers = (numbers: Numbers) =>
  sql`(select numbers from jsonb_to_record(${JSON.stringify({ numbers })}::jsonb) as it (numbers float8[]))`;
