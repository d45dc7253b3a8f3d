import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseUser } from '../errors.ts';

/** The words of the routes of people who want to be told when something is there again. */
export const documentedReminders: Documented = {
  'POST /api/reminders': {
    description:
      'Has somebody told by mail, once, when something that is sold out is there again; for another time it is asked for again. ' +
      'A member waits at once. With `email`, and for a guest, a mail asks first whether the address is theirs; the answer is the ' +
      'same whoever has the address, and beyond a few in an hour it is asked no more. A few are told for each piece that is ' +
      'there, who has waited longest first, and the others later if something is left.',
    refuses: [refuseUser.in_stock, refuseUser.too_many_reminders, refuseShop.variant_missing],
    body: { productId: EXAMPLE.product, email: 'reader-0000@example.test' },
  },
  'GET /api/reminders': {
    description: 'What you wait for. What you were told of is not there any more.',
    values: { limit: 10 },
  },
  'DELETE /api/reminders/{id}': { description: 'You are not told of it.' },
  'GET /api/reminders/counts': {
    description: 'How many wait for each of these: ids of variants, and of products that have none.',
    values: { ids: EXAMPLE.product },
  },
  'POST /api/reminders/confirmations/{token}': {
    description: 'Whoever has the link of the mail that asks says yes. It works once, for three days.',
    refuses: [refuseUser.link_used],
    values: { token: 'from-the-mail' },
  },
  'POST /api/reminders/endings/{token}': {
    description:
      'Whoever has the link of a mail that told them waits for nothing else any more either. Again it says the same.',
    refuses: [refuseUser.link_used],
    values: { token: 'from-the-mail' },
  },
};
