import {
  type APIMessageTopLevelComponent,
  MessageFlags,
  type RawFile,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord.js';

/** All that goes into one message: a card is one, or several where Discord's limits leave no other way. */
export interface Message {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly files: readonly NamedFile[];
  /** Discord's ids of those whom it pings; nobody else is, whatever was typed. */
  readonly pings: readonly string[];
}

/** `name` is what `attachment://` refers to: letters, digits, dots, hyphens and underscores alone. */
export interface NamedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** For those who cannot see it. */
  readonly alt?: string;
}

/** What a request carries. */
export interface Body {
  readonly body: RESTPostAPIChannelMessageJSONBody;
  readonly files: RawFile[];
}

/** A message for Discord; `hidden` shows it to the asker alone. What it had attached before is gone when it is an edit. */
export function bodyOf({ components, files, pings }: Message, hidden = false): Body {
  return {
    body: {
      flags: MessageFlags.IsComponentsV2 | (hidden ? MessageFlags.Ephemeral : 0),
      components: [...components],
      attachments: files.map(({ name, alt }, at) => ({
        id: String(at),
        filename: name,
        ...(alt && { description: alt }),
      })),
      allowed_mentions: { parse: [], users: [...new Set(pings)].slice(0, 100) },
    },
    files: files.map(({ name, mime, bytes }) => ({ name, data: Buffer.from(bytes), contentType: mime })),
  };
}
