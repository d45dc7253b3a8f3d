import { texts, uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db } from '@sagashop/chassis/postgres/sql';
import type { Exchange } from '../domain/exchange.ts';
import type { Line, Order } from '../domain/order.ts';
import type { Recipient } from '../domain/receipt.ts';
import type { Refund } from '../domain/refund.ts';
import type { Return } from '../domain/return.ts';
import type { Shipment, ShipmentAct } from '../domain/shipment.ts';
import type { Withdrawal } from '../domain/withdrawal.ts';
import { exchangesOf } from './exchanges.ts';
import { lineCounts, orderColumnsWithShortages } from './orders.ts';
import { refundsOf } from './refunds.ts';
import { returnsOf } from './returns.ts';
import type { SagaOfOrder } from './sagas.ts';
import { parcelsOf } from './shipments.ts';
import { withdrawalsOf } from './withdrawals.ts';

/** An order to be looked at, and the mark of its state that is known; empty when none is. */
export interface Look {
  order: string;
  mark: string;
}

/** All that a live view shows of an order, as of one moment. */
export interface OrderState extends Order {
  lines: Line[];
  sagas: SagaOfOrder[];
  recipient: Recipient | null;
  refunds: Refund[];
  shipments: { shipment: Shipment; acts: ShipmentAct[] }[];
  returns: Return[];
  exchanges: Exchange[];
  withdrawals: Withdrawal[];
  cancelAsked: string | null;
  /** Something more will come by itself: a saga has not ended, or is about to begin. */
  going: boolean;
  /** Another one whenever a row has changed. */
  mark: string;
}

/**
 * Those of these orders whose state is not the one with the known mark. The mark is made of the row versions
 * (`xmin`) of the order and its sagas, so that nothing has to be written for it and nothing is read of an order
 * that stands still.
 */
export async function changedOrders(db: Db, looks: readonly Look[]): Promise<OrderState[]> {
  const states = await db<
    Omit<OrderState, 'refunds' | 'shipments' | 'returns' | 'exchanges' | 'withdrawals'>[]
  >`
    select ${orderColumnsWithShortages(db)}, cancel_asked, now.mark,
      now.running or (status = 'confirmed' and cancel_asked is not null) as going,
      (select json_agg(json_strip_nulls(json_build_object('productId', product_id, 'variantId', variant_id,
          'name', name, 'quantity', quantity, 'price', price, 'counts', ${lineCounts(db)})) order by line)
        from order_lines where order_id = orders.id) as lines,
      (select coalesce(json_agg(json_build_object('id', id, 'definition', definition,
          'version', definition_version, 'state', state, 'outcome', outcome, 'data', data,
          'startedAt', started_at, 'deadline', deadline, 'endedAt', ended_at) order by started_at, id), '[]')
        from sagas where order_id = orders.id) as sagas,
      (select json_build_object('name', name, 'email', email, 'phone', phone, 'address', address)
        from recipients where order_id = orders.id and email <> '') as recipient
    from unnest(${uuids(looks.map((look) => look.order))}::uuid[], ${texts(looks.map((look) => look.mark))}::text[]) as known (id, mark)
    join orders on orders.id = known.id
    cross join lateral (
      select concat_ws(' ', orders.xmin, string_agg(one.xmin::text, ' ' order by one.id)) as mark,
        coalesce(bool_or(one.ended_at is null), false) as running
      from sagas as one where one.order_id = orders.id) as now
    where now.mark <> known.mark`;
  // Only of orders that can have any: none is asked for while one is being placed.
  const stood = states.filter(({ wasConfirmed, sagas }) => wasConfirmed && sagas.length > 1);
  const older = stood.map(({ id }) => id);
  const [refunds, parcels, returns, exchanges, withdrawals] = await Promise.all([
    refundsOf(
      db,
      states.filter(({ refunded }) => refunded).map(({ id }) => id),
    ),
    parcelsOf(db, older),
    returnsOf(db, older),
    exchangesOf(db, older),
    withdrawalsOf(db, older),
  ]);
  return states.map((state) => ({
    ...state,
    refunds: refunds.get(state.id) ?? [],
    shipments: parcels.get(state.id) ?? [],
    returns: returns.get(state.id) ?? [],
    exchanges: exchanges.filter(({ orderId, ofOrder }) => orderId === state.id || ofOrder === state.id),
    withdrawals: withdrawals.get(state.id) ?? [],
  }));
}
