import type { DeliveryFact } from '@sagashop/delivery/contract';
import type { NotifyFact } from '@sagashop/notify/contract';
import type { OrderFact } from '@sagashop/order/contract';
import type { PaymentFact } from '@sagashop/payment/contract';
import type { StockFact } from '@sagashop/stock/contract';

/** What the services know of one order; a part is missing where a service has never heard of it. */
export interface Facts {
  id: string;
  order?: OrderPart;
  payment?: OfOrder<PaymentFact>;
  stock?: OfOrder<StockFact>;
  delivery?: OfOrder<DeliveryFact>;
  notify?: OfOrder<NotifyFact>;
}

/** One thing that must hold for each order that it concerns. */
export interface Invariant {
  name: string;
  /** Whether the order is one that this speaks of; only those are counted as checked. */
  concerns(facts: Facts): boolean;
  holds(facts: Facts): boolean;
}

/** A fact beside the id of the order that it is of. */
type OfOrder<Fact> = Omit<Fact, 'order'>;
export type OrderPart = OfOrder<OrderFact>;
export type SagaPart = OrderFact['sagas'][number];

/** An order whose saga has not ended is in flight, and never a failure of what an ended order must have. */
export function inFlight(facts: Facts): SagaPart | undefined {
  return facts.order?.sagas.find((saga) => !saga.ended);
}

/** Whether two readings of an order tell the same: nothing has moved between them. */
export function unchanged(before: OrderPart | undefined, after: OrderPart | undefined): boolean {
  return fingerprint(before) === fingerprint(after);
}

function fingerprint(order: OrderPart | undefined): string {
  return order
    ? JSON.stringify([
        order.status,
        order.day,
        order.moving,
        order.withdrawals?.map((one) => one.state),
        order.sagas.map((saga) => [saga.id, saga.state, saga.updatedAt]),
      ])
    : 'none';
}
