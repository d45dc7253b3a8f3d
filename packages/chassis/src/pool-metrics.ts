import type { Metrics } from './metrics.ts';
import type { Sql } from './postgres.ts';

type Begin = (...all: unknown[]) => Promise<unknown>;

/**
 * Counts a pool's transactions, running and waiting. The driver tells nothing of its pool; on the order path
 * every batch is one transaction, so that these say how full the pool is. Single reads are not counted: they
 * share connections and wait for none.
 */
export function watchPool(sql: Sql, options: { service: string; max: number; metrics: Metrics }): void {
  const { service, max, metrics } = options;
  const waiting = metrics.transactions(service, 'waiting');
  const running = metrics.transactions(service, 'running');
  const wait = metrics.transactionWait(service);
  metrics.poolSize(service).add(max);
  const begin = sql.begin.bind(sql) as unknown as Begin;
  const watched: Begin = (...all) => {
    const work = all.pop() as (tx: unknown) => unknown;
    const since = performance.now();
    let at = waiting;
    at.add(1);
    const started = (tx: unknown) => {
      waiting.add(-1);
      at = running;
      at.add(1);
      wait.observe((performance.now() - since) / 1000);
      return work(tx);
    };
    return begin(...all, started).finally(() => at.add(-1));
  };
  Object.assign(sql, { begin: watched });
}
