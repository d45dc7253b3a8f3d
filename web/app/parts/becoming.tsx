import type { Order } from '../shop/api-types';
import { GuestAccount } from './guest-account';

/** How a guest comes back to this order: an account by one press. */
export function Becoming({ email, order }: { email: string; order: Order }) {
  return (
    <div className="mt-10">
      <GuestAccount email={email} to={`/orders/${order.id}`} />
    </div>
  );
}
