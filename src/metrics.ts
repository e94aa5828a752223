import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** How a request ended: answered; an expected no; the world in trouble; a bug. */
export type Handled = 'answered' | 'refused' | 'unavailable' | 'failed';
/** How a try at a post ended: there; there, though more than a minute after it was made; put back; never to arrive. */
export type Posted = 'sent' | 'late' | 'retried' | 'gone';

/** What waits, over all processes. */
export interface Waiting {
  /** Posts that are not settled yet. */
  readonly outbox: number;
  /** Jobs that a worker could take or has taken, by queue. */
  readonly queues: Readonly<Record<string, number>>;
}

/**
 * What the program counts, for Prometheus. Labels hold no names, ids or text, and there are few of them: whatever is not known to be
 * one of a small number is counted as 'other'. Spans are measured by `world.elapsedMs`.
 */
export interface Metrics {
  /** `command`: its name in the catalog, or 'unknown'. */
  handled(command: string, outcome: Handled, tookMs: number): void;
  /** `delayMs`: from when the post was made until it arrived. */
  posted(platform: string, outcome: Posted, delayMs?: number): void;
  /** An occurrence of a reminder was planned. */
  reminded(outcome: 'on time' | 'late' | 'missed'): void;
  ticked(tookMs: number): void;
  /** Trouble that an adapter met. `kind`: a code or a short word of the platform's own (`429`, `invalid_auth`), never a message. */
  platformError(platform: string, kind: string): void;
  /** Tokens that the tutor's model read, found in its cache, or wrote. */
  tutorTokens(kind: 'read' | 'cached' | 'written', count: number): void;
  /** Everything as Prometheus reads it; what waits is left out where it cannot be known (null). */
  print(waiting: Waiting | null): Promise<string>;
}

/** A registry of its own. `ofProcess`: also memory, CPU, event loop and the like, which belong to the whole process. */
export function makeMetrics({ ofProcess = false } = {}): Metrics {
  const registry = new Registry();
  if (ofProcess) collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Counter({ name: `studyloop_${name}`, help, labelNames, registers: [registry] });
  const gauge = <L extends string>(name: string, help: string, ...labelNames: L[]) =>
    new Gauge({ name: `studyloop_${name}`, help, labelNames, registers: [registry] });
  const seconds = (name: string, help: string, buckets: number[]) =>
    new Histogram({ name: `studyloop_${name}_seconds`, help, buckets, registers: [registry] });

  const commands = counter('commands_total', 'Commands, presses and sent forms', 'command', 'outcome');
  const commandTook = seconds(
    'command',
    'From request to reply',
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  );
  const posts = counter('posts_total', 'Tries at posts', 'platform', 'outcome');
  const postDelay = seconds(
    'post_delay',
    'From when a post was made until it arrived',
    [0.1, 0.5, 1, 5, 15, 60, 300, 3600],
  );
  const reminders = counter('reminders_total', 'Planned occurrences of reminders', 'outcome');
  const tickTook = seconds('tick', 'What the minute bell took', [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60]);
  const errors = counter('platform_errors_total', 'Trouble with a platform', 'platform', 'kind');
  const tokens = counter('tutor_tokens_total', "Tokens of the tutor's model", 'kind');
  const outbox = gauge('outbox_waiting', 'Posts that are not settled yet, over all processes');
  const queues = gauge('queue_depth', 'Jobs ready or under way, over all processes', 'queue');
  const [aKind, aPlatform] = [vocabulary(100), vocabulary(10)];

  return {
    handled(command, outcome, tookMs) {
      commands.inc({ command, outcome });
      commandTook.observe(tookMs / 1000);
    },
    posted(platform, outcome, delayMs) {
      posts.inc({ platform: aPlatform(platform), outcome });
      if (delayMs !== undefined) postDelay.observe(Math.max(0, delayMs) / 1000);
    },
    reminded: (outcome) => reminders.inc({ outcome }),
    ticked: (tookMs) => tickTook.observe(tookMs / 1000),
    platformError: (platform, kind) => errors.inc({ platform: aPlatform(platform), kind: aKind(kind) }),
    tutorTokens: (kind, count) => tokens.inc({ kind }, count),
    print(waiting) {
      outbox.remove();
      queues.reset();
      if (waiting) {
        outbox.set(waiting.outbox);
        for (const [queue, depth] of Object.entries(waiting.queues)) queues.set({ queue }, depth);
      }
      return registry.metrics();
    },
  };
}

/** At most `size` short words; the rest, and what is no word, is 'other'. */
function vocabulary(size: number): (word: string) => string {
  const known = new Set<string>();
  return (word) => {
    if (!known.has(word) && known.size < size && /^[a-z0-9][a-z0-9_. -]{0,39}$/i.test(word)) known.add(word);
    return known.has(word) ? word : 'other';
  };
}
