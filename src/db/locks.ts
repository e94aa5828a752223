// Advisory locks of whole sessions, as PostgreSQL's pair of numbers: ours, and which.
const ours = 0x57_0d_1e;

/** Held while the schema is brought up to date. */
export const migrating = [ours, 1];
/** Held, on the PostgreSQL that a bot started for itself, for as long as that bot lives. */
export const living = [ours, 2];
