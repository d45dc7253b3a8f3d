import type { Documented } from '@sagashop/chassis/http/documented';

/** What the schemas of the audit service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/audit': {
    description:
      'Reads the sums and facts of every service and checks that no order is half there. It takes as long as there ' +
      'are orders. With `since` only at newer orders, without the sums that need all of them. An order whose saga has ' +
      'not ended is in flight, never a failure.',
  },
};
