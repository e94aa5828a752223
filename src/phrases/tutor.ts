import { type Button, button } from '../chat/card.ts';
import { pressNamed } from '../chat/intents.ts';

/** Asks whether the tutor may help, with all that there is to know before one says yes. Answered by features/coach. */
export const tutorButton = (label = 'A tutor can help too'): Button => button(label, pressNamed('coach.ask'));

/** The same as an offer: for who was not asked yet, where a tutor is set up and may help. */
export function tutorOffer({
  agreed,
  isAllowedHere,
}: {
  agreed: boolean | null;
  isAllowedHere: boolean;
}): Button | null {
  return agreed === null && isAllowedHere ? tutorButton() : null;
}
