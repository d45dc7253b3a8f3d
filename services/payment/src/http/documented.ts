import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refusePayment } from '../errors.ts';

/** What the schemas of the payment service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/accounts/{userId}': {
    description: 'A customer’s money, as they see it; zeros for whoever has never had any.',
    values: { userId: EXAMPLE.user },
  },
  'GET /api/accounts/{userId}/entries': {
    description: 'As the customer sees them, and the `reason` of each adjustment.',
    values: { userId: EXAMPLE.user, limit: 20 },
  },
  'POST /api/accounts/{userId}/adjustments': {
    description:
      'Puts a customer’s balance right: a positive `amount` (minor units) is added, a negative one taken, as a transfer to or ' +
      'from the shop’s account for adjustments. Never more is taken than is there and not held for orders.',
    key: 'required',
    refuses: [refuse.not_found, refusePayment.below_zero, refuseShop.wrong_currency, refuse.unavailable],
    values: { userId: EXAMPLE.user },
    body: { amount: 5000, reason: 'A cup came broken' },
  },
  'GET /api/account': {
    description:
      'Your money: `balance` is what you have, `held` what orders under way hold of it, `available` the rest.',
  },
  'GET /api/account/entries': {
    description:
      'What came onto your account, refunds of cancelled orders among it, and what was paid from it (negative), ' +
      'newest first. `deposits` says who may put money on it: you (`open`), or the shop alone (`admin`).',
    values: { limit: 10 },
  },
  'POST /api/account/deposits': {
    description:
      'Puts money on your own account and answers the account. In a shop where only an owner deposits ' +
      '(`SAGASHOP_DEPOSITS=admin`) it is forbidden to customers.',
    key: 'required',
    refuses: [refuse.forbidden, refuseShop.wrong_currency],
    body: { amount: 500_000 },
  },
  'POST /api/accounts/{userId}/deposits': {
    description:
      "Puts money on a customer's account and answers the account. 404 when there is no such user.",
    key: 'required',
    refuses: [refuse.not_found, refuseShop.wrong_currency, refuse.unavailable],
    values: { userId: EXAMPLE.user },
    body: { amount: 500_000 },
  },
};
