import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';

/** What the schemas of the payment service's routes do not say, for the API's description. */
export const documented: Documented = {
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
