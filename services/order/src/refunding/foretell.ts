import { refuse } from '@sagashop/chassis/errors';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { foretell as delivery, moveShipment } from '@sagashop/delivery/contract';
import { newId } from '@sagashop/kernel/ids';
import { foretell as notify } from '@sagashop/notify/contract';
import { foretell as payment } from '@sagashop/payment/contract';
import { decodeState } from '@sagashop/saga/encode';
import { foretell as stock } from '@sagashop/stock/contract';
import type { Static } from 'typebox';
import { cancellationVerdict, hasLeft } from '../domain/cancellation.ts';
import { objectionTo } from '../domain/return.ts';
import type { Act as ShipmentAct } from '../domain/shipment.ts';
import { type Goods, stockedId } from '../domain/stocked-id.ts';
import { refuseOrder } from '../errors.ts';
import { judgeAct } from '../running/judge-act.ts';
import { judgePart, type WantedPieces } from '../running/judge-part.ts';
import { judgeReceipt, type ReceivedLines } from '../running/judge-receipt.ts';
import { cancelOrderData, cancelOrderSaga } from '../sagas/cancel-order.ts';
import { cancelPartData, cancelPartSaga, stockedPieces } from '../sagas/cancel-part.ts';
import { type CommandToCome, commandsBehindPivot, commandsOfTurningBack } from '../sagas/commands-to-come.ts';
import { dataAfter } from '../sagas/move-data.ts';
import { sagaOf } from '../sagas/move-shipment.ts';
import { placeOrderSaga } from '../sagas/place-order.ts';
import { refundOrderData, refundOrderSaga } from '../sagas/refund-order.ts';
import { receiveReturnSaga, returnData, stockedReturn } from '../sagas/return-goods.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { linesOf } from '../store/orders.ts';
import { findReturn } from '../store/returns.ts';
import { sagasOfOrder } from '../store/sagas.ts';
import { grantRefund, type RefundRequest } from './record-refund.ts';

/** What somebody may be about to do to an order, as whom. */
export type Act =
  | { kind: 'cancel'; by: string; pieces?: WantedPieces }
  | { kind: 'refund'; wanted: RefundRequest['wanted'] }
  | { kind: 'receive'; return: string; pieces: ReceivedLines }
  | { kind: 'move'; by: string; shipment: string; act: ShipmentAct };

export interface Foretold {
  entries: Static<typeof payment.answer>['entries'];
  /** By product, and by which variant of it where it has any. */
  movements: { productId: string; variantId?: string; quantity: number; reason: string }[];
  messages: Static<typeof notify.answer>['messages'];
  courier: Static<typeof delivery.answer>['courier'];
}

/**
 * What an act would write, in every service: the commands that its saga would send are decided there as they will be, and
 * nothing is saved. Refuses what the act itself would be refused as.
 */
export async function foretell(
  { sql, peers, currency }: { sql: Sql; peers: Pick<Peers, 'ask'>; currency: string },
  id: string,
  act: Act,
): Promise<Foretold> {
  const { commands, lines } = await sql.begin(async (tx) => {
    const [order] = await lockToCancel(tx, [id]);
    if (!order) throw refuse.not_found();
    const commands = await commandsOf(tx, order, act, currency);
    return { commands, lines: (await linesOf(tx, [id])).get(id)! };
  });
  const stocked = new Map(lines.map((line) => [stockedId(line), line]));
  const foretold: Foretold = { entries: [], movements: [], messages: [], courier: null };
  const asking = commands.map(async ({ service, type, body }) => {
    const question = { order: id, type, body };
    if (service === 'payment') foretold.entries.push(...(await peers.ask(payment, question)).entries);
    if (service === 'stock') {
      const { movements } = await peers.ask(stock, question);
      foretold.movements.push(...movements.map((move) => ofLine(move, stocked)));
    }
    if (service === 'notify') foretold.messages.push(...(await peers.ask(notify, question)).messages);
    // What has become of a parcel frees nobody.
    if (service === 'delivery' && type !== moveShipment.type)
      foretold.courier = (await peers.ask(delivery, question)).courier;
  });
  await Promise.all(asking);
  return foretold;
}

