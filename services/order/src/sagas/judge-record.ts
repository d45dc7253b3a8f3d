import type { DeliveryFact } from '@sagashop/delivery/contract';
import type { NotifyFact } from '@sagashop/notify/contract';
import type { PaymentFact } from '@sagashop/payment/contract';
import type { StockFact } from '@sagashop/stock/contract';
import type { CancelPart } from './cancel-part.ts';
import type { DrawnStep } from './draw-saga.ts';
import type { MoveShipment } from './move-shipment.ts';
import type { RefundOrder } from './refund-order.ts';
import type { ReturnGoods } from './return-goods.ts';
import type { TellWithdrawal } from './tell-withdrawal.ts';

/** What the participants' own rows say of an order: undefined where one did not answer, null where it knows of none. */
export interface Records {
  payment?: PaymentFact | null;
  stock?: StockFact | null;
  delivery?: DeliveryFact | null;
  notify?: NotifyFact | null;
  /** The order's own row. */
  order: {
    status: string;
    refunds: readonly { id: string; state: string }[];
    parts: readonly { id: string; settledAt: Date | null }[];
    shipments: readonly { id: string; state: string; nth: number }[];
    returns: readonly { id: string; state: string }[];
    withdrawals: readonly { id: string; state: string }[];
  };
}

/** A participant's own row beside a step of a saga. */
export interface StepRecord {
  service: string;
  /** How the row stands; `none` where there is none. */
  state: string;
  /** Null while the step is under way, and nothing can be said. */
  agrees: boolean | null;
  /** The states that a row may have when the step stands as it does; empty while it is under way. */
  expected: string[];
  row: Record<string, unknown> | null;
}

interface Expected {
  done: readonly string[];
  refused?: readonly string[];
  undone?: readonly string[];
}

const HAPPENED = ['confirmed', 'shipped', 'delivered', 'returned', 'cancelled'];
const TOLD: Expected = { done: ['told'] };

/** The states of a participant's row by the step's key. What a saga took back later is among them. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  'hold-money': {
    done: ['held', 'captured', 'refunded'],
    refused: ['refused', 'released'],
    undone: ['released', 'refused'],
  },
  'capture-money': { done: ['captured', 'refunded'] },
  'refund-money': { done: ['refunded'] },
  'refund-part': { done: ['given_back'] },
  'reserve-goods': {
    done: ['reserved', 'taken', 'returned'],
    refused: ['refused', 'released'],
    undone: ['released', 'refused'],
  },
  'take-goods': { done: ['taken', 'returned'] },
  'return-goods': { done: ['returned'] },
  'return-pieces': { done: ['put_back'] },
  'book-courier': {
    done: ['booked', 'cancelled'],
    refused: ['refused', 'cancelled'],
    undone: ['cancelled', 'refused'],
  },
  'free-courier': { done: ['cancelled'] },
  confirm: { done: HAPPENED, refused: ['pending', 'cancelled'] },
  cancel: { done: ['cancelled'] },
  withdraw: { done: ['cancelled'], refused: HAPPENED },
  grant: { done: ['requested', 'settled', 'failed', 'reversed'] },
  settle: { done: ['settled', 'reversed'] },
  'withdraw-pieces': { done: ['requested', 'settled'] },
  'settle-part': { done: ['settled'] },
  'tell-customer': TOLD,
  'tell-why': TOLD,
  'tell-refund': TOLD,
  'tell-part': TOLD,
  'tell-pieces': TOLD,
  'tell-parcel': TOLD,
  'move-parcel': { done: ['noted'] },
  act: { done: ['noted'] },
  'note-return': { done: ['asked', 'approved', 'refused', 'received', 'settled'] },
  receive: { done: ['received', 'settled'] },
  'take-back': { done: ['put_back'] },
  'settle-return': { done: ['settled'] },
  'tell-return': TOLD,
  declare: { done: ['confirmed', 'revoked', 'carried_out'] },
  'tell-withdrawal': TOLD,
};

/** What only a cancellation after the confirmation leads to: without one it is no answer to a step that is done. */
const WITHDRAWN = new Set(['returned', 'cancelled']);

/**
 * The participant's row beside a step, and whether it agrees with what the saga's log says. Undefined where the step has
 * not begun and where the participant does not answer. `data` is the saga's.
 */
