import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { openVariants } from '@sagashop/stock/contract';
import { findUntold, markTold } from '../store/variants.ts';
import { shortly } from './open-stock-soon.ts';

const AT_ONCE = 200;

/** Tells stock at once of variants that were added or taken away; when it is away or slow, the sweep does it later. */
export async function tellVariantsSoon(sql: Sql, peers: Peers, log: Logger): Promise<void> {
  await shortly(
    tellVariants(sql, peers).catch((error) =>
      log.warn({ err: error }, 'stock does not know all variants yet'),
    ),
  );
}

/** Tells stock of the variants that it does not know as they are, a small batch at a time. */
export async function tellVariants(sql: Sql, peers: Peers): Promise<void> {
  for (;;) {
    const untold = await findUntold(sql, AT_ONCE);
    if (untold.length > 0) {
      await peers.ask(openVariants, { items: untold });
      await markTold(sql, untold);
    }
    if (untold.length < AT_ONCE) return;
  }
}
