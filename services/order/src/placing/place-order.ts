import { invalid, problemBytes, refuse } from '@sagashop/chassis/errors';
import type { KeptKey, KeyUse } from '@sagashop/chassis/guards/idempotency';
import type { Identity } from '@sagashop/chassis/http/identity';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import { type Money, money, total } from '@sagashop/kernel/money';
import type { SagaRow } from '@sagashop/saga/log';
import { type Language, mergeLines, type RequestedLine, tooMany, tooMuch } from '../domain/order.ts';
import type { Recipient } from '../domain/receipt.ts';
import { cancelledProblem, refuseOrder } from '../errors.ts';
import type { InFlightOrders } from '../running/in-flight-orders.ts';
import type { LoadShedder } from '../running/load-shedder.ts';
import type { Answer, NewOrder } from '../store/orders.ts';
import type { BookableDays } from './bookable-days-cache.ts';
import type { PriceLines } from './line-pricer.ts';
import type { OrderStart, StartResult } from './order-starter.ts';

export interface PlaceRequest {
  use: KeyUse;
  /** When the request came, by performance.now(). */
  arrived: number;
  trace: Trace;
  identity: Identity;
  language: Language;
  lines: RequestedLine[];
  deliveryDate: string | null;
  address: string | null;
  /** Who gets it; whoever is left out is the customer. */
  recipient: { name?: string | undefined; phone?: string | undefined };
  expectedTotal: Money | null;
}

export type Placed =
  | { kind: 'known'; kept: KeptKey }
  | { kind: 'refused'; answer: Answer }
  | { kind: 'started'; order: NewOrder; saga: SagaRow };

export interface Placing {
  price: PriceLines;
  start(start: OrderStart): Promise<StartResult>;
  /** What is kept for a key, if anything. */
  findKey(use: KeyUse): Promise<KeptKey | undefined>;
  run(saga: SagaRow): void;
  inFlight: InFlightOrders;
  shedder: LoadShedder;
  currency: string;
  days: BookableDays;
}

/**
 * Places an order: prices it, writes it with its key and its saga, and lets the saga run. A request whose
 * key was used before is told so, whatever has happened since to prices, products or days: that is why a
 * refusal looks the key up first. Refusals of validation do not use the key up. Throws 503 `overloaded`, before all
 * that, when there are too many orders.
 */
export async function placeOrder(placing: Placing, request: PlaceRequest): Promise<Placed> {
  const { shedder, inFlight } = placing;
  const { userId } = request.identity;
  shedder.acquire(userId);
  let placed: Placed | undefined;
  try {
    placed = await write(placing, request);
  } finally {
    if (placed?.kind !== 'started') shedder.release(userId);
  }
  if (placed.kind !== 'started') return placed;
  const { order, saga } = placed;
  shedder.started(order.id, userId);
  inFlight.add(order, request.arrived);
  placing.run(saga);
  return placed;
}

async function write(placing: Placing, request: PlaceRequest): Promise<Placed> {
  let start: OrderStart;
  try {
    start = await prepare(placing, request);
  } catch (refusal) {
    const kept = await placing.findKey(request.use);
    if (kept) return { kind: 'known', kept };
    throw refusal;
  }
  const started = await placing.start(start);
  if (started.kind === 'leaving') throw refuse.not_signed_in();
  return started;
}

async function prepare(placing: Placing, request: PlaceRequest): Promise<OrderStart> {
  const { currency } = placing;
  const lines = mergeLines(request.lines);
  const objection = tooMany(lines);
  if (objection) throw invalid(objection.path, objection.message);
  if (request.deliveryDate && (await placing.days())?.includes(request.deliveryDate) === false) {
    throw refuseOrder.date_unavailable({
      errors: [{ path: 'deliveryDate', message: 'is not a day we deliver on' }],
    });
  }
  const priced = mergeLines(await placing.price(lines, request.language, request.trace));
  const tooManyOfOne = tooMany(priced);
  if (tooManyOfOne) throw invalid(tooManyOfOne.path, tooManyOfOne.message);
  const tooHigh = tooMuch(priced);
  if (tooHigh) throw invalid(tooHigh.path, tooHigh.message);
  const sum = total(priced);
  const { identity } = request;
  return {
    use: request.use,
    currency,
    trace: request.trace,
    order: {
      userId: identity.userId,
      total: sum,
      language: request.language,
      deliveryDate: request.deliveryDate,
      lines: priced,
      recipient: recipientOf(request),
      idempotencyKey: request.use.key,
    },
    ...(request.expectedTotal && request.expectedTotal.amount !== sum ? priceChanged(sum, currency) : {}),
  };
}

function recipientOf({ identity, recipient, address }: PlaceRequest): Recipient {
  const { name = identity.name, phone = null } = recipient;
  return { name, email: identity.email, address, phone };
}

/** Nobody pays a price that they did not see: the order is kept as cancelled, and no saga starts. */
function priceChanged(sum: number, currency: string): Pick<OrderStart, 'refusedAs'> {
  const reason = 'price_changed';
  return {
    refusedAs: {
      reason,
      answer: (order) => {
        const problem = cancelledProblem(reason, order.id, { total: money(sum, currency) });
        return { status: problem.status, response: problemBytes(problem) };
      },
    },
  };
}
