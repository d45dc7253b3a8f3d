import assert from 'node:assert/strict';
import { momentOf } from '@sagashop/shop-world/days';
import type { OrderRows, Pieces } from '@sagashop/shop-world/order-rows';
import type { Facts } from '../../services/audit/src/domain/facts.ts';
import { broken } from '../../services/audit/src/domain/invariants.ts';
import { countsOf, goodsState } from '../../services/order/src/domain/pieces.ts';
import { paidOfLines } from '../../services/order/src/domain/refund.ts';
import type { History } from './history.ts';
import { MONEY, PIECES } from './participants-in-memory.ts';

/** What holds of an order at any moment, whatever is under way. */
export function assertAlways({ rows: { order, lines, refunds, parcels } }: History): void {
  const given = refunds.reduce((sum, { amount }) => sum + amount, 0);
  assert.equal(order.refunded ?? 0, given, 'what has gone back is the sum of its refunds');
  assert.ok(given <= order.total, `${given} went back of ${order.total}`);
  const paid = paidOfLines(order.total, lines);
  for (const [place, line] of lines.entries()) {
    const { cancelled, shipped, delivered, returned, asked, received } = countsOf(line);
    // What its customer has sent back was delivered.
    const arrived = delivered + returned - received;
    assert.ok(cancelled + shipped <= line.quantity && arrived <= shipped, `line ${place}`);
    assert.ok(received <= asked && asked <= delivered, `line ${place}: received ≤ asked ≤ delivered`);
    const back = refunds.flatMap((one) => one.lines ?? []).filter((one) => one.place === place);
    assert.ok(
      back.reduce((sum, { amount }) => sum + amount, 0) <= paid[place]!,
      `more than line ${place} has cost`,
    );
  }
  const waiting = parcels.some(({ state }) => state === 'failed');
  assert.equal(
    order.goods ?? null,
    goodsState(lines, waiting),
    'the word for its goods follows from its pieces',
  );
}

/** What holds once nothing is under way: money and pieces add up exactly, and the audit finds nothing. */
export function assertEnded(history: History): void {
  const { rows, participants, sagas } = history;
  const { order, lines } = rows;
  const { books, store, places } = participants;
  assert.ok(
    sagas.every(({ ended }) => ended),
    'every saga ends',
  );
  assert.equal(order.cancelAsked, null, 'a wish to cancel is not left behind');
  const isBack = order.status === 'cancelled';
  const gone = lines.map((line) => {
    const { cancelled, returned } = countsOf(line);
    return isBack ? 0 : line.quantity - cancelled - returned;
  });
  const nothingGone = gone.every((pieces) => pieces === 0);
  const kept = isBack ? 0 : order.total - (order.refunded ?? 0);
  if (nothingGone) assert.equal(kept, 0, 'of what is all back, nothing is kept');
  const { balance, held } = books.account(order.userId);
  assert.deepEqual([balance, held], [MONEY - kept, 0], 'the customer has the rest');
  for (const [place, { productId }] of lines.entries()) {
    const { onHand, reserved } = store.goods.get(productId)!;
    const lost = rows.returns.reduce((sum, one) => sum + lostOf(one, place), 0);
    assert.deepEqual([onHand, reserved], [PIECES - gone[place]! - lost, 0], `${productId} on its shelf`);
    const moves = store.moves.filter((move) => move.productId === productId);
    assert.equal(
      moves.reduce((sum, { quantity }) => sum + quantity, 0),
      onHand - PIECES,
      'on hand = Σ movements',
    );
    assert.equal(
      new Set(moves.map(({ reason, cause }) => `${reason} ${cause}`)).size,
      moves.length,
      'one a cause',
    );
  }
  assert.equal(places(), isBack ? 0 : 1, 'one place with one courier');
  assert.deepEqual(broken(factsOf(history)), []);
}

/** How many pieces of a line have come back with a return and are no good any more. */
const lostOf = ({ lines }: OrderRows['returns'][number], at: number): number =>
  lines.reduce((sum, { place, received = 0, resellable = 0 }) => {
    return place === at ? sum + received - resellable : sum;
  }, 0);

