/** So many events are replayed at least before a replay is timed, and for so long. */
const [warmUpEvents, warmUpMicros] = [100_000, 500_000];
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
  if (events === 0) return { result: replay(0), microsPerEvent: 0 };
  const untilWarm = stopwatch();
  for (let seen = 0; seen < warmUpEvents || untilWarm() < warmUpMicros; seen += events)
    replay(Math.min(events, warmUpEvents));
  const took = stopwatch();
  for (let replayed = events; ; replayed += events) {
    const result = replay(events);
    if (took() >= longEnoughMicros) return { result, microsPerEvent: took() / replayed };
  }
}

/** Tells how many microseconds of processor this thread was busy since it began. */
function stopwatch(): () => number {
  const began = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(began);
    return user + system;
  };
}
