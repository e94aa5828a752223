import { button, type Card, card, controls, facts } from '../../chat/card.ts';
import { action, type Context, command } from '../../chat/handler.ts';
import { form, press, pressNamed } from '../../chat/intents.ts';
import { clip } from '../../chat/limits.ts';
import { integer } from '../../chat/options.ts';
import type { Group } from '../../chat/people.ts';
import { Refusal } from '../../errors.ts';
import { counted } from '../../study/text/in-words.ts';
import { agreementFact } from './agreement.ts';
import { effectBlocks } from './effect.ts';
import { countAgreed, keepPolicy, type Policy, policyOf, type Used, usedBy } from './store.ts';

const dayMs = 24 * 3600 * 1000;
const elsewhere = 'Say /setup coach in a channel of the server or workspace that it is for';

export const coachCommand = command({
  root: 'setup',
  name: 'coach',
  about: 'The tutor here: allow it, its tokens a day, what it cost',
  seenBy: 'me',
  options: {},
  run: async (context) => ({ reply: context.group ? await policyCard(context, context.group) : card(elsewhere) }),
});

const decide = (name: string, allowed: boolean) =>
  action({
    name: `coach.${name}`,
    isForAdmins: true,
    seenBy: 'me',
    answers: 'in place',
    options: {},
    run: (context) => change(context, { allowed }),
  });

const setLimit = action({
  name: 'coach.limit-set',
  isForAdmins: true,
  seenBy: 'me',
  answers: 'in place',
  options: { tokens: integer('Tokens a day', { min: 0, max: 100_000_000 }) },
  run(context, { tokens }) {
    const most = context.tutor?.limits.serverTokensADay ?? 0;
    if (tokens <= most) return change(context, { tokensADay: tokens });
    throw new Refusal('That is more than there is', {
      tokens: `Whoever runs me gives each server ${inThousands(most)} tokens a day. Please give that or less.`,
    });
  },
});

const limit = action({
  name: 'coach.limit',
  isForAdmins: true,
  seenBy: 'me',
  answers: 'in place',
  options: {},
  async run(context) {
    const group = groupOf(context);
    const most = context.tutor?.limits.serverTokensADay ?? 0;
    const { tokensADay } = await policyOf(context.tx, group.id);
    const help = `At most ${inThousands(most)}; a hint takes some 2,000. 0 is none`;
    const value = String(Math.min(tokensADay ?? most, most));
    return {
      reply: form(setLimit, { title: 'Tokens a day', send: 'Keep', ask: { tokens: { help, value, max: most } } }),
    };
  },
});

export const policyActions = [decide('allow', true), decide('forbid', false), limit, setLimit];

async function change(context: Context, said: { allowed?: boolean; tokensADay?: number }) {
  const group = groupOf(context);
  await keepPolicy(context.tx, group.id, said, context.now);
  return { reply: await policyCard(context, group) };
}

function groupOf({ group }: Context): Group {
  if (group) return group;
  throw new Refusal(elsewhere);
}

async function policyCard({ tx, tutor, now }: Context, group: Group): Promise<Card> {
  const title = `The tutor in ${clip(group.name, 80)}`;
  const effect = await effectBlocks({ tx, now }, group.id);
  if (tutor === null)
    return card(title, [
      'Whoever runs me has set none up. Help comes from cards and from rules, and nothing is sent anywhere.',
      ...effect,
    ]);
  const policy = await policyOf(tx, group.id);
  const agreed = await countAgreed(tx, group.id, tutor.host);
  const dayOf = (at: Date) => at.toISOString().slice(0, 10);
  const days = { from: dayOf(new Date(now.getTime() - 6 * dayMs)), today: dayOf(now) };
  const used = await usedBy(tx, { groupId: group.id }, days);
  return card(title, [
    policy.allowed
      ? 'It is allowed here. It gets what members ask help with, from those alone who have agreed themselves, and never a name.'
      : 'It is not allowed here, so nothing that is asked here is sent to it. Members decide for themselves too, and no name is ever sent.',
    facts([
      ['Where it is', clip(`${tutor.host} (${tutor.model})`, 200)],
      ['Agreed', counted(agreed, 'member')],
      ['A day', dayWords(policy, used, tutor.limits.serverTokensADay)],
      ['Seven days', weekWords(used)],
      ...(await agreementFact(tx)),
    ]),
    ...effect,
    controls(
      policy.allowed
        ? button('Forbid it here', pressNamed('coach.forbid'), 'danger')
        : button('Allow it here', pressNamed('coach.allow'), 'main'),
      button('Tokens a day', press(limit, {})),
    ),
  ]);
}

function dayWords({ tokensADay }: Policy, { today }: Used, most: number): string {
  return `At most ${inThousands(Math.min(tokensADay ?? most, most))} tokens; ${inThousands(today)} used today`;
}

function weekWords({ tokens, questions, microDollars }: Used): string {
  if (tokens === 0) return 'nothing was used';
  return `${inThousands(tokens)} tokens in ${counted(questions, 'question')}, ${moneyWords(microDollars)}`;
}

/** From millionths of a dollar, by prices that were set or are known: what is billed may differ. Models without a price count as free. */
function moneyWords(microDollars: number): string {
  if (microDollars === 0) return 'at no cost that is known';
  return microDollars < 10_000
    ? 'less than $0.01 by estimate'
    : `about $${(microDollars / 1_000_000).toFixed(2)} by estimate`;
}

const inThousands = (count: number) => count.toLocaleString('en');
