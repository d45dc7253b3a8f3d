import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseUser } from '../errors.ts';

/** The words of the routes of links that are sent by mail. */
export const documentedLinks: Documented = {
  'POST /api/password-resets': {
    description:
      'Has a link sent to an address, if a member has it. The answer is the same in any case. The link is good for half an hour ' +
      'and for once; an address is sent a few in an hour at most.',
    body: { email: 'reader-0000@example.test' },
  },
  'GET /api/password-resets/{token}': {
    description: 'Until when the link of a mail is good.',
    refuses: [refuseUser.link_used],
    values: { token: 'from-the-mail' },
  },
  'POST /api/password-resets/{token}': {
    description:
      'Gives whoever has the link another password, and ends all sessions of the account. A weak one leaves the link as it was.',
    refuses: [refuseUser.link_used, refuseUser.weak_password, refuseUser.overloaded],
    values: { token: 'from-the-mail' },
    body: { password: 'a-long-enough-2' },
  },
  'POST /api/users/me/email-verification': {
    description:
      'Has a mail sent that asks whether the address is theirs; signing up and another address do so by themselves. Earlier links ' +
      'are good for nothing then. Nothing is sent where it is known already.',
  },
  'POST /api/email-verifications/{token}': {
    description: 'Notes that the address to which the link was sent is its user’s.',
    refuses: [refuseUser.link_used],
    values: { token: 'from-the-mail' },
  },
};
