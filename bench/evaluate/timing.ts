/**
 * What `run` gives, and the microseconds of processor that it takes, those of the program's other threads (which sweep up after it) among
 * them. It runs to warm up before: a bot runs for weeks, and what compiling takes is not the model's.
 */
export function timed<T>(run: () => T, warmUp: () => unknown = run): { readonly result: T; readonly micros: number } {
  warmUp();
  const began = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(began);
  return { result, micros: user + system };
}
