import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { participant } from '@sagashop/chassis/work/participant';
import type { Command, Reply } from '@sagashop/saga/message';
import { obeyBatch } from '../actions/obey-batch.ts';
import { book, cancel } from '../contract.ts';

/** Obeys delivery's commands; days begin at midnight in the zone. */
export function commands(sql: Sql, zone: string, metrics: Metrics): (command: Command) => Promise<Reply> {
  return participant({
    name: 'delivery',
    sql,
    types: [book, cancel],
    metrics,
    obey: (tx, batch, turn) => obeyBatch(tx, zone, batch, turn),
  });
}
