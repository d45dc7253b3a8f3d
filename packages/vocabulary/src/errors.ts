import { refusals } from '@sagashop/kernel/problem';

/** The refusals of whoever takes the shop's words from a client. */
export const refuseShop = refusals({
  wrong_currency: { status: 422, title: 'This shop uses another currency.' },
});
