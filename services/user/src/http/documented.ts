import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseUser } from '../errors.ts';
import { documentedLinks } from './documented-links.ts';
import { documentedPeople } from './documented-people.ts';
import { documentedReminders } from './documented-reminders.ts';

const HOME = { street: 'Lindenallee 7', zip: '10115', city: 'Berlin' };

/** What the schemas of the user service's routes do not say, for the API's description. */
export const documented: Documented = {
  ...documentedPeople,
  ...documentedLinks,
  ...documentedReminders,
  'POST /api/users': {
    description:
      'Makes a customer. It does not sign in. The language is the one of Accept-Language unless given; ' +
      'what we tell the customer comes in it.',
    refuses: [
      refuseUser.username_taken,
      refuseUser.email_taken,
      refuseUser.weak_password,
      refuseUser.overloaded,
    ],
    body: { username: 'reader-0000', password: 'a-long-enough-1', email: 'reader-0000@example.test' },
  },
  'POST /api/guests': {
    description:
      'Opens a session for whoever orders without an account: no user name, no password, and no way back into it once it ' +
      'has ended. Any number of guests may have one e-mail address, a member’s too; it is linked to nobody. ' +
      'A request that is sent again with its key, from the same network, gets the same token.',
    key: 'honoured',
    body: { email: 'guest-0000@example.test', firstName: 'Ada' },
  },
  'POST /api/guests/me/account': {
    description:
      'Makes a member of the guest whose session it is: the same user, so orders and money stay theirs. The session goes on. ' +
      'The user name is made of the e-mail address unless given.',
    key: 'honoured',
    refuses: [
      refuseUser.already_member,
      refuseUser.email_taken,
      refuseUser.username_taken,
      refuseUser.weak_password,
      refuse.too_many_attempts,
      refuseUser.overloaded,
    ],
    body: { password: 'a-long-enough-1' },
  },
  'GET /api/users/me': { description: 'The profile of whoever is signed in.' },
  'DELETE /api/users/me': {
    description:
      'Leaves the shop for good: name, addresses and phone number are emptied, here and in orders and messages. ' +
      'Needs the `currentPassword` of a member. Refused while an order is under way or money is left.',
    refuses: [
      refuseUser.password_required,
      refuseUser.wrong_credentials,
      refuse.not_found,
      refuseUser.orders_in_flight,
      refuseUser.money_left,
      refuse.too_many_attempts,
      refuseUser.overloaded,
    ],
    body: { currentPassword: 'a-long-enough-1' },
  },
  'PATCH /api/users/me': {
    description:
      'Changes the fields that are sent. `null` empties a name or the phone number. ' +
      'A new `password` and another `email` need the `currentPassword`; a guest changes the `email` without, and has no password.',
    refuses: [
      refuseUser.account_needed,
      refuseUser.password_required,
      refuseUser.wrong_credentials,
      refuseUser.email_taken,
      refuseUser.weak_password,
      refuse.too_many_attempts,
      refuseUser.overloaded,
    ],
    body: { firstName: 'Ada', language: 'en' },
  },
  'GET /api/users/me/addresses': {
    description: 'The addresses that whoever is signed in keeps, the one written or chosen last first.',
    values: { limit: 20 },
  },
  'POST /api/users/me/addresses': {
    description:
      'Keeps an address for the next order. 20 can be kept. The region is a state, province or prefecture as it is ' +
      'written in addresses there (`IL`); an address need not have one.',
    key: 'honoured',
    refuses: [refuseUser.too_many_addresses],
    body: HOME,
  },
  'PUT /api/users/me/addresses/{id}': {
    description:
      'Puts another address in its place. Sent as it stands it is chosen: either way it is the first of the list then.',
    values: { id: EXAMPLE.address },
    body: HOME,
  },
  'DELETE /api/users/me/addresses/{id}': {
    description: 'Forgets the address. Orders that went there keep theirs.',
    values: { id: EXAMPLE.address },
  },
  'GET /api/users/me/sessions': {
    description:
      'The sessions in which I am signed in, newest first, with what sort of device has opened them and from where.',
  },
  'DELETE /api/users/me/sessions': { description: 'All but the one of this request end at once.' },
  'DELETE /api/users/me/sessions/{id}': {
    description: 'It ends at once, on whatever device it is.',
    values: { id: EXAMPLE.user },
  },
  'POST /api/session': {
    description:
      'Opens a session for a member, by user name or by e-mail address. The answer sets an httpOnly cookie, which a browser sends by itself from then on; ' +
      'other programs send `token` as `Authorization: Bearer`. A session that the request brings ends with it.',
    refuses: [
      refuseUser.wrong_credentials,
      refuseUser.blocked,
      refuse.too_many_attempts,
      refuseUser.overloaded,
    ],
    body: { username: 'reader-0000', password: 'a-long-enough-1' },
  },
  'POST /api/session/tokens': {
    description:
      'A token that lasts for five minutes and is good for what one command of `sagashop` asks, 403 for everything else.',
    refuses: [refuse.too_many_attempts],
    body: { scope: 'audit' },
  },
  'GET /api/session': { description: 'Whose session it is; 401 when nobody is signed in.' },
  'DELETE /api/session': {
    description: 'Ends the session at once, everywhere. Without a session it does nothing.',
  },
};
