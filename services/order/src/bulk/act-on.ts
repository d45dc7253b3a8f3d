import type { Peers } from '@sagashop/chassis/service/calls';
import { assign } from '@sagashop/delivery/contract';
import { Problem } from '@sagashop/kernel/problem';
import { type Cancelling, cancelOrder } from '../cancelling/cancel-order.ts';
import type { BulkAction, Outcome, Target } from '../domain/bulk.ts';
import type { Acting as Shipping } from '../running/act-once.ts';
import type { Intervening } from '../running/intervene.ts';
import { actOnParcel } from './act-on-parcel.ts';
import { retryOrder } from './retry-order.ts';

interface Acting {
  peers: Pick<Peers, 'ask'>;
  cancelling: Cancelling;
  shipping: Shipping;
  intervening: Intervening;
}

const WAIT = 5000; // ms for an order's saga: after that it is on its way

/**
 * Does an action's part for one target, as the single act would be done, by the same person: done again, it changes nothing
 * more. Throws when it should be tried again.
 */
export async function actOn(acting: Acting, action: BulkAction, target: Target): Promise<Outcome> {
  const { orderId } = target;
  try {
    return await ACTING[action.act](acting, action, target);
  } catch (error) {
    if (error instanceof Problem && error.status < 500)
      return { orderId, state: 'refused', code: error.code };
    throw error;
  }
}

const ACTING: Record<
  BulkAction['act'],
  (acting: Acting, action: BulkAction, target: Target) => Promise<Outcome>
> = {
  cancel,
  assign: move,
  retry: ({ intervening }, action, { orderId }) => retryOrder(intervening, action, orderId),
  plan: actOnParcels,
  pack: actOnParcels,
  hand_over: actOnParcels,
};

async function cancel({ cancelling }: Acting, action: BulkAction, { orderId }: Target): Promise<Outcome> {
  const { actor: userId, roles, origin, reason } = action;
  const staff = { actor: { id: userId, roles }, from: origin };
  const by = { userId, ofOthers: true, staff };
  const why = reason ?? undefined;
  const { outcome } = await cancelOrder(cancelling, { order: orderId, by, why, use: undefined, wait: WAIT });
  if (outcome === 'too_late') return { orderId, state: 'refused', code: 'not_cancellable' };
  return { orderId, state: outcome ? 'done' : 'waiting', code: null };
}

function actOnParcels({ shipping }: Acting, action: BulkAction, target: Target): Promise<Outcome> {
  return actOnParcel(shipping, action, target);
}

async function move({ peers }: Acting, action: BulkAction, { orderId }: Target): Promise<Outcome> {
  const { id: key, actor: id, roles, origin: from, courier, date } = action;
  const { refused } = await peers.ask(assign, {
    by: { id, roles, from },
    order: orderId,
    courier,
    date,
    key,
  });
  return refused === null
    ? { orderId, state: 'done', code: null }
    : { orderId, state: 'refused', code: refused };
}
