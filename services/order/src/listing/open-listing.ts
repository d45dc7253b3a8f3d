import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { listFeed } from './list-feed.ts';
import { listSweeps } from './list-sweeps.ts';
import { listWriter } from './list-writer.ts';

/** What keeps the list of all orders in this process; the sweeps must be started and stopped beside it. */
export function openListing(sql: Sql, log: Logger) {
  const writer = listWriter(sql);
  return { feed: listFeed(sql, writer, log), sweeps: listSweeps(sql, writer, log) };
}
