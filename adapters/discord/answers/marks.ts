import { type APIMessage, ComponentType } from 'discord.js';
import type { Message } from '../render/message.ts';

/**
 * The number that the container of a card bears when its answer may be changed later: whoever is told of a press on it knows so
 * without a look into the database. Those that Discord gives by itself are small (components/reference#anatomy-of-a-component).
 */
const mark = 1_000_001;

/** The messages of a card that may be changed later: the first is the one that will be. */
export const marked = (messages: readonly Message[]): readonly Message[] =>
  messages.map((message, at) =>
    at > 0
      ? message
      : {
          ...message,
          components: message.components.map((it) => (it.type === ComponentType.Container ? { ...it, id: mark } : it)),
        },
  );

export const isMarked = ({ components }: Pick<APIMessage, 'components'>) =>
  components?.some(({ id }) => id === mark) ?? false;
