import type { Logger } from '../observe/log.ts';
import type { Sql } from '../postgres/sql.ts';
import { STOP_PATIENCE, withTimeout } from './with-timeout.ts';

const POLL = 200; // ms; a lost poke costs at most this

interface Row {
  id: number;
  type: string;
  body: string;
}

/**
 * The message outboxRelay of a transactional outbox. Tells events that transactions have written into the table `outbox(id, type, body)`, oldest first, at
 * least once: a row is deleted only after everyone has taken it. `poke` spares the wait for the next poll.
 */
export function outboxRelay(
  sql: Sql,
  publish: (type: string, bodies: unknown[]) => Promise<void>,
  log: Logger,
) {
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> | undefined;
  let stopped = false;

  const once = async () => {
    for (;;) {
      const rows = await sql<Row[]>`select id, type, body from outbox order by id limit 200`;
      for (const [type, group] of Map.groupBy(rows, (row) => row.type)) {
        await publish(
          type,
          group.map((row) => ({ ...JSON.parse(row.body), sequence: row.id })),
        );
      }
      if (rows.length > 0)
        await sql`delete from outbox where id = any(${`{${rows.map((row) => row.id)}}`}::bigint[])`;
      if (rows.length < 200) return;
    }
  };
  const run = () => {
    clearTimeout(timer);
    turn ??= once()
      .catch((error) => log.warn({ err: error }, 'events could not be told yet'))
      .finally(() => {
        turn = undefined;
        if (!stopped) timer = setTimeout(run, POLL);
      });
  };
  return {
    start: run,
    poke: run,
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      if (turn) await withTimeout(turn, STOP_PATIENCE);
    },
  };
}
