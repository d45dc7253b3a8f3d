import type { Order } from '../domain/order.ts';
import type { MoveShipment } from './move-shipment.ts';
import { refundOrderData } from './refund-order.ts';

type Move = Pick<MoveShipment, 'cause' | 'amount' | 'lines' | 'shipment' | 'nth' | 'state' | 'by'>;

/** What the saga of a parcel needs to know for as long as it runs. */
export function moveData(order: Order, { cause, amount, ...move }: Move, currency: string): MoveShipment {
  return { ...refundOrderData(order, { id: cause, amount }, currency), ...move };
}
