import { invalid, problemBytes, refuse as refuseAnyone } from '@sagashop/chassis/errors';
import type { KeptKey, KeyUse } from '@sagashop/chassis/guards/idempotency';
import type { Identity } from '@sagashop/chassis/http/identity';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import { type Money, money, total } from '@sagashop/kernel/money';
import type { SagaRow } from '@sagashop/saga/log';
import { type Language, merged, tooMany, tooMuch, type Wish } from '../domain/order.ts';
import { cancelledProblem, refuse } from '../errors.ts';
import type { Answer, NewOrder } from '../store/orders.ts';
import type { Days } from './bookable-days.ts';
import type { Door } from './door.ts';
import type { LiveOrders } from './live-orders.ts';
import type { Price } from './price.ts';
import type { Start, Started } from './start-orders.ts';

export interface PlaceRequest {
  use: KeyUse;
  /** When the request came, by performance.now(). */
  arrived: number;
  trace: Trace;
  identity: Identity;
  language: Language;
  lines: Wish[];
  deliveryDate: string | null;
  address: string | null;
  expectedTotal: Money | null;
}

export type Placed =
  | { kind: 'known'; kept: KeptKey }
  | { kind: 'refused'; answer: Answer }
  | { kind: 'started'; order: NewOrder; saga: SagaRow };

export interface Placing {
  price: Price;
  start(start: Start): Promise<Started>;
  /** What is kept for a key, if anything. */
  findKey(use: KeyUse): Promise<KeptKey | undefined>;
  run(saga: SagaRow): void;
  live: LiveOrders;
  door: Door;
  currency: string;
  days: Days;
}

/**
 * Places an order: prices it, writes it with its key and its saga, and lets the saga run. A request whose
 * key was used before is told so, whatever has happened since to prices, products or days: that is why a
 * refusal looks the key up first. Refusals of validation do not use the key up. Throws 503 `overloaded`, before all
 * that, when there are too many orders.
 */
export async function placeOrder(placing: Placing, request: PlaceRequest): Promise<Placed> {
  const { door, live } = placing;
  const { userId } = request.identity;
  door.enter(userId);
  let placed: Placed | undefined;
  try {
    placed = await write(placing, request);
  } finally {
    if (placed?.kind !== 'started') door.leave(userId);
  }
  if (placed.kind !== 'started') return placed;
  const { order, saga } = placed;
  door.started(order.id, userId);
  live.took(order, request.arrived);
  placing.run(saga);
  return placed;
}

async function write(placing: Placing, request: PlaceRequest): Promise<Placed> {
  let start: Start;
  try {
    start = await prepare(placing, request);
  } catch (refusal) {
    const kept = await placing.findKey(request.use);
    if (kept) return { kind: 'known', kept };
    throw refusal;
  }
  const started = await placing.start(start);
  if (started.kind === 'left') throw refuseAnyone.not_signed_in();
  return started;
}

async function prepare(placing: Placing, request: PlaceRequest): Promise<Start> {
  const { currency } = placing;
  const wishes = merged(request.lines);
  const objection = tooMany(wishes);
  if (objection) throw invalid(objection.path, objection.message);
  if (request.deliveryDate && (await placing.days())?.includes(request.deliveryDate) === false) {
    throw refuse.date_unavailable({
      errors: [{ path: 'deliveryDate', message: 'is not a day we deliver on' }],
    });
  }
  const lines = await placing.price(wishes, request.language, request.trace);
  const dear = tooMuch(lines);
  if (dear) throw invalid(dear.path, dear.message);
  const sum = total(lines);
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
      lines,
      recipient: { name: identity.name, email: identity.email, address: request.address },
      idempotencyKey: request.use.key,
    },
    ...(request.expectedTotal && request.expectedTotal.amount !== sum ? priceChanged(sum, currency) : {}),
  };
}

/** Nobody pays a price that they did not see: the order is kept as cancelled, and no saga starts. */
function priceChanged(sum: number, currency: string): Pick<Start, 'refusedAs'> {
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
