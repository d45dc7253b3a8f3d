import type { Step } from './step.ts';

const customer = { as: 'customer' } as const;
const FAULTS = 'POST /api/lab/faults';
const lost = { fault: 'reply_lost', command: 'payment.hold', nth: 1, scope: 'mine', seconds: 60 };

/** Something is broken on purpose, where the laboratory is open. */
export const LAB: Step[] = [
  { says: 'What can be broken', route: 'GET /api/lab', status: 200, ...customer },
  {
    says: 'The first reply of payment to an order of mine is lost',
    ...{ route: FAULTS, status: 201, ...customer, body: lost, keep: { fault: 'id' } },
  },
  {
    says: 'A runner dies for everybody or not at all',
    ...{ route: FAULTS, status: 422, code: 'scope_too_wide', ...customer },
    body: { fault: 'runner_dies', scope: 'mine', seconds: 60 },
  },
  {
    says: 'It is over',
    ...{ route: 'DELETE /api/lab/faults/{id}', status: 204, ...customer, values: { id: '{{fault}}' } },
  },
  { says: 'And all else', route: 'DELETE /api/lab/faults', status: 204, ...customer },
];
