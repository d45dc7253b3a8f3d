import { collect } from '@sagashop/chassis/observe/instruments';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { sweeper } from '@sagashop/chassis/work/sweeper';
import { oldestDue } from '../store/documents-due.ts';
import { type Billing, issueDocuments } from './issue-documents.ts';
import { type SellerConfig, sellerIn } from './seller-in.ts';

const EVERY = 5000; // ms
const LOOK = 15_000; // ms

/** What issues invoices and credit notes in this process; the sweeps must be started and stopped beside it. */
export function openBilling({
  sql,
  config,
  log,
  metrics,
}: {
  sql: Sql;
  config: SellerConfig & { SAGASHOP_CURRENCY: string; SAGASHOP_TZ: string };
  log: Logger;
  metrics: Metrics;
}): Billing & { sweeps: ReturnType<typeof sweeper>[] } {
  const { SAGASHOP_CURRENCY: currency, SAGASHOP_TZ: zone } = config;
  const billing = { sql, zone, currency, seller: sellerIn(config) };
  const work = () => issueDocuments(billing);
  return {
    ...billing,
    sweeps: [
      sweeper({ name: 'invoices', first: 0, every: EVERY, work, log }),
      // By itself: a sweep that hangs would say nothing of how long it does.
      sweeper({ name: 'age of invoices', first: 0, every: LOOK, work: ageTeller(sql, metrics), log }),
    ],
  };
}

/** What looks how long the oldest document has been due, for whoever asks for metrics. */
function ageTeller(sql: Sql, { registry }: Metrics): () => Promise<void> {
  let age = 0;
  const gauge = {
    name: 'sagashop_documents_oldest_due_seconds',
    help: 'For how long the oldest invoice or credit note is due that was not issued; 0 where there is none',
    labels: ['service'],
  };
  collect(registry, gauge, () => ({ order: age }));
  return async () => {
    age = await oldestDue(sql);
  };
}
