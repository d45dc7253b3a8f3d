import type { Step } from './step.ts';

const post = (says: string, route: string, id: string, more: Partial<Step> = {}): Step => ({
  says,
  route: `POST /api/${route}`,
  status: 201,
  as: 'admin',
  values: { id },
  body: {},
  ...more,
});
const pieces = (quantity: number) => ({
  lines: [{ lineId: '{{returnedLine}}', quantity }],
  reason: 'Too dim',
});
const receipt = { lines: [{ lineId: '{{returnedLine}}', received: 1, resellable: 1 }] };
const ask = (says: string, quantity: number, more: Partial<Step>) =>
  post(says, 'orders/{id}/returns', '{{order}}', { as: 'customer', body: pieces(quantity), ...more });

/** Pieces of an order that was delivered come back. */
export const RETURNS: Step[] = [
  {
    says: 'What is still to come',
    route: 'POST /api/orders',
    status: 201,
    as: 'customer',
    body: { lines: [{ productId: '{{product}}', quantity: 1 }] },
    keep: { standing: 'id', standingLine: 'lines[0].id' },
  },
  {
    says: 'What was delivered',
    route: 'GET /api/orders/{id}',
    status: 200,
    as: 'customer',
    values: { id: '{{order}}' },
    keep: { returnedLine: 'lines[0].id' },
  },
  post('What has not come yet cannot go back', 'orders/{id}/returns', '{{standing}}', {
    ...{ status: 409, code: 'not_delivered', as: 'customer' },
    body: { lines: [{ lineId: '{{standingLine}}', quantity: 1 }], reason: 'Too dim' },
  }),
  ask('More than that', 100, { status: 409, code: 'more_than_delivered' }),
  ask('A piece is to go back', 1, { keep: { returned: 'id' } }),
  {
    says: 'What waits for an answer',
    route: 'GET /api/returns',
    status: 200,
    as: 'admin',
    values: { state: 'asked' },
  },
  post('It has not been approved', 'returns/{id}/receipt', '{{returned}}', {
    ...{ status: 409, code: 'not_approved', body: receipt },
  }),
  post('It may come', 'returns/{id}/approval', '{{returned}}'),
  post('It was approved before', 'returns/{id}/approval', '{{returned}}', {
    ...{ status: 409, code: 'already_decided' },
  }),
  post('It is here', 'returns/{id}/receipt', '{{returned}}', { body: receipt }),
  post('It is too late to refuse it', 'returns/{id}/refusal', '{{returned}}', {
    ...{ status: 409, code: 'already_received', body: { reason: 'Worn' } },
  }),
  {
    says: 'Its money and its pieces are where they belong',
    route: 'GET /api/returns/{id}',
    status: 200,
    as: 'customer',
    values: { id: '{{returned}}' },
  },
];
