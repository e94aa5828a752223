/**
 * Custom ids of forms. The wire of an intent never has a colon in its name, so none of these can be one. `origin` is the message
 * whose place the answer takes, where the form was not opened from that message itself.
 */
export type OwnId =
  /** An open form. */
  | { readonly kind: 'form'; readonly formId: string }
  /** A button that opens a form which was too late, or refused; and the form that it opened. */
  | { readonly kind: 'open' | 'again'; readonly formId: string; readonly origin: string | null };

export function writeOwnId(id: OwnId): string {
  return id.kind === 'form' ? `form:${id.formId}` : `${id.kind}:${id.formId}:${id.origin ?? ''}`;
}

export function readOwnId(customId: string): OwnId | null {
  const [, kind, formId = '', origin] = /^(form|open|again):([0-9a-z]{16})(?::(\d{0,20}))?$/.exec(customId) ?? [];
  if (kind === 'form') return { kind, formId };
  return kind === 'open' || kind === 'again' ? { kind, formId, origin: origin || null } : null;
}
