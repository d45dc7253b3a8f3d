import type { Documented } from '@sagashop/chassis/http/documented';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseNotify } from '../errors.ts';

/** What the schemas of the notify service's routes do not say, for the API's description. */
export const documented: Documented = {
  'GET /api/messages': {
    description:
      'What we told you about your orders, newest first, in the language in which each was placed. ' +
      'Staff see what we told anyone.',
    values: { limit: 10 },
  },

  'GET /api/mails': {
    description:
      'The mails that people are sent, newest first, each with what it says as far as that is known now. Where no server is ' +
      'set by which they are sent (`SAGASHOP_SMTP_URL`), they wait here to be read. `failed` ones are not tried any more.',
    values: { state: 'waiting', limit: 10 },
  },
  'POST /api/mails/{id}/resend': {
    description:
      'Has a mail sent once more, also to an address that was refused before. It has another Message-ID then. Its answer names ' +
      'nobody.',
    key: 'honoured',
    refuses: [refuseNotify.not_resendable],
    values: { id: EXAMPLE.mail },
  },
};
