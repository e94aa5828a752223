/**
 * What `run` gives, and the microseconds of processor that the thread is busy with it: so long do others wait for an answer. It runs to
 * warm up before: a bot runs for weeks, and what compiling takes is not the model's.
 */
export function timed<T>(run: () => T, warmUp: () => unknown = run): { readonly result: T; readonly micros: number } {
  warmUp();
  const began = process.threadCpuUsage();
  const result = run();
  const { user, system } = process.threadCpuUsage(began);
  return { result, micros: user + system };
}
