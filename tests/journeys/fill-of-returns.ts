import type { openTestShop } from './test-shop.ts';

type Shop = Awaited<ReturnType<typeof openTestShop>>;
type Customer = Awaited<ReturnType<Shop['customer']>>;

/** Two returns of what a customer got. */
export async function fillOfReturns(shop: Shop, customer: Customer, productId: string): Promise<void> {
  const post = (path: string, body: object, as = shop.admin) =>
    shop.must(201, shop.ask('POST', path, { as, body }));
  const { id, lines } = await shop.must(201, customer.order([{ productId, quantity: 2 }]));
  const parcel = await post(`/api/orders/${id}/shipments`, {});
  for (const act of ['handover', 'delivery']) await post(`/api/shipments/${parcel.id}/${act}`, {});
  const body = { lines: [{ lineId: lines[0].id, quantity: 1 }], reason: 'Chipped' };
  for (const _ of [1, 2]) await post(`/api/orders/${id}/returns`, body, customer.token);
}
