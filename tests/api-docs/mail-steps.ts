import type { Step } from './step.ts';

const admin = { as: 'admin' } as const;

/** The mails about an order, and one of them once more. */
export const MAILS: Step[] = [
  {
    says: 'What its customer is sent',
    route: 'GET /api/mails',
    status: 200,
    ...admin,
    values: { orderId: '{{order}}' },
    keep: { mail: 'items[0].id' },
  },
  {
    says: 'The same once more',
    route: 'POST /api/mails/{id}/resend',
    status: 202,
    ...admin,
    values: { id: '{{mail}}' },
  },
];
