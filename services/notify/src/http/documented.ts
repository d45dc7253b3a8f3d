import type { Documented } from '@sagashop/chassis/http/documented';

/** What the schemas of the notify service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/messages': {
    who: 'signed in',
    description:
      'What we told you about your orders, newest first, in the language in which each was placed. ' +
      'An administrator sees what we told anyone.',
    values: { limit: 10 },
  },
};
