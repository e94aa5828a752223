/** So many events are replayed before a replay is timed. */
const warmUpEvents = 100_000;
/** The clock of a thread's processor may go in steps of some ms: a replay that is over sooner is timed several times over. */
const longEnoughMicros = 200_000;

/**
 * What `replay` gives of all `events`, and the microseconds of processor that the thread is busy with each: so long do others wait for an
 * answer. `replay` is told how many events to go through. It warms up before: a bot runs for weeks, and what compiling takes is not the
 * model's.
 */
export function timed<T>(
  events: number,
  replay: (events: number) => T,
): { readonly result: T; readonly microsPerEvent: number } {
  for (let seen = 0; events > 0 && seen < warmUpEvents; seen += events) replay(Math.min(events, warmUpEvents));
  const began = process.threadCpuUsage();
  for (let replayed = events; ; replayed += events) {
    const result = replay(events);
    const { user, system } = process.threadCpuUsage(began);
    const micros = user + system;
    if (events === 0 || micros >= longEnoughMicros) return { result, microsPerEvent: micros / replayed };
  }
}
