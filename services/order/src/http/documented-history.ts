import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { Type } from 'typebox';
import { refuseOrder } from '../errors.ts';

const values = { id: EXAMPLE.order };
const note = { ...values, noteId: EXAMPLE.order };
const gone = { 204: { description: 'It is gone.', schema: Type.Null() } };

/** The same for the routes by which staff follow an order together. */
export const documentedHistory: Documented = {
  'GET /api/orders/{id}/timeline': {
    description:
      'Everything that has happened to an order, the oldest first, and who did it: it was placed, the steps of its sagas, ' +
      'who asked for its cancellation and why, refunds, transfers with their entries, goods, delivery and its moves, ' +
      'messages as they were sent, notes, and changes by staff. Put together from what every service knows; one that ' +
      'does not answer stands in `missing`.',
    values,
  },
  'GET /api/orders/{id}/notes': {
    description: 'What staff have written on an order, for each other. Its customer never sees it.',
    refuses: [refuse.not_found],
    values,
  },
  'POST /api/orders/{id}/notes': {
    description: 'Writes a note on an order. It goes with the data of its customer when they leave.',
    key: 'honoured',
    body: { text: 'Rang: comes for it on Friday' },
    values,
  },
  'PATCH /api/orders/{id}/notes/{noteId}': {
    description: 'Gives a note another text. Whoever wrote it may, for a day.',
    refuses: [refuseOrder.note_closed, refuseShop.edit_conflict],
    body: { text: 'Rang: comes for it on Saturday', was: { text: 'Rang: comes for it on Friday' } },
    values: note,
  },
  'DELETE /api/orders/{id}/notes/{noteId}': {
    description: 'Takes a note away. Whoever wrote it may, for a day.',
    refuses: [refuseOrder.note_closed],
    values: note,
    answers: gone,
  },
  'PUT /api/orders/{id}/presence': {
    description:
      'What an open page of the order says every ten seconds, and what `others` have open who said so within half a ' +
      'minute. `mark` is another one whenever the order, its sagas, its notes or its delivery have changed.',
    body: { doing: 'looking' },
    values,
  },
  'DELETE /api/orders/{id}/presence': {
    description: 'What a page says when it is left. Others see nobody there any more.',
    values,
    answers: gone,
  },
};
