import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseOrder } from '../errors.ts';

const values = { token: 'the-token' };
const refuses = [refuse.not_found];

/** What the schemas of the routes about withdrawals do not say. */
export const documentedWithdrawals: Documented = {
  'POST /api/withdrawals': {
    description:
      'The first step of withdrawing from the contract, for whoever knows an order’s number and the e-mail address that it was ' +
      'placed with: `confirm`, a token for the second, good for a day, and what it would be about. Nothing is written. A pair that does not fit ' +
      'is 404, and counts as it does where orders are tracked. Customers can withdraw at any time until all was delivered, and ' +
      'for as many days after as the shop’s country says ([SAGASHOP_WITHDRAWAL](../reference/environment.md)).',
    refuses: [
      refuse.not_found,
      refuse.too_many_attempts,
      refuseOrder.not_withdrawable,
      refuseOrder.withdrawal_too_late,
    ],
    body: { number: '100618', email: 'alice@example.org' },
  },
  'POST /api/withdrawals/{token}/confirmation': {
    description:
      'The second step: these `lines`, or all that is left. From then on the pieces are not handed over, the withdrawal is ' +
      'acknowledged by mail, and can be revoked for 24 hours; then it is carried out: what has not left the shop is cancelled, ' +
      'and money goes back to where it came from. Once for the token: sent again, it answers what has become of it since.',
    refuses: [...refuses, refuseOrder.not_withdrawable, refuseOrder.withdrawal_too_late],
    body: { name: 'Alice Smith' },
    values,
  },
  'GET /api/withdrawals/{token}': {
    description: 'What a withdrawal is about, for whoever has the link of the mail that acknowledges it.',
    refuses,
    values,
  },
  'POST /api/withdrawals/{token}/revocation': {
    description:
      'Revokes a withdrawal by the token of its mail: the order goes on as if it had never been. Again, it answers the same. Of ' +
      'revoking and carrying out at the same moment one wins.',
    refuses: [...refuses, refuseOrder.not_revocable],
    values,
  },
  'GET /api/withdrawals': {
    description: 'What customers have withdrawn from, newest first, for staff.',
    values: { state: 'confirmed', limit: 5 },
  },
};
