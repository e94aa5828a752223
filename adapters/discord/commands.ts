import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Command, Root } from '../../src/chat/handler.ts';
import type { Option } from '../../src/chat/options.ts';
import { type Catalog, roots } from '../../src/chat/platform.ts';

const choicesMax = 25;
const lineMax = 6000;

/** The roots of the catalog that have commands, as Discord registers them: each command a subcommand with its options. */
export function commandsOf({ commands }: Pick<Catalog, 'commands'>): RESTPostAPIChatInputApplicationCommandsJSONBody[] {
  return Object.entries(roots).flatMap(([root, about]) => {
    const own = commands.filter((it) => it.root === root);
    return own.length === 0 ? [] : [rootOf(root as Root, about, own)];
  });
}

/** Everyone may use them, in servers, in direct messages and wherever they installed them for themselves; `/setup` is for admins. */
function rootOf(root: Root, about: string, own: readonly Command[]): RESTPostAPIChatInputApplicationCommandsJSONBody {
  const isForAdmins = own.every((it) => it.isForAdmins);
  return {
    type: ApplicationCommandType.ChatInput,
    name: root,
    description: about,
    options: own.map(subcommandOf),
    default_member_permissions: isForAdmins ? String(PermissionFlagsBits.ManageGuild) : null,
    integration_types: isForAdmins
      ? [ApplicationIntegrationType.GuildInstall]
      : [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: isForAdmins
      ? [InteractionContextType.Guild]
      : [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
  };
}

function subcommandOf(command: Command): APIApplicationCommandSubcommandOption {
  const options = Object.entries(command.options).map(([name, option]) =>
    optionOf(optionName(name), option, command.suggest?.[name] !== undefined),
  );
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: command.name,
    description: command.about,
    options: [...options.filter((it) => it.required), ...options.filter((it) => !it.required)],
  };
}

/** Discord takes no capital letters in the names of options: `goalId` is `goal-id` there. */
export const optionName = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function optionOf(
  name: string,
  { about, required, shape }: Option<unknown>,
  isSuggested: boolean,
): APIApplicationCommandBasicOption {
  const asked = { name, description: about, required };
  switch (shape.kind) {
    case 'line':
    case 'paragraph': {
      const text = {
        ...asked,
        type: ApplicationCommandOptionType.String,
        max_length: Math.min(shape.max, lineMax),
      } as const;
      return isSuggested ? { ...text, autocomplete: true } : text;
    }
    case 'number':
      return { ...asked, type: ApplicationCommandOptionType.Integer, min_value: shape.min, max_value: shape.max };
    case 'choice': {
      const text = { ...asked, type: ApplicationCommandOptionType.String } as const;
      if (isSuggested) return { ...text, autocomplete: true };
      if (shape.choices.length > choicesMax) return text;
      return { ...text, choices: shape.choices.map(({ label, value }) => ({ name: label, value })) };
    }
    case 'file':
      return { ...asked, type: ApplicationCommandOptionType.Attachment };
  }
}
