import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type Connection, closes, op, type Registry, receive } from './gateway-protocol.ts';
import type { FakeGateway } from './interface.ts';
import { dispatchTo, shardOf } from './session.ts';
import type { State } from './state.ts';

export interface OpenGateway extends FakeGateway {
  /** Resolves once every bot that is there has read all that was dispatched to it. */
  fence(): Promise<void>;
  stop(): void;
}

/** The WebSocket side, at `/gateway` of the same server. */
export function openGateway(state: State, server: Server, heartbeatIntervalMs: number): OpenGateway {
  const registry: Registry = { state, sessions: new Map(), identifies: 0, resumes: 0, intents: 0 };
  const sockets = new WebSocketServer({ noServer: true });
  const connections = new Map<WebSocket, Connection>();
  let isCut = false;

  state.dispatch = (event, data, guildId, intent) => {
    for (const session of registry.sessions.values()) {
      const wants = intent === 0 || (session.intents & intent) !== 0;
      if (wants && shardOf(guildId, session.shardCount) === session.shard) dispatchTo(session, event, data);
    }
    state.changed();
  };

  server.on('upgrade', (request, socket: Duplex, head: Buffer) => {
    if (isCut || !request.url?.startsWith('/gateway')) return void socket.destroy();
    const query = new URL(request.url, state.origin).searchParams;
    sockets.handleUpgrade(request, socket, head, (opened) => {
      accept(opened, query);
    });
  });

  function accept(socket: WebSocket, query: URLSearchParams): void {
    const connection = makeConnection(state, socket);
    connections.set(socket, connection);
    socket.on('error', () => socket.terminate());
    socket.on('close', (code) => {
      leave(socket, connection, code);
    });
    socket.on('message', (data) => {
      const code = receive(registry, connection, data.toString());
      if (code !== null) socket.close(code);
      state.changed();
    });
    if (query.get('v') !== '10' || query.get('encoding') !== 'json') socket.close(closes.version);
    else connection.send({ op: op.hello, d: { heartbeat_interval: heartbeatIntervalMs } });
  }

  /** A client that says goodbye (1000, 1001) gives its session up (topics/gateway, "Disconnecting"). */
  function leave(socket: WebSocket, connection: Connection, code: number): void {
    connections.delete(socket);
    for (const pass of connection.onBeat) pass();
    const { session } = connection;
    if (session?.send === connection.send) session.send = null;
    if (session && (code === 1000 || code === 1001)) registry.sessions.delete(session.id);
    state.changed();
  }

  const standing = (shard?: number) =>
    [...connections].filter(([, { session }]) => session !== null && (shard === undefined || session.shard === shard));

  function drop(shard?: number): void {
    for (const [socket] of shard === undefined ? connections : standing(shard)) socket.terminate();
  }

  return {
    get connected() {
      return standing().length;
    },
    get identifies() {
      return registry.identifies;
    },
    get resumes() {
      return registry.resumes;
    },
    get intents() {
      return registry.intents;
    },
    drop,
    close(code, shard) {
      for (const [socket] of standing(shard)) socket.close(code);
    },
    askReconnect() {
      for (const [, { send }] of standing()) send({ op: op.reconnect, d: null });
    },
    forgetSessions() {
      for (const session of registry.sessions.values()) session.isForgotten = true;
    },
    cut() {
      isCut = true;
      drop();
    },
    mend() {
      isCut = false;
    },
    async fence() {
      await Promise.all(standing().map(([, connection]) => askForBeat(connection)));
    },
    stop() {
      drop();
      sockets.close();
    },
  };
}

function makeConnection(state: State, socket: WebSocket): Connection {
  const send = (payload: object) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(payload));
  };
  return { send, session: null, sends: 0, minuteBeganAt: state.now(), onBeat: new Set() };
}

/** Asks a client for a heartbeat, which it sends once it has read all that came before. */
function askForBeat(connection: Connection): Promise<void> {
  return new Promise((resolve) => {
    const pass = () => {
      connection.onBeat.delete(pass);
      connection.sends -= 1;
      resolve();
    };
    connection.onBeat.add(pass);
    connection.send({ op: op.heartbeat, d: null });
  });
}
