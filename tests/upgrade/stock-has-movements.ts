import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';

type Json = ReturnType<typeof JSON.parse>;

/**
 * Throws unless history begins with what there was, and what the release before does meanwhile, which knows no movements,
 * has them: it receives, takes and puts back by statements like these.
 */
export async function stockHasMovements(dump: (name: string, query: string) => Promise<Json[]>) {
  const stock = (query: string) => dump('stock', query);
  const [first] = await stock('select product_id as id, on_hand from goods where on_hand > 5 limit 1');
  const [product, order, receipt] = [`'${first.id}'`, randomUUID(), randomUUID()];
  const opening = `select reason, cause from movements where product_id = ${product} order by seq limit 1`;
  assert.deepEqual(await stock(opening), [{ reason: 'correction', cause: null }]);

  await stock(`insert into receipts (id, product_id, quantity) values ('${receipt}', ${product}, 7)`);
  await stock(
    `update goods set on_hand = on_hand + 7, reserved = reserved + 2 where product_id = ${product}`,
  );
  await stock(`insert into reservations (order_id, product_ids, quantities, state)
    values ('${order}', array[${product}::uuid], '{2}', 'reserved')`);
  const states = [
    { state: 'taken', goods: 'on_hand = on_hand - 2, reserved = reserved - 2' },
    { state: 'returned', goods: 'on_hand = on_hand + 2' },
  ];
  for (const { state, goods } of states) {
    await stock(`update goods set ${goods} where product_id = ${product}`);
    await stock(`update reservations set state = '${state}' where order_id = '${order}'`);
  }

  const { on_hand: before } = first;
  const moved = await stock(`select reason, quantity, on_hand, cause from movements
    where cause in ('${order}', '${receipt}') order by seq`);
  assert.deepEqual(moved, [
    { reason: 'received', quantity: 7, on_hand: before + 7, cause: receipt },
    { reason: 'sold', quantity: -2, on_hand: before + 5, cause: order },
    { reason: 'returned', quantity: 2, on_hand: before + 7, cause: order },
  ]);
  await assert.rejects(stock('delete from movements'), /movements are never changed/);
}
