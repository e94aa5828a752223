/** The value of one series, labels and all, in what /metrics prints; undefined where it is not there. */
export function valueIn(printed: string, series: string): number | undefined {
  const line = printed.split('\n').find((it) => it.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}
