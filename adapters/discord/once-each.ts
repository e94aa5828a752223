/**
 * Tells whether an id comes for the first time, among the last `kept` ones. The database keeps a request from being done twice, for
 * ever and in every process; this only spares Discord a second answer to what its gateway told twice.
 */
export function onceEach(kept: number): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    const [oldest] = seen;
    if (oldest !== undefined && seen.size >= kept) seen.delete(oldest);
    seen.add(id);
    return true;
  };
}
