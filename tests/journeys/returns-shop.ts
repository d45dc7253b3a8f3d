import { openTestShop } from './test-shop.ts';

export const SEND_TO = 'Elm Street 1, Riverside';
export const shop = await openTestShop({ SAGASHOP_RETURN_ADDRESS: SEND_TO });
await shop.courier(1000);
export const cup = await shop.product(333, 1000);
export const alice = await shop.customer(10_000_000);
export const bob = await shop.customer(10_000);

export type Json = ReturnType<typeof JSON.parse>;

export const post = (path: string, body: object = {}, as = shop.admin) =>
  shop.ask('POST', path, { as, body });
export const read = async (order: string): Promise<Json> =>
  shop.must(200, shop.ask('GET', `/api/orders/${order}`, { as: alice.token }));
export const codeOf = async (asked: Promise<Json>) => {
  const { status, body } = await asked;
  return [status, body.code];
};

/** An order that was delivered whole. */
export async function delivered(quantity = 3, who = alice): Promise<Json> {
  const order = (await who.order([{ productId: cup, quantity }])).body;
  const parcel = await shop.must(201, post(`/api/orders/${order.id}/shipments`));
  for (const act of ['handover', 'delivery'])
    await shop.must(201, post(`/api/shipments/${parcel.id}/${act}`));
  return { ...order, parcel: parcel.id, line: order.lines[0].id };
}
export const asking = ({ id, line }: Json, quantity = 1, more: object = {}, as = alice.token) =>
  post(`/api/orders/${id}/returns`, { lines: [{ lineId: line, quantity }], reason: 'Chipped', ...more }, as);
export const act = (id: string, what: string, body: object = {}, as = shop.admin) =>
  post(`/api/returns/${id}/${what}`, body, as);
export const receipt = (lineId: string, received: number, resellable: number) => ({
  lines: [{ lineId, received, resellable }],
});

/** The kinds of what the customer of an order was told of its returns, in no order. */
export async function toldOf(order: string, as = alice.token): Promise<string[]> {
  const { items } = await shop.must(200, shop.ask('GET', `/api/messages?orderId=${order}&limit=50`, { as }));
  return items
    .map(({ kind }: Json) => kind)
    .filter((kind: string) => kind.startsWith('return_'))
    .sort();
}

/** The names of the invariants that do not hold. */
export async function failing(): Promise<string[]> {
  const { invariants } = await shop.audit();
  return invariants.filter(({ ok }: Json) => !ok).map(({ name }: Json) => name);
}
