/** A person on one platform. `key` is the platform's name for them, `id` ours. */
export interface Member {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** The address of the direct line between the bot and this person. */
  readonly direct: string;
  /** IANA time zone. */
  readonly zone: string;
  /** Whether they (or their platform's profile) said so; false while it is only our guess. */
  readonly zoneConfirmed: boolean;
  /** Whether it goes by what the platform's profile says: until they choose one themselves. */
  readonly zoneFromProfile: boolean;
  /** BCP 47 tag of the language in which a tutor answers them; null for the one that they write in. */
  readonly language: string | null;
  /** Their usual hour to study, local wall time 'HH:MM'; reminders that come by themselves come then. */
  readonly studyClock: string;
  /** Desired retention: the recall probability at which a review is due, 0.70-0.97. */
  readonly retention: number;
  /** Review cards a day at most. */
  readonly dailyCap: number;
}

/** A server, workspace or room whose members study together. */
export interface Group {
  readonly id: string;
  readonly key: string;
  readonly name: string;
}
