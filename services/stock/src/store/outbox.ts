import { texts } from '@sagashop/chassis/postgres/arrays';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { availabilityChanged } from '../contract.ts';
import { available, type Goods } from '../domain/goods.ts';

/**
 * The transactional outbox: events that a relay publishes after the commit. The products are locked, so that of two events about
 * one product the later has the larger id.
 */
export async function addToOutbox(tx: Tx, goods: readonly Goods[]): Promise<void> {
  const bodies = goods.map((row) => {
    const { productId: product, availability } = row;
    return JSON.stringify({ product, availability, ...(availability === 'low' && { left: available(row) }) });
  });
  await tx`
    insert into outbox (type, body) select ${availabilityChanged.type}, unnest(${texts(bodies)}::text[])`;
}
