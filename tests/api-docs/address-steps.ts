import type { Step } from './step.ts';

const HOME = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin' };
const customer = { as: 'customer' } as const;

/** A customer keeps an address, and thinks better of one. */
export const ADDRESSES: Step[] = [
  {
    says: 'Keep an address',
    route: 'POST /api/users/me/addresses',
    status: 201,
    ...customer,
    body: HOME,
    keep: { address: 'id' },
  },
  {
    says: 'Change it',
    route: 'PUT /api/users/me/addresses/{id}',
    status: 200,
    ...customer,
    values: { id: '{{address}}' },
    body: { ...HOME, street: 'Lindenallee 8', region: 'BE' },
  },
  { says: 'Where can it go?', route: 'GET /api/users/me/addresses', status: 200, ...customer },
  {
    says: 'Keep it no longer',
    route: 'DELETE /api/users/me/addresses/{id}',
    status: 204,
    ...customer,
    values: { id: '{{address}}' },
  },
];
