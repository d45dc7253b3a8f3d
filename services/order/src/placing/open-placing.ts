import { type KeptKey, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Metrics } from '@sagashop/chassis/observe/metrics';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { ServiceContext } from '@sagashop/chassis/service/service';
import { batcher } from '@sagashop/chassis/work/batch';
import type { Running } from '../running/open-running.ts';
import { findOrderKeys } from '../store/keys.ts';
import { bookableDaysCache } from './bookable-days-cache.ts';
import { linePricer } from './line-pricer.ts';
import { orderStarter } from './order-starter.ts';
import type { Placing } from './place-order.ts';
import { recoverStarts } from './recover-starts.ts';

interface PlacingConfig {
  ORDER_DEADLINE_MS: number;
  SAGASHOP_CURRENCY: string;
}

/** What `placeOrder` works with in this process. */
export function openPlacing(
  {
    sql,
    peers,
    metrics,
    config,
  }: Pick<ServiceContext, 'peers' | 'metrics'> & { sql: Sql; config: PlacingConfig },
  { runner, inFlight, shedder, measures, points }: Running,
  list: { placed(id: string): void },
): Placing {
  const start = telling(
    points.around('start', orderStarter(sql, metrics, { config, owner: runner.owner })),
    list,
  );
  const findKey = keyFinder(sql, metrics);
  return {
    price: linePricer(peers, metrics),
    start: measures.counted(recoverStarts(start, { findKey, run: runner.start })),
    findKey,
    run: runner.start,
    inFlight,
    shedder,
    currency: config.SAGASHOP_CURRENCY,
    days: bookableDaysCache(peers),
  };
}

/** Tells the list of each order that was written. */
function telling(start: Placing['start'], list: { placed(id: string): void }): Placing['start'] {
  return async (order) => {
    const started = await start(order);
    if (started.kind === 'started' || started.kind === 'refused') list.placed(order.made!.id);
    return started;
  };
}

function keyFinder(sql: Sql, metrics: Metrics): (use: KeyUse) => Promise<KeptKey | undefined> {
  return batcher<KeyUse, KeptKey | undefined>({
    name: 'order.keys',
    metrics,
    run: async (uses) => {
      const kept = await findOrderKeys(sql, uses);
      return uses.map((use) => kept.get(nameOfKey(use)));
    },
  });
}
