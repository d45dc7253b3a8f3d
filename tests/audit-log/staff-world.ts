import { EXAMPLE } from '@sagashop/vocabulary/example';
import { until } from '../../cli/test/scratch.ts';
import type { openTestShop } from '../journeys/test-shop.ts';

type Shop = Awaited<ReturnType<typeof openTestShop>>;

/** What a request is sent with, where the example of its description does not do. */
export interface Sent {
  values?: Record<string, string | number>;
  body?: object | undefined;
  form?: FormData;
  /** What it concerns that neither it nor its answer names. */
  about?: string;
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Of the people of this world: none of it may stand in an entry. */
export const PERSONAL = ['Zenobia', 'Quartermain', '+4930123456', 'Lindenallee 7', 'Ivan'];
const [firstName, lastName, phone, street] = PERSONAL;

/** A shop with one of everything that the examples name by `EXAMPLE`, and what routes need that those do not say. */
export async function staffWorld(shop: Shop) {
  const { ask, must, admin } = shop;
  const made = async (path: string, body: object) =>
    (await must(201, ask('POST', path, { as: admin, body }))).id as string;
  const product = await shop.product(1000, 100);
  const buyer = await shop.customer(1_000_000);
  const person = { firstName, lastName, phone };
  await must(200, ask('PATCH', '/api/users/me', { as: buyer.token, body: person }));
  const [courier, second] = [await shop.courier(100), await shop.courier(100)];
  const order = async () => {
    const bought = await buyer.order([{ productId: product, quantity: 1 }], {
      address: street,
      recipient: { name: firstName, phone },
    });
    return (await must(201, Promise.resolve(bought))).id as string;
  };
  const first = await order();
  const assignment = `/api/deliveries/${first}/assignment`;
  await must(201, ask('POST', assignment, { as: admin, body: { courierId: courier } }));
  const ids = new Map<string, string>([
    [EXAMPLE.product, product],
    [EXAMPLE.category, shop.category.id],
    [EXAMPLE.order, first],
    [EXAMPLE.user, buyer.id],
    [EXAMPLE.courier, second],
    [EXAMPLE.mail, (await ask('GET', `/api/mails?orderId=${first}`, { as: admin })).body.items[0].id],
  ]);

  const notes = `/api/orders/${first}/notes`;
  const prices = `/api/products/${product}/prices`;
  const name = { en: 'Shelf', ru: 'Полка' };
  const form = () => {
    const all = new FormData();
    all.set('file', new Blob([PICTURE], { type: 'image/png' }), 'one.png');
    return all;
  };
  const pictured = () => sent('POST', `/api/products/${product}/pictures`, { form: form() });
  const alert = async (): Promise<Sent> => {
    const low = await shop.product(100, 9);
    const body = { quantity: 2, reason: 'counted' };
    await must(201, ask('POST', `/api/stock/${low}/adjustments`, { as: admin, body }));
    let id = '';
    await until(async () => {
      const { items } = (await ask('GET', '/api/stock/alerts', { as: admin })).body;
      id = items.find((alert: { productId: string }) => alert.productId === low)?.id ?? '';
      return id !== '';
    });
    return { values: { id }, about: low };
  };
  const view = async () => {
    const kept = { name: 'Late', query: { status: 'confirmed', q: firstName }, shared: true };
    return { values: { id: await made('/api/order-views', kept) } };
  };
  // Of no order that is there: it leaves no entries but its own, which might come while another route is looked at.
  const ofNoOrder = () => ({ act: 'cancel', orders: [crypto.randomUUID()], reason: 'The oven is broken' });
  /** By route. */
  const special: Record<string, () => Promise<Sent>> = {
    'DELETE /api/products/{id}': async () => ({ values: { id: await shop.product(1, 0) } }),
    'POST /api/products/{id}/undo': async () => {
      const raised = { price: { amount: 1100 } };
      const { change } = await must(
        200,
        ask('PATCH', `/api/products/${product}`, { as: admin, body: raised }),
      );
      return { body: { change, fields: ['price'] } };
    },
    'PATCH /api/orders/{id}/notes/{noteId}': async () => ({
      values: { id: first, noteId: await made(notes, { text: firstName! }) },
      body: { text: lastName! },
    }),
    'DELETE /api/orders/{id}/notes/{noteId}': async () => ({
      values: { id: first, noteId: await made(notes, { text: firstName! }) },
    }),
    'POST /api/order-views': async () => ({ body: { name: 'Late', query: { q: lastName }, shared: true } }),
    'PATCH /api/order-views/{id}': view,
    'DELETE /api/order-views/{id}': view,
    'DELETE /api/categories/{id}': async () => ({
      values: { id: await made('/api/categories', { slug: 'to-go', name }) },
    }),
    'DELETE /api/products/{id}/prices/{planId}': async () => {
      const from = new Date(Date.now() + 86_400_000).toISOString();
      return { values: { id: product, planId: await made(prices, { price: { amount: 5 }, from }) } };
    },
    'DELETE /api/products/{id}/variants/{variantId}': async () => {
      const id = await shop.product(1, 0);
      const price = { amount: 5 };
      await made(`/api/products/${id}/variants`, { options: { size: 'S' }, price });
      const variantId = await made(`/api/products/${id}/variants`, { options: { size: 'M' }, price });
      return { values: { id, variantId } };
    },
    'POST /api/products/{id}/pictures': async () => ({ values: { id: product }, form: form() }),
    'DELETE /api/products/{id}/pictures/{pictureId}': async () => ({
      values: { id: product, pictureId: (await pictured()).body.id },
    }),
    'DELETE /api/stock/alerts/{id}': alert,
    'POST /api/bulk-actions': async () => ({ body: ofNoOrder() }),
    'POST /api/bulk-actions/{id}/stop': async () => {
      const id = await made('/api/bulk-actions', ofNoOrder());
      await until(
        async () => (await ask('GET', `/api/bulk-actions/${id}`, { as: admin })).body.state === 'ended',
      );
      // It runs again, and no process takes it before it is stopped.
      const held = "state = 'running', ended_at = null, lease_until = 'infinity'";
      await shop.corrupt('order', `update bulk_actions set ${held} where id = '${id}'`);
      return { values: { id } };
    },
    'POST /api/orders/{id}/cancellation': async () => ({ values: { id: await order() } }),
    ...returnsOf(order, made, ask, admin),
    ...parcelsOf(order, made, shop.settled),
    'PATCH /api/customers/{id}': async () => ({ values: { id: (await shop.customer()).id } }),
    'POST /api/customers/{id}/erasure': async () => ({ values: { id: (await shop.customer()).id } }),
    'DELETE /api/customers/{id}/sessions': async () => ({ values: { id: (await shop.customer()).id } }),
    'DELETE /api/customers/{id}/sessions/{sessionId}': async () => {
      const { id, get } = await shop.customer();
      const sessionId = (await get('/api/users/me/sessions')).body.items[0].id;
      return { values: { id, sessionId } };
    },
    'DELETE /api/staff/invitations/{id}': async () => ({
      values: { id: await made('/api/staff', { email: 'ivan@shop.test', roles: ['clerk'] }) },
    }),
    'PATCH /api/staff/{id}': async () => ({ values: { id: (await shop.customer()).id } }),
    'POST /api/couriers': async () => ({ body: { name: 'Ivan', dailyCapacity: 20 } }),
  };

  /** Sends a request as the owner; `path` with its values in it. */
  async function sent(method: string, path: string, { body, form: parts }: Sent) {
    if (!parts) return ask(method, path, { as: admin, ...(body && { body }) });
    const headers = { authorization: `Bearer ${admin}`, 'idempotency-key': crypto.randomUUID() };
    const answer = await fetch(shop.url + path, { method, headers, body: parts });
    return { status: answer.status, body: await answer.json() };
  }

  /** An example with the ids of this world. */
  const ofWorld = <T>(example: T): T => {
    let text = JSON.stringify(example ?? {});
    for (const [there, here] of ids) text = text.replaceAll(there, here);
    return JSON.parse(text) as T;
  };
  return { sent, ofWorld, special: { ...special, ...importsOf(shop, product, sent) } };
}

/** What routes of parcels are sent: each a parcel of its own, as far as it must be. */
function parcelsOf(
  order: () => Promise<string>,
  made: (path: string, body: object) => Promise<string>,
  settled: () => Promise<unknown>,
): Record<string, () => Promise<Sent>> {
  const parcel = async (...acts: string[]) => {
    const id = await made(`/api/orders/${await order()}/shipments`, {});
    for (const act of acts) await made(`/api/shipments/${id}/${act}`, {});
    return { values: { id } };
  };
  return {
    'POST /api/orders/{id}/shipments': async () => ({ values: { id: await order() } }),
    // Of no order that is there, as with other bulk actions; what came of parcels before it has its entries by then.
    'POST /api/shipments/acts': async () => {
      await settled();
      return { body: { act: 'plan', orders: [crypto.randomUUID()] } };
    },
    'POST /api/shipments/{id}/packing': () => parcel(),
    'POST /api/shipments/{id}/handover': () => parcel(),
    'POST /api/shipments/{id}/delivery': () => parcel('handover'),
    'POST /api/shipments/{id}/failure': () => parcel('handover'),
  };
}

/** What routes of returns are sent: each a return of its own, as far as it must be. */
function returnsOf(
  order: () => Promise<string>,
  made: (path: string, body: object) => Promise<string>,
  ask: Shop['ask'],
  admin: string,
): Record<string, () => Promise<Sent>> {
  const delivered = async () => {
    const id = await order();
    const parcel = await made(`/api/orders/${id}/shipments`, {});
    for (const act of ['handover', 'delivery']) await made(`/api/shipments/${parcel}/${act}`, {});
    const lineId = (await ask('GET', `/api/orders/${id}`, { as: admin })).body.lines[0].id as string;
    return { id, lineId, body: { lines: [{ lineId, quantity: 1 }], reason: 'Chipped' } };
  };
  const asked = async (...acts: string[]) => {
    const { id: of, lineId, body } = await delivered();
    const id = await made(`/api/orders/${of}/returns`, body);
    for (const act of acts) await made(`/api/returns/${id}/${act}`, {});
    return { values: { id }, lineId };
  };
  return {
    'POST /api/orders/{id}/returns': async () => {
      const { id, body } = await delivered();
      return { values: { id }, body };
    },
    'POST /api/returns/{id}/approval': () => asked(),
    'POST /api/returns/{id}/refusal': () => asked(),
    'POST /api/returns/{id}/receipt': async () => {
      const { values, lineId } = await asked('approval');
      return { values, body: { lines: [{ lineId, received: 1, resellable: 0 }] } };
    },
  };
}

/** What routes of imports are sent: files of prices, and what became of them. */
function importsOf(
  { ask, must, admin }: Shop,
  product: string,
  sent: (method: string, path: string, how: Sent) => Promise<{ body: unknown }>,
): Record<string, () => Promise<Sent>> {
  const fileOf = (price: string) => {
    const all = new FormData();
    all.set('kind', 'prices');
    all.set('file', new Blob([`id,price\n${product},${price}\n`], { type: 'text/csv' }), 'prices.csv');
    return all;
  };
  const checked = async (price: string) =>
    ((await sent('POST', '/api/imports', { form: fileOf(price) })).body as { id: string }).id;
  const applied = async (price: string) => {
    const id = await checked(price);
    await must(200, ask('POST', `/api/imports/${id}/application`, { as: admin }));
    return id;
  };
  return {
    'POST /api/imports': async () => ({ form: fileOf('12') }),
    'PATCH /api/imports/{id}': async () => ({
      values: { id: await checked('13') },
      body: {},
      about: product,
    }),
    'POST /api/imports/{id}/application': async () => ({
      values: { id: await checked('14') },
      about: product,
    }),
    'POST /api/imports/{id}/undo': async () => ({ values: { id: await applied('15') }, about: product }),
  };
}
