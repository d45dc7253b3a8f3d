import * as notify from '@sagashop/notify/contract';
import { defineSaga } from '@sagashop/saga/define';
import * as stock from '@sagashop/stock/contract';
import type { Line, Order } from '../domain/order.ts';
import { stockedId } from '../domain/stocked-id.ts';
import { GIVE_BACK, type RefundOrder, refundOrderData } from './refund-order.ts';

/** Ids and figures only, as in place-order. The cause is the id of the cancelled part. */
export interface CancelPart extends RefundOrder {
  /** What comes back to the shelves, by what is stocked. */
  lines: { product: string; quantity: number }[];
}

/** Pieces of an order's lines by what stock knows them by. */
export function stockedPieces(
  lines: readonly Line[],
  pieces: readonly { place: number; quantity: number }[],
): CancelPart['lines'] {
  return pieces.map(({ place, quantity }) => ({ product: stockedId(lines[place]!), quantity }));
}

/** What the saga needs to know for as long as it runs. */
export function cancelPartData(
  order: Order,
  part: { id: string; amount: number },
  { lines, currency }: { lines: CancelPart['lines']; currency: string },
): CancelPart {
  return { ...refundOrderData(order, part, currency), lines };
}

/** The step that puts pieces on their shelves again. */
export const PUT_BACK = {
  key: 'return-pieces',
  say: 'put pieces back',
  send: stock.returnPart,
  body: ({ cause, lines }: CancelPart) => ({ cause, lines }),
};

/**
 * Takes pieces of an order back that have not left the shop, while the rest of it stands. They were counted under the lock
 * on the order's row, with this saga in the same transaction: so its pivot refuses nothing, and all the rest is done until
 * it is done.
 */
export const cancelPartSaga = defineSaga<CancelPart>((step) => ({
  name: 'cancel-part',
  version: 1,
  stages: [
    { key: 'withdraw-pieces', say: 'withdraw pieces of the order', decide: 'withdrawPieces', pivot: true },
    [step(GIVE_BACK), step(PUT_BACK)],
    { key: 'settle-part', say: 'note that it is settled', decide: 'settlePart' },
    step({
      key: 'tell-pieces',
      say: 'tell the customer of the part',
      send: notify.tellPieces,
      body: ({ lines: _, ...told }) => told,
    }),
  ],
  refused: [],
}));
