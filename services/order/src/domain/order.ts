import { MAX_AMOUNT, money, total } from '@sagashop/kernel/money';

import type { Shortage } from './shortage.ts';

export type Status = 'pending' | 'confirmed' | 'cancelled' | 'shipped' | 'delivered' | 'returned';
export type Language = 'en' | 'ru';

export const GOODS = ['none', 'partly_shipped', 'shipped', 'delivered', 'failed'] as const;
export type GoodsState = (typeof GOODS)[number];

export const RETURN_AXIS = ['none', 'asked', 'approved', 'received', 'settled'] as const;
export type ReturnAxis = (typeof RETURN_AXIS)[number];

/** From which states an order may go to which. */
export const TRANSITIONS: Record<Status, readonly Status[]> = {
  pending: ['confirmed', 'cancelled'],
  confirmed: ['cancelled', 'shipped'],
  shipped: ['delivered', 'returned'],
  delivered: ['returned'],
  cancelled: [],
  returned: [],
};

/** A line as it was agreed: the name in the customer's language and the price of one, in minor units. */
export interface Line {
  productId: string;
  /** Which variant of it; undefined of a product that is had as itself alone. */
  variantId?: string;
  name: string;
  quantity: number;
  price: number;
  /** What has become of its pieces; undefined while nothing has. */
  counts?: LineCounts | null;
}

/**
 * Pieces of a line. What was returned was shipped before: it could not be delivered, or its customer has sent it back, which
 * is `received`, of pieces that were `asked` for.
 */
export interface LineCounts {
  cancelled: number;
  shipped: number;
  delivered: number;
  returned: number;
  asked: number;
  received: number;
}

export interface Order {
  id: string;
  number: number;
  userId: string;
  status: Status;
  reason: string | null;
  total: number;
  language: Language;
  deliveryDate: string | null;
  createdAt: Date;
  /** What has gone back of the total while the order stood, in minor units. */
  refunded?: number | null;
  /** How far its goods are; nothing while none has left the shop. */
  goods?: GoodsState | null;
  /** How far its returns are; nothing while there are none that stand. */
  returnState?: ReturnAxis | null;
  /** It was confirmed, whatever it is now. */
  wasConfirmed?: boolean;
  /** What there was too little of, for an order that was refused for that. */
  shortages?: Shortage[] | null;
}

/** What a customer asks for: a product, which variant of it where it has several, and how many. */
export interface RequestedLine {
  productId: string;
  variantId?: string;
  quantity: number;
}

/** What can be said against lines before they become an order. */
export type Objection = { path: string; message: string };

const MOST = 10_000; // of one product in one order

/** Several lines of one product, or of one variant of it, become one, where the first stood. */
export function mergeLines<L extends RequestedLine>(lines: readonly L[]): L[] {
  const merged = new Map<string, L>();
  for (const line of lines) {
    const productId = line.productId.toLowerCase();
    const variantId = line.variantId?.toLowerCase();
    const key = variantId === undefined ? productId : `${productId} ${variantId}`;
    const quantity = (merged.get(key)?.quantity ?? 0) + line.quantity;
    merged.set(key, { ...line, productId, ...(variantId !== undefined && { variantId }), quantity });
  }
  return [...merged.values()];
}

/** Objects to more of one product than an order may have. Takes merged lines. */
export function tooMany(lines: readonly RequestedLine[]): Objection | undefined {
  return lines.some((line) => line.quantity > MOST)
    ? { path: 'lines', message: `must not ask for more than ${MOST} of one product` }
    : undefined;
}

/** Objects to a total that is more than any amount may be. */
export function tooMuch(lines: readonly Line[]): Objection | undefined {
  return total(lines) > MAX_AMOUNT
    ? { path: 'lines', message: 'must not cost more than 10^12 minor units' }
    : undefined;
}

/** An order as the world sees it. */
export function shown(order: Order, lines: readonly Line[], currency: string) {
  return {
    id: order.id,
    number: String(order.number),
    userId: order.userId,
    status: order.status,
    ...(order.reason === null ? {} : { reason: order.reason }),
    ...(order.shortages && { shortages: order.shortages }),
    lines: lines.map(({ counts: _, ...line }) => ({ ...line, price: money(line.price, currency) })),
    total: money(order.total, currency),
    deliveryDate: order.deliveryDate,
    createdAt: order.createdAt.toISOString(),
  };
}
