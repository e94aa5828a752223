import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { byPort } from '../support/postgres.ts';

/** A way to a server that can be cut and mended: connections break at once, and new ones are refused until then. */
export interface Cuttable {
  /** The same url, by this way. */
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
}

export async function cuttable(target: string): Promise<Cuttable> {
  const { hostname, port } = byPort(target);
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const taken = (server.address() as AddressInfo).port;
  const url = byPort(target);
  url.port = String(taken);
  return {
    url: url.href,
    async cut() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of open) socket.destroy();
      await closed;
    },
    mend: () => listen(taken),
  };
}
