import type { Json } from './faces.ts';
import { isTrue, textOf } from './json.ts';
import type { Calling, Methods } from './method.ts';
import { SlackRefusal } from './refusal.ts';
import type { Member, Team } from './world.ts';

// https://docs.slack.dev/reference/methods/auth.test and …/users.info.

const testAuth = ({ world, team }: Calling): Json => ({
  url: `${world.origin}/`,
  team: team.name,
  user: 'studyloop',
  team_id: team.id,
  user_id: team.botUserId,
  bot_id: team.botId,
  is_enterprise_install: false,
});

function userInfo({ team, args }: Calling): Json {
  const person = team.people.get(textOf(args.user));
  if (!person) throw new SlackRefusal('user_not_found');
  return { user: userBody(team, person, isTrue(args.include_locale)) };
}

export function userBody(team: Team, person: Member, withLocale: boolean): Json {
  return {
    id: person.id,
    team_id: team.id,
    name: person.name.toLowerCase(),
    real_name: person.name,
    deleted: person.isDeleted,
    is_bot: false,
    is_app_user: false,
    profile: { display_name: person.name, real_name: person.name, team: team.id },
    // Of someone who was deactivated little is told.
    ...(!person.isDeleted && {
      tz: person.zone,
      tz_offset: offsetS(person.zone),
      is_admin: person.isAdmin,
      is_owner: person.isOwner,
      is_primary_owner: person.isOwner,
      ...(withLocale && { locale: person.locale }),
    }),
  };
}

function offsetS(zone: string): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts();
  const [, sign, hours, minutes] =
    /([+-])(\d+):(\d+)/.exec(parts.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60);
}

function botInfo({ world, team, args }: Calling): Json {
  if (args.bot !== team.botId) throw new SlackRefusal('bot_not_found');
  const app = { app_id: world.app.id, name: 'Studyloop', deleted: false, user_id: team.botUserId };
  return { bot: { id: team.botId, ...app } };
}

export const peopleMethods: Methods = {
  'auth.test': { tier: 'free', scopes: [], run: testAuth },
  'users.info': { tier: 'tier4', scopes: ['users:read'], needs: ['user'], run: userInfo },
  'bots.info': { tier: 'tier3', scopes: ['users:read'], run: botInfo },
  'team.info': {
    tier: 'tier3',
    scopes: ['team:read'],
    run: ({ team }) => ({ team: { id: team.id, name: team.name, domain: team.name.toLowerCase() } }),
  },
};
