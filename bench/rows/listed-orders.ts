import { encodeState } from '@sagashop/saga/encode';
import { initialState } from '@sagashop/saga/state';
import type { Sql } from '../site/databases.ts';

const AT_ONCE = 20_000; // orders in one statement
const SECONDS = 60; // between two orders
/** How many there are of each, whatever the number of orders; a customer has ten orders. */
const PRODUCTS = 1000;
const COURIERS = 40;
const ORDERS_EACH = 10;

/** The id of the nth of a kind, as SQL and here. */
export const idOf = (kind: 'a' | 'b' | 'c', nth: number) =>
  `${kind.repeat(8)}-0000-4000-8000-${String(nth).padStart(12, '0')}`;
const idSql = (kind: string, nth: string) =>
  `('${kind.repeat(8)}-0000-4000-8000-' || lpad((${nth})::text, 12, '0'))::uuid`;

/**
 * Writes so many orders by SQL alone, a minute apart until now: of the first two thirds most are delivered, by couriers half
 * of whom have left since; one in ten is cancelled, for reasons of which some are rare; a few hundred wait for somebody.
 */
export async function writeListedOrders(
  sql: Sql,
  count: number,
  told: (done: number) => void,
): Promise<void> {
  await sql.unsafe(`create temporary table sagas_said as select '${sagaText()}'::text as data`);
  const from = Date.now() - count * SECONDS * 1000;
  for (let done = 0; done < count; done += AT_ONCE) {
    const last = Math.min(count, done + AT_ONCE) - 1;
    await sql.unsafe(madeSql(done, last, { count, from }));
    for (const statement of INSERTS) await sql.unsafe(statement);
    await sql.unsafe('drop table made');
    told(last + 1);
  }
  await sql.unsafe(`select setval('order_numbers', ${100_001 + count})`);
  await sql.unsafe('vacuum (analyze) orders, order_lines, recipients, sagas');
}

/** What the rows of some orders are made of. The same each time: the dice are a hash. */
function madeSql(first: number, last: number, { count, from }: { count: number; from: number }): string {
  const dice = (salt: string, most: number) =>
    `abs(hashint8(nth * 31 + ${salt.charCodeAt(0)})::bigint) % ${most}`;
  return `create temporary table made as
    select nth, at, id, user_id, status,
      case when status = 'cancelled' then case when ${dice('r', 3000)} = 0 then 'no_courier'
        when ${dice('s', 3)} = 0 then 'cancelled_by_shop' else 'out_of_stock' end end as reason,
      100 * (1 + ${dice('t', 20_000)}) as total, ${dice('p', PRODUCTS)} as product, ${dice('q', PRODUCTS)} as more,
      case when nth < ${Math.floor(count / 2)} then ${dice('k', COURIERS / 2)}
        else ${COURIERS / 2} + ${dice('k', COURIERS / 2)} end as courier,
      (at + (1 + ${dice('d', 5)}) * interval '1 day')::date as day, status = 'confirmed' and ${dice('w', 4000)} = 0 as parked
    from (select nth, at, ${dice('u', Math.max(1, Math.floor(count / ORDERS_EACH)))} as customer,
        (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(nth::text), 1, 3) || '8'
          || substr(md5(nth::text), 4, 15))::uuid as id,
        case when ${dice('c', 10)} = 0 then 'cancelled' when nth < ${Math.floor((count * 2) / 3)} then 'delivered'
          else 'confirmed' end as status
      from (select nth, to_timestamp(${from / 1000}) + nth * interval '${SECONDS} seconds' as at
        from generate_series(${first}::bigint, ${last}::bigint) as nth) as placed) as bought,
      lateral (select ${idSql('a', 'customer')} as user_id) as who`;
}

const INSERTS = [
  `insert into orders (id, number, user_id, status, reason, total, language, delivery_date, idempotency_key, created_at,
      answer_status, answer)
    select id, 100001 + nth, user_id, status, reason, total, 'en', day, nth::text, at,
      case when status = 'cancelled' then 409 else 201 end, '{}' from made`,
  `insert into order_lines (order_id, line, product_id, name, quantity, price)
    select id, 0, ${idSql('b', 'product')}, 'Thing ' || product, 1, total from made
    union all select id, 1, ${idSql('b', 'more')}, 'Thing ' || more, 1, 0 from made where nth % 2 = 0 and more <> product`,
  `insert into recipients (order_id, name, email, phone)
    select id, (array['Anna', 'Boris', 'Clara', 'Dmitri', 'Elena'])[1 + nth % 5] || ' N' || right(user_id::text, 6),
      'c' || right(user_id::text, 8) || '@bench.invalid', '+7900' || right(user_id::text, 7) from made`,
  `insert into sagas (order_id, id, definition, definition_version, state, outcome, data, deadline, started_at, ended_at)
    select id, id, 'place-order', 1, case when parked then 'parked' else 'ended' end, case when parked then null
      when status = 'cancelled' then 'refused' else 'completed' end,
      replace(data, 'COURIER', ${idSql('c', 'courier')}::text), at, at, case when not parked then at end
    from made, sagas_said`,
];

/** A saga that has booked a courier. */
function sagaText(): string {
  const at = new Date(0).toISOString();
  const step = {
    name: 'book a courier',
    phase: 'do',
    status: 'done',
    attempts: 1,
    startedAt: at,
    endedAt: at,
  } as const;
  const reply = { kind: 'done', body: { date: '2026-01-01', courier: 'COURIER' } } as const;
  return encodeState({ ...initialState({}), steps: [{ ...step, reply }], ended: 'completed' });
}
