import type { Sql } from './pools.ts';
import type { Customer, Line } from './reads.ts';

export interface Order {
  id: string;
  saga: string;
  /** Given by the first step. */
  number: string;
  key: string;
  fingerprint: string;
  customer: Customer;
  address: string | null;
  lines: Line[];
  total: number;
  /** The day of delivery, which nobody has asked for otherwise: tomorrow. */
  date: string;
  createdAt: Date;
  /** The saga's timeline: name, and when it was done. */
  steps: [name: string, at: number][];
}

/** What is kept for a key that was used before. */
export interface Known {
  fingerprint: string;
  status: number | null;
  answer: string | null;
}

const ROUTE = 'POST /api/orders';

/** Notes in the order's timeline that a step was done. */
export function done(order: Order, step: string): void {
  order.steps.push([step, Date.now() - order.createdAt.getTime()]);
}

/** Writes key, order, lines, recipient and saga. Answers what is kept when the key was there, and writes nothing. */
export async function start(sql: Sql, order: Order): Promise<Known | undefined> {
  const { id, customer, key } = order;
  return sql.begin(async (tx) => {
    const [[row], taken] = await Promise.all([
      tx<{ number: string }[]>`select nextval('order_numbers') as number`,
      tx`insert into idempotency_keys (caller, route, key, fingerprint, subject)
        values (${customer.id}, ${ROUTE}, ${key}, ${order.fingerprint}, ${id}) on conflict do nothing`,
    ]);
    if (taken.count === 0) return findKnown(tx as unknown as Sql, order);
    order.number = row!.number;
    await Promise.all([
      tx`insert into orders (id, number, user_id, status, total, language, delivery_date, idempotency_key, created_at)
        values (${id}, ${order.number}, ${customer.id}, 'pending', ${order.total}, ${customer.language}, null,
          ${key}, ${order.createdAt})`,
      tx`insert into order_lines ${tx(
        order.lines.map(({ product, ...line }, nth) => {
          return { order_id: id, line: nth, product_id: product, ...line };
        }),
      )}`,
      tx`insert into recipients (order_id, name, email, address)
        values (${id}, ${customer.name}, ${customer.email}, ${order.address})`,
      // Under a name of its own, so that no runner of the shop ever takes it over.
      tx`insert into sagas (order_id, id, definition, definition_version, state, data, deadline)
        values (${id}, ${order.saga}, 'naive-place-order', 1, 'running', ${sagaText(order)}, now() + interval '30 s')`,
    ]);
    return undefined;
  });
}

async function findKnown(tx: Sql, { customer, key }: Order): Promise<Known> {
  const [known] = await tx<Known[]>`
    select kept.fingerprint, orders.answer_status as status, orders.answer
    from idempotency_keys as kept join orders on orders.id = kept.subject
    where kept.caller = ${customer.id} and kept.route = ${ROUTE} and kept.key = ${key}`;
  return known!;
}

/** The pivot: the order is confirmed, unless it was marked for cancellation, and its answer kept; with the saga. */
export async function confirm(sql: Sql, order: Order): Promise<string> {
  done(order, 'confirm the order');
  const body = JSON.stringify(shown(order));
  await settle(sql, order, { status: 'confirmed', reason: null, code: 201, body });
  return body;
}

/** The order is cancelled for a reason, once everything is undone. */
export async function cancel(sql: Sql, order: Order, reason: string): Promise<string> {
  done(order, 'cancel the order');
  const body = JSON.stringify({ title: 'The order was cancelled', code: reason, orderId: order.id });
  await settle(sql, order, { status: 'cancelled', reason, code: 409, body });
  return body;
}

async function settle(
  sql: Sql,
  order: Order,
  to: { status: string; reason: string | null; code: number; body: string },
): Promise<void> {
  await sql.begin(async (tx) => {
    // Sent together, without waiting for one another.
    const [changed] = await Promise.all([
      tx`update orders set status = ${to.status}, reason = ${to.reason}, answer_status = ${to.code},
          answer = ${to.body}, delivery_date = ${to.status === 'confirmed' ? order.date : null}
        where id = ${order.id} and status = 'pending' and cancel_asked is null`,
      tx`update sagas set data = ${sagaText(order)}, updated_at = now()
        where order_id = ${order.id} and id = ${order.saga}`,
    ]);
    if (changed.count === 0) throw new Error(`order ${order.id} is not pending any more`);
  });
}

/** The saga has ended. */
export async function saveEnd(sql: Sql, order: Order, outcome: 'completed' | 'refused'): Promise<void> {
  await sql`update sagas set state = 'ended', outcome = ${outcome}, data = ${sagaText(order)},
    updated_at = now(), ended_at = now() where order_id = ${order.id} and id = ${order.saga}`;
}

/** What the saga's row keeps, of about the size that the shop writes. */
function sagaText({ customer, number, total, lines, date, steps, createdAt }: Order): string {
  const wished = lines.map(({ product, quantity }) => ({ product, quantity }));
  const data = { user: customer.id, number, total, currency: 'RUB', language: 'en', lines: wished, date };
  return JSON.stringify({ data, going: 'forward', at: createdAt, lines: steps });
}

function shown({ id, number, customer, lines, total, date, createdAt }: Order) {
  const money = (amount: number) => ({ amount, currency: 'RUB' });
  return {
    id,
    number,
    userId: customer.id,
    status: 'confirmed',
    lines: lines.map(({ product, name, quantity, price }) => {
      return { productId: product, name, quantity, price: money(price) };
    }),
    total: money(total),
    deliveryDate: date,
    createdAt: createdAt.toISOString(),
  };
}
