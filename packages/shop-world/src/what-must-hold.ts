import { cancelOrderSaga, countsOf, goodsState, placeOrderSaga } from '@sagashop/order/simulated';
import type { World } from '@sagashop/saga/simulate/world';
import type { Row } from './orders.ts';
import { ALICE } from './participants.ts';

/** Where each participant must stand about an order in the end. */
export const expected: World<Row>['expected'] = (row) => {
  const { order, refunds, parts, parcels } = row;
  const told = (...kinds: string[]) =>
    [
      ...kinds,
      ...refunds.flatMap(({ id, kind }) => (kind ? [] : [`refund ${id}`])),
      ...parts.map(({ id }) => `part ${id}`),
      ...parcels.flatMap((parcel) => parcel.told.map((cause) => `parcel ${cause}`)),
      ...[...row.returns, ...row.withdrawals].flatMap((one) => one.told),
    ].sort();
  if (order.status !== 'cancelled') {
    return { payment: 'finished', stock: 'finished', delivery: 'held', notify: told('confirmed') };
  }
  if (order.wasConfirmed) {
    const back = { payment: 'returned', stock: 'returned', delivery: 'nothing' } as const;
    return { ...back, notify: told('confirmed', 'refunded') };
  }
  return { payment: 'nothing', stock: 'nothing', delivery: 'nothing', notify: ['cancelled'] };
};

/** Where its parcels must be with the delivery. */
export const places: World<Row>['places'] = ({ parcels }) => ({
  delivery: Object.fromEntries(parcels.map(({ id, state }) => [id, state])),
});

/** What is left of a payment and of goods that stand: not a kopeck and not a piece more or less has gone back. */
export const remaining: World<Row>['remaining'] = ({ order, lines }) =>
  order.status === 'cancelled'
    ? {}
    : {
        payment: { [ALICE]: order.total - (order.refunded ?? 0) },
        stock: Object.fromEntries(
          lines.map((line) => {
            const { cancelled, returned } = countsOf(line);
            return [line.productId, line.quantity - cancelled - returned];
          }),
        ),
      };

/** What is wrong with an order's row when a saga of it has ended so. */
export const objection: World<Row>['objection'] = (row, { definition, state: { ended, reason: why } }) => {
  const { status, reason, cancelAsked, wasConfirmed: paid = false } = row.order;
  const flaw = flawOf(row);
  if (flaw) return flaw;
  if (row.early && paid) return 'the order was confirmed after somebody had cancelled it';
  if (cancelAsked && status === 'confirmed') return 'somebody wanted the order cancelled, and it was not';
  if (definition === cancelOrderSaga.name)
    return ended === 'completed' && status === 'cancelled' && paid ? undefined : `the order is ${status}`;
  if (definition !== placeOrderSaga.name)
    return ended === 'completed' ? undefined : `what follows an order ended ${ended}`;
  if ((ended === 'completed') !== paid) return `it ended ${ended}, but the order is ${status}`;
  if (!paid && reason !== why?.code) return `it ended for ${why?.code}, the order for ${reason}`;
  return undefined;
};

/** What does not add up in an order's own rows. */
function flawOf(row: Row): string | undefined {
  const { order, lines, refunds, parts, parcels } = row;
  const { total, refunded } = order;
  const given = refunds.reduce((sum, { amount }) => sum + amount, 0);
  if (refunds.some(({ state }) => state === 'requested'))
    return 'a refund was granted and is not noted as settled';
  if (parts.some(({ settled }) => !settled) || row.returns.some(({ state }) => state === 'received'))
    return 'a part or a return is not noted as settled';
  if (row.withdrawals.some(({ state, wasRevoked }) => wasRevoked && state !== 'revoked'))
    return 'a withdrawal was revoked and carried out';
  if (given > total) return 'more was granted than was paid';
  if (given !== (refunded ?? 0)) return `${refunded} has gone back, its refunds say ${given}`;
  const counted = lines.findIndex((line, place) => !isCounted(line, place, row));
  if (counted >= 0) return `the pieces of line ${counted} are not those of its parts, parcels and returns`;
  const waiting = parcels.some(({ state }) => state === 'failed');
  if (order.status !== 'cancelled' && (order.goods ?? null) !== goodsState(lines, waiting))
    return `its goods are ${order.goods}, and its pieces say otherwise`;
  const back = lines.every((line) => line.quantity === countsOf(line).cancelled + countsOf(line).returned);
  return back && given < total ? `all its pieces are back, and only ${given} of ${total}` : undefined;
}

type Pieces = readonly { place: number; quantity: number }[];

function isCounted(line: Row['lines'][number], place: number, { parts, parcels, returns }: Row) {
  const { cancelled, shipped, delivered, returned, asked, received } = countsOf(line);
  const sum = (all: readonly { lines: Pieces }[]) =>
    sumAt(
      place,
      all.flatMap((one) => one.lines),
    );
  const at = (...states: string[]) => sum(parcels.filter(({ state }) => states.includes(state)));
  return (
    cancelled + shipped <= line.quantity &&
    cancelled === sum(parts) &&
    shipped === at('handed_over', 'delivered', 'failed', 'returned') &&
    delivered === at('delivered') &&
    returned === at('returned') + received &&
    received === sum(returns.map(whatCame)) &&
    asked === received + sum(returns.filter(({ state }) => state === 'asked' || state === 'approved'))
  );
}

const sumAt = (place: number, pieces: Pieces) =>
  pieces.reduce((sum, one) => (one.place === place ? sum + one.quantity : sum), 0);

/** What has come of a return, as pieces; nothing while it is under way. */
const whatCame = ({ receipt, lines }: Row['returns'][number]) => ({
  lines: receipt === null ? [] : lines.map(({ place, received = 0 }) => ({ place, quantity: received })),
});
