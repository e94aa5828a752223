import { z } from 'zod';

/** Where something was asked, as far as its answer needs it. It travels in forms and in buttons that open them. */
const origin = z.object({
  team: z.string(),
  org: z.string().nullable(),
  user: z.string(),
  /** Null on the Home page. */
  channel: z.string().nullable(),
  /** By which Slack takes up to five messages within half an hour, wherever it was asked. */
  responseUrl: z.string().nullable(),
  /** The card that was pressed. */
  card: z
    .object({
      ts: z.string(),
      isPrivate: z.boolean(),
      /** The request that it answers, where that answer may be changed later. */
      answerTo: z.string().optional(),
    })
    .nullable(),
});
export type Origin = z.infer<typeof origin>;

const memory = z.object({ form: z.string(), from: origin });
/** What a modal remembers in its private_metadata. */
export type Memory = z.infer<typeof memory>;

/** What was written by `JSON.stringify`; null where it was not. */
export const readMemory = (text: string): Memory | null => read(memory, text);

/** The same for a button's value. */
export const readOrigin = (text: string): Origin | null => read(origin, text);

export const workspaceOf = ({ team, org }: Origin) => ({ team, org });

function read<T>(shape: z.ZodType<T>, text: string): T | null {
  try {
    return shape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
