import assert from 'node:assert/strict';
import type { Hosted } from '../../cli/src/host.ts';
import { until } from '../../cli/test/scratch.ts';

/** How many are left is said once stock has told it, and not where the release before has written the level since. */
export async function fewLeftIsTold(
  gateway: Hosted['gateway'],
  headers: Record<string, string>,
  dump: (name: string, query: string) => Promise<Record<string, string>[]>,
): Promise<void> {
  const [product] = await dump('catalog', 'select id from products order by id desc limit 1');
  const id = product!['id']!;
  const shown = async () => {
    const { availability, left } = JSON.parse((await gateway.inject({ url: `/api/products/${id}` })).body);
    return [availability, left];
  };
  const byTheReleaseBefore = (level: string) =>
    dump('catalog', `update products set availability = '${level}' where id = '${id}'`);
  await byTheReleaseBefore('low');
  assert.deepEqual(await shown(), ['low', undefined]);
  await dump('stock', `update goods set on_hand = reserved + 3 where product_id = '${id}'`);
  const url = `/api/stock/${id}/receipts`;
  const receipt = { method: 'POST', url, headers: { ...headers, 'idempotency-key': 'few-left' } } as const;
  assert.equal((await gateway.inject({ ...receipt, payload: { quantity: 1 } })).statusCode, 201);
  await until(async () => (await shown())[1] === 4);
  await byTheReleaseBefore('in_stock');
  assert.deepEqual(await shown(), ['in_stock', undefined]);
  await byTheReleaseBefore('out');
  assert.deepEqual(await shown(), ['out', undefined]);
}
