import {
  afterPart,
  type CarriedOut,
  cancelPartData,
  cancelPartSaga,
  isOpen,
  stockedPieces,
} from '@sagashop/order/simulated';
import { type Decided, movingSaga, type OrderRows, RUB, withPieces, withRefund } from './order-rows.ts';

/** Pieces are cancelled while the rest of their order stands, and leave the parcels that they were in. */
export function withoutPart<R extends OrderRows>(
  rows: R,
  { amount, pieces }: NonNullable<CarriedOut['part']>,
  cause: string,
): Decided<R> {
  const { order, lines, parcels } = rows;
  const after = afterPart(order, lines, parcels, pieces);
  const part = { id: cause, amount, lines: pieces, settled: false };
  const data = cancelPartData(order, part, { lines: stockedPieces(lines, pieces), currency: RUB });
  const emptied = after.parcels.filter((one) => !isOpen(one));
  const notes = emptied.map((parcel) => movingSaga(order, parcel, { cause: `${parcel.id} ${cause}` }));
  const changed = new Map(after.parcels.map((one) => [one.id, one]));
  const counted = withPieces({ ...rows, parts: [...rows.parts, part] }, after.lines, after.goods);
  return {
    rows: {
      ...withRefund(counted, { id: cause, amount, lines: pieces, kind: 'cancelled' }),
      parcels: parcels.map((one) => ({ ...one, ...changed.get(one.id) })),
    },
    sagas: [{ id: `part ${cause}`, definition: cancelPartSaga, data }, ...notes],
  };
}
