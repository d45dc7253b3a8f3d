import type { Metrics } from './metrics.ts';
import type { Sql } from './postgres.ts';
import type { Manner, Work } from './transaction.ts';

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
  const counted = <T>(run: (started: () => void) => Promise<T>): Promise<T> => {
    const since = performance.now();
    let at = waiting;
    at.add(1);
    return run(() => {
      waiting.add(-1);
      at = running;
      at.add(1);
      wait.observe((performance.now() - since) / 1000);
    }).finally(() => at.add(-1));
  };
  const begin = sql.begin.bind(sql) as unknown as Begin;
  const watched: Begin = (...all) => {
    const work = all.pop() as Work<unknown>;
    return counted((started) => begin(...all, begun(work, started)));
  };
  const transaction = sql.transaction.bind(sql);
  const watchedToo = <T>(work: Work<T>, manner?: Manner) =>
    counted((started) => transaction(begun(work, started), manner));
  Object.assign(sql, { begin: watched, transaction: watchedToo });
}

function begun<T>(work: Work<T>, started: () => void): Work<T> {
  return (tx, last) => {
    started();
    return work(tx, last);
  };
}
