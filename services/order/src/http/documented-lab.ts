import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseOrder } from '../errors.ts';

/** Words of the laboratory's routes, which are there where it is open (`SAGASHOP_LAB=1`). */
export const documentedLab: Documented = {
  'GET /api/lab': {
    description:
      'Where the laboratory is open (`SAGASHOP_LAB=1`; elsewhere this is 404, as are the others): which faults can be made, ' +
      'what each can strike, and which are active: your own, and those that strike everybody. Of others’ the orders are left out, but for owners.',
  },
  'POST /api/lab/faults': {
    description:
      'Makes a fault: of all that it can strike, or of one `service`, or of one `command`; at each occasion, at a `share` of ' +
      'them, or at the `nth` alone (a runner dies or freezes once unless a share is said). It is over after `seconds`, when ' +
      'it is ended, and with the process. What it strikes of an order stands as `faults` in `GET /api/orders/{id}/saga`. ' +
      'Scope `mine` are your own orders; `all` is for owners, and those of the runner, of connections and of batches have no other: 422 `scope_too_wide`. At most 20 are active for a person, 429 `too_many_faults`.',
    key: 'honoured',
    refuses: [refuseOrder.scope_too_wide, refuseOrder.too_many_faults, refuse.forbidden],
    body: { fault: 'reply_lost', command: 'payment.hold', nth: 1, scope: 'mine', seconds: 60 },
  },
  'DELETE /api/lab/faults': {
    description:
      'Stops everything at once: all faults that you have made, as an owner all. What they hold back goes on its way.',
  },
  'DELETE /api/lab/faults/{id}': {
    description: 'Ends a fault of your own, as an owner any. One that is over already stays so.',
  },
};
