import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseStock } from '../errors.ts';

const values = { productId: EXAMPLE.product };

/** What the schemas of the stock service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/stock': {
    description:
      'How much there is of each product, or of each of its variants, newest first: by words of its name, by how few ' +
      'there are, or by ids.',
    values: { below: 'threshold', limit: 3 },
  },
  'GET /api/stock/{productId}': {
    description: 'How much there is of a product, and how much of it orders under way have reserved.',
    refuses: [refuseShop.variant_missing],
    values,
  },
  'GET /api/stock/{productId}/movements': {
    description:
      'Every change of what is on hand, newest first: its reason, its cause (of `sold` and `returned` the order), who did ' +
      'it and what there was after it. Their sum is what is on hand. The first one, without a cause, is what there was when ' +
      'movements began to be kept.',
    refuses: [refuseShop.variant_missing],
    values,
  },
  'POST /api/stock/{productId}/receipts': {
    description: 'Goods received. Answers the stock after it.',
    key: 'required',
    refuses: [refuseShop.variant_missing],
    values,
    body: { quantity: 10, note: 'Delivery note 4711' },
  },
  'POST /api/stock/{productId}/adjustments': {
    description:
      'Changes what is on hand for a reason; the movement is kept for ever. `counted` takes what was counted on the shelf, ' +
      'the pieces set aside for orders included, and keeps the difference. 409 says as `onHand` and `reserved` what there is.',
    key: 'required',
    values,
    body: { quantity: -1, reason: 'damaged', note: 'Fell off the shelf' },
    refuses: [
      refuseShop.variant_missing,
      refuseStock.below_zero,
      refuseStock.below_reserved,
      refuseShop.edit_conflict,
    ],
  },
  'PATCH /api/stock/{productId}': {
    description:
      'From how many on hand on a product is low: staff are told once when that many are left, and again after more came in. ' +
      '`place` is where on the shelves it lies, by which lists for picking are sorted.',
    values,
    body: { threshold: 3, place: 'A-12', was: { threshold: 5, place: null } },
    refuses: [refuseShop.variant_missing, refuseShop.edit_conflict],
  },
  'GET /api/stock/alerts': {
    description:
      'Of what few are left, told once each time it came to that; until somebody has seen it, or goods came in.',
    values: { limit: 3 },
  },
  'DELETE /api/stock/alerts/{id}': {
    description: 'Says that one was seen: nobody is shown it any more.',
    values: { id: EXAMPLE.product },
  },
  'GET /api/exports/stock.csv': {
    description: 'The list as a CSV file, of any size, as of one moment.',
    values: { below: 'threshold' },
    answers: { 200: { description: 'The file', type: 'text/csv' } },
  },
};
