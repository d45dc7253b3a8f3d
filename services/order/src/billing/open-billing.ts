import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { type Billing, issueDocuments } from './issue-documents.ts';
import { type SellerConfig, sellerIn } from './seller-in.ts';

const EVERY = 5000; // ms

/** What issues invoices and credit notes in this process; the sweep must be started and stopped beside it. */
export function openBilling({
  sql,
  config,
  log,
}: {
  sql: Sql;
  config: SellerConfig & { SAGASHOP_CURRENCY: string; SAGASHOP_TZ: string };
  log: Logger;
}): Billing & { sweep: ReturnType<typeof sweeper> } {
  const { SAGASHOP_CURRENCY: currency, SAGASHOP_TZ: zone } = config;
  const billing = { sql, zone, currency, seller: sellerIn(config) };
  const work = () => issueDocuments(billing);
  return { ...billing, sweep: sweeper({ name: 'invoices', first: 0, every: EVERY, work, log }) };
}
