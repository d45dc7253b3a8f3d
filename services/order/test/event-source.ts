import { after } from 'node:test';

type Json = ReturnType<typeof JSON.parse>; // what a test reads from an event, it asserts

export interface ServerEvent {
  id: string;
  event: string;
  data: Json;
}

/** Opens a stream of Server-Sent Events; closed when the test file ends. */
export async function openEvents(url: string, headers: Record<string, string> = {}) {
  const abort = new AbortController();
  after(() => abort.abort());
  const response = await fetch(url, { headers, signal: abort.signal });
  // Read from at once: whoever lets go of an answer that nobody reads yet has its body cancelled when memory is
  // tidied up, and a stream that was to be read later would be empty.
  const events = response.body ? eventsIn(response.body.pipeThrough(new TextDecoderStream())) : undefined;
  const next = async (): Promise<ServerEvent | undefined> => (await events?.next())?.value ?? undefined;
  return {
    status: response.status,
    headers: response.headers,
    /** Resolves to the next event, undefined at the end; comments are passed over. */
    next,
    /** Reads on to the first event of which it is true; throws when there is none. */
    async until(wanted: (event: ServerEvent) => boolean): Promise<ServerEvent> {
      for (;;) {
        const event = await next();
        if (!event) throw new Error('the stream has ended');
        if (wanted(event)) return event;
      }
    },
    /** All that is still to come. */
    async rest(): Promise<ServerEvent[]> {
      const all: ServerEvent[] = [];
      for (let event = await next(); event; event = await next()) all.push(event);
      return all;
    },
    close: () => abort.abort(),
  };
}

async function* eventsIn(body: ReadableStream<string>): AsyncGenerator<ServerEvent> {
  let text = '';
  for await (const part of body) {
    const blocks = (text + part).split('\n\n');
    text = blocks.pop()!;
    for (const block of blocks) {
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s, 2)));
      if (fields['data'])
        yield { id: fields['id'], event: fields['event'], data: JSON.parse(fields['data']) };
    }
  }
}