function commandsOf(tx: Tx, order: Cancellable, act: Act, currency: string): Promise<CommandToCome[]> {
  if (act.kind === 'cancel') return toCancelPieces(tx, order, act, currency);
  if (act.kind === 'receive') return toReceive(tx, order, act, currency);
  if (act.kind === 'move') return toMove(tx, order, act, currency);
  return toRefund(tx, order, act.wanted, currency);
}

async function toReceive(
  tx: Tx,
  order: Cancellable,
  { return: id, pieces }: Extract<Act, { kind: 'receive' }>,
  currency: string,
): Promise<CommandToCome[]> {
  const before = await findReturn(tx, id);
  if (before?.orderId !== order.id) throw refuse.not_found();
  const objection = objectionTo('receipt', before.state);
  if (objection) throw refuseOrder[objection]({ returnId: id, state: before.state });
  const { lines, came, worth } = await judgeReceipt(tx, order, before, pieces);
  const about = { id, cause: newId(), amount: worth.amount, became: 'received' as const };
  return commandsBehindPivot(
    receiveReturnSaga,
    returnData(order, about, { lines: stockedReturn(lines, came), currency }),
  );
}

async function toMove(
  tx: Tx,
  order: Cancellable,
  act: Extract<Act, { kind: 'move' }>,
  currency: string,
): Promise<CommandToCome[]> {
  const { verdict } = await judgeAct(tx, order, act);
  const about = { cause: newId(), by: { id: act.by, roles: [] }, currency };
  return commandsBehindPivot(sagaOf(verdict.after.state), dataAfter(order, verdict, about));
}

type Moved = Static<typeof stock.answer>['movements'][number];

/** A movement of stock in the words of the order. */
function ofLine(
  { product, ...move }: Moved,
  stocked: ReadonlyMap<string, Goods>,
): Foretold['movements'][number] {
  const { productId = product, variantId } = stocked.get(product) ?? {};
  return { productId, ...(variantId && { variantId }), ...move };
}

async function toCancelPieces(
  tx: Tx,
  order: Cancellable,
  { by, pieces }: Extract<Act, { kind: 'cancel' }>,
  currency: string,
): Promise<CommandToCome[]> {
  if (!pieces) return toCancel(tx, order, by, currency);
  const { lines, verdict } = await judgePart(tx, order, pieces);
  if (verdict.kind === 'whole') return toCancel(tx, order, by, currency);
  const about = { lines: stockedPieces(lines, verdict.pieces), currency };
  const data = cancelPartData(order, { id: newId(), amount: verdict.amount }, about);
  return commandsBehindPivot(cancelPartSaga, data);
}

async function toCancel(tx: Tx, order: Cancellable, by: string, currency: string): Promise<CommandToCome[]> {
  const verdict = cancellationVerdict(order.status, false, hasLeft(order));
  if (verdict === 'cancelled') return [];
  if (verdict === 'too_late') throw refuseOrder.not_cancellable({ orderId: order.id });
  const reason = order.cancelAsked ?? (by === order.userId ? 'cancelled_by_customer' : 'cancelled_by_shop');
  if (verdict === 'begin')
    return commandsBehindPivot(cancelOrderSaga, cancelOrderData(order, reason, currency));
  const [placing] = await sagasOfOrder(tx, order.id);
  const data = placing && decodeState(placing.data).data;
  return data ? commandsOfTurningBack(placeOrderSaga, data, { code: reason }) : [];
}

async function toRefund(
  tx: Tx,
  order: Cancellable,
  wanted: RefundRequest['wanted'],
  currency: string,
): Promise<CommandToCome[]> {
  const { amount } = await grantRefund(tx, order, wanted, currency);
  return commandsBehindPivot(refundOrderSaga, refundOrderData(order, { id: newId(), amount }, currency));
}
