import type { Step } from './step.ts';

const email = '{{run}}@example.test';
const link = (
  says: string,
  status: number,
  route: string,
  token: string,
  more: Partial<Step> = {},
): Step => ({
  ...{ says, status, values: { token: `{{${token}}}` } },
  route: `POST /api/withdrawals/{token}/${route}`,
  ...more,
});
const begin = (number: string, more: Partial<Step> = {}): Step => ({
  ...{ says: 'Withdraw from the contract', route: 'POST /api/withdrawals', status: 200 },
  body: { number: `{{${number}}}`, email },
  keep: { confirm: 'confirm' },
  ...more,
});
const confirmed = link('It is confirmed', 200, 'confirmation', 'confirm', {
  body: { name: 'Alice Smith' },
  keep: { revoke: 'revoke' },
});

/** Withdrawing from an order that has a parcel, and revoking that. */
export const WITHDRAWN_FROM: Step[] = [
  begin('number'),
  confirmed,
  {
    ...{ says: 'It is not handed over', route: 'POST /api/shipments/{id}/handover', status: 409 },
    ...({ code: 'order_withdrawn', as: 'admin', values: { id: '{{parcel}}' }, body: {} } as const),
  },
  {
    ...{ says: 'What it is about', route: 'GET /api/withdrawals/{token}', status: 200 },
    values: { token: '{{revoke}}' },
  },
  link('It is revoked', 200, 'revocation', 'revoke'),
  { says: 'What customers withdrew from', route: 'GET /api/withdrawals', status: 200, as: 'admin' },
];

/** Withdrawing from an order that is cancelled meanwhile. */
export const CANCELLED_MEANWHILE: Step[] = [
  begin('unwantedNumber'),
  confirmed,
  {
    ...{ says: 'It is cancelled', route: 'POST /api/orders/{id}/cancellation', status: 200, as: 'customer' },
    values: { id: '{{unwanted}}' },
  },
  link('It cannot be revoked any more', 409, 'revocation', 'revoke', { code: 'not_revocable' }),
  begin('unwantedNumber', { says: 'Nothing is left', status: 409, code: 'not_withdrawable', keep: {} }),
];
