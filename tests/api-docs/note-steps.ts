import { MAILS } from './mail-steps.ts';
import type { Step } from './step.ts';

const [admin, order] = [{ as: 'admin' }, { id: '{{order}}' }] as const;
const note = { ...order, noteId: '{{note}}' };

/** How staff follow an order together, and what its customer is sent. */
export const NOTES: Step[] = [
  {
    says: 'A note for the others',
    ...{ route: 'POST /api/orders/{id}/notes', status: 201, ...admin, values: order },
    body: { text: 'Rang: comes for it on Friday' },
    keep: { note: 'id' },
  },
  {
    says: 'It says something else',
    ...{ route: 'PATCH /api/orders/{id}/notes/{noteId}', status: 200, ...admin, values: note },
    body: { text: 'Rang: comes for it on Saturday' },
  },
  {
    says: 'What was written on it',
    ...{ route: 'GET /api/orders/{id}/notes', status: 200, ...admin, values: order },
  },
  {
    says: 'Everything that has happened to it',
    ...{ route: 'GET /api/orders/{id}/timeline', status: 200, ...admin, values: order },
  },
  {
    says: 'Who else has it open',
    ...{ route: 'PUT /api/orders/{id}/presence', status: 200, ...admin, values: order },
    body: { doing: 'looking' },
  },
  {
    says: 'Nobody, any more',
    ...{ route: 'DELETE /api/orders/{id}/presence', status: 204, ...admin, values: order },
  },
  {
    says: 'The note goes',
    ...{ route: 'DELETE /api/orders/{id}/notes/{noteId}', status: 204, ...admin, values: note },
  },
  ...MAILS,
];
