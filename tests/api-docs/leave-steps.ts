import type { Step } from './step.ts';

const customer = { as: 'customer' } as const;

/** A customer does not get out without the password, nor with money left. */
export const LEAVING: Step[] = [
  {
    says: 'Leaving without the password',
    route: 'DELETE /api/users/me',
    status: 403,
    code: 'password_required',
    ...customer,
  },
  {
    says: 'Leaving with money left',
    route: 'DELETE /api/users/me',
    status: 409,
    code: 'money_left',
    ...customer,
    body: { currentPassword: 'a-long-enough-1' },
  },
];
