import type { Logger } from '@sagashop/chassis/observe/log';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { STOP_PATIENCE, withTimeout } from '@sagashop/chassis/work/with-timeout';
import { outboxCheck } from './outbox-check.ts';
import { outboxMetrics } from './outbox-metrics.ts';

const POLL = 200; // ms; a lost poke costs at most this
const LONGEST_PAUSE = 2000; // ms, after attempts that failed
const AT_ONCE = 200; // events

interface Row {
  id: number;
  type: string;
  body: string;
  age: number;
}

export interface RelayOptions {
  /** Whose outbox it is. */
  service: string;
  sql: Sql;
  /** Resolves when every subscriber has taken the events. */
  publish: (type: string, bodies: unknown[]) => Promise<void>;
  log: Logger;
  metrics: Pick<Metrics, 'registry'>;
}

export type OutboxRelay = ReturnType<typeof outboxRelay>;

/**
 * The message relay of a transactional outbox. Tells events that transactions have written into the table
 * `outbox(id, type, body, created_at)`, oldest first, at least once: a row is deleted only after everyone has taken it.
 * `poke` spares the wait for the next poll, unless the last attempt failed: then it waits longer each time. `check` is
 * for the audit.
 */
export function outboxRelay({ service, sql, publish, log, metrics }: RelayOptions) {
  const counted = outboxMetrics(metrics, service);
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;
  let failures = 0; // in a row
  let stopped = false;

  const once = async () => {
    for (;;) {
      const rows = await sql<Row[]>`
        select id, type, body, extract(epoch from clock_timestamp() - created_at)::float8 as age
        from outbox order by id limit ${AT_ONCE}`;
      counted.oldest.set(Math.max(0, rows[0]?.age ?? 0));
      if (rows.length === 0) return;
      for (const [type, group] of Map.groupBy(rows, (row) => row.type)) {
        await publish(
          type,
          group.map((row) => ({ ...JSON.parse(row.body), sequence: row.id })),
        );
      }
      await sql`delete from outbox where id = any(${`{${rows.map((row) => row.id)}}`}::bigint[])`;
      counted.told.inc(rows.length);
      if (rows.length < AT_ONCE) return counted.oldest.set(0);
    }
  };
  const failed = (error: unknown) => {
    failures += 1;
    counted.failed.inc();
    log.warn({ err: error }, 'events could not be told yet');
  };
  const again = () => {
    turn = undefined;
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(run, Math.min(POLL * 2 ** Math.min(failures, 10), LONGEST_PAUSE));
  };
  const run = () => {
    clearTimeout(timer);
    turn ??= once()
      .then(() => {
        failures = 0;
      }, failed)
      .finally(again);
    return turn;
  };
  return {
    start: () => void run(),
    poke: () => void (failures === 0 && !stopped && run()),
    check: () => outboxCheck({ service, sql, tellNow: once }),
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      if (turn) await withTimeout(turn, STOP_PATIENCE);
    },
  };
}
