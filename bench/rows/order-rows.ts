import { ints, texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { TransactionSql } from 'postgres';
import type { Sql } from '../site/databases.ts';
import { answerOf, type MadeOrder, sagaTexts } from './made-orders.ts';

/** As many order numbers as are needed. */
export async function takeNumbers(sql: Sql, count: number): Promise<string[]> {
  const rows = await sql<{ number: string }[]>`
    select nextval('order_numbers') as number from generate_series(1, ${count}::int)`;
  return rows.map(({ number }) => number);
}

/** Key, order, line, recipient and saga, the order confirmed and the saga ended, as one transaction. */
export async function writeOrderRows(
  sql: Sql,
  orders: readonly MadeOrder[],
  numbers: readonly string[],
): Promise<void> {
  const ids = uuids(orders.map(({ id }) => id));
  const sagas = orders.map((order, nth) => sagaTexts(order, numbers[nth]!));
  const users = uuids(orders.map(({ user }) => user));
  const prices = ints(orders.map(({ product }) => product.price));
  await sql.begin((tx) => [
    tx`insert into idempotency_keys (caller, route, key, fingerprint, subject)
      select caller, 'POST /api/orders', key, fingerprint, subject from unnest(${users}::uuid[],
        ${texts(orders.map(({ key }) => key))}::text[], ${texts(orders.map(({ fingerprint }) => fingerprint))}::text[],
        ${ids}::uuid[]) as made (caller, key, fingerprint, subject)`,
    tx`insert into orders (id, number, user_id, status, total, language, idempotency_key, created_at)
      select id, number, user_id, 'pending', total, 'en', key, now()
      from unnest(${ids}::uuid[], ${texts(numbers)}::bigint[], ${users}::uuid[], ${prices}::bigint[],
        ${texts(orders.map(({ key }) => key))}::text[]) as made (id, number, user_id, total, key)`,
    tx`insert into order_lines (order_id, line, product_id, name, quantity, price)
      select id, 0, product, name, 1, price from unnest(${ids}::uuid[],
        ${uuids(orders.map(({ product }) => product.id))}::uuid[],
        ${texts(orders.map(({ product }) => product.name))}::text[], ${prices}::bigint[])
        as made (id, product, name, price)`,
    tx`insert into recipients (order_id, name, email)
      select id, 'Bench Customer', 'bench@load.invalid' from unnest(${ids}::uuid[]) as id`,
    tx`insert into sagas (order_id, id, definition, definition_version, state, data, deadline)
      select order_id, id, 'place-order', 1, 'running', data, now() + interval '30 s'
      from unnest(${ids}::uuid[], ${uuids(orders.map(({ saga }) => saga))}::uuid[],
        ${texts(sagas.map(([start]) => start))}::text[]) as made (order_id, id, data)`,
    tx`update orders set status = 'confirmed', delivery_date = made.date, answer_status = 201, answer = made.answer
      from unnest(${ids}::uuid[], ${texts(orders.map(({ date }) => date))}::date[],
        ${texts(orders.map((order, nth) => answerOf(order, numbers[nth]!)))}::text[]) as made (id, date, answer)
      where orders.id = made.id and orders.id = any(${ids}::uuid[])`,
    saveSagas(tx, ids, { state: 'running', outcome: null, texts: sagas.map(([, decided]) => decided) }),
    saveSagas(tx, ids, { state: 'ended', outcome: 'completed', texts: sagas.map(([, , ended]) => ended) }),
  ]);
}

function saveSagas(
  tx: TransactionSql,
  ids: string,
  to: { state: string; outcome: string | null; texts: string[] },
) {
  return tx`
    update sagas set data = made.data, updated_at = now(), state = ${to.state}, outcome = ${to.outcome},
      ended_at = case when ${to.outcome !== null} then now() end
    from unnest(${ids}::uuid[], ${texts(to.texts)}::text[]) as made (order_id, data)
    where sagas.order_id = made.order_id and sagas.order_id = any(${ids}::uuid[])`;
}
