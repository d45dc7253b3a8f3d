import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseOrder } from '../errors.ts';

const values = { id: EXAMPLE.order };
const act = (description: string, body: object) => ({
  description: `${description} Its saga goes on by itself: delivery notes it, and the customer is told where it concerns them.`,
  key: 'required' as const,
  refuses: [
    ...[refuseOrder.not_shippable, refuseOrder.wrong_state, refuse.not_found],
    ...[refuse.body_too_large, refuse.unsupported_media_type],
    refuseOrder.order_withdrawn,
  ],
  body,
  values,
});

/** What the schemas of the routes about parcels do not say. */
export const documentedShipments: Documented = {
  'POST /api/orders/{id}/shipments': {
    description:
      'Plans a parcel of a confirmed order: these `lines`, or all that is in no parcel yet. A piece is in one open parcel at ' +
      'most; pieces that are cancelled leave it. `lines` with a `shipmentId` come out of that planned parcel, which keeps the ' +
      'rest: so it becomes two. The order’s row decides.',
    key: 'required',
    refuses: [refuseOrder.not_shippable, refuseOrder.wrong_state],
    body: {},
    values,
  },
  'GET /api/shipments': {
    description:
      'Parcels, with what is in them, who brings them and when, and to whom; with these `ids`, or of the order of a `number`; a courier sees their own. Until it is handed over ' +
      'a parcel goes with its order’s booking. With `late` those that should be there by now. Goods are called by their names ' +
      'in the language of `Accept-Language`.',
    values: { state: 'planned', limit: 5 },
  },
  'GET /api/shipments/unplanned': {
    description:
      'Confirmed orders that are to be delivered on this day, of which pieces are in no parcel yet, with those pieces; by id. ' +
      'With `late` those of days that have passed.',
    values: { date: '2026-11-30', limit: 5 },
  },
  'GET /api/shipments/picks': {
    description:
      'What the planned parcels of a day need, of one courier or of some `ids` if they are named: by product and variant, ' +
      'sorted by where on the shelves it lies, with how many pieces go into which parcel.',
    values: { date: '2026-11-30' },
  },
  'POST /api/shipments/acts': {
    description:
      'Does something with many parcels, by and by, each as by its own route and with its own entry in the audit log; one that ' +
      'is refused leaves the others. It goes on when whoever began it goes away, or a process dies. Parcels of `plan` have all ' +
      'of their order that is in none yet.',
    key: 'required',
    refuses: [refuseOrder.too_many_running],
    body: { act: 'plan', orders: [EXAMPLE.order] },
  },
  'GET /api/shipments/acts/{id}': {
    description: 'How far it is, and the first 100 of those that were refused, with the reason of each.',
    values,
  },
  'GET /api/rounds/today': { description: 'The parcels that you bring today, if you are a courier.' },
  'GET /api/shipments/{id}/photos/{nth}': {
    description:
      'The photo of the `nth` thing that has become of a parcel, as `photoUrl` names it: for the order’s customer and for staff; ' +
      'couriers see those of their own stops.',
    refuses: [refuse.not_found],
    values: { id: EXAMPLE.order, nth: '1' },
    answers: { 200: { description: 'The photo.', type: 'image/webp' } },
  },
  'POST /api/shipments/{id}/packing': act('A planned parcel is packed.', {}),
  'POST /api/shipments/{id}/handover': act(
    'A parcel leaves the shop: its pieces cannot be cancelled from then on. Of a cancellation at the same moment one wins.',
    {},
  ),
  'POST /api/shipments/{id}/delivery': act(
    'A parcel was delivered, to whom (`name`), with a `photo` if there is one: as base64, or as the file of a form ' +
      '(`multipart/form-data`) of at most 5 MB and 50 megapixels. It is turned upright, made smaller, and freed of what a camera ' +
      'wrote into it; what is no photo is 422. `at` is when: no earlier than the hand-over, no later than now, and both are kept.',
    { name: 'Ivan' },
  ),
  'POST /api/shipments/{id}/failure': act(
    'Nobody was there: the delivery goes to the next free day. The second time the parcel is back in the shop, its pieces are ' +
      'on their shelves, and what was paid for them goes back.',
    { note: 'No answer at the door' },
  ),
};
