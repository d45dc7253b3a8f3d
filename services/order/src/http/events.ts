import { refuse } from '@sagashop/chassis/errors';
import { mayForOthers } from '@sagashop/chassis/http/access';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { IdParams } from '@sagashop/chassis/http/shapes';
import { permission } from '@sagashop/vocabulary/permissions';
import { Type } from 'typebox';
import type { OrderSnapshot, Watching } from '../watching/watch-orders.ts';
import { endOf, eventStream } from './event-stream.ts';
import type { StreamLimiter } from './stream-limiter.ts';

const STREAMS =
  'streams open in a process: `ORDER_STREAMS`, and `ORDER_STREAMS_PER_USER` of one user; 503 `overloaded`';

const Query = Type.Object({
  until: Type.Optional(
    Type.Enum(['settled', 'arrived'], {
      description:
        '`arrived`: not before its parcels have, where it has any; else when nothing more comes by itself',
    }),
  ),
});

/**
 * `GET /api/orders/{id}/events`: an order and its saga as they change, until nothing more comes by itself. All
 * streams end when the app is about to close; clients come again by themselves.
 */
export function eventsRoute(app: App, watching: Watching, streams: StreamLimiter): void {
  const open = new Set<Stream>();
  let closing = false;
  app.addHook('preClose', (done) => {
    closing = true;
    for (const { end } of open) end();
    done();
  });
  const route = {
    config: {
      service: 'order',
      needs: 'signed in',
      othersNeed: permission('orders.read'),
      streaming: true,
      limits: { rates: [], besides: STREAMS },
    },
    exposeHeadRoute: false,
    schema: { summary: 'Watch an order, live', tags: ['orders'], params: IdParams, querystring: Query },
  } as const;
  app.get('/api/orders/:id/events', route, async (request, reply) => {
    const { userId } = signedIn(request);
    const release = streams.acquire(userId);
    let follows = false;
    try {
      const found = await watching.present(request.params.id);
      const until = untilOf(request.query.until);
      if (!found || !(found.now.owner === userId || mayForOthers(request))) throw refuse.not_found();
      if (closing) throw refuse.unavailable({}, { 'retry-after': '1' });
      const seen = request.headers['last-event-id']?.toString();
      reply.header('cache-control', 'no-store');
      // Whoever has heard the end is told not to come again.
      if (until(found.now).over && seen === endOf(found.now)) return reply.code(204).send();
      const stream = follow(found, seen, until);
      follows = true;
      open.add(stream);
      stream.events.once('close', () => {
        open.delete(stream);
        release();
      });
      // nginx would collect events before it passes them on; a connection that closes keeps no process from ending.
      reply.headers({ 'x-accel-buffering': 'no', connection: 'close' });
      return reply.type('text/event-stream').send(stream.events);
    } finally {
      if (!follows) release();
    }
  });
}

type Until = (now: OrderSnapshot) => OrderSnapshot;

/** What ends a stream: that nothing more comes by itself, or also that all its parcels have arrived. */
function untilOf(until: 'settled' | 'arrived' = 'settled'): Until {
  return (now) => (until === 'arrived' && !now.arrived ? { ...now, over: false } : now);
}

type Stream = ReturnType<typeof eventStream>;
type Found = NonNullable<Awaited<ReturnType<Watching['present']>>>;

/** The stream of an order from now on. */
function follow({ now, watch }: Found, seen: string | undefined, until: Until): Stream {
  const stream = eventStream(seen);
  if (!until(now).over)
    stream.events.once(
      'close',
      watch((next) => stream.offer(until(next))),
    );
  stream.offer(until(now));
  return stream;
}
