import { action } from '../../chat/handler.ts';
import { askNamed, form } from '../../chat/intents.ts';
import { Refusal } from '../../errors.ts';
import { tidyWords, Unclear } from '../../study/text/plain-cut.ts';
import { type Day, dayIn, formatDay, isDay } from '../../study/time/day.ts';
import { cutDay } from '../../study/time/plain-day.ts';
import { deckNameOf } from './adding.ts';
import { dropDeckCard } from './cards.ts';
import { readCompany } from './looking.ts';
import { deckPage, decksPage, ownDeckOr } from './page.ts';
import { askToDropDeck, dropDeckNow, openExamForm, openNameForm, renameDeck, setExam } from './presses.ts';
import { dropDeck, nameDeck, setExamDay } from './store.ts';

export const openName = action({
  ...openNameForm,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const { name } = await ownDeckOr(context, deckId);
    return {
      reply: form(renameDeck, {
        title: 'Rename the deck',
        send: 'Rename',
        given: { deckId },
        ask: { name: { value: name } },
      }),
    };
  },
});

export const rename = action({
  ...renameDeck,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId, name }) {
    await ownDeckOr(context, deckId);
    const isNamed = await nameDeck(context.tx, context.me.id, deckId, deckNameOf(name));
    if (!isNamed)
      throw new Refusal('You have another deck of that name.', { name: 'You have another deck of that name.' });
    return { reply: await deckPage(context, deckId) };
  },
});

export const openExam = action({
  ...openExamForm,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const { examDay } = await ownDeckOr(context, deckId);
    const day = { value: examDay ?? undefined, help: 'Such as 12 June. Leave it empty for no exam.' };
    return { reply: form(setExam, { title: 'Exam date', send: 'Keep', given: { deckId }, ask: { day } }) };
  },
});

/** The schedule is pulled in so that recall is highest on the day. */
export const keepExam = action({
  ...setExam,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId, day }) {
    const { tx, me, now } = context;
    await ownDeckOr(context, deckId);
    const today = dayIn(me.zone, now);
    const examDay = day === undefined ? null : readExamDay(day, today);
    await setExamDay(tx, me.id, deckId, examDay);
    const remark = examDay
      ? `Exam on ${formatDay(examDay, today)}: what would be weak by then is brought forward.`
      : 'No exam any more. Dates stay as they are, and new ones go by memory alone.';
    const tasks = examDay ? [askNamed('review.meet-exams', { memberId: me.id })] : [];
    return { reply: await deckPage(context, deckId, remark), tasks };
  },
});

/** A day from now on, in plain words; a refusal that says what was not clear. */
function readExamDay(typed: string, today: Day): Day {
  const said = tidyWords(typed);
  const day = isDay(said) ? said : cutSaid(said, today);
  if (day === undefined) throw unclear('I could not find a day in that. Write it like 12 June, or 2026-06-12.');
  if (day < today) throw unclear(`${formatDay(day, today)} has passed. Which day from now on is the exam?`);
  return day;
}

function cutSaid(said: string, today: Day): Day | undefined {
  try {
    return cutDay(said, today, 'a day')?.found.day;
  } catch (error) {
    if (error instanceof Unclear) throw unclear(error.message);
    throw error;
  }
}

const unclear = (why: string) => new Refusal(why, { day: why });

export const askToDrop = action({
  ...askToDropDeck,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    const deck = await ownDeckOr(context, deckId);
    return { reply: dropDeckCard({ deck, ...(await readCompany(context.tx, deckId)) }) };
  },
});

export const drop = action({
  ...dropDeckNow,
  seenBy: 'me',
  answers: 'in place',
  async run(context, { deckId }) {
    await ownDeckOr(context, deckId);
    await dropDeck(context.tx, context.me.id, deckId);
    return { reply: await decksPage(context, 1) };
  },
});
