import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import { signedIn } from '@sagashop/chassis/http/identity';
import { permission } from '@sagashop/vocabulary/permissions';
import { SystemFigures } from '../actions/system-figures.ts';
import type { SystemWatch } from '../actions/system-watch.ts';
import { systemStream } from './system-stream.ts';

const MOST = 100; // streams in this process
const EACH = 4; // of one user
const STREAMS = `streams open in a process: ${MOST}, and ${EACH} of one user; 503 \`unavailable\``;

type Stream = ReturnType<typeof systemStream>;

/**
 * `GET /api/system` and `GET /api/system/events`: all services at work, for staff; where the shop is there to learn from
 * (`open`), for everybody who is signed in.
 */
export function systemRoutes(app: App, { watch, open }: { watch: SystemWatch; open: boolean }): void {
  const config = { service: 'gateway', needs: open ? 'signed in' : permission('system.read') } as const;
  const schema = { tags: ['gateway'], response: { 200: SystemFigures } };
  app.get(
    '/api/system',
    { config, schema: { summary: 'See all services at work', ...schema } },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return watch.look();
    },
  );
  eventsRoute(app, watch, config);
}

function eventsRoute(app: App, watch: SystemWatch, config: object): void {
  const shared = sharedStreams(watch);
  app.addHook('preClose', (done) => {
    shared.close();
    watch.stop();
    done();
  });
  const route = {
    config: { ...config, streaming: true, limits: { rates: [], besides: STREAMS } },
    exposeHeadRoute: false,
    schema: { summary: 'Watch all services, live', tags: ['gateway'] },
  };
  app.get('/api/system/events', route, async (request, reply) => {
    const stream = shared.open(signedIn(request).userId);
    // nginx would collect events before it passes them on; a connection that closes keeps no process from ending.
    reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' });
    return reply.type('text/event-stream').send(stream.events);
  });
}

/** All streams are told of one collection, written as JSON once; without any there is none. */
function sharedStreams(watch: SystemWatch) {
  const open = new Map<Stream, string>();
  let unwatch: (() => void) | undefined;
  let last: string | undefined;
  let closing = false;
  const tell = (figures: SystemFigures) => {
    last = JSON.stringify(figures);
    for (const stream of open.keys()) stream.offer(last);
  };
  return {
    /** A stream of this user's. Refuses when there are too many, and when the process is about to end. */
    open(user: string): Stream {
      const own = [...open.values()].filter((one) => one === user).length;
      if (closing || open.size >= MOST || own >= EACH) throw refuse.unavailable({}, { 'retry-after': '5' });
      unwatch ??= watch.watch(tell);
      const stream = systemStream();
      open.set(stream, user);
      stream.events.once('close', () => {
        open.delete(stream);
        if (open.size > 0) return;
        unwatch?.();
        unwatch = last = undefined;
      });
      if (last) stream.offer(last);
      return stream;
    },
    close(): void {
      closing = true;
      for (const stream of open.keys()) stream.end();
    },
  };
}
