import type { Step } from './step.ts';

const customer = { as: 'customer' } as const;

/** What is asked for by mail; what its link does is behind the mail, and a link that nobody was sent is good for nothing. */
export const LINKS: Step[] = [
  {
    says: 'A forgotten password',
    route: 'POST /api/password-resets',
    status: 202,
    body: { email: 'nobody-{{run}}@example.test' },
  },
  {
    says: 'Is this address mine?',
    route: 'POST /api/users/me/email-verification',
    status: 202,
    ...customer,
  },
  ...(['GET', 'POST'] as const).map((method) => ({
    says: 'A link that nobody was sent',
    route: `${method} /api/password-resets/{token}`,
    status: 410,
    code: 'link_used',
    values: { token: '{{run}}' },
    ...(method === 'POST' && { body: { password: 'a-long-enough-1' } }),
  })),
  {
    says: 'Nor for this',
    route: 'POST /api/email-verifications/{token}',
    status: 410,
    code: 'link_used',
    values: { token: '{{run}}' },
  },
];
