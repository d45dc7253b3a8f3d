import type { Order } from '../shop/api-types';
import type { FormState } from '../shop/form';
import type { Instead } from '../shop/instead.server';
import { CancelOrder } from './cancel-order';
import { OrderReturns } from './order-returns';
import { ReturnSome } from './return-some';

interface Props {
  order: Order;
  state: FormState | undefined;
  pageKey: string;
  /** What is in the cart and could be had instead of what is sent back. */
  instead: Instead | null | undefined;
}

/** What can be done about an order: cancelled, or sent back; and how what is sent back stands. */
export function OrderActs({ order, state, pageKey, instead }: Props) {
  const sendsBack = state?.typed['sendBack'] !== undefined;
  const standing = `${order.refunds?.length} ${order.returns?.length}`;
  return (
    <>
      <OrderReturns order={order} />
      <div key={standing}>
        <CancelOrder order={order} pageKey={pageKey} state={sendsBack ? undefined : state} />
        <ReturnSome {...{ order, pageKey, instead }} state={sendsBack ? state : undefined} />
      </div>
    </>
  );
}
