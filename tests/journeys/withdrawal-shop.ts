import { until } from '../../cli/test/scratch.ts';
import { openTestShop } from './test-shop.ts';

export const shop = await openTestShop({ SAGASHOP_COUNTRY: 'DE' });
await shop.courier(1000);
export const cup = await shop.product(333, 1000);
const pot = await shop.product(1000, 1000);
export const alice = await shop.customer(10_000_000);
export const { email } = (await alice.get('/api/users/me')).body;

export type Json = ReturnType<typeof JSON.parse>;

export const ordered = async (): Promise<Json> =>
  (
    await alice.order([
      { productId: cup, quantity: 3 },
      { productId: pot, quantity: 1 },
    ])
  ).body;
export const post = (path: string, body?: unknown, as?: string) =>
  shop.ask('POST', path, { ...(as && { as }), ...(body !== undefined && { body }) });
export const offered = async ({ number }: Json): Promise<Json> =>
  shop.must(200, post('/api/withdrawals', { number, email }));
export const confirm = (token: string, body: unknown = {}) =>
  post(`/api/withdrawals/${token}/confirmation`, body);
export const withdrawn = async (order: Json, body: unknown = {}): Promise<Json> =>
  shop.must(200, confirm((await offered(order)).confirm, body));
export const revoke = (token: string) => post(`/api/withdrawals/${token}/revocation`);
export const read = async ({ id }: Json): Promise<Json> =>
  shop.must(200, shop.ask('GET', `/api/orders/${id}`, { as: alice.token }));
export const kinds = async ({ id }: Json): Promise<string[]> =>
  (await alice.get(`/api/messages?orderId=${id}`)).body.items.map(({ kind }: Json) => kind).reverse();
export const planned = async ({ id }: Json, lines?: object[]): Promise<Json> =>
  shop.must(201, post(`/api/orders/${id}/shipments`, lines ? { lines } : {}, shop.admin));
export const act = (shipment: string, what: string) =>
  post(`/api/shipments/${shipment}/${what}`, {}, shop.admin);

/** Lets the day pass in which it can be revoked, as the database sees it. */
export const pass = (id: string) =>
  shop.behind('order', (tx) => tx.unsafe(`update withdrawals set due_at = now() where id = '${id}'`));
/** Waits until a withdrawal is carried out, and its order stands like this. */
export async function carriedOut(order: Json, id: string, then: string): Promise<Json> {
  await pass(id);
  await until(async () => {
    const { withdrawals, status } = await read(order);
    return status === then && withdrawals.find((one: Json) => one.id === id).state === 'carried_out';
  });
  await shop.settled();
  return read(order);
}
