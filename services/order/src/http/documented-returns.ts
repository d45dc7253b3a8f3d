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
      '`SAGASHOP_RETURN_DAYS` of the delivery, which do not bind staff. Staff answer, and receive what comes. With `exchange` ' +
      'its customer says what they want instead: it is ordered once all has come and is paid back, for `expectedTotal` at most, ' +
      'which has to be its price now, or without one for what goes back. A photo is sent as base64, or in a form as a file, ' +
      'with `lines` and `exchange` as JSON; whoever sends none that can be read gets 422.',
    key,
    refuses: [
      ...[refuseOrder.not_delivered, refuseOrder.more_than_delivered, refuseOrder.return_too_late],
      ...[refuseOrder.not_refundable, refuse.not_found, refuseOrder.price_changed],
      ...[refuseOrder.unknown_product, refuseOrder.unknown_variant, refuseShop.variant_missing],
      ...[refuseShop.wrong_currency, refuse.body_too_large],
    ],
    body: { lines, reason: 'Too small' },
    values,
  },
  'GET /api/returns': {
    description: 'What customers send back, the newest first, with what is in it and whose it is.',
    values: { state: 'asked', limit: 5 },
  },
  'GET /api/returns/terms': {
    description:
      'For how many days something can be sent back, by when it has to be here, and who may withdraw from an order.',
  },
  'GET /api/returns/{id}/photo': {
    description: 'The photo of what is sent back, as WebP: for the order’s customer and for staff.',
    refuses: [refuse.not_found],
    values,
  },
  'GET /api/returns/{id}': { description: 'A return; its customer sees their own.', values },
  'POST /api/returns/{id}/approval': {
    description:
      'The pieces may be sent back; their customer is told where to, and by when they have to be here ' +
      '(`SAGASHOP_RETURN_COME_DAYS`): what does not come by then ends as if it had been refused.',
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
