import { refuse as refuseAnyone } from '@sagashop/chassis/errors';
import type { KeyUse } from '@sagashop/chassis/guards/idempotency';
import type { Identity } from '@sagashop/chassis/http/identity';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { judge } from '../domain/cancellation.ts';
import { keptWishes, type Standing } from '../store/cancellations.ts';
import type { Asked, Wish } from './ask-cancellations.ts';
import type { OrderNews } from './order-news.ts';

export interface Cancelling {
  sql: Sql;
  ask(wish: Wish): Promise<Asked>;
  /** How an order stands; one query for all who look at once. */
  look(order: string): Promise<Standing | undefined>;
  run(saga: SagaRow): void;
  news: OrderNews;
}

export interface CancelRequest {
  order: string;
  identity: Identity;
  trace?: Trace;
  use: KeyUse | undefined;
  /** How many ms to wait for the order to be cancelled. */
  wait: number;
}

/** `known`: the key was used before, for this. `outcome` is undefined while the order is neither cancelled nor past it. */
export interface CancelAnswer {
  known: boolean;
  order: Standing;
  outcome: 'cancelled' | 'too_late' | undefined;
}

/** Without news from this process, which may not be the one that runs the saga, it is looked at so often. */
const LOOK = 250; // ms
/** Cancelled is told when all is given back, or this long after it was decided, whichever is first. */
const LONGEST_AFTER_DECISION = 1000; // ms
const AT_ONCE = 100; // kept wishes

/**
 * Cancels an order and waits for it. Refuses with 404 what is not there or another's, with 401 a customer who is
 * leaving, and with 422 a key that was used for something else. A wish that comes while the order is being placed or cancelled is kept, whatever crashes.
 */
export async function cancelOrder(cancelling: Cancelling, request: CancelRequest): Promise<CancelAnswer> {
  const { order, identity, trace = null } = request;
  const use = request.use && { ...request.use, subject: newId() };
  const asked = await ask(cancelling, { order, by: identity, use, trace, saga: newId() });
  if (asked.kind === 'missing') throw refuseAnyone.not_found();
  if (asked.kind === 'left') throw refuseAnyone.not_signed_in();
  if (asked.kind === 'known') {
    // The fingerprint covers the order: one that is the same tells that the order is there, and the caller's.
    if (asked.fingerprint !== use!.fingerprint) throw refuseAnyone.idempotency_key_reused();
    const standing = (await cancelling.look(order))!;
    return { known: true, order: standing, outcome: outcomeOf(standing) };
  }
  return { known: false, ...(await settled(cancelling, request)) };
}

/** Begins to cancel the orders whose wishes were kept and whose sagas have ended; crashes lose none of them. */
export async function heedWishes(cancelling: Cancelling): Promise<void> {
  for (;;) {
    const orders = await keptWishes(cancelling.sql, AT_ONCE);
    await Promise.all(orders.map((order) => ask(cancelling, keptWish(order))));
    if (orders.length < AT_ONCE) return;
  }
}

const keptWish = (order: string): Wish => ({ order, by: null, use: undefined, saga: newId() });

async function ask({ ask, run }: Cancelling, wish: Wish): Promise<Asked> {
  const asked = await ask(wish);
  if (asked.kind === 'heard' && asked.saga) run(asked.saga);
  return asked;
}

async function settled(
  cancelling: Cancelling,
  { order: id, wait, trace = null }: CancelRequest,
): Promise<Omit<CancelAnswer, 'known'>> {
  const until = performance.now() + wait;
  let tellAt = Number.POSITIVE_INFINITY;
  for (;;) {
    // Before the order is looked at, so that nothing happens unheard between the two.
    const news = cancelling.news.wait(id, Math.max(0, Math.min(LOOK, until - performance.now())));
    const order = (await cancelling.look(id))!;
    const outcome = outcomeOf(order);
    const now = performance.now();
    if (outcome) tellAt = Math.min(tellAt, now + LONGEST_AFTER_DECISION);
    if (now >= until || (outcome && (!order.inFlight || now >= tellAt))) return { order, outcome };
    if (judge(order.status, order.inFlight) === 'begin') await ask(cancelling, { ...keptWish(id), trace });
    await news;
  }
}

function outcomeOf({ status, inFlight }: Standing): CancelAnswer['outcome'] {
  const verdict = judge(status, inFlight);
  return verdict === 'cancelled' || verdict === 'too_late' ? verdict : undefined;
}
