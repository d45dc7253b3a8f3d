import type { Line, Order } from '../domain/order.ts';
import type { Shipment } from '../domain/shipment.ts';
import { stockedPieces } from './cancel-part.ts';
import type { MoveShipment } from './move-shipment.ts';
import { refundOrderData } from './refund-order.ts';

type Move = Pick<MoveShipment, 'cause' | 'amount' | 'lines' | 'shipment' | 'nth' | 'state' | 'by'>;

/** What the saga of a parcel needs to know for as long as it runs. */
export function moveData(order: Order, { cause, amount, ...move }: Move, currency: string): MoveShipment {
  return { ...refundOrderData(order, { id: cause, amount }, currency), ...move };
}

interface Judged {
  lines: readonly Line[];
  after: Shipment;
  worth: { amount: number; pieces: Shipment['lines'] };
}

type About = Pick<MoveShipment, 'cause' | 'by'> & { currency: string };

/** The same of an act that was judged. */
export function dataAfter(
  order: Order,
  { lines, after, worth }: Judged,
  { cause, by, currency }: About,
): MoveShipment {
  const { id: shipment, nth, state } = after;
  const back = { amount: worth.amount, lines: stockedPieces(lines, worth.pieces) };
  return moveData(order, { cause, by, shipment, nth, state, ...back }, currency);
}
