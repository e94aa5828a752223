import { readIfThen } from './plan-reading.ts';

type Maybe = string | null;

/** What starts it and what is then done, in one line: "18:30 at my desk → solve 3 problems". `readIfThen` reads it back. */
export function writeIfThen({ cue, action }: { cue: Maybe; action: Maybe }): string {
  if (!cue) return action ?? '';
  if (action) return `${cue} → ${action}`;
  return readIfThen(cue).cue === cue ? cue : `If ${cue}`;
}

/** What may get in the way, and what is then done. Words without a "then" name the obstacle. */
export function readObstacle(text: string): { readonly obstacle: string; readonly response: string } {
  const { cue, action } = readIfThen(text);
  if (cue === '') return { obstacle: text.trim().replace(/\s+/g, ' '), response: '' };
  return { obstacle: cue.replace(/\s+(?:gets?|comes?) in (?:the|my) way$/iu, ''), response: action };
}

/** An obstacle plan in one line, as `readObstacle` reads it back. */
export function writeObstacle({ obstacle, response }: { obstacle: Maybe; response: Maybe }): string {
  return obstacle && response ? `${obstacle} → ${response}` : (obstacle ?? '');
}
