import { z } from 'zod';

/** Text of the model's, at most `max` characters. Checked here and not in the schema: strict schemas know no lengths of text. */
export const words = (max: number) =>
  z.string().refine((text) => text !== '' && text.length <= max, { error: `1 to ${max} characters` });
