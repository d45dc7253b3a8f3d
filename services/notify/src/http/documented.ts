import type { Documented } from '@sagashop/chassis/http/documented';

/** What the schemas of the notify service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/messages': {
    description:
      'What we told you about your orders, newest first, in the language in which each was placed. ' +
      'Staff see what we told anyone.',
    values: { limit: 10 },
  },
};
