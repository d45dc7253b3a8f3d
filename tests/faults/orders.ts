import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../cli/test/scratch.ts';

type Json = ReturnType<typeof JSON.parse>;

/** A shop from outside, with its administrator's token. */
export interface Shop {
  url: string;
  admin: string;
}

interface Order {
  key: string;
  /** The last answer; none when the request itself failed. */
  status?: number;
  body?: Json;
}

export interface Load {
  productId: string;
  orders: Order[];
  /** Resolves when so many more orders have been answered as confirmed. */
  confirmed(more: number): Promise<void>;
  /** Takes no more orders; resolves when all requests are over. */
  stop(): Promise<void>;
}

const GIVE_UP = 120_000; // ms; by then a saga has met its deadline and turned back, on a busy machine too
const PAUSE = 20; // ms before who was not served asks again

/** One request of the administrator, with a key of its own unless one is given. */
export async function ask(
  shop: Shop,
  method: string,
  path: string,
  body?: object,
  { key = randomUUID(), prefer }: { key?: string; prefer?: string } = {},
): Promise<{ status: number; body: Json }> {
  const headers: Record<string, string> = { authorization: `Bearer ${shop.admin}`, 'idempotency-key': key };
  if (prefer) headers['prefer'] = prefer;
  if (body) headers['content-type'] = 'application/json';
  const init = body ? { method, headers, body: JSON.stringify(body) } : { method, headers };
  const response = await fetch(shop.url + path, init);
  return { status: response.status, body: (await response.json()) as Json };
}

