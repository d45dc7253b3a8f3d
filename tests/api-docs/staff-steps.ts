import { LINKS } from './link-steps.ts';
import { REMINDERS } from './reminder-steps.ts';
import type { Step } from './step.ts';

const admin = { as: 'admin' } as const;

/** What is not a customer's; and somebody is invited to work for the shop, and the invitation is withdrawn. */
export const STAFF: Step[] = [
  ...LINKS,
  ...REMINDERS,
  {
    says: 'Not an administrator',
    route: 'GET /api/couriers',
    status: 403,
    code: 'forbidden',
    as: 'customer',
  },
  {
    says: 'A clerk is invited',
    route: 'POST /api/staff',
    status: 201,
    ...admin,
    body: { email: 'clerk-{{run}}@example.test', roles: ['clerk'] },
    keep: { invitation: 'id' },
  },
  {
    says: 'The invitation is withdrawn',
    route: 'DELETE /api/staff/invitations/{id}',
    status: 204,
    ...admin,
    values: { id: '{{invitation}}' },
  },
  {
    says: 'A link that is good for nothing',
    route: 'POST /api/staff/invitations/{token}',
    status: 410,
    code: 'link_used',
    values: { token: '{{run}}' },
    body: { username: 'clerk-{{run}}', password: 'a-long-enough-1' },
  },
];
