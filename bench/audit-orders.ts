import { ints, plain, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';

const CUSTOMERS = 1000;
const PRODUCTS = 50;
const COURIERS = 4;
const DAYS = 14;
const PRICE = 1500;
const AT_ONCE = 10_000;
// As long as the compact states that sagas leave behind.
const STATE = JSON.stringify({ steps: 'x'.repeat(700) });

/** The databases of the services that know of orders, by service. */
export type Databases = Record<'order' | 'payment' | 'stock' | 'delivery' | 'notify', Sql>;

interface Ids {
  customers: string[];
  products: string[];
  couriers: string[];
}

/** Writes whole confirmed orders into a shop's databases, the oldest first; the audit finds nothing wrong. */
export async function fillOrders(databases: Databases, count: number): Promise<void> {
  const make = (length: number) => Array.from({ length }, () => newId());
  const ids: Ids = { customers: make(CUSTOMERS), products: make(PRODUCTS), couriers: make(COURIERS) };
  const begin = Date.now() - count; // one order a millisecond
  for (let first = 0; first < count; first += AT_ONCE) {
    const nths = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, at) => first + at);
    const orders = nths.map((nth) => newId(begin + nth));
    await Promise.all([
      fillOrder(databases.order, orders, nths, ids),
      fillPayment(databases.payment, orders, nths, ids),
      fillStock(databases.stock, orders, nths, ids),
      fillDelivery(databases.delivery, orders, nths, ids),
      fillNotify(databases.notify, orders, nths, ids),
    ]);
  }
  await settle(databases, ids);
  await Promise.all(Object.values(databases).map((sql) => sql`vacuum analyze`));
}

const of = (names: readonly string[], nths: readonly number[]) =>
  uuids(nths.map((nth) => names[nth % names.length]!));

async function fillOrder(sql: Sql, orders: string[], nths: number[], { customers, products }: Ids) {
  const given = sql`unnest(${uuids(orders)}::uuid[], ${ints(nths)}::int[], ${of(customers, nths)}::uuid[],
    ${of(products, nths)}::uuid[]) as given (id, nth, customer, product)`;
  await sql`insert into orders (id, number, user_id, status, total, language, idempotency_key, answer_status, answer,
      created_at)
    select id, nth, customer, 'confirmed', ${PRICE}, 'en', id, 201, repeat('a', 500), now() from ${given}`;
  await sql`insert into order_lines (order_id, line, product_id, name, quantity, price)
    select id, 1, product, 'Teapot', 1, ${PRICE} from ${given}`;
  await sql`insert into sagas (order_id, id, definition, definition_version, state, outcome, data, deadline, ended_at)
    select id, id, 'place-order', 1, 'ended', 'completed', ${STATE}, now() + interval '30 s', now() from ${given}`;
}

async function fillPayment(sql: Sql, orders: string[], nths: number[], { customers }: Ids) {
  const given = sql`unnest(${uuids(orders)}::uuid[], ${of(customers, nths)}::uuid[]) as given (id, customer)`;
  await sql`insert into holds (order_id, user_id, amount, state) select id, customer, ${PRICE}, 'captured' from ${given}`;
  await sql`insert into entries (transfer_id, kind, account, user_id, amount)
    select id, 'capture', account, case account when 'customer' then customer end, amount
    from ${given}, (values ('customer', -${PRICE}::bigint), ('sales', ${PRICE}::bigint)) as side (account, amount)`;
}

async function fillStock(sql: Sql, orders: string[], nths: number[], { products }: Ids) {
  await sql`insert into reservations (order_id, product_ids, quantities, state, booked)
    select id, array[product], array[1], 'taken', 1
    from unnest(${uuids(orders)}::uuid[], ${of(products, nths)}::uuid[]) as given (id, product)`;
}

async function fillDelivery(sql: Sql, orders: string[], nths: number[], { couriers }: Ids) {
  const days = nths.map((nth) =>
    new Date(Date.now() + (1 + (nth % DAYS)) * 86_400_000).toISOString().slice(0, 10),
  );
  await sql`insert into bookings (order_id, courier_id, date, state, place, capacity)
    select id, courier, day, 'booked', 1, 1000000
    from unnest(${uuids(orders)}::uuid[], ${of(couriers, nths)}::uuid[], ${plain(days)}::date[])
      as given (id, courier, day)`;
}

async function fillNotify(sql: Sql, orders: string[], nths: number[], { customers }: Ids) {
  await sql`insert into messages (order_id, kind, id, user_id, language, message)
    select id, 'confirmed', id, customer, 'en', 'Your order is confirmed.'
    from unnest(${uuids(orders)}::uuid[], ${of(customers, nths)}::uuid[]) as given (id, customer)`;
}

/** Accounts, stock and couriers' days as these orders have left them. */
async function settle({ payment, stock, delivery }: Databases, { customers, products }: Ids): Promise<void> {
  const deposits = customers.map(() => newId());
  await payment`insert into entries (transfer_id, kind, account, user_id, amount)
    select transfer, 'deposit', account, case account when 'customer' then customer end, amount
    from unnest(${uuids(deposits)}::uuid[], ${uuids(customers)}::uuid[]) as given (transfer, customer),
      (values ('customer', 1000000000::bigint), ('deposits', -1000000000::bigint)) as side (account, amount)`;
  await payment`insert into accounts (user_id, balance)
    select user_id, sum(amount) from entries where user_id is not null group by user_id`;
  await stock`insert into movements (product_id, reason, quantity, on_hand)
    select id, 'received', 1000000, 1000000 from unnest(${uuids(products)}::uuid[]) as given (id)`;
  await stock`insert into movements (product_id, reason, quantity, on_hand, cause)
    select product_ids[1], 'sold', -1, 1000000 - row_number() over (partition by product_ids[1] order by order_id), order_id
    from reservations`;
  await stock`insert into goods (product_id, on_hand)
    select id, 1000000 - (select count(*) from reservations where product_ids = array[id])
    from unnest(${uuids(products)}::uuid[]) as given (id)`;
  await delivery`insert into couriers (id, name, daily_capacity)
    select distinct courier_id, 'C', 1000000 from bookings`;
  await delivery`insert into courier_days (date, courier_id, booked)
    select date, courier_id, count(*) from bookings group by date, courier_id`;
}
