/**
 * What tests say to the fake Slack. People press, type and read as they do in the real one; the bot's side is spoken to only over
 * the network. Every promise of a person's act resolves when the bot has acknowledged it or when Slack's three seconds are over:
 * what the bot does after its acknowledgement is awaited with `until`.
 */

export type Json = Readonly<Record<string, unknown>>;

export interface FakeWorkspace {
  /** 'T…' */
  readonly id: string;
  readonly name: string;
  /** The newest token; throws where the app is not installed. */
  readonly botToken: string;
  readonly botUserId: string;
  readonly isInstalled: boolean;
  /** A channel with everyone in it and the bot too, unless told otherwise: 'C…'. */
  channel(name: string, options?: { readonly hasBot?: boolean; readonly isPrivate?: boolean }): string;
  person(name: string, options?: PersonOptions): FakePerson;
  deleteChannel(id: string): void;
  archiveChannel(id: string): void;
  removeBot(channel: string): void;
  inviteBot(channel: string): Promise<Answer>;
  /** The token works no more, then `tokens_revoked` and `app_uninstalled` are told. */
  uninstall(): Promise<void>;
  /** The token alone is revoked: `token_revoked` from now on, and nobody is told. */
  revokeToken(): void;
  /** Walks through the bot's own install page, Slack's "Allow" and back: what the bot's last page says. */
  install(installUrl: string, options?: InstallOptions): Promise<InstallPage>;
  /** All there is in a channel, whoever may see it, oldest first. */
  messages(place: string): readonly FakeMessage[];
  /** Tells the bot of something: an inner event of the Events API. */
  event(event: Json): Promise<Answer>;
}

export interface InstallOptions {
  readonly by?: FakePerson;
  /** Presses "Cancel" instead. */
  readonly refuses?: boolean;
  /** Changes what goes back to the bot, as a forger would. */
  readonly forge?: { readonly state?: string; readonly code?: string; readonly withoutCookies?: boolean };
}

export interface InstallPage {
  readonly status: number;
  readonly text: string;
  /** What the bot asked for. */
  readonly scopes: readonly string[];
}

export interface PersonOptions {
  /** 'Europe/Berlin' unless told. */
  readonly zone?: string;
  /** 'en-US' unless told. */
  readonly locale?: string;
  readonly isAdmin?: boolean;
  readonly isOwner?: boolean;
}

/** How the bot took what it was sent. */
export interface Answer {
  /** Within three seconds, with a 2xx over HTTP. */
  readonly isAcked: boolean;
  readonly afterMs: number;
  /** What came with the acknowledgement: a message, a `response_action`, or nothing. */
  readonly body: unknown;
  /** Over HTTP: the status; 0 when nobody answered. */
  readonly status: number;
}

export interface UploadedFile {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Text, what is picked (its label or its value; several for check boxes), or files. */
export type Filled = string | readonly string[] | readonly UploadedFile[];

export interface FakePerson {
  /** 'U…' */
  readonly id: string;
  readonly name: string;
  readonly workspace: FakeWorkspace;
  /** The direct line with the bot: 'D…'. */
  readonly dm: string;
  /** `command('C…', '/study', 'goal')`. Slack hands on & < > as entities. */
  command(place: string, command: string, text?: string): Promise<Answer>;
  /** Presses a button by its label (or action_id) on a message or view, or the newest such in a place. Link buttons tell the bot too. */
  press(where: FakeMessage | FakeView | string, label: string): Promise<Answer>;
  /** Picks an option, by its label or value, in a select, an overflow menu, radio buttons or check boxes. */
  pick(where: FakeMessage | FakeView | string, option: string): Promise<Answer>;
  /** The message shortcut with this callback_id on a message. */
  shortcut(callbackId: string, message: FakeMessage): Promise<Answer>;
  globalShortcut(callbackId: string): Promise<Answer>;
  /** The modal on top that lies open before them. */
  modal(): FakeView | null;
  /**
   * Fills fields by block_id, action_id or label, and sends; what stands in the others stays. Slack itself keeps back what breaks a
   * field's own rules (then null, and the modal's `problems` say why).
   */
  submit(values?: Readonly<Record<string, Filled>>): Promise<Answer | null>;
  /** Closes the modal on top; tells the bot where the view asks for it. */
  closeModal(): Promise<void>;
  opensHome(): Promise<Answer>;
  /** The home page that the bot has published for them. */
  home(): FakeView | null;
  /** Writes a message of their own; the bot hears of it in the direct line and where it is mentioned. */
  says(place: string, text: string): Promise<FakeMessage>;
  movesTo(zone: string): Promise<Answer>;
  /** Is deactivated by an admin of the workspace. */
  leaves(): Promise<Answer>;
  leavesChannel(place: string): void;
  /** Slack hands in this person's last act once more, byte for byte with a fresh signature or on the socket again. */
  repeat(): Promise<Answer>;
  /** What they see in a place, oldest first: everyone's messages, and those for their eyes only. */
  sees(place: string): readonly FakeMessage[];
  /** What Slack itself told them, e.g. that "/study" did not answer. Newest last. */
  readonly notices: readonly string[];
}

/** A message as one reads it. */
export interface FakeMessage {
  readonly ts: string;
  readonly place: string;
  /** A user's id; the bot's own where the bot wrote it. */
  readonly from: string;
  readonly isEphemeral: boolean;
  readonly isEdited: boolean;
  /** All that can be read: titles, texts, facts, alt texts, buttons, options, file names; entities and markup are drawn, not shown. */
  readonly text: string;
  /** Whom it rings: user ids, and 'channel', 'here' or 'everyone'. */
  readonly pings: readonly string[];
  readonly buttons: readonly FakeButton[];
  readonly selects: readonly {
    readonly actionId: string;
    readonly label: string;
    readonly options: readonly string[];
  }[];
  readonly images: readonly { readonly alt: string; readonly url: string | null; readonly file: FakeFile | null }[];
  readonly files: readonly FakeFile[];
  readonly metadata: Json | null;
  readonly blocks: readonly Json[];
  /** The text for notifications, as it was sent. */
  readonly fallback: string;
}

export interface FakeButton {
  readonly label: string;
  readonly actionId: string;
  readonly blockId: string;
  readonly value: string | null;
  readonly url: string | null;
  readonly style: string | null;
}

export interface FakeFile extends UploadedFile {
  readonly id: string;
  readonly title: string;
}

/** A modal or a home page as one reads it. */
export interface FakeView {
  readonly id: string;
  readonly hash: string;
  readonly callbackId: string;
  readonly title: string;
  /** All that can be read, with what stands in the fields and what is wrong with them. */
  readonly text: string;
  readonly fields: readonly FakeField[];
  /** What stands in the fields, by block_id: text or the value that is picked. */
  readonly values: Readonly<Record<string, string>>;
  /** What is wrong, by block_id; '' for the view as a whole (the bot did not answer in time). */
  readonly problems: Readonly<Record<string, string>>;
  readonly buttons: readonly FakeButton[];
  readonly privateMetadata: string;
  readonly view: Json;
}

export interface FakeField {
  readonly blockId: string;
  readonly actionId: string;
  /** plain_text_input, static_select … */
  readonly kind: string;
  readonly label: string;
  readonly hint: string;
  readonly isOptional: boolean;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}
