import type { Sql } from '../postgres/sql.ts';
import type { Metrics } from './metrics.ts';

/**
 * Counts a pool's transactions, running and waiting, where they begin; on the order path every batch is one, so
 * that these say how full the pool is. Single reads, which may share a connection, are not counted.
 */
export function watchPool(sql: Sql, options: { service: string; max: number; metrics: Metrics }): void {
  const { service, max, metrics } = options;
  const waiting = metrics.transactions(service, 'waiting');
  const running = metrics.transactions(service, 'running');
  const wait = metrics.transactionWait(service);
  metrics.poolSize(service).inc(max);
  const { transaction } = sql;
  sql.transaction = (work, options) => {
    const since = performance.now();
    let at = waiting;
    at.inc();
    const counted: typeof work = (tx, last) => {
      waiting.dec();
      at = running;
      at.inc();
      wait.observe((performance.now() - since) / 1000);
      return work(tx, last);
    };
    return transaction(counted, options).finally(() => at.dec());
  };
}
