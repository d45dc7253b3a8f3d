import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseOrder } from '../errors.ts';

const values = { id: EXAMPLE.order };

/** What is said of the routes by which many orders are seen and changed, as `documented` does of the others. */
export const documentedMany: Documented = {
  'GET /api/order-views': {
    description:
      'The lists of orders that you keep, and those that an owner has given to everybody who sees orders, in their order; with ' +
      '`list=sagas` those of sagas, for whoever may read sagas. `query` has parameters of `GET /api/orders`, or of `GET /api/sagas`.',
  },
  'POST /api/order-views': {
    description:
      'Keeps filters and sort of the list of orders under a name: for yourself, or with `shared` for everybody, which takes ' +
      '`orders.share-views`. With `list: sagas` those of the list of sagas. 50 of your own, and 50 shared ones, of each list.',
    key: 'honoured',
    refuses: [refuse.forbidden, refuseOrder.too_many_views],
    body: { name: 'Late', query: { status: 'confirmed', sort: 'deliveryDate' } },
  },
  'PATCH /api/order-views/{id}': {
    description: 'Changes a list that you keep; a shared one takes `orders.share-views`.',
    refuses: [refuse.forbidden, refuseOrder.too_many_views, refuseShop.edit_conflict],
    body: { name: 'Late ones' },
    values,
  },
  'DELETE /api/order-views/{id}': {
    description: 'Deletes a list that you keep; a shared one takes `orders.share-views`.',
    refuses: [refuse.forbidden],
    values,
  },
  'GET /api/bulk-actions': {
    description:
      'What is being done with many orders at once, by whomever, and what was in the last 30 days.',
  },
  'POST /api/bulk-actions': {
    description:
      'Does something with many orders, by and by: cancels them (`orders.cancel`), or gives their deliveries to a courier or ' +
      'a day (`deliveries.write`). Which orders is fixed now: `orders`, or all that the list finds with `filters`, at most ' +
      '10,000. Each is changed as by its own route, with its own entry in the audit log; one that is refused leaves the ' +
      'others. It goes on when whoever began it goes away, or a process dies, and is ' +
      'stopped once they may not do it any more.',
    key: 'required',
    refuses: [
      refuse.forbidden,
      refuseOrder.nothing_selected,
      refuseOrder.too_many_selected,
      refuseOrder.selection_changed,
      refuseOrder.too_many_running,
    ],
    body: { act: 'cancel', filters: { status: 'pending' }, reason: 'The oven is broken' },
  },
  'GET /api/sagas/reasons': {
    description:
      'What parked sagas wait for: the step, what its participant answered last, and how many sagas wait for just that; most ' +
      'first, among the 10,000 newest.',
  },
  'POST /api/sagas/retries': {
    description:
      'Tries again all sagas that wait at this step with this reason, each with its own entry in the audit log: twenty a ' +
      'second, by and by, as `GET /api/bulk-actions/{id}` tells. When five in a row fail again it is `stopped`, and the rest ' +
      'is left alone. It is about orders: `total` counts those, `refused` has those that wait again (`still_failing`).',
    key: 'honoured',
    refuses: [refuseOrder.nothing_selected, refuseOrder.selection_changed, refuseOrder.too_many_running],
    body: { step: 'take-goods', reason: 'the scales are out of order' },
  },
  'GET /api/bulk-actions/foretold': {
    description:
      'What it would come to as the orders stand now: of how many something changes, and the money that goes back. With ' +
      '`ids`, or filters of the list.',
    values: { act: 'cancel', status: 'pending' },
  },
  'GET /api/bulk-actions/{id}': { description: 'How far it is.', values },
  'GET /api/bulk-actions/{id}/orders': {
    description: 'The orders that were refused, with the reason of each; or those in another state.',
    values,
  },
  'POST /api/bulk-actions/{id}/stop': {
    description:
      'Stops it where it is: what is done stays, the rest is left as it was. Done again, it changes nothing.',
    values,
  },
};
