import { claimKeys, type KeyUse } from '@sagashop/chassis/guards/idempotency';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { sweepAll } from '@sagashop/chassis/work/sweeper';
import { newId } from '@sagashop/kernel/ids';
import { total } from '@sagashop/kernel/money';
import { Problem } from '@sagashop/kernel/problem';
import type { SagaRow } from '@sagashop/saga/log';
import { exchangedBy, objectionToExchange } from '../domain/exchange.ts';
import { type Line, mergeLines } from '../domain/order.ts';
import type { Recipient } from '../domain/receipt.ts';
import type { Return } from '../domain/return.ts';
import type { Placing } from '../placing/place-order.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import {
  dropExchange,
  leaseExchanges,
  orderInExchange,
  reserveExchange,
  saveExchanged,
} from '../store/exchanges.ts';
import { PLACE } from '../store/keys.ts';
import { recipientsOf } from '../store/recipients.ts';
import { findReturn } from '../store/returns.ts';
import type { ReturnEnding } from './end-returns.ts';
import { tellReturn } from './record-decision.ts';
import { shopOf } from './return-goods.ts';

/** What exchanges are placed with in this process. */
export type Exchanging = ReturnEnding & { placing: Pick<Placing, 'price' | 'start' | 'run'> };

const AT_ONCE = 20; // exchanges
/** Seconds after which one that has not ended is looked at again. */
const LEASE = 2;

/**
 * Orders what customers want in exchange for what has come back of them and is paid back. One that cannot be decided now, because
 * the catalogue does not answer for instance, is looked at again, and holds up no other.
 */
export async function placeExchanges(exchanging: Exchanging, log: Logger): Promise<void> {
  await sweepAll(async (most) => {
    const due = await leaseExchanges(exchanging.sql, { most, seconds: LEASE });
    for (const one of due)
      await placeExchange(exchanging, one).catch((error: unknown) =>
        log.warn({ err: error, orderId: one.orderId }, 'an exchange will be looked at again'),
      );
    return due.length;
  }, AT_ONCE);
}

interface ToPlace {
  one: Return;
  order: Cancellable;
  recipient: Recipient;
  /** The id of the order to be. */
  id: string;
}

async function placeExchange(exchanging: Exchanging, { id }: Pick<Return, 'id'>): Promise<void> {
  const next = await lookAt(exchanging, id);
  if (!next) return;
  const priced = await priceOf(exchanging, next);
  const objection = typeof priced === 'string' ? priced : objectionToExchange(next.one, total(priced));
  if (typeof priced === 'string' || objection) return giveUp(exchanging, id, objection ?? 'not_for_sale');
  const started = await exchanging.placing.start({
    use: keyOf(id),
    id: next.id,
    currency: exchanging.currency,
    trace: null,
    order: {
      userId: next.order.userId,
      total: total(priced),
      language: next.order.language,
      deliveryDate: null,
      lines: priced,
      recipient: next.recipient,
      idempotencyKey: KEY,
    },
  });
  if (started.kind === 'started') exchanging.placing.run(started.saga);
}

const KEY = 'exchange';

/** Of the return, not of its customer, who cannot take it away. Whoever orders and whoever gives up claim it both. */
const keyOf = (returnId: string): KeyUse => ({
  ...{ caller: returnId, route: PLACE, key: KEY, fingerprint: KEY },
});

/** What is still to be ordered; undefined where nothing is: then what the order has come to is noted. */
async function lookAt({ sql, run, ...exchanging }: Exchanging, id: string): Promise<ToPlace | undefined> {
  const looked = (await sql.begin(async (tx) => {
    const found = await lockWaiting(tx, id);
    if (!found) return { sagas: [] };
    const { one, order } = found;
    const placed = await orderInExchange(tx, id);
    if (placed) {
      const outcome = exchangedBy(placed);
      return { sagas: outcome ? await note(tx, { one, order, outcome }, { sql, run, ...exchanging }) : [] };
    }
    const recipient = (await recipientsOf(tx, [order.id])).get(order.id)!;
    return { sagas: [], next: { one, order, recipient, id: await reserveExchange(tx, id) } };
  })) as { sagas: SagaRow[]; next?: ToPlace };
  for (const saga of looked.sagas) run(saga);
  return looked.next;
}

/** A return whose exchange waits, with its order locked. */
async function lockWaiting(tx: Tx, id: string): Promise<{ one: Return; order: Cancellable } | undefined> {
  const before = await findReturn(tx, id);
  if (!before) return undefined;
  const [order] = await lockToCancel(tx, [before.orderId]);
  // Sent behind the lock: nobody else changes it meanwhile.
  const one = await findReturn(tx, id);
  return order && one?.exchanged === 'waiting' && one.state === 'settled' ? { one, order } : undefined;
}

/** The wanted lines by today's catalogue, or that they are not for sale. */
async function priceOf({ placing }: Exchanging, { one, order }: ToPlace): Promise<Line[] | 'not_for_sale'> {
  const wanted = mergeLines(
    (one.exchange ?? []).map(({ productId, variantId, quantity }) => ({
      ...{ productId, quantity },
      ...(variantId && { variantId }),
    })),
  );
  try {
    return mergeLines(await placing.price(wanted, order.language));
  } catch (refusal) {
    if (refusal instanceof Problem && refusal.status === 422) return 'not_for_sale';
    throw refusal;
  }
}

/** Has an exchange end without an order, unless one is placed at the same moment: the key decides. */
async function giveUp(exchanging: Exchanging, id: string, reason: string): Promise<void> {
  const sagas = (await exchanging.sql.begin(async (tx): Promise<SagaRow[]> => {
    const found = await lockWaiting(tx, id);
    if (!found) return [];
    const claim = { ...keyOf(id), subject: newId() };
    if (!(await claimKeys(tx, [claim])).has(claim.subject)) return [];
    await dropExchange(tx, id);
    return note(tx, { ...found, outcome: { exchanged: 'failed', reason } }, exchanging);
  })) as SagaRow[];
  for (const saga of sagas) exchanging.run(saga);
}

/** Notes what an exchange has come to; what could not be ordered its customer is told. */
async function note(
  tx: Tx,
  {
    one,
    order,
    outcome,
  }: { one: Return; order: Cancellable; outcome: NonNullable<ReturnType<typeof exchangedBy>> },
  exchanging: ReturnEnding,
): Promise<SagaRow[]> {
  const { id } = one;
  await saveExchanged(tx, id, outcome);
  if (outcome.exchanged === 'placed') return [];
  const told = { order, id, became: 'not_exchanged' as const, reason: outcome.reason };
  return tellReturn(tx, { ...told, comeBy: null, trace: null }, shopOf(exchanging));
}
