import type { Money } from '../shop/api-types';

/** Something that has happened to an order, with what its kind says of it. */
export interface OrderEvent {
  at: string;
  kind: string;
  by?: { id: string; name?: string };
  data: {
    id?: string;
    amount?: Money;
    total?: Money;
    pieces?: number;
    reason?: string | null;
    for?: string;
    saga?: string;
    name?: string | null;
    phase?: string;
    status?: string;
    attempts?: number;
    code?: string;
    key?: string;
    cause?: string;
    transferId?: string;
    entries?: { account: string; userId?: string; amount: Money }[];
    lines?: { productId?: string; lineId?: string; quantity: number }[];
    courierId?: string;
    date?: string;
    was?: { courierId: string; name: string | null; date: string };
    kind?: string;
    language?: string;
    message?: string;
    text?: string;
    editedAt?: string;
    action?: string;
  };
}
