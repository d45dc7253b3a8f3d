import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { answers } from '@sagashop/chassis/service/calls';
import type { OpenService, Service, ServiceContext } from '@sagashop/chassis/service/service';
import { type Asked, asked } from './asked.ts';
import { countedPeers } from './counted-peers.ts';
import { databaseFigures } from './database-figures.ts';
import { instance } from './instance.ts';
import { readCounts } from './read-counts.ts';
import { figuresCall, type Reading } from './reading.ts';

/** A service that says of its database what it needs to be looked at: the pool itself. */
export type Watched = Service & { sql?: Sql };

const PATIENCE = 1000; // ms in which a database has to say something

/**
 * The service that `open` opens, as it stands on the system map: what it asks of others and others of it is counted, and it
 * answers the call `figures`. Nothing is read, asked or computed before somebody calls.
 */
export function withFigures(name: string, open: (context: ServiceContext) => Promise<Watched>): OpenService {
  return async (context) => {
    const { metrics } = context;
    const counts = asked();
    const { sql, ...opened } = await open({ ...context, peers: countedPeers(context.peers, name, metrics) });
    const service = counts.counted(opened);
    const facts = sql && databaseFigures(sql);
    const give = () => readFigures({ service, metrics, counts, facts });
    return { ...service, calls: { ...service.calls, ...answers(figuresCall(name), give) } };
  };
}

interface Parts {
  service: Service;
  metrics: Metrics;
  counts: Asked;
  facts: (() => Promise<Record<string, number>>) | undefined;
}

async function readFigures({ service, metrics, counts, facts }: Parts): Promise<Reading> {
  const [why, known] = await Promise.all([whyNotReady(service), inTime(facts?.() ?? {}).catch(() => ({}))]);
  const found = readCounts(metrics, service.name);
  const { commands, calls, errors } = counts.counts;
  return {
    ...instance,
    age: performance.now(),
    ready: why === undefined,
    ...(why !== undefined && { why }),
    counts: { ...found.counts, commands, calls, 'asked.errors': errors },
    spreads: { ...found.spreads, asked: counts.spread() },
    gauges: { ...found.gauges, ...known, queue: counts.pending() },
  };
}

/** What `ready` says is wrong, in a line; undefined when nothing is. */
async function whyNotReady(service: Service): Promise<string | undefined> {
  return inTime(service.ready()).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 300),
  );
}

async function inTime<T>(given: T | Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('its database does not answer')), PATIENCE);
  return Promise.race([given, late]).finally(() => clearTimeout(timer));
}
