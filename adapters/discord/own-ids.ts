import type { Manner } from './answers/landing.ts';

/**
 * Custom ids of forms. The wire of an intent never has a colon in its name, so none of these can be one. They tell how the form will
 * be answered, so that a wait can be announced before the form itself was looked up. `origin` is the message whose place the answer
 * takes, where the form was not opened from that message itself.
 */
export type OwnId = { readonly formId: string; readonly manner: Manner } & (
  | { readonly kind: 'form' }
  /** A button that opens a form which was too late, or refused; and the form that it opened. */
  | { readonly kind: 'open' | 'again'; readonly origin: string | null }
);

/** The button of the greeting that looks again at what the bot may do. */
export const lookAgainId = 'hello:';

export function writeOwnId(id: OwnId): string {
  const { seenBy, answers } = id.manner;
  const manner = `${answers === 'in place' ? 'p' : 'b'}${seenBy === 'everyone' ? 'e' : 'm'}`;
  return `${id.kind}:${id.formId}:${manner}:${id.kind === 'form' ? '' : (id.origin ?? '')}`;
}

export function readOwnId(customId: string): OwnId | null {
  const [, kind, formId = '', answers, seenBy, origin] =
    /^(form|open|again):([0-9a-z]{16}):([pb])([em]):(\d{0,20})$/.exec(customId) ?? [];
  const manner: Manner = {
    answers: answers === 'p' ? 'in place' : 'below',
    seenBy: seenBy === 'e' ? 'everyone' : 'me',
  };
  if (kind === 'form') return { kind, formId, manner };
  return kind === 'open' || kind === 'again' ? { kind, formId, manner, origin: origin || null } : null;
}
