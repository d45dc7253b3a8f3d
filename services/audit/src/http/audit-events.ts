import { Readable } from 'node:stream';
import { refuse } from '@sagashop/chassis/errors';
import type { App } from '@sagashop/chassis/http/app';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Peers } from '@sagashop/chassis/service/calls';
import { firstIdAt } from '@sagashop/kernel/ids';
import { permission } from '@sagashop/vocabulary/permissions';
import { runAudit } from '../actions/run-audit.ts';
import { AuditQuery, momentOf } from './audit.ts';

const MOST = 4; // runs in this process that are watched
const MOST_UNREAD = 65_536; // characters that a client has not read yet, beyond which it hears no more of how far a run is

/**
 * `GET /api/audit/events`: the cross-service check as it goes on. What each service has found about itself is told when it has
 * answered, how many orders were looked at now and then, and the whole report at the end. When its client has left it stops.
 */
export function auditEventsRoute(app: App, { peers, log }: { peers: Peers; log: Logger }): void {
  const open = new Set<Readable>(); // until the run has ended, which may be after its client has left
  app.addHook('preClose', (done) => {
    for (const events of open) events.destroy();
    done();
  });
  const route = {
    config: {
      ...{ service: 'audit', needs: permission('audit.read'), streaming: true },
      limits: { rates: [], besides: `runs in a process that are watched: ${MOST}; 503 \`unavailable\`` },
    },
    exposeHeadRoute: false,
    schema: { summary: 'Check every invariant, live', tags: ['audit'], querystring: AuditQuery },
  } as const;
  app.get('/api/audit/events', route, async ({ query }, reply) => {
    const scope = query.since === undefined ? {} : { since: firstIdAt(momentOf(query.since)) };
    if (open.size >= MOST) throw refuse.unavailable({}, { 'retry-after': '5' });
    const events = new Readable({ read: () => {} });
    open.add(events);
    const isWatched = () => !events.destroyed;
    const tell = (event: string, data: unknown) => {
      if (event === 'looked' && events.readableLength > MOST_UNREAD) return; // the next says all that this one did
      if (isWatched()) events.push(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    void follow(peers, { scope, tell, isWatched })
      .catch((error: unknown) => {
        if (!isWatched()) return;
        log.warn({ err: error }, 'an audit that somebody watches has failed');
        tell('failed', { code: 'unavailable' });
      })
      .then(() => {
        open.delete(events);
        if (isWatched()) events.push(null);
      });
    // nginx would collect events before it passes them on; a connection that closes keeps no process from ending.
    reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'close' });
    return reply.type('text/event-stream').send(events);
  });
}

interface Watched {
  scope: { since?: string };
  tell(event: string, data: unknown): void;
  isWatched(): boolean;
}

async function follow(peers: Peers, { scope, tell, isWatched }: Watched): Promise<void> {
  const goOn = async () => {
    if (!isWatched()) throw new Error('nobody watches any more');
  };
  const { now: _, ...report } = await runAudit(peers, scope, goOn, {
    checks: (checks) =>
      tell(
        'checks',
        checks.map(({ name, checked, failures }) => ({ name, checked, ok: failures.length === 0 })),
      ),
    looked: (orders, invariants) => tell('looked', { orders, invariants }),
  });
  tell('report', report);
}
