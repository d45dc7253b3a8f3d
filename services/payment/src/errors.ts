import { refusals } from '@sagashop/kernel/problem';

/** What only the payment service refuses. */
export const refusePayment = refusals({
  below_zero: { status: 409, title: 'There is less on the account that is not held for orders.' },
});
