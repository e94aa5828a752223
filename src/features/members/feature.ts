import { action, type Context, command, type Feature } from '../../chat/handler.ts';
import { askNamed, form } from '../../chat/intents.ts';
import { integer, optional, words } from '../../chat/options.ts';
import { zoneQuestion } from '../../chat/zone-question.ts';
import { tutorStandingOf } from '../../db/reading/tutor-consent.ts';
import { suggestZones } from '../../study/time/zone.ts';
import { settingsCard, welcomeCard } from './cards.ts';
import { hourOf, languageOf, zoneOf } from './forms.ts';
import { typedLanguage } from './languages.ts';
import { changeSettings, type Settings } from './store.ts';

const start = command({
  name: 'start',
  about: 'Set yourself up',
  seenBy: 'me',
  options: {},
  run: async ({ me, now }) => ({ reply: welcomeCard(me, now), note: zoneQuestion(me, now) }),
});

const me = command({
  name: 'me',
  about: 'Your time zone, study hour, reviews and language',
  seenBy: 'me',
  options: { zone: optional(words('City or time zone, to change it', { max: 60 })) },
  suggest: { zone: async (_, typed) => suggestZones(typed).map((zone) => ({ value: zone, label: zone })) },
  async run(context, { zone }) {
    if (zone === undefined) return { reply: settingsCard(await shownOf(context)) };
    return moveTo(context, zone);
  },
});

const confirmZone = action({
  name: 'members.zone-yes',
  seenBy: 'me',
  answers: 'in place',
  options: { zone: words('Zone', { max: 60 }) },
  run: (context, { zone }) => moveTo(context, zone),
});

const setZone = action({
  name: 'members.zone-set',
  seenBy: 'me',
  answers: 'in place',
  options: { zone: words('City or time zone', { max: 60 }) },
  run: (context, { zone }) => moveTo(context, zone),
});

/** Pressed by a platform whose profile has changed: who never chose a zone goes by it. */
const followProfile = action({
  name: 'members.zone-follow',
  seenBy: 'me',
  answers: 'below',
  options: { zone: words('Zone', { max: 60 }) },
  async run(context, { zone: told }) {
    const { zone } = zoneOf(told);
    if (!context.me.zoneFromProfile) return { reply: settingsCard(await shownOf(context)) };
    return change(context, { zone, zoneConfirmed: true }, 'Time zone kept');
  },
});

const changeZone = action({
  name: 'members.zone-change',
  seenBy: 'me',
  answers: 'in place',
  options: {},
  run: async ({ me }) => ({
    reply: form(setZone, {
      title: 'Your time zone',
      send: 'Keep',
      ask: { zone: { help: 'A city (Berlin), a zone (Europe/Berlin) or an offset (GMT+3)', value: me.zone } },
    }),
  }),
});

const setHour = action({
  name: 'members.hour-set',
  seenBy: 'me',
  answers: 'in place',
  options: { hour: words('Your study hour', { max: 20 }) },
  run: (context, { hour }) => change(context, { studyClock: hourOf(hour) }, 'Study hour kept'),
});

const changeHour = action({
  name: 'members.hour-change',
  seenBy: 'me',
  answers: 'in place',
  options: {},
  run: async ({ me }) => ({
    reply: form(setHour, {
      title: 'Your study hour',
      send: 'Keep',
      ask: { hour: { help: 'When I come by, for example 18:30 or 7pm', value: me.studyClock } },
    }),
  }),
});

const setReviews = action({
  name: 'members.reviews-set',
  seenBy: 'me',
  answers: 'in place',
  options: {
    cards: integer('Cards a day at most', { min: 1, max: 200 }),
    retention: integer('Recall when a card is due, in %', { min: 70, max: 97 }),
  },
  run: (context, { cards, retention }) =>
    change(context, { dailyCap: cards, retention: retention / 100 }, 'Review settings kept'),
});

const changeReviews = action({
  name: 'members.reviews-change',
  seenBy: 'me',
  answers: 'in place',
  options: {},
  run: async ({ me }) => ({
    reply: form(setReviews, {
      title: 'Your reviews',
      send: 'Keep',
      ask: {
        cards: { value: String(me.dailyCap) },
        retention: {
          help: '70 to 97. Higher means more reviews; 90 suits most people',
          value: String(Math.round(me.retention * 100)),
        },
      },
    }),
  }),
});

const setLanguage = action({
  name: 'members.language-set',
  seenBy: 'me',
  answers: 'in place',
  options: { language: optional(words('The tutor answers in', { max: 60 })) },
  run: (context, { language }) =>
    change(context, { language: language === undefined ? null : languageOf(language) }, 'Language kept'),
});

const changeLanguage = action({
  name: 'members.language-change',
  seenBy: 'me',
  answers: 'in place',
  options: {},
  run: async ({ me }) => ({
    reply: form(setLanguage, {
      title: 'Your language',
      send: 'Keep',
      ask: {
        language: {
          help: 'German, Deutsch or de. Empty: the language that you write in',
          value: me.language === null ? '' : typedLanguage(me.language),
        },
      },
    }),
  }),
});

function moveTo(context: Context, typed: string) {
  const { zone, note } = zoneOf(typed);
  return change(context, { zone, zoneConfirmed: true, zoneFromProfile: false }, 'Time zone kept', note);
}

/** Keeps settings, shows them, and lets what comes by itself be planned anew. */
async function change(context: Context, settings: Settings, title: string, hint?: string) {
  const { tx, me } = context;
  await changeSettings(tx, me.id, settings);
  return {
    reply: settingsCard(await shownOf({ ...context, me: { ...me, ...settings } }), title, hint),
    tasks: [askNamed('reminders.replan', { memberId: me.id })],
  };
}

async function shownOf({ tx, me, now, tutor }: Context) {
  const { agreed } = await tutorStandingOf(tx, { memberId: me.id, groupId: null }, tutor?.host ?? null);
  const own = 'From your cards and from rules';
  if (tutor === null) return { me, now, help: `${own}.`, hasTutor: false };
  return {
    me,
    now,
    hasTutor: true,
    help: agreed ? `${own}, and from a tutor. You can stop it.` : `${own}. A tutor could help too.`,
  };
}

export const members: Feature = {
  name: 'members',
  commands: [start, me],
  actions: [
    confirmZone,
    setZone,
    followProfile,
    changeZone,
    setHour,
    changeHour,
    setReviews,
    changeReviews,
    setLanguage,
    changeLanguage,
  ],
};
