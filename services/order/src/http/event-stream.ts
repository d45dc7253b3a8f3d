import { Readable } from 'node:stream';
import type { OrderSnapshot } from '../watching/watch-orders.ts';

const HEARTBEAT = 15_000; // ms
const SOONEST = 1000; // ms until a client whose stream was cut comes again

/** How an order stands, for one who is told. */
type Told = Omit<OrderSnapshot, 'arrived'>;

/** The id of the event that says that nothing more will come after this state. */
export const endOf = ({ id }: Pick<OrderSnapshot, 'id'>): string => `${id}.end`;

/**
 * Server-Sent Events about one order for one client, who has `seen` the event with this id. What is offered while the
 * client reads too slowly is replaced by what is offered next: never more than one event waits here. With the
 * last event it ends by itself.
 */
export function eventStream(seen: string | undefined, heartbeat = HEARTBEAT) {
  let last = seen?.replace(/\.end$/, '');
  let newest: Told | undefined;
  let room = false;
  let ended = false;
  const push = (text: string) => {
    room = false;
    events.push(text);
  };
  const flush = () => {
    if (!room || !newest || ended || events.destroyed) return;
    const now = newest;
    newest = undefined;
    let text = '';
    if (now.id !== last) text += `id: ${now.id}\nevent: order\ndata: ${now.data}\n\n`;
    // Without data no browser would hear of it.
    if (now.over) text += `id: ${endOf(now)}\nevent: end\ndata: {}\n\n`;
    last = now.id;
    if (text !== '') push(text);
    if (now.over) end();
  };
  const end = () => {
    if (!ended) events.push(null);
    ended = true;
  };
  const events = new Readable({
    highWaterMark: 1, // what waits in here would be old when it is read
    read() {
      room = true;
      flush();
    },
  });
  const beat = setInterval(() => {
    if (room && !ended && !events.destroyed) push(':\n\n');
  }, heartbeat).unref();
  events.once('close', () => clearInterval(beat));
  // At once, so that the answer begins also where there is nothing to tell; not for all clients the same.
  events.push(`retry: ${SOONEST + Math.floor(Math.random() * 2 * SOONEST)}\n\n`);
  return {
    events,
    offer: (now: Told) => {
      newest = now;
      flush();
    },
    end,
  };
}
