import type { APIMessage, APIMessageTopLevelComponent, APIModalInteractionResponseCallbackData } from 'discord.js';

/** A modal as it lies open before somebody. */
export interface OpenModal {
  readonly customId: string;
  readonly title: string;
  /** All that can be read in it: title, labels, descriptions, texts, placeholders, values, labels of options. */
  readonly text: string;
  readonly fields: readonly ModalField[];
  readonly raw: APIModalInteractionResponseCallbackData;
}

export interface ModalField {
  readonly customId: string;
  readonly kind: 'text' | 'select' | 'file' | 'radio' | 'checkboxes' | 'checkbox';
  readonly label: string;
  readonly description: string;
  readonly isRequired: boolean;
  /** What stands in it now. */
  readonly value: string | readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A message as somebody sees it. */
export interface SeenMessage {
  readonly id: string;
  readonly channelId: string;
  /** All that can be read in it, components and alt texts included. */
  readonly text: string;
  /** The person who alone sees it, or null. */
  readonly onlyFor: string | null;
  readonly isEphemeral: boolean;
  /** "Studyloop is thinking…" */
  readonly isThinking: boolean;
  readonly isEdited: boolean;
  readonly flags: number;
  readonly nonce: string | null;
  /** Who is pinged by it: user ids, `role:<id>`, `everyone`. */
  readonly pinged: readonly string[];
  readonly buttons: readonly SeenButton[];
  readonly selects: readonly SeenSelect[];
  readonly files: readonly SeenFile[];
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly raw: APIMessage;
}

export interface SeenButton {
  readonly label: string;
  readonly customId: string | null;
  readonly url: string | null;
  readonly style: number;
  readonly isDisabled: boolean;
}
export interface SeenSelect {
  readonly customId: string;
  readonly placeholder: string;
  readonly isDisabled: boolean;
  readonly options: readonly { readonly value: string; readonly label: string; readonly isDefault: boolean }[];
}
export interface SeenFile {
  readonly name: string;
  readonly alt: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}