type ByProduct = (pieces: Pieces) => { product: string; quantity: number }[];

/** What order would tell the audit of returns and withdrawals. */
const comingBack = ({ lines, returns, withdrawals }: OrderRows, day: number, byProduct: ByProduct) => ({
  returns: returns.map((one) => ({
    ...{ ...one, told: one.told.length },
    lines: one.lines.map(({ place, quantity, received = 0, resellable = 0 }) => ({
      ...{ product: lines[place]!.productId, quantity, received, resellable },
    })),
  })),
  withdrawals: withdrawals.map(({ id, state, dueAt, cancelled, returned, whole }) => ({
    ...{ id, state, whole, overdueSeconds: (momentOf(day).getTime() - dueAt.getTime()) / 1000 },
    cancelled: cancelled && byProduct(cancelled),
    returned: returned && byProduct(returned),
  })),
});

/** What order would. */
function orderOf({ rows, sagas, day }: History): NonNullable<Facts['order']> {
  const { order, lines, refunds, parts, parcels } = rows;
  const byProduct = (pieces: Pieces) =>
    pieces.map(({ place, quantity }) => ({ product: lines[place]!.productId, quantity }));
  return {
    ...{ user: order.userId, status: order.status, reason: order.reason, total: order.total },
    agreed: lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0),
    lines: byProduct(lines.map(({ quantity }, place) => ({ place, quantity }))),
    pieces: lines.map((line) => ({ product: line.productId, ...countsOf(line) })),
    goods: order.goods ?? null,
    shipments: parcels.map((one) => ({ ...one, told: one.told.length, lines: byProduct(one.lines) })),
    parts: parts.map((one) => ({ ...one, lines: byProduct(one.lines) })),
    ...comingBack(rows, day, byProduct),
    cancelling: order.cancelAsked !== null,
    refunds: refunds.map(({ id, amount, state, kind = null }) => ({ id, amount, state, kind })),
    sagas: sagas.map(({ id, definition }) => ({
      ...{ id, name: definition.name, state: 'ended', ended: true },
      ...{ ageSeconds: 1, overdueSeconds: 0, updatedAt: '2026-01-01T00:00:00Z' },
    })),
  };
}

/** What the services would tell the audit. */
function factsOf(history: History): Facts {
  const { rows, participants } = history;
  const { order } = rows;
  const { books, store, desk } = participants;
  const told = participants.told();
  const times = (...types: string[]) => told.filter((type) => types.includes(type)).length;
  const hold = books.hold(order.id)!;
  const back = books.refundsOf(order.id);
  const reservation = store.reservations.get(order.id)!;
  const booking = desk.bookings.get(order.id)!;
  return {
    id: order.id,
    order: orderOf(history),
    payment: {
      ...{ state: hold.state, user: hold.userId, amount: hold.amount, captured: hold.amount, captures: 1 },
      ...{ refunded: back.reduce((sum, { amount }) => sum + amount, 0), refunds: back.length },
      causes: back.map(({ cause, amount }) => ({ cause, amount })),
    },
    stock: {
      state: reservation.state,
      lines: linesIn(reservation),
      parts: (store.parts.get(order.id) ?? []).map((one) => ({
        ...{ cause: one.cause, lines: linesIn(one) },
        ...(one.damaged && { damaged: linesIn({ ...one, quantities: one.damaged }) }),
      })),
    },
    delivery: {
      ...{ state: booking.state, courier: booking.courierId, date: booking.date },
      shipments: [...desk.parcels.shipments.values()],
    },
    notify: {
      messages: told.length,
      confirmations: times('notify.tell'),
      cancellations: times('notify.tell_refund'),
      refunds: times('notify.tell_refund_part'),
      parts: times('notify.tell_pieces'),
      parcels: times('notify.tell_shipment'),
      returns: times('notify.tell_return'),
      withdrawals: times('notify.tell_withdrawal'),
    },
  };
}

const linesIn = ({ productIds, quantities }: { productIds: string[]; quantities: number[] }) =>
  productIds.map((product, at) => ({ product, quantity: quantities[at]! }));
