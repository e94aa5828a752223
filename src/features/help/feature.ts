import { button, card, controls, list, rich, strong } from '../../chat/card.ts';
import { command, type Feature } from '../../chat/handler.ts';
import { pressNamed } from '../../chat/intents.ts';

const loop = [
  ['goal', 'say what you want, and exactly when you will work on it'],
  ['check-in', 'say how today went with that plan'],
  ['reflect', 'see why, and change the plan with one press'],
  ['add', 'keep something as a review card'],
  ['review', 'answer what you are about to forget'],
  ['remind', 'be reminded in your own words: "every weekday at 18:30 read"'],
  ['progress', 'see your memory and your study days'],
] as const;

const more = ['start', 'goals', 'decks', 'practice', 'hint', 'reminders', 'why', 'me'];
const forAdmins = ['health', 'coach', 'decks'];

const helpCommand = command({
  name: 'help',
  about: 'What I can do, in one card',
  seenBy: 'me',
  options: {},
  run: async () => ({
    reply: card('What I can do', [
      rich`Type / to see every command. ${strong('/study today')} shows where you stand, and this is the loop:`,
      list(loop.map(([name, does]) => rich`${strong(`/study ${name}`)}: ${does}`)),
      rich`Together: ${strong('/sprint new 25')} starts a sprint in this room, and ${strong('/sprint board')} shows who is in.`,
      `Also: ${more.map((name) => `/study ${name}`).join(', ')}. For those who run this place: ${forAdmins.map((name) => `/setup ${name}`).join(', ')}.`,
      controls(
        button('Today', pressNamed('study.today'), 'main'),
        button('Set a goal', pressNamed('goals.new')),
        button('Add a card', pressNamed('decks.add')),
        button('Review', pressNamed('review.start')),
        button('My reminders', pressNamed('reminders.list')),
      ),
    ]),
  }),
});

export const help: Feature = { name: 'help', commands: [helpCommand] };
