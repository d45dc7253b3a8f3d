import type { Step } from './step.ts';

/** Somebody orders without an account; their token is not the customer's. */
export const GUESTS: Step[] = [
  {
    says: 'Begin as a guest',
    route: 'POST /api/guests',
    status: 201,
    body: { email: 'guest-{{run}}@example.test', firstName: 'Ada' },
    keep: { guest: 'user.id' },
  },
  {
    says: 'A member has an account already',
    route: 'POST /api/guests/me/account',
    status: 409,
    code: 'already_member',
    as: 'customer',
    body: { password: 'a-long-enough-1' },
  },
  {
    says: 'A guest without a name',
    route: 'POST /api/guests',
    status: 422,
    code: 'validation_failed',
    body: { email: 'guest-{{run}}@example.test' },
  },
  {
    says: 'A guest gets no role',
    route: 'PATCH /api/staff/{id}',
    status: 409,
    code: 'account_needed',
    as: 'admin',
    values: { id: '{{guest}}' },
    body: { roles: ['clerk'] },
  },
];
