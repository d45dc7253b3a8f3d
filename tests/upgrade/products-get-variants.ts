import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Hosted } from '../../cli/src/host.ts';

type Json = ReturnType<typeof JSON.parse>;

/**
 * A product of the release before is its own only variant; the first that is added takes its stock and its orders over. What
 * that release writes meanwhile is of it too.
 */
export async function productsGetVariants(
  { gateway }: Pick<Hosted, 'gateway'>,
  owner: Record<string, string>,
  dump: (name: string, query: string) => Promise<Json[]>,
): Promise<void> {
  const [first] = await dump(
    'stock',
    'select product_id as id, on_hand from goods where on_hand > 0 limit 1',
  );
  const path = `/api/products/${first.id}/variants`;
  const ask = async (method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object) => {
    const headers = { ...owner, 'idempotency-key': randomUUID() };
    const answer = await gateway.inject({ method, url, headers, ...(payload && { payload }) });
    assert.ok(answer.statusCode < 300, answer.body);
    return answer.json() as Json;
  };
  const [itself] = (await ask('GET', path)).items;
  assert.deepEqual([itself.id, itself.options], [first.id, {}]);
  const { price } = itself;
  await ask('POST', path, { options: { size: 'S' }, price });
  const medium = await ask('POST', path, { options: { size: 'M' }, price });
  const stock = async (variant: string) =>
    (await ask('GET', `/api/stock/${first.id}?variantId=${variant}`)).onHand;
  assert.deepEqual([await stock(first.id), await stock(medium.id)], [first.on_hand, 0]);
  // As the release before changes a picture, and adds a product.
  await dump('catalog', `update products set picture = '/new.svg' where id = '${first.id}'`);
  await dump(
    'catalog',
    `insert into products (id, category_id, name_en, name_ru, description_en, description_ru, price)
    select gen_random_uuid(), category_id, 'Late', 'Поздний', '', '', 5 from products where id = '${first.id}'`,
  );
  assert.equal((await ask('GET', `/api/products/${first.id}`)).variants.length, 2);
  const [late] = await dump('catalog', "select id, variants from products where name_en = 'Late'");
  assert.equal(late.variants, 0);
}
