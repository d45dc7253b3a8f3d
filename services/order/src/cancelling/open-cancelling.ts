import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { batcher } from '@sagashop/chassis/work/batch';
import type { Running } from '../running/open-running.ts';
import { type OrderProgress, progressOf } from '../store/cancellations.ts';
import type { Cancelling } from './cancel-order.ts';
import { cancellationRecorder } from './cancellation-recorder.ts';

/** What `cancelOrder` works with in this process. */
export function openCancelling(
  { sql, metrics, config }: { sql: Sql; metrics: Metrics; config: { SAGASHOP_CURRENCY: string } },
  { runner, signals }: Running,
): Cancelling {
  const currency = config.SAGASHOP_CURRENCY;
  return {
    sql,
    record: cancellationRecorder(sql, metrics, { currency, owner: runner.owner }),
    look: progressReader(sql, metrics),
    run: runner.start,
    signals,
  };
}

function progressReader(sql: Sql, metrics: Metrics): Cancelling['look'] {
  return batcher<string, OrderProgress | undefined>({
    name: 'order.standings',
    metrics,
    run: async (ids) => {
      const orders = await progressOf(sql, ids);
      return ids.map((id) => orders.get(id));
    },
  });
}
