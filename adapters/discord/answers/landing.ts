import type { Catalog } from '../../../src/chat/platform.ts';
import type { Reply } from '../../../src/chat/request.ts';
import { fromWire } from '../../../src/chat/wire.ts';

/** Where something was asked, as far as the answer's place depends on it. */
export interface Stand {
  /** The direct line between bot and person: everything there is for one anyway. */
  readonly isDirect: boolean;
  /** A place where the bot is not itself, only as a command that someone installed for themselves: answers are for them alone. */
  readonly isApart: boolean;
  /** The message that was pressed, or from which the sent form was opened. */
  readonly pressed: Pressed | null;
  /** That message only carries a form that was late or refused; `origin` is the card that the form belongs to. */
  readonly carries: { readonly origin: string | null } | null;
  /** Discord opens no form in answer to a form. */
  readonly mayOpenForm: boolean;
}

interface Pressed {
  readonly id: string;
  readonly isPrivate: boolean;
  /** Its answer may be changed later, unless something takes its place. */
  readonly changesLater: boolean;
}

export interface Landing {
  /** As a modal; in the place of what was pressed; in the place of the card that the form belongs to; as a new message. */
  readonly where: 'modal' | 'here' | 'origin' | 'below';
  /** For the asker alone. */
  readonly hidden: boolean;
}

/** How something is answered: known of each command and action before it is asked. */
export type Manner = Pick<Reply, 'seenBy' | 'answers'>;

/** How a button or a form with this wire will be answered; what nobody knows is refused, to its asker alone. */
export function mannerOf(catalog: Pick<Catalog, 'action'>, wire: string): Manner {
  const intent = fromWire(wire);
  const action = catalog.action(intent?.to ?? '');
  if (!intent || !action) return { seenBy: 'me', answers: 'below' };
  return { seenBy: action.seenBy, answers: intent.beside ? 'below' : action.answers };
}

type Answered = Manner & { readonly isForm?: boolean; readonly isRefused?: boolean };

/** Where an answer goes. What is for one person never takes the place of what everyone sees. */
export function landingOf({ seenBy, answers, isForm, isRefused }: Answered, stand: Stand): Landing {
  const isPrivate = isForm || isRefused || seenBy === 'me' || stand.isApart;
  const hidden = isPrivate && !stand.isDirect;
  if (isForm && stand.mayOpenForm) return { where: 'modal', hidden };
  if (isRefused || isForm) return { where: stand.carries ? 'here' : 'below', hidden };
  if (answers === 'below' || stand.pressed === null) return { where: 'below', hidden };
  if (stand.carries) return { where: placeOfCarried(stand.carries.origin, hidden, stand.isDirect), hidden };
  return { where: hidden && !stand.pressed.isPrivate ? 'below' : 'here', hidden };
}

/** What everyone is to see must not be put where one person reads. */
function placeOfCarried(origin: string | null, hidden: boolean, isDirect: boolean): Landing['where'] {
  if (hidden) return 'here';
  if (origin !== null) return 'origin';
  return isDirect ? 'here' : 'below';
}

/** The message whose place the answer to a form takes, when that form can only be opened from another; null where there is none. */
export function originOf({ pressed, carries }: Stand): string | null {
  if (carries) return carries.origin;
  return pressed && !pressed.isPrivate ? pressed.id : null;
}
