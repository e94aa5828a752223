import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { WrongSetting } from '../../src/errors.ts';

/** Where to listen; with port 0 a free one is taken. */
export interface Spot {
  readonly host: string;
  readonly port: number;
}

export interface Listening {
  /** The address to open. */
  readonly url: string;
  /** Takes nobody new, lets those who are being answered have their answer, then hangs up. */
  close(): Promise<void>;
}

/** How long whoever is being answered may take. */
const graceMs = 1000;

/** Answers HTTP by `fetch`. Throws a WrongSetting where the port is taken. */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  spot: Spot,
): Promise<Listening> {
  const server = createAdaptorServer({ fetch });
  const url = await opened(server, spot);
  return { url, close: () => closed(server) };
}

type Server = ReturnType<typeof createAdaptorServer>;

function opened(server: Server, { host, port }: Spot): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? taken(host, port) : error),
    );
    server.listen(port, host, () => {
      const { port: given } = server.address() as AddressInfo;
      const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      resolve(`http://${name.includes(':') ? `[${name}]` : name}:${given}`);
    });
  });
}

const taken = (host: string, port: number) =>
  new WrongSetting(
    `Port ${port} on ${host} is taken by another program. Stop that one, or set PORT to another (PORT=0: any).`,
  );

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hangUp = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(hangUp);
      resolve();
    });
  });
}
