import type { Step } from './step.ts';

const admin = { as: 'admin' } as const;
const begin = (says: string, status: number, body: object, more: Partial<Step> = {}): Step => ({
  ...{ says, route: 'POST /api/bulk-actions', status, ...admin },
  body: { act: 'assign', courierId: '{{courier}}', ...body },
  ...more,
});

/** Lists of orders that staff keep, and what is done with many orders at once. */
export const MANY: Step[] = [
  {
    says: 'A list that everybody has',
    ...{ route: 'POST /api/order-views', status: 201, ...admin, keep: { view: 'id' } },
    body: { name: 'On their way', query: { status: 'shipped', sort: 'deliveryDate' }, shared: true },
  },
  { says: 'The lists', route: 'GET /api/order-views', status: 200, ...admin },
  {
    says: 'It gets another name',
    ...{ route: 'PATCH /api/order-views/{id}', status: 200, ...admin },
    values: { id: '{{view}}' },
    body: { name: 'On the road', was: { name: 'On their way' } },
  },
  {
    says: 'Somebody else was faster',
    ...{ route: 'PATCH /api/order-views/{id}', status: 409, code: 'edit_conflict', ...admin },
    values: { id: '{{view}}' },
    body: { name: 'Away', was: { name: 'On their way' } },
  },
  {
    says: 'It goes',
    ...{ route: 'DELETE /api/order-views/{id}', status: 204, ...admin },
    values: { id: '{{view}}' },
  },
  {
    says: 'What it would come to',
    ...{ route: 'GET /api/bulk-actions/foretold', status: 200, ...admin },
    values: { act: 'cancel', ids: '{{order}}' },
  },
  begin('Many go to one courier', 201, { orders: ['{{order}}'] }, { keep: { bulk: 'id' } }),
  begin(
    'Not as many as were told',
    409,
    { orders: ['{{order}}'], expected: 2 },
    { code: 'selection_changed' },
  ),
  begin('None at all', 409, { filters: { userId: '{{product}}' } }, { code: 'nothing_selected' }),
  { says: 'What was done', route: 'GET /api/bulk-actions', status: 200, ...admin },
  {
    says: 'How far it is',
    ...{ route: 'GET /api/bulk-actions/{id}', status: 200, ...admin },
    values: { id: '{{bulk}}' },
  },
  {
    says: 'Which were refused',
    ...{ route: 'GET /api/bulk-actions/{id}/orders', status: 200, ...admin },
    values: { id: '{{bulk}}' },
  },
  {
    says: 'It is stopped',
    ...{ route: 'POST /api/bulk-actions/{id}/stop', status: 200, ...admin },
    values: { id: '{{bulk}}' },
  },
];
