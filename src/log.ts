import { type DestinationStream, type Logger, pino } from 'pino';

/** The program's log: a JSON object a line. What is logged as `err` is told without what people wrote and without secrets. */
export const openLog = (level: string, to: DestinationStream = pino.destination(1)): Logger =>
  pino({ level, serializers: { err: tellError } }, to);

interface Told {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** Where it came from, without the message, which a stack repeats. */
  readonly at?: string;
  readonly cause?: Told;
}

/**
 * An error by what is known to be safe, rather than without what is known not to be: libraries hang requests, values and headers on
 * theirs. A statement that failed is told with its placeholders, never with its values.
 */
function tellError(error: unknown): Told {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no error was thrown' };
  const { code } = error as { code?: unknown };
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    message: messageOf(error),
    ...((typeof code === 'string' || typeof code === 'number') && { code }),
    ...(frames && frames.length > 0 && { at: frames.join('\n') }),
    ...(error.cause instanceof Error && { cause: tellError(error.cause) }),
  };
}

function messageOf(error: Error): string {
  const { query, code } = error as { query?: unknown; code?: unknown };
  if (typeof query === 'string') return `Failed query: ${query}`;
  // PostgreSQL's class 22 quotes the value that it does not take.
  if (typeof code === 'string' && /^22\w{3}$/.test(code)) return 'a value that PostgreSQL does not take';
  return error.message;
}
