import { book, cancelBooking, tell } from './delivery-and-notify-steps.ts';
import { cancel, confirm, type Known, type Order, saveEnd, start } from './order-steps.ts';
import { capture, hold, release } from './payment-steps.ts';
import type { Pools } from './pools.ts';
import { releaseGoods, reserve, take } from './stock-steps.ts';

/** How an order ended. */
export interface Answer {
  status: number;
  body: string;
  /** Of what was ordered: the same key with another one is refused. */
  fingerprint: string;
}

/** A transaction of the saga, and its name. */
export type Step<T> = readonly [name: string, work: () => Promise<T>];

/** What runs the steps: nothing at all here, a workflow engine in ../peers. */
export interface Engine {
  step<T>(...step: Step<T>): Promise<T>;
  /** Steps that do not need each other. */
  together<T>(steps: readonly Step<T>[]): Promise<T[]>;
}

/** Runs steps and remembers nothing. */
export const noEngine: Engine = {
  step: (_name, work) => work(),
  together: (steps) => Promise.all(steps.map(([, work]) => work())),
};

/**
 * The shop's saga, written plainly: each step is a transaction of its own, steps that do not need each other go
 * together, and the first refusal undoes what was done.
 */
export async function placeOrder(pools: Pools, order: Order, engine: Engine): Promise<Answer> {
  const { step, together } = engine;
  // What a step has found out is answered by it: an engine gives it back when the step is not done again.
  const { known, number } = await step('start', async () => {
    const found = await start(pools.order, order);
    return { known: found ?? null, number: order.number };
  });
  if (known) return answerKnown(known);
  order.number = number;
  const held = await step('hold the money', () => hold(pools.payment, order));
  if (!held) return refuse(pools, order, engine, 'insufficient_funds');
  const [goods = false, courier = false] = await together([
    ['reserve the goods', () => reserve(pools.stock, order)],
    ['book a courier', () => book(pools.delivery, order)],
  ]);
  if (!goods || !courier) {
    const undos: Step<void>[] = [['release the money', () => release(pools.payment, order)]];
    if (goods) undos.push(['release the goods', () => releaseGoods(pools.stock, order)]);
    if (courier) undos.push(['cancel the courier', () => cancelBooking(pools.delivery, order)]);
    await together(undos);
    return refuse(pools, order, engine, goods ? 'no_courier' : 'out_of_stock');
  }
  const body = await step('confirm the order', () => confirm(pools.order, order));
  await together([
    ['capture the money', () => capture(pools.payment, order)],
    ['take the goods', () => take(pools.stock, order)],
    ['tell the customer', () => tell(pools.notify, order, 'confirmed')],
  ]);
  await step('end', () => saveEnd(pools.order, order, 'completed'));
  return { status: 201, body, fingerprint: order.fingerprint };
}

async function refuse(pools: Pools, order: Order, { step }: Engine, reason: string): Promise<Answer> {
  const body = await step('cancel the order', () => cancel(pools.order, order, reason));
  await step('tell the customer', () => tell(pools.notify, order, 'cancelled'));
  await step('end', () => saveEnd(pools.order, order, 'refused'));
  return { status: 409, body, fingerprint: order.fingerprint };
}

/** What was answered to the key before; a fingerprint that differs is the front's to refuse. */
function answerKnown({ fingerprint, status, answer }: Known): Answer {
  if (status === null || answer === null)
    return { status: 409, body: '{"code":"idempotency_in_progress"}', fingerprint };
  return { status, body: answer, fingerprint };
}
