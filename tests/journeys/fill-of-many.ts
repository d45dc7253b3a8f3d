import { until } from '../../cli/test/scratch.ts';
import type { openTestShop } from './test-shop.ts';

type Shop = Awaited<ReturnType<typeof openTestShop>>;
type Customer = Awaited<ReturnType<Shop['customer']>>;

/**
 * Two of what is done with many at once, of files, of invitations and of orders without a parcel; answers the
 * last of the first, and the day of the last.
 */
export async function fillOfMany(shop: Shop, customer: Customer, goods: string) {
  let bulk = '';
  const post = (path: string, body: unknown, headers = {}) =>
    shop.must(201, shop.ask('POST', path, { as: shop.admin, body, headers }));
  const ended = (id: string) => shop.ask('GET', `/api/bulk-actions/${id}`, { as: shop.admin });
  for (const at of [1, 2]) {
    const orders: string[] = [];
    for (const _ of [1, 2])
      orders.push((await shop.must(201, customer.order([{ productId: goods, quantity: 1 }]))).id);
    bulk = (await post('/api/bulk-actions', { act: 'cancel', orders, reason: 'Rang' })).id;
    await until(async () => (await ended(bulk)).body.state === 'ended');
    await post('/api/staff', { email: `clerk-${at}@shop.test`, roles: ['clerk'] });
    const part = (name: string, value: string) =>
      `--seam\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
    const file = part('file"; filename="prices.csv', `id,price\n${goods},${at}.00\n`);
    const headers = { 'content-type': 'multipart/form-data; boundary=seam' };
    await post('/api/imports', `${part('kind', 'prices')}${file}--seam--\r\n`, headers);
  }
  const days = (await shop.ask('GET', '/api/delivery/dates')).body.items;
  const deliveryDate: string = days.at(-1).date;
  for (const _ of [1, 2])
    await shop.must(201, customer.order([{ productId: goods, quantity: 1 }], { deliveryDate }));
  const unplanned = `/api/shipments/unplanned?date=${deliveryDate}`;
  await until(async () => (await shop.ask('GET', unplanned, { as: shop.admin })).body.items.length > 1);
  return { bulk, day: deliveryDate };
}
