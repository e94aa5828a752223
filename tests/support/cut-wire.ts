import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { byPort } from './postgres.ts';

/**
 * A wire to PostgreSQL that can be cut at any statement: just before it arrives, or when it was done and before anyone hears so. From
 * then on nothing gets through, as if the process at this end had died, until the wire is mended.
 */
export interface CutWire {
  readonly url: string;
  /** Cuts at the n-th statement from now on, counted from 1. */
  cutAt(n: number, when: 'before' | 'after'): void;
  wasCut(): boolean;
  mend(): void;
  close(): Promise<void>;
}

export async function openWire(url: string): Promise<CutWire> {
  const { hostname, port } = byPort(url);
  const sockets = new Set<Socket>();
  let plan: { left: number; when: 'before' | 'after' } | null = null;
  let isCut = false;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  const join = (near: Socket, far: Socket) => {
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
    }
  };

  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    join(near, far);
    let isLastAnswer = false;
    near.on(
      'data',
      byStatement((messages, isStatement) => {
        const isThis = isStatement && plan !== null && --plan.left === 0;
        if (isThis && plan?.when === 'before') return cut();
        isLastAnswer ||= isThis;
        far.write(messages);
      }),
    );
    far.on('data', (answer: Buffer) => {
      if (!isLastAnswer) near.write(answer);
      else if (isReady(answer)) cut();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const own = byPort(url);
  own.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: own.href,
    cutAt(n, when) {
      plan = { left: n, when };
    },
    wasCut: () => isCut,
    mend() {
      plan = null;
      isCut = false;
    },
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}

// PostgreSQL's manual, "Message Formats": a type and a length, but no type on a client's first message.
const typeOf = { query: 0x51, sync: 0x53, parse: 0x50, bind: 0x42, describe: 0x44, execute: 0x45, ready: 0x5a };

/** Hands on a client's messages; those of one statement together, since the server begins before it has heard them all. */
function byStatement(take: (messages: Buffer, isStatement: boolean) => void) {
  let held = Buffer.alloc(0);
  let read = 0;
  let isFirst = true;
  return (data: Buffer) => {
    held = Buffer.concat([held, data]);
    for (;;) {
      const head = isFirst ? 0 : 1;
      if (held.length < read + head + 4) return;
      const end = read + head + held.readInt32BE(read + head);
      if (held.length < end) return;
      const type = isFirst ? 0 : held[read];
      isFirst = false;
      read = end;
      if (type === typeOf.parse || type === typeOf.bind || type === typeOf.describe || type === typeOf.execute)
        continue;
      const messages = held.subarray(0, read);
      held = held.subarray(read);
      read = 0;
      take(messages, type === typeOf.query || type === typeOf.sync);
    }
  };
}

/** Whether the server has ended its answer: ReadyForQuery, six bytes, is the last of each. */
const isReady = (answer: Buffer) => answer.at(-6) === typeOf.ready && answer.readInt32BE(answer.length - 5) === 5;
