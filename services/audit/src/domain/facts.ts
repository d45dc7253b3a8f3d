/** What the services know of one order; a part is missing where a service has never heard of it. */
export interface Facts {
  id: string;
  order?: OrderPart;
  payment?: {
    state: string;
    user: string | null;
    amount: number;
    captured: number;
    captures: number;
    refunded: number;
    refunds: number;
  };
  stock?: { state: string; lines: { product: string; quantity: number }[] };
  delivery?: { state: string; courier: string | null; date: string | null };
  notify?: { messages: number; confirmations: number; cancellations: number };
}

export interface OrderPart {
  user: string;
  status: string;
  reason: string | null;
  total: number;
  agreed: number;
  lines: { product: string; quantity: number }[];
  sagas: SagaPart[];
}

export interface SagaPart {
  id: string;
  name: string;
  state: string;
  ended: boolean;
  ageSeconds: number;
  overdueSeconds: number;
  updatedAt: string;
}

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
    ? JSON.stringify([order.status, order.sagas.map((saga) => [saga.id, saga.state, saga.updatedAt])])
    : 'none';
}
