import { deliverEvent } from './events.ts';
import type { Answer, Json } from './faces.ts';
import { eventPayload } from './payloads.ts';
import type { Member, Parcel, Team, World } from './world.ts';

/** Brings to the bot what one person does, and can bring the last of it once more, as Slack does when an answer was lost. */
export class Courier {
  readonly #world: World;
  readonly #team: Team;
  readonly #person: Member;
  #last: (() => Promise<Answer>) | null = null;

  constructor(world: World, team: Team, person: Member) {
    this.#world = world;
    this.#team = team;
    this.#person = person;
  }

  /** `take` sees each answer, that to a repetition too. */
  bring(kind: Parcel['kind'], payload: Json, take: (answer: Answer) => void): Promise<Answer> {
    return this.#act(async () => {
      const answer = await this.#world.way.send({ kind, payload });
      take(answer);
      return answer;
    });
  }

  interact(payload: Json, ifNot: string): Promise<Answer> {
    return this.bring('interactive', payload, ({ isAcked }) => {
      if (!isAcked) this.notice(`${ifNot}: the app did not respond`);
    });
  }

  tell(event: Json): Promise<Answer> {
    const parcel = { kind: 'events_api', payload: eventPayload(this.#world, this.#team, event) } as const;
    let times = 0;
    return this.#act(() => {
      const retry = { num: times, reason: 'http_timeout' };
      return times++ === 0 ? deliverEvent(this.#world, parcel) : this.#world.way.send({ ...parcel, retry });
    });
  }

  notice(what: string): void {
    this.#person.notices.push(what);
    this.#world.news.tell();
  }

  repeat(): Promise<Answer> {
    if (!this.#last) throw new Error(`${this.#person.name} has done nothing yet`);
    return this.#last();
  }

  #act(act: () => Promise<Answer>): Promise<Answer> {
    this.#last = act;
    return act();
  }
}
