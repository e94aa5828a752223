import { button, type Card, card, controls, facts, rich, rule, strong } from '../../chat/card.ts';
import { action, type Context } from '../../chat/handler.ts';
import { pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { type TutorStanding, tutorStandingOf } from '../../db/reading/tutor-consent.ts';
import { keepConsent, usedBy } from './store.ts';

const yes = button('Yes, help me', pressNamed('coach.yes'), 'main');
const no = button('No', pressNamed('coach.no'));
const stop = button('Stop the tutor', pressNamed('coach.stop'));

const ask = action({
  name: 'coach.ask',
  seenBy: 'me',
  answers: 'below',
  options: {},
  run: async (context) => ({ reply: await consentCard(context) }),
});

/** One answer to what the card asks; the card comes again as it then stands. A yes is one to where the tutor is now. */
const answer = (name: string, said: { agreed?: boolean; randomArm?: boolean }) =>
  action({
    name: `coach.${name}`,
    seenBy: 'me',
    answers: 'in place',
    options: {},
    async run(context) {
      const { tx, me, now, tutor } = context;
      const sentTo = said.agreed ? { sentTo: tutor?.host ?? null } : {};
      await keepConsent(tx, me.id, { ...said, ...sentTo }, now);
      return { reply: await consentCard(context) };
    },
  });

export const consentActions = [
  ask,
  answer('yes', { agreed: true }),
  answer('no', { agreed: false }),
  answer('stop', { agreed: false }),
  answer('random-yes', { randomArm: true }),
  answer('random-no', { randomArm: false }),
];

async function consentCard(context: Context): Promise<Card> {
  const { tx, me, group, tutor } = context;
  const asker = { memberId: me.id, groupId: group?.id ?? null };
  const standing = await tutorStandingOf(tx, asker, tutor?.host ?? null);
  const helping = tutor ? await tutorBlocks(context, tutor, standing) : noTutor;
  const title = tutor === null ? 'How I help you' : titles[`${standing.agreed}`];
  return card(title, [...helping, rule(), ...chanceBlocks(standing)]);
}

const titles = { null: 'A tutor can help you', true: 'A tutor helps you', false: 'The tutor stays out' };

const noTutor = [
  'Whoever runs me has set none up. Help comes from your cards and from rules, and nothing is sent anywhere.',
];

async function tutorBlocks(context: Context, tutor: NonNullable<Context['tutor']>, standing: TutorStanding) {
  const where = strong(clip(`${tutor.host} (${tutor.model})`, 200));
  const what =
    'What you ask help with, your goals when you want steps for them, cards of your decks when you want topics for them or practise them, and what you write into check-ins and reflections';
  if (standing.agreed)
    return [
      rich`${what} is sent to ${where}, without your name. You can stop any time.`,
      await todayFacts(context, tutor.limits.personTokensADay),
      hereWords(context, standing),
      controls(stop),
    ];
  return [
    'A language model can word hints that fit what you tried, break goals into steps, and ask the question that takes a reflection further.',
    rich`${what} would be sent to ${where}, without your name. You can stop any time. Without it, help comes from your cards and from rules.`,
    hereWords(context, standing),
    standing.agreed === null ? controls(yes, no) : controls(yes),
  ];
}

/** About what one takes with the looks at it; below it, most help comes from cards and rules until the next day. */
const tokensOfHint = 2500;

async function todayFacts({ tx, me, now }: Context, limit: number) {
  const today = now.toISOString().slice(0, 10);
  const { today: used } = await usedBy(tx, { memberId: me.id }, { from: today, today });
  const said = `${used.toLocaleString('en')} of ${limit.toLocaleString('en')} tokens used`;
  const isOut = limit - used < tokensOfHint;
  return facts([['Today', isOut ? `${said}: too few are left for a hint. They begin anew at midnight UTC.` : said]]);
}

function hereWords({ group }: Context, { isAllowedHere }: TutorStanding): string | null {
  if (isAllowedHere || group === null) return null;
  return `Those who run ${clip(group.name, 80)} have not allowed it there, so there it stays out. In our direct line it can help.`;
}

/** A box of its own: what is chosen by chance has nothing to do with who words it. */
function chanceBlocks({ randomArm }: TutorStanding) {
  const sentence = 'Sometimes help me in a way chosen by chance, so that we learn what works.';
  return randomArm
    ? [`☑ ${sentence}`, controls(button('No longer by chance', pressNamed('coach.random-no')))]
    : [`☐ ${sentence}`, controls(button('Yes, by chance sometimes', pressNamed('coach.random-yes')))];
}
