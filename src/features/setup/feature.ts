import { action, type Context, command, type Feature } from '../../chat/handler.ts';
import { type Health, healthCard, lookAgain, sendTest, testCard } from './cards.ts';
import { countMessages, findLastLook, findOutages } from './store.ts';

const days = 7;
const dayMs = 24 * 3600 * 1000;

const health = command({
  root: 'setup',
  name: 'health',
  about: 'How my messages fare here, and a test',
  isHome: true,
  seenBy: 'me',
  options: {},
  run: async (context) => ({ reply: healthCard(await findHealth(context)) }),
});

const look = action({
  ...lookAgain,
  isForAdmins: true,
  seenBy: 'me',
  answers: 'in place',
  run: async (context) => ({ reply: healthCard(await findHealth(context)) }),
});

/** By the road that every reminder takes: the outbox, the queue, the platform. */
const test = action({
  ...sendTest,
  isForAdmins: true,
  seenBy: 'me',
  answers: 'in place',
  async run(context) {
    const { me, here, newId } = context;
    return {
      reply: healthCard(await findHealth(context), 'A test is on its way to this place. It takes seconds.'),
      posts: [{ key: `setup-test:${newId()}`, to: here, card: testCard(me), owner: me.id }],
    };
  },
});

async function findHealth({ tx, me, group, now }: Context): Promise<Health> {
  const since = new Date(now.getTime() - days * dayMs);
  return {
    group,
    counts: await countMessages(tx, group ? { groupId: group.id } : { memberId: me.id }, since),
    lastLook: await findLastLook(tx),
    outages: await findOutages(tx, since),
    days,
    zone: me.zone,
    now,
  };
}

/** For those who run a server or workspace. */
export const setup: Feature = { name: 'setup', commands: [health], actions: [look, test] };
