import { languageToldBy } from '../../src/chat/language.ts';
import type { Sender } from '../../src/chat/request.ts';
import { Unavailable } from '../../src/errors.ts';
import { asFailure } from './failures.ts';
import { personKey, userAddress } from './places.ts';
import type { Connected } from './workspaces/workspaces.ts';

const rememberedMs = 5 * 60_000;
const rememberedMax = 5000;

/** What a person's profile tells. */
export interface Profile {
  readonly name: string;
  /** IANA zone; absent where the profile names none that we know. */
  readonly zone?: string;
  /** BCP 47 tag; absent where the profile tells none. */
  readonly language?: string;
  readonly isAdmin: boolean;
}

/** The part of Slack's user object that is read (docs.slack.dev/reference/objects/user-object). */
export interface SlackUser {
  readonly name?: string;
  readonly real_name?: string;
  readonly tz?: string;
  /** Only where it is asked for: `de-DE`. */
  readonly locale?: string;
  readonly is_admin?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  readonly profile?: { readonly display_name?: string; readonly real_name?: string };
}

export interface People {
  /** Never throws: while Slack cannot tell, a person has the name that came with the request, no zone and no language. */
  sender(connected: Connected, user: string, fallbackName: string): Promise<Sender>;
  /** `D…` of the direct line with the bot, opened when it is first needed. @throws Gone, Unavailable */
  directOf(connected: Connected, user: string): Promise<string>;
  /** Someone changed their profile. */
  changed(team: string, user: string): void;
}

/** What is known of people, for some minutes each. */
export function openPeople(now: () => Date): People {
  const profiles = new Memory<Profile>(now);
  const directs = new Memory<string>(now);
  return {
    async sender(connected, user, fallbackName) {
      const { workspace } = connected;
      const unknown: Profile = { name: fallbackName, isAdmin: false };
      const profile = await profiles
        .get(`${workspace.team}.${user}`, () => readProfile(connected, user, fallbackName))
        .catch(() => unknown);
      return { key: personKey(workspace, user), direct: userAddress(workspace, user), ...profile };
    },
    directOf: (connected, user) =>
      directs.get(`${connected.workspace.team}.${user}`, () => openDirect(connected, user)),
    changed(team, user) {
      profiles.forget(`${team}.${user}`);
      directs.forget(`${team}.${user}`); // whoever was deactivated is found out where it is opened
    },
  };
}

async function readProfile({ client }: Connected, user: string, fallbackName: string): Promise<Profile> {
  const { user: found } = await client.users.info({ user, include_locale: true });
  return profileOf(found ?? {}, fallbackName);
}

export function profileOf(user: SlackUser, fallbackName: string): Profile {
  const { profile, real_name, name, tz, locale = '', is_admin, is_owner, is_primary_owner } = user;
  const shown = [profile?.display_name, profile?.real_name, real_name, name].find((it) => it?.trim());
  const language = languageToldBy(locale);
  return {
    name: shown?.trim() ?? fallbackName,
    isAdmin: Boolean(is_admin || is_owner || is_primary_owner),
    ...(tz !== undefined && isZone(tz) && { zone: tz }),
    ...(language !== undefined && { language }),
  };
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

async function openDirect({ client }: Connected, user: string): Promise<string> {
  try {
    const { channel } = await client.conversations.open({ users: user });
    if (channel?.id === undefined) throw new Unavailable('Slack opened a direct line without an id');
    return channel.id;
  } catch (error) {
    throw asFailure(error, `the direct line with ${user}`);
  }
}

/** Answers that are asked for once in a while; failures are not remembered. */
class Memory<T> {
  readonly #answers = new Map<string, { readonly answer: Promise<T>; readonly untilMs: number }>();
  readonly #now: () => Date;
  constructor(now: () => Date) {
    this.#now = now;
  }

  get(what: string, ask: () => Promise<T>): Promise<T> {
    const nowMs = this.#now().getTime();
    const known = this.#answers.get(what);
    if (known && known.untilMs > nowMs) return known.answer;
    const answer = ask();
    this.#answers.delete(what);
    this.#answers.set(what, { answer, untilMs: nowMs + rememberedMs });
    answer.catch(() => this.#answers.get(what)?.answer === answer && this.#answers.delete(what));
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > rememberedMax && oldest !== undefined) this.#answers.delete(oldest);
    return answer;
  }

  forget(what: string): void {
    this.#answers.delete(what);
  }
}
