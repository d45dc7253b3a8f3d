import { type Line, type Order, shown } from './order.ts';

/** Who gets an order, as they were when it was placed; empty once its customer has left. */
export interface Recipient {
  name: string;
  email: string;
  address: string | null;
  phone: string | null;
}

/** When what an order's customer cares for happened; ISO 8601, UTC. What has not happened is absent. */
export interface Milestones {
  placedAt: string;
  confirmedAt?: string;
  paidAt?: string;
  cancelledAt?: string;
  refundedAt?: string;
}

interface Receipt {
  order: Order;
  lines: readonly Line[];
  /** Nobody once the customer has left. */
  recipient: Recipient | undefined;
  milestones: Milestones;
}

/** An order as its owner and staff see it: with who gets it, and with what has happened when. */
export function receiptOf({ order, lines, recipient, milestones }: Receipt, currency: string) {
  return { ...shown(order, lines, currency), ...(recipient && shownRecipient(recipient)), milestones };
}

function shownRecipient({ name, email, phone, address }: Recipient) {
  return {
    recipient: { name, email, ...(phone !== null && { phone }) },
    ...(address !== null && { address }),
  };
}
