import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseOrder } from '../errors.ts';

const values = { id: EXAMPLE.order };
const lines = [{ lineId: EXAMPLE.order, quantity: 1 }];
const key = 'required' as const;
const { already_decided, already_received, not_approved } = refuseOrder;

/** What the schemas of the routes about returns do not say. */
export const documentedReturns: Documented = {
  'POST /api/orders/{id}/returns': {
    description:
      'Pieces that were delivered are going to be sent back: its customer asks for that, or staff for them, within ' +
      '`SAGASHOP_RETURN_DAYS` of the delivery. Staff answer, and receive what comes. With `exchange` its customer says what they ' +
      'want instead, and orders it when the return has come.',
    key,
    refuses: [
      ...[refuseOrder.not_delivered, refuseOrder.more_than_delivered, refuseOrder.return_too_late],
      ...[refuseOrder.not_refundable, refuse.not_found],
    ],
    body: { lines, reason: 'Too small' },
    values,
  },
  'GET /api/returns': {
    description: 'What customers send back, the newest first, with what is in it and whose it is.',
    values: { state: 'asked', limit: 5 },
  },
  'GET /api/returns/{id}': { description: 'A return; its customer sees their own.', values },
  'POST /api/returns/{id}/approval': {
    description: 'The pieces may be sent back; their customer is told.',
    key,
    refuses: [already_decided, already_received, refuse.not_found],
    body: {},
    values,
  },
  'POST /api/returns/{id}/refusal': {
    description:
      'The pieces are not taken back, or never came; their customer is told, and reads why. They can be asked for again.',
    key,
    refuses: [already_decided, already_received, refuse.not_found],
    body: { reason: 'It was worn' },
    values,
  },
  'POST /api/returns/{id}/receipt': {
    description:
      'What has come: how many pieces of each line, and how many of those can be sold again. Money follows what was received: it ' +
      'goes back at once, good pieces are on their shelves, and the others are written off. Pieces that did not come can be ' +
      'asked for again.',
    key,
    refuses: [not_approved, already_received, refuseShop.edit_conflict, refuse.not_found],
    body: { lines: [{ lineId: EXAMPLE.order, received: 1, resellable: 1 }] },
    values,
  },
};
