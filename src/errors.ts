import { type Card, card } from './chat/card.ts';

/** An expected no that the member can do something about. Rolls back; shown to them alone; not an error in the log. */
export class Refusal extends Error {
  readonly card: Card;
  /** What to change, by field name, where a form was sent. */
  readonly problems: Readonly<Record<string, string>>;

  constructor(shown: Card | string, problems: Readonly<Record<string, string>> = {}) {
    const asCard = typeof shown === 'string' ? card(shown, [], 'warn') : shown;
    super(asCard.title);
    this.name = 'Refusal';
    this.card = asCard;
    this.problems = problems;
  }
}

/** The world is in trouble for now: worth trying again, after `retryAfterMs` where it said so. */
export class Unavailable extends Error {
  readonly retryAfterMs: number | undefined;

  constructor(what: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(what, options);
    this.name = 'Unavailable';
    this.retryAfterMs = retryAfterMs;
  }
}

/** The address will never work again: a closed direct line, a deleted room. */
export class Gone extends Error {
  override readonly name = 'Gone';
}

/**
 * What whoever runs the bot must put right before it can start: a token that the platform refuses, a port that is taken. Its message
 * is for them: what is wrong and what to do, in sentences, with no secret in it.
 */
export class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}
