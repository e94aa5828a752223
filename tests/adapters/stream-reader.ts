/** One server-sent event. */
export interface StreamEvent {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

/** A tab's stream, read as a browser does. */
export interface StreamReader {
  readonly events: readonly StreamEvent[];
  /** Resolves when as many news as `count` messages have come. */
  messages(count: number): Promise<readonly { id: string; html: string }[]>;
  /** Resolves with the first event after those seen by `fits`. */
  until(fits: (event: StreamEvent) => boolean): Promise<StreamEvent>;
  readonly ended: Promise<void>;
  close(): void;
}

export async function readStream(url: string, lastEventId?: string): Promise<StreamReader> {
  const closing = new AbortController();
  const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
  const response = await fetch(url, { headers, signal: closing.signal });
  if (!response.ok || !response.body) throw new Error(`The stream answered ${response.status}`);
  const events: StreamEvent[] = [];
  const waiting = new Set<() => void>();
  const ended = follow(response.body, (event) => {
    events.push(event);
    for (const look of waiting) look();
  });
  async function until(fits: (event: StreamEvent) => boolean): Promise<StreamEvent> {
    const found = () => events.find(fits);
    while (!found()) await new Promise<void>((resolve) => waiting.add(resolve));
    return found() as StreamEvent;
  }
  const news = () =>
    events
      .filter(({ event }) => event === 'news')
      .flatMap(({ data }) => JSON.parse(data).messages as { id: string; html: string }[]);
  return {
    events,
    until,
    async messages(count) {
      await until(() => news().length >= count);
      return news();
    },
    ended,
    close: () => closing.abort(),
  };
}

async function follow(body: ReadableStream<Uint8Array>, take: (event: StreamEvent) => void): Promise<void> {
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const bytes of body) {
      text += decoder.decode(bytes, { stream: true });
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) if (!block.startsWith(':')) take(readEvent(block));
    }
  } catch {
    // Closed by us or by the server: either way it has ended.
  }
}

function readEvent(block: string): StreamEvent {
  const part = (name: string) =>
    block
      .split('\n')
      .filter((line) => line.startsWith(`${name}: `))
      .map((line) => line.slice(name.length + 2))
      .join('\n');
  return { id: part('id'), event: part('event'), data: part('data') };
}
