import { button, type Card, card, controls, facts, rich, strong } from '../../chat/card.ts';
import { pressNamed } from '../../chat/intents.ts';
import { languageName } from '../../chat/language.ts';
import { clip } from '../../chat/limits.ts';
import type { Member } from '../../chat/people.ts';
import { tutorButton } from '../../phrases/tutor.ts';
import { percent } from '../../study/text/in-words.ts';
import { clockIn } from '../../study/time/day.ts';

/** The question beside it says the time where that is not sure yet: so the card does not. */
export function welcomeCard(me: Member, now: Date): Card {
  const time = me.zoneConfirmed ? rich`It is ${strong(clockIn(me.zone, now))} for you (${me.zone}). ` : [];
  return card(`Welcome, ${clip(me.name, 80)}`, [
    'I keep one loop going with you: a goal with a plan, a check-in about that plan, a short reflection that improves it, and ' +
      'reviews just before you would forget.',
    rich`${time}When there is something to do, I come by at ${strong(me.studyClock)}.`,
    controls(
      button('Set my first goal', pressNamed('goals.new'), 'main'),
      button('Add a review card', pressNamed('decks.add')),
      button('Another time zone', pressNamed('members.zone-change')),
      button('Another hour', pressNamed('members.hour-change')),
    ),
  ]);
}

/** `help`: where help comes from, in a sentence. */
export interface Shown {
  readonly me: Member;
  readonly now: Date;
  readonly help: string;
  readonly hasTutor: boolean;
}

export function settingsCard({ me, now, help, hasTutor }: Shown, title = 'Your settings', hint?: string): Card {
  return card(title, [
    hint ?? null,
    facts([
      ['Time zone', `${me.zone}, where it is ${clockIn(me.zone, now)}${howZoneIsKnown(me)}`],
      ['Study hour', `${me.studyClock}. What comes by itself comes then.`],
      [
        'Reviews',
        `At most ${me.dailyCap} cards a day. Each is due when the chance that you still know it is down to ${percent(me.retention)}.`,
      ],
      ['Language', `My own words are English${hasTutor ? `; a tutor answers in ${tutorsLanguage(me)}` : ''}.`],
      ['Help', help],
    ]),
    controls(
      button('Time zone', pressNamed('members.zone-change')),
      button('Study hour', pressNamed('members.hour-change')),
      button('Reviews', pressNamed('members.reviews-change')),
      button('Reminders', pressNamed('reminders.list')),
      button('Set a goal', pressNamed('goals.new')),
    ),
    controls(hasTutor ? button('Language', pressNamed('members.language-change')) : null, tutorButton('Help')),
  ]);
}

const howZoneIsKnown = ({ zoneConfirmed, zoneFromProfile }: Member) =>
  zoneFromProfile ? ' (from your profile)' : zoneConfirmed ? '' : ' (my guess)';

const tutorsLanguage = ({ language }: Member) =>
  language === null ? 'the language that you write in' : languageName(language);
