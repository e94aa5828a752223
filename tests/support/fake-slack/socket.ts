import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Answer } from './faces.ts';
import { isObject, textOf } from './json.ts';
import type { SocketSide } from './sides.ts';
import type { Parcel, Way, World } from './world.ts';

const mostConnections = 10;

/** Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode. Each envelope goes to one of the connections. */
export class SocketMode implements SocketSide, Way {
  readonly #world: World;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #waiting = new Map<string, { readonly on: WebSocket; readonly settle: (answer: unknown) => void }>();
  #live: WebSocket[] = [];
  #turn = 0;

  constructor(world: World, server: Server) {
    this.#world = world;
    server.on('upgrade', (request, socket, head) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', world.origin);
      const isInvited = pathname === '/link/' && world.tickets.delete(searchParams.get('ticket') ?? '');
      if (!isInvited) {
        socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (connection) => this.#welcome(connection));
    });
  }

  get connections(): number {
    return this.#live.length;
  }

  get open(): number {
    return this.#waiting.size;
  }

  #welcome(socket: WebSocket): void {
    socket.on('error', () => {});
    if (this.#live.length >= mostConnections) {
      socket.send(JSON.stringify({ type: 'disconnect', reason: 'too_many_websockets' }));
      socket.close();
      return;
    }
    this.#live.push(socket);
    socket.on('message', (data) => this.#hear(String(data)));
    socket.on('close', () => this.#leave(socket));
    const hello = {
      type: 'hello',
      num_connections: this.#live.length,
      connection_info: { app_id: this.#world.app.id },
    };
    socket.send(JSON.stringify({ ...hello, debug_info: { host: 'loopback', approximate_connection_time: 18_060 } }));
    this.#world.news.tell();
  }

  #hear(text: string): void {
    const message: unknown = JSON.parse(text);
    if (!isObject(message)) throw new Error(`Not an acknowledgement: ${text}`);
    this.#waiting.get(textOf(message.envelope_id))?.settle(message.payload);
  }

  /** What was sent on a connection that has broken will not be acknowledged any more. */
  #leave(socket: WebSocket): void {
    this.#live = this.#live.filter((it) => it !== socket);
    for (const { on, settle } of this.#waiting.values()) if (on === socket) settle(lost);
    this.#world.news.tell();
  }

  async send({ kind, payload, retry }: Parcel): Promise<Answer & { mayRetry: boolean }> {
    const startedAt = performance.now();
    const socket = this.#live[this.#turn++ % Math.max(1, this.#live.length)];
    const id = this.#world.newId('E');
    const answer = socket ? this.#answerTo(id, socket) : Promise.resolve(lost);
    const envelope = { envelope_id: id, type: kind, payload, accepts_response_payload: kind !== 'events_api' };
    const again = { retry_attempt: retry?.num ?? 0, retry_reason: retry?.reason ?? '' };
    socket?.send(JSON.stringify({ ...envelope, ...(kind === 'events_api' && again) }));
    const body = await this.#world.clock.within(answer, 3_000);
    this.#waiting.delete(id);
    this.#world.news.tell();
    const isAcked = body !== lost && body !== 'late';
    const isEmpty = !isAcked || (isObject(body) && Object.keys(body).length === 0);
    const afterMs = performance.now() - startedAt;
    return { isAcked, afterMs, body: isEmpty ? undefined : body, status: 0, mayRetry: true };
  }

  #answerTo(id: string, on: WebSocket): Promise<unknown> {
    return new Promise((settle) => {
      this.#waiting.set(id, { on, settle });
    });
  }

  refresh(): void {
    const warning = { type: 'disconnect', reason: 'refresh_requested', debug_info: { host: 'loopback' } };
    for (const socket of this.#live) socket.send(JSON.stringify(warning));
  }

  drop(): void {
    for (const socket of this.#live) socket.terminate();
  }

  /** Says goodbye to every connection, and waits until all are closed. */
  async close(): Promise<void> {
    for (const socket of this.#live) socket.close(1001);
    const patience = setTimeout(() => this.drop(), 1_000);
    await this.#world.news.until(() => this.#live.length === 0);
    clearTimeout(patience);
  }
}

const lost = Symbol('the connection broke');
