import { refusals } from '@sagashop/kernel/problem';

/** The refusals of whoever takes the shop's words from a client. */
export const refuseShop = refusals({
  edit_conflict: {
    status: 409,
    title: 'Somebody else has changed this since you read it. Nothing was changed.',
  },
  variant_missing: {
    status: 422,
    title: 'This product is sold as several things, sizes or colours: say which one.',
  },
  wrong_currency: { status: 422, title: 'This shop uses another currency.' },
});
