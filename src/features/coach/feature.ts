import type { Feature } from '../../chat/handler.ts';
import { consentActions } from './consent.ts';
import { coachCommand, policyActions } from './policy.ts';

/** Who may be helped by the tutor, and how much: members for themselves, admins for their server. What it says is other features'. */
export const coach: Feature = {
  name: 'coach',
  commands: [coachCommand],
  actions: [...consentActions, ...policyActions],
};
