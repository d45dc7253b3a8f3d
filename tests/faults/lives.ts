import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../cli/test/scratch.ts';
import type { openTestShop } from '../journeys/test-shop.ts';

type Json = ReturnType<typeof JSON.parse>;
type Shop = Awaited<ReturnType<typeof openTestShop>>;

/** An order that lives on: what can be asked of it, by what was answered last. */
interface Life {
  id: string;
  lines: { id: string; quantity: number }[];
  parcels: { id: string; state: string }[];
}

interface Request {
  path: string;
  body: object;
}

const MONEY = 1_000_000_000;
const PIECES = 100_000;
const PAUSE = 20; // ms before who was not served asks again
const GIVE_UP = 120_000; // ms
const ACTS: Record<string, readonly string[]> = {
  planned: ['packing', 'handover'],
  packed: ['handover'],
  handed_over: ['delivery', 'failure', 'failure'],
  failed: ['handover', 'handover', 'failure', 'delivery'],
};

/**
 * A customer whose orders live on after they were confirmed, by what chance draws: parts and all of them are cancelled, money
 * goes back, parcels are planned and become something. Each request is sent until it is answered, some twice at once, under
 * its one key.
 */
export async function openLives(shop: Shop, random: () => number) {
  const below = (count: number) => Math.floor(random() * count);
  const [cup, spoon] = [await shop.product(333, PIECES), await shop.product(100, PIECES)];
  await shop.courier(100_000);
  const buyer = await shop.customer(MONEY);
  const all: string[] = [];

  /** Sends a request until there is an answer; what was kept under its key is the same each time. */
  async function insist({ path, body }: Request, as = shop.admin): Promise<Json> {
    const key = randomUUID();
    const once = async (): Promise<{ status: number; body: Json } | undefined> => {
      const headers = { prefer: path === '/api/orders' ? 'wait=30' : 'respond-async' };
      const answer = await shop.ask('POST', path, { as, body, key, headers }).catch(() => undefined);
      const isOver = answer && answer.status < 500 && answer.body?.code !== 'idempotency_in_progress';
      return isOver ? answer : undefined;
    };
    for (const began = performance.now(); performance.now() - began < GIVE_UP; await sleep(PAUSE)) {
      const [first, second] = await Promise.all([once(), below(4) === 0 ? once() : undefined]);
      if (first && second && first.status === 201 && second.status === 201)
        assert.deepEqual(first.body, second.body, 'the same key, the same answer');
      if (first) return first;
    }
    throw new Error(`nobody answers ${path}`);
  }

  async function place(): Promise<Life> {
    const lines = [cup, spoon].map((productId) => ({ productId, quantity: 1 + below(3) }));
    for (;;) {
      const { status, body } = await insist({ path: '/api/orders', body: { lines } }, buyer.token);
      assert.ok(status === 201 || body.code === 'timed_out', JSON.stringify(body));
      all.push(body.id ?? body.orderId);
      if (status === 201) return { id: body.id, lines: body.lines, parcels: [] };
    }
  }

  async function act(life: Life): Promise<void> {
    const open = life.parcels.filter(({ state }) => state in ACTS);
    if (open.length > 0 && below(3) > 0) {
      const parcel = open[below(open.length)]!;
      const acts = ACTS[parcel.state]!;
      const path = `/api/shipments/${parcel.id}/${acts[below(acts.length)]}`;
      const { status, body } = await insist({ path, body: {} });
      assert.ok([201, 409].includes(status), `${path}: ${JSON.stringify(body)}`);
      if (status === 201) parcel.state = body.state;
      else if (body.code === 'not_shippable') parcel.state = 'dropped';
      return;
    }
    const { path, body: asked, as } = wish(life);
    const { status, body } = await insist({ path, body: asked }, as);
    assert.ok([200, 201, 202, 409].includes(status), `${path}: ${JSON.stringify(body)}`);
    if (status === 201 && path.endsWith('/shipments')) life.parcels.push({ id: body.id, state: body.state });
  }

  function wish({ id, lines }: Life): Request & { as?: string } {
    const line = lines[below(lines.length)]!;
    const pieces = [{ lineId: line.id, quantity: 1 + below(line.quantity) }];
    const of = (path: string) => `/api/orders/${id}/${path}`;
    const drawn = below(12);
    if (drawn === 0) return { path: of('cancellation'), body: {}, as: buyer.token };
    if (drawn < 4) return { path: of('cancellation'), body: { lines: pieces } };
    if (drawn < 8) return { path: of('shipments'), body: drawn < 6 ? { lines: pieces } : {} };
    const what = drawn < 10 ? { amount: 1 + below(1_000) } : { lines: pieces };
    return { path: of('refunds'), body: { ...what, reason: 'A scratch' } };
  }

  /** Lets one order after the other live through so many acts, until `over` says so. */
  async function live(acts: number, over: () => boolean): Promise<void> {
    while (!over()) {
      const life = await place();
      for (let left = acts; left > 0 && !over(); left--) await act(life);
    }
  }

  /** Everything ends; the audit passes; money and pieces add up to what there was. Answers how many orders there were. */
  async function proveWhole(): Promise<number> {
    const quiet = async () => (await shop.audit()).inFlightCount === 0;
    await until(() => quiet().catch(() => false), GIVE_UP);
    await shop.settled();
    const sums = { kept: 0, cup: 0, spoon: 0 };
    for (const id of all) add(sums, await shop.must(200, buyer.get(`/api/orders/${id}`)));
    const account = await shop.must(200, buyer.get('/api/account'));
    assert.deepEqual([account.balance.amount, account.held.amount], [MONEY - sums.kept, 0]);
    for (const [product, gone] of [
      [cup, sums.cup],
      [spoon, sums.spoon],
    ] as const) {
      const { onHand, reserved } = await shop.stock(product);
      assert.deepEqual([onHand, reserved], [PIECES - gone, 0]);
    }
    return all.length;
  }

  function add(sums: { kept: number; cup: number; spoon: number }, order: Json): void {
    if (order.status === 'cancelled') return;
    const back = order.refunds.reduce((sum: number, { amount }: Json) => sum + amount.amount, 0);
    sums.kept += order.total.amount - back;
    const cameBack = new Map<string, number>();
    for (const { state, lines } of order.shipments)
      for (const { lineId, quantity } of state === 'returned' ? lines : [])
        cameBack.set(lineId, (cameBack.get(lineId) ?? 0) + quantity);
    for (const { id, productId, quantity, cancelled } of order.lines)
      sums[productId === cup ? 'cup' : 'spoon'] += quantity - cancelled - (cameBack.get(id) ?? 0);
  }

  return { live, proveWhole };
}
