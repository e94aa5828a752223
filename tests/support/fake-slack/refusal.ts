import type { Json } from './faces.ts';

/** Slack's no: answered as `{ok: false, error, …}`, with status 200 as all the Web API does. */
export class SlackRefusal extends Error {
  readonly error: string;
  readonly more: Json;

  constructor(error: string, more: Json = {}) {
    super(error);
    this.error = error;
    this.more = more;
  }
}

/** Refuses with what is wrong, one line each, when anything is. */
export function refuseFor(error: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const messages = problems.map((problem) => `[ERROR] ${problem}`);
  throw new SlackRefusal(error, { errors: problems, response_metadata: { messages } });
}
