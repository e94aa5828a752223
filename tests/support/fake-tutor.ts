import { eq } from 'drizzle-orm';
import { member, tutorConsent } from '../../src/db/schema/index.ts';
import type { Told, Tutor } from '../../src/tutor.ts';
import type { Player } from './player.ts';
import { type Studyloop, tutorHost } from './studyloop.ts';

type Questions = { readonly [K in keyof Tutor]: Parameters<Tutor[K]>[0] };
type Answers = {
  [K in keyof Tutor]?: (question: Questions[K]) => Promise<Awaited<ReturnType<Tutor[K]>>['said']>;
};

/** A tutor on the far side that says what the test tells it to; each question that reaches it is kept. */
export class FakeTutor implements Tutor {
  answers: Answers = {};
  readonly asked: { readonly what: keyof Tutor; readonly question: unknown }[] = [];

  hint = (question: Questions['hint']) => this.#told('hint', question, this.answers.hint);
  critique = (question: Questions['critique']) => this.#told('critique', question, this.answers.critique);
  solve = (question: Questions['solve']) => this.#told('solve', question, this.answers.solve);
  breakDown = (question: Questions['breakDown']) => this.#told('breakDown', question, this.answers.breakDown);
  relabel = (question: Questions['relabel']) => this.#told('relabel', question, this.answers.relabel);
  depth = (question: Questions['depth']) => this.#told('depth', question, this.answers.depth);
  vary = (question: Questions['vary']) => this.#told('vary', question, this.answers.vary);
  topics = (question: Questions['topics']) => this.#told('topics', question, this.answers.topics);

  async #told<Q, A>(
    what: keyof Tutor,
    question: Q,
    answer: ((question: Q) => Promise<A>) | undefined,
  ): Promise<Told<A>> {
    this.asked.push({ what, question });
    if (!answer) throw new Error(`Nobody told the tutor what to say to ${what}`);
    return { said: await answer(question), use: { read: 100, cached: 0, written: 20, microDollars: 3 } };
  }
}

/** Keeps that a player, who has been met before, agreed to be helped by the tutor. */
export async function agree(studyloop: Studyloop, { sender }: Player, agreed = true): Promise<void> {
  const [row] = await studyloop.db.select({ id: member.id }).from(member).where(eq(member.key, sender.key));
  if (!row) throw new Error(`${sender.name} has said nothing yet`);
  await studyloop.db
    .insert(tutorConsent)
    .values({ memberId: row.id, agreed, sentTo: tutorHost, at: studyloop.clock.now() });
}
