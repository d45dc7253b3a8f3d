import type { Step } from './step.ts';

const customer = { as: 'customer' } as const;
const link = { status: 410, code: 'link_used', values: { token: '{{run}}' } } as const;

/** Nobody waits for what is there; what links in mails do is behind the mails. */
export const REMINDERS: Step[] = [
  {
    says: 'Nobody waits for what is there',
    route: 'POST /api/reminders',
    status: 409,
    code: 'in_stock',
    ...customer,
    body: { productId: '{{product}}' },
  },
  { says: 'What I wait for', route: 'GET /api/reminders', status: 200, ...customer },
  {
    says: 'What I do not wait for',
    route: 'DELETE /api/reminders/{id}',
    status: 404,
    code: 'not_found',
    ...customer,
    values: { id: '{{product}}' },
  },
  {
    says: 'How many wait',
    route: 'GET /api/reminders/counts',
    status: 200,
    as: 'admin',
    values: { ids: '{{product}}' },
  },
  { says: 'Nor did anybody ask', route: 'POST /api/reminders/confirmations/{token}', ...link },
  { says: 'Nor was anybody told', route: 'POST /api/reminders/endings/{token}', ...link },
];