export function judgeRecord(
  step: Pick<DrawnStep, 'key' | 'service' | 'state'>,
  data: unknown,
  records: Records,
): StepRecord | undefined {
  const { key, service, state: stands } = step;
  if (stands === null || stands === 'to_come') return undefined;
  const row = rowOf(service, key, data, records);
  if (row === undefined) return undefined;
  const state = String(row?.['state'] ?? 'none');
  const wanted = (EXPECTED[key] as Record<string, readonly string[] | undefined> | undefined)?.[stands] ?? [];
  const withdrawn = records.order.status === 'cancelled';
  const stood = stands === 'done' && service !== 'order' && !withdrawn;
  const expected = wanted.filter((one, index) => !stood || index === 0 || !WITHDRAWN.has(one));
  const agrees = expected.length === 0 ? null : expected.includes(state);
  return { service, state, agrees, expected: [...expected], row };
}

function rowOf(
  service: string,
  key: string,
  data: unknown,
  records: Records,
): Record<string, unknown> | null | undefined {
  if (service === 'notify') return messageRow(key, records.notify);
  if (service === 'order') return orderRow(key, data, records.order);
  const fact = records[service as 'payment' | 'stock' | 'delivery'];
  if (!fact) return fact;
  const { order: _, ...row } = fact;
  if (key === 'move-parcel') return parcelRow(data as MoveShipment, records.delivery?.shipments);
  if (key === 'return-pieces' || key === 'take-back') return piecesRow(data as CancelPart, records.stock);
  return key === 'refund-part' ? partRow(data as RefundOrder, records.payment) : row;
}

const COUNTED: Record<string, keyof NotifyFact> = {
  'tell-customer': 'confirmations',
  'tell-why': 'cancellations',
  'tell-refund': 'cancellations',
  'tell-part': 'refunds',
  'tell-pieces': 'parts',
  'tell-parcel': 'parcels',
  'tell-return': 'returns',
  'tell-withdrawal': 'withdrawals',
};

/** Of these there may be several. */
const SEVERAL = new Set(['tell-part', 'tell-pieces', 'tell-parcel', 'tell-return', 'tell-withdrawal']);

/** A message is a row of its own, of a kind. */
function messageRow(key: string, fact: NotifyFact | null | undefined): Record<string, unknown> | undefined {
  if (fact === undefined) return undefined;
  const messages = Number(fact?.[COUNTED[key] ?? 'messages'] ?? 0);
  const twice = messages > 1 && !SEVERAL.has(key);
  return { state: messages === 0 ? 'none' : twice ? 'told_twice' : 'told', messages };
}

function partRow({ cause, amount }: RefundOrder, fact: PaymentFact | null | undefined) {
  const given = amount === 0 || fact?.causes?.some((one) => one.cause === cause && one.amount === amount);
  return { state: given ? 'given_back' : 'none', cause, amount, refunded: fact?.refunded ?? 0 };
}

function parcelRow(
  { shipment, nth }: MoveShipment,
  known: readonly { id: string; state: string; nth: number }[] = [],
) {
  const found = known.find(({ id }) => id === shipment);
  return { state: found && found.nth >= nth ? 'noted' : 'none', shipment, is: found?.state ?? 'none' };
}

function piecesRow({ cause, lines }: CancelPart, fact: StockFact | null | undefined) {
  const back = fact?.parts?.find((part) => part.cause === cause);
  const pieces = (of: CancelPart['lines']) => of.reduce((sum, { quantity }) => sum + quantity, 0);
  const agrees = back && pieces(back.lines) === pieces(lines);
  return { state: agrees ? 'put_back' : 'none', cause, pieces: back ? pieces(back.lines) : 0 };
}

function orderRow(key: string, data: unknown, order: Records['order']) {
  if (key === 'act') return parcelRow(data as MoveShipment, order.shipments);
  if (key === 'note-return' || key === 'receive' || key === 'settle-return') {
    const { return: id } = data as ReturnGoods;
    return { state: order.returns.find((one) => one.id === id)?.state ?? 'none', return: id };
  }
  if (key === 'withdraw-pieces' || key === 'settle-part') {
    const { cause } = data as CancelPart;
    const part = order.parts.find(({ id }) => id === cause);
    return { state: part ? (part.settledAt ? 'settled' : 'requested') : 'none', part: cause };
  }
  if (key === 'declare') {
    const { cause } = data as TellWithdrawal;
    return { state: order.withdrawals.find(({ id }) => id === cause)?.state ?? 'none', withdrawal: cause };
  }
  if (key !== 'grant' && key !== 'settle') return { state: order.status };
  const { cause, amount } = data as RefundOrder;
  return { state: order.refunds.find(({ id }) => id === cause)?.state ?? 'none', refund: cause, amount };
}
