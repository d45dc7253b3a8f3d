import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { ListRow } from '../domain/list-row.ts';

/** What staff see of an order in a list, beside the order itself. */
export interface ListExtras {
  id: string;
  /** Null too as long as the list has not heard of the order. */
  courierId: string | null;
  saga: 'running' | 'parked' | 'ended';
  recipient: ListRow['recipient'];
}

/** What staff see of these orders, by their ids. */
export async function extrasOf(db: Db, ids: readonly string[]): Promise<Map<string, ListExtras>> {
  const rows = await db<ListExtras[]>`
    select asked.id, courier_id,
      coalesce((select max(state) from sagas
        where order_id = asked.id and coalesce(ended_at, 'infinity') = 'infinity'), 'ended') as saga,
      (select json_build_object('name', name, 'email', email, 'phone', phone)
        from recipients where order_id = asked.id and email <> '') as recipient
    from unnest(${uuids(ids)}::uuid[]) as asked (id) left join order_list as l on l.id = asked.id`;
  return new Map(rows.map((row) => [row.id, row]));
}
