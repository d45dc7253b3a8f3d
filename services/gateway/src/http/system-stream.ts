import { Readable } from 'node:stream';

const SOONEST = 1000; // ms until a client whose stream was cut comes again

/**
 * Server-Sent Events about the whole system for one client. What is offered while the client reads too slowly is replaced
 * by what is offered next: never more than one event waits here.
 */
export function systemStream() {
  let newest: string | undefined;
  let room = false;
  let ended = false;
  const flush = () => {
    if (!room || newest === undefined || ended || events.destroyed) return;
    room = false;
    const text = `event: system\ndata: ${newest}\n\n`;
    newest = undefined;
    events.push(text);
  };
  const events = new Readable({
    highWaterMark: 1, // what waits in here would be old when it is read
    read() {
      room = true;
      flush();
    },
  });
  events.push(`retry: ${SOONEST + Math.floor(Math.random() * 2 * SOONEST)}\n\n`);
  return {
    events,
    /** `data` is JSON, made once for all clients. */
    offer: (data: string) => {
      newest = data;
      flush();
    },
    end: () => {
      if (!ended) events.push(null);
      ended = true;
    },
  };
}