/** Gives the administrator money, a courier and a product, in plenty or as many as said; resolves to the product's id. */
export async function prepare(shop: Shop, quantity = 10_000): Promise<string> {
  const must = async (method: string, path: string, body?: object) => {
    const answer = await ask(shop, method, path, body);
    assert.ok(answer.status < 300, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const { user } = await must('GET', '/api/session');
  await must('POST', `/api/accounts/${user.id}/deposits`, { amount: 100_000_000_000 });
  await must('POST', '/api/couriers', { name: 'Kim', dailyCapacity: 10_000 });
  const name = { en: 'Cup', ru: 'Чашка' };
  const category = await must('POST', '/api/categories', { slug: `c-${randomUUID()}`, name });
  const price = { amount: 100, currency: 'RUB' };
  const product = { name, description: name, price, categoryId: category.id };
  const { id } = await must('POST', '/api/products', product);
  if (quantity > 0) await must('POST', `/api/stock/${id}/receipts`, { quantity });
  return id;
}

/** Every load that a shop has had. */
const placedIn = new WeakMap<Shop, Load[]>();

/** Places orders, so many in flight at once, each under a key of its own, until it is told to stop. */
function placeOrders(shop: Shop, productId: string, buyers: number): Load {
  const orders: Order[] = [];
  let confirmed = 0;
  let stopped = false;
  const goals: { at: number; reached: () => void }[] = [];
  const work = async () => {
    while (!stopped) {
      const order: Order = { key: randomUUID() };
      orders.push(order);
      await place(shop, order, productId);
      // As a customer does who was not served: again, under the same key.
      while (!stopped && !hasOutcome(order)) {
        await sleep(PAUSE);
        await place(shop, order, productId);
      }
      if (order.body?.status === 'confirmed') confirmed += 1;
      for (const goal of goals) if (confirmed >= goal.at) goal.reached();
    }
  };
  const all = Promise.all(Array.from({ length: buyers }, work));
  const load: Load = {
    productId,
    orders,
    confirmed: (more) =>
      Promise.race([
        new Promise<void>((reached) => goals.push({ at: confirmed + more, reached })),
        all.then(() => {}),
        sleep(GIVE_UP, undefined, { ref: false }).then(() => assert.fail('the shop confirms no orders')),
      ]),
    stop: async () => {
      stopped = true;
      await all;
    },
  };
  placedIn.set(shop, [...(placedIn.get(shop) ?? []), load]);
  return load;
}

async function place(shop: Shop, order: Order, productId: string): Promise<void> {
  const body = { lines: [{ productId, quantity: 1 }] };
  const answer = await ask(shop, 'POST', '/api/orders', body, { key: order.key }).catch(() => undefined);
  delete order.status;
  delete order.body;
  if (!answer) return;
  assert.ok([201, 202, 409, 503].includes(answer.status), JSON.stringify(answer));
  Object.assign(order, answer);
}

const hasOutcome = ({ status, body }: Order) =>
  status === 201 || (status === 409 && body.code !== 'idempotency_in_progress');

/**
 * Places orders, of each product so many in flight at once, while `work` does its harm beside the first of these
 * loads; proves the shop whole then.
 */
export async function underOrders(
  shop: Shop,
  buyers: Record<string, number>,
  work: (load: Load) => Promise<void>,
): Promise<void> {
  const loads = Object.entries(buyers).map(([productId, count]) => placeOrders(shop, productId, count));
  try {
    await work(loads[0]!);
  } finally {
    await Promise.all(loads.map((load) => load.stop()));
  }
  const ended = await proveWhole(shop, loads);
  const counts = loads.map(({ orders }) => orders.length).join(' and ');
  console.log(`# ${counts} orders, all ended ${Math.round(ended)} ms after the last request`);
}

/**
 * What is promised, once the fault is over: each order ends; every invariant holds; what was answered is there as it
 * was answered; asked again, each key gets its one order, and no other is there but those of the shop's loads before.
 * Resolves to how long it took until all had ended, in ms.
 */
async function proveWhole(shop: Shop, loads: readonly Load[]): Promise<number> {
  const healed = performance.now();
  await allEnded(shop);
  const took = performance.now() - healed;
  for (const load of loads) await placeAgain(shop, load);
  await allEnded(shop);
  const kept = await allOrders(shop);
  const orders = loads.flatMap((load) => load.orders);
  const ids = new Set(orders.map(({ body }) => body.id ?? body.orderId));
  assert.equal(ids.size, orders.length, 'each key has one order of its own');
  const placed = placedIn.get(shop)!.reduce((sum, load) => sum + load.orders.length, 0);
  assert.equal(kept.size, placed, 'no order is there without a key');
  for (const { status, body } of orders) {
    const order = kept.get(body.id ?? body.orderId);
    if (status === 201) assert.deepEqual(asAnswered(order, body), body);
    else assert.equal(order.status, 'cancelled');
  }
  return took;
}

/** Asks for each order again until its outcome is known, which is the one that was answered before. */
async function placeAgain(shop: Shop, { orders, productId }: Load): Promise<void> {
  const waiting = orders.values();
  const again = async () => {
    for (const order of waiting) {
      const first = hasOutcome(order) ? order.body : undefined;
      await within(async () => {
        await place(shop, order, productId);
        return hasOutcome(order);
      }, order);
      if (first) assert.deepEqual(order.body, first, 'the first answer, again');
    }
  };
  await Promise.all(Array.from({ length: 16 }, again));
}

/** Waits until no order is in flight; every invariant of the audit holds then. */
export async function allEnded(shop: Shop): Promise<void> {
  const last: { audit?: Awaited<ReturnType<typeof ask>> | undefined } = {};
  await within(async () => {
    last.audit = await ask(shop, 'GET', '/api/audit').catch(() => undefined);
    return last.audit?.status === 200 && last.audit.body.inFlightCount === 0;
  }, last);
  assert.ok(last.audit!.body.ok, JSON.stringify(last.audit!.body.invariants));
}

/** Waits until it holds; what it looks at is told when it does not. */
async function within(condition: () => Promise<boolean>, seen: object): Promise<void> {
  await until(condition, GIVE_UP).catch((cause) => {
    throw new Error(`after all this time: ${JSON.stringify(seen)}`, { cause });
  });
}

async function allOrders(shop: Shop): Promise<Map<string, Json>> {
  const found = new Map<string, Json>();
  let cursor = '';
  do {
    const { body } = await ask(shop, 'GET', `/api/orders?limit=100${cursor}`);
    for (const order of body.items) found.set(order.id, order);
    cursor = body.nextCursor ? `&cursor=${encodeURIComponent(body.nextCursor)}` : '';
  } while (cursor);
  return found;
}

/** Of an order that was read what its answer said too: to whom it goes, and when what happened, is told to readers only. */
export async function readAsAnswered(shop: Shop, id: string, answer: Json): Promise<object> {
  const { status, body } = await ask(shop, 'GET', `/api/orders/${id}`);
  const { recipient, milestones } = body;
  assert.deepEqual([status, typeof recipient.email, typeof milestones.paidAt], [200, 'string', 'string']);
  return asAnswered(body, answer);
}

/** The fields of a read order that its answer had. */
function asAnswered(read: Json, answer: Json): Json {
  return Object.fromEntries(Object.keys(answer).map((field) => [field, read[field]]));
}
