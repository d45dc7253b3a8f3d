import type { Step } from './step.ts';
import { WITHDRAWN_FROM } from './withdrawal-steps.ts';

const post = (says: string, status: number, route: string, id: string, more: Partial<Step> = {}): Step => ({
  says,
  route: `POST /api/${route}`,
  status,
  as: 'admin',
  values: { id },
  body: {},
  ...more,
});

/** One grey point, as PNG. */
const PHOTO =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAACklEQVQImWPoAAAAigCJQ82BGQAAAABJRU5ErkJggg==';

/** An order's parcel, from the shelf to its customer. */
export const SHIPMENTS: Step[] = [
  post('What goes into a parcel', 201, 'orders/{id}/shipments', '{{order}}', { keep: { parcel: 'id' } }),
  post('Nothing is left for another', 409, 'orders/{id}/shipments', '{{order}}', { code: 'not_shippable' }),
  ...[
    {
      ...{ says: 'Orders without a parcel', route: 'GET /api/shipments/unplanned', status: 200 },
      ...{ as: 'admin' as const, values: { date: '2030-01-01' } },
    },
    {
      ...{ says: 'What to take from the shelves', route: 'GET /api/shipments/picks', status: 200 },
      ...{ as: 'admin' as const, values: { ids: '{{parcel}}' } },
    },
    {
      ...{ says: 'Many are planned', route: 'POST /api/shipments/acts', status: 201, as: 'admin' as const },
      ...{ body: { act: 'plan', orders: ['{{order}}'] }, keep: { acts: 'id' } },
    },
    {
      ...{
        says: 'How far that is',
        route: 'GET /api/shipments/acts/{id}',
        status: 200,
        as: 'admin' as const,
      },
      values: { id: '{{acts}}' },
    },
  ],
  post('It is packed', 201, 'shipments/{id}/packing', '{{parcel}}'),
  post('Nobody can have it yet', 409, 'shipments/{id}/delivery', '{{parcel}}', { code: 'wrong_state' }),
  ...WITHDRAWN_FROM,
  post('A courier has it', 201, 'shipments/{id}/handover', '{{parcel}}'),
  post('Nobody was there', 201, 'shipments/{id}/failure', '{{parcel}}'),
  post('Its customer has it', 201, 'shipments/{id}/delivery', '{{parcel}}', {
    body: { name: 'Ivan', photo: PHOTO },
  }),
  {
    ...{ says: 'The photo at the door', route: 'GET /api/shipments/{id}/photos/{nth}', status: 200 },
    ...{ as: 'admin', values: { id: '{{parcel}}', nth: 4 } },
  },
];
