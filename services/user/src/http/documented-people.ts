import { refuse } from '@sagashop/chassis/errors';
import type { Documented } from '@sagashop/chassis/http/documented';
import { refuseShop } from '@sagashop/vocabulary/errors';
import { EXAMPLE } from '@sagashop/vocabulary/example';
import { refuseUser } from '../errors.ts';

const TOKEN = 'd0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d';

/** The same for what staff do with customers, and owners with staff. */
export const documentedPeople: Documented = {
  'GET /api/customers': {
    description:
      'Everybody who has signed up or ordered as a guest, newest first. `q` finds by the beginnings of words, in any order: of ' +
      'first and last name, user name and e-mail address, and of the phone number with or without its country. A page may have fewer than ' +
      '`limit`, and still a `nextCursor`, where few of very many people fit.',
    values: { q: 'ada', limit: 20 },
  },
  'GET /api/customers/{id}': {
    description: 'Who they are, since when, and whether they may come in.',
    values: { id: EXAMPLE.user },
  },
  'PATCH /api/customers/{id}': {
    description:
      'A blocked customer’s sessions end at once, and signing in is refused as `blocked`. Orders under way go on.',
    refuses: [refuseUser.works_here],
    values: { id: EXAMPLE.user },
    body: { blocked: true, reason: 'Asked us to' },
  },
  'POST /api/customers/{id}/export': {
    description:
      'For whoever asks what the shop has about them: one JSON object with a list of records for each service. That it was ' +
      'taken away is in the audit log.',
    refuses: [refuse.unavailable],
    values: { id: EXAMPLE.user },
    answers: { 200: { description: 'The file', type: 'application/json' } },
  },
  'POST /api/customers/{id}/erasure': {
    description:
      'As if they left by themselves (`DELETE /api/users/me`), for somebody who has asked for it: name, e-mail address, phone ' +
      'number and addresses are gone, here and in orders; the orders and the entries of the account stay. Refused while an ' +
      'order is under way or money is left, and for staff.',
    refuses: [refuseUser.works_here, refuseUser.orders_in_flight, refuseUser.money_left, refuse.unavailable],
    values: { id: EXAMPLE.user },
    body: { reason: 'Asked by e-mail' },
  },
  'GET /api/exports/customers.csv': {
    description: 'All customers that fit, as a file.',
    values: { q: 'ada' },
    answers: { 200: { description: 'The file', type: 'text/csv' } },
  },
  'GET /api/staff': {
    description: 'Who works for the shop, and in which roles; customers are not among them.',
    values: { limit: 20 },
  },
  'POST /api/staff': {
    description:
      'Answers a `link` that makes whoever has it one of the staff, with these roles: it is good for a week, for one, and told ' +
      'here alone. Another invitation of the same e-mail address takes its place. The link is ' +
      'handed over by whoever invites. Nobody invites to roles that may more than they may themselves.',
    body: { email: 'clerk-0000@example.test', roles: ['clerk'] },
  },
  'GET /api/staff/invitations': {
    description: 'Invitations that nobody has accepted yet, without their links.',
    values: { limit: 20 },
  },
  'DELETE /api/staff/invitations/{id}': {
    description: 'The link is good for nothing from now on.',
    values: { id: EXAMPLE.user },
  },
  'GET /api/staff/invitations/{token}': {
    description: 'For whoever has the link: which e-mail address and roles it is for.',
    refuses: [refuseUser.link_used],
    values: { token: TOKEN },
  },
  'POST /api/staff/invitations/{token}': {
    description:
      'Makes an account with the e-mail address and the roles of the invitation; it does not sign in. Of several requests at ' +
      'once one makes it. A member of that address accepts with the account that they have.',
    refuses: [
      refuseUser.link_used,
      refuseUser.username_taken,
      refuseUser.email_taken,
      refuseUser.weak_password,
      refuse.too_many_attempts,
      refuseUser.overloaded,
    ],
    values: { token: TOKEN },
    body: { username: 'clerk-0000', password: 'a-long-enough-1' },
  },
  'POST /api/staff/invitations/{token}/acceptance': {
    description:
      'The member whose e-mail address was invited has the roles from their next request on, beside their own.',
    refuses: [refuseUser.link_used, refuseUser.another_invited],
    values: { token: TOKEN },
  },
  'GET /api/customers/{id}/sessions': {
    description:
      'As they see them. Those of somebody who works for the shop take the permission `staff.read`.',
    values: { id: EXAMPLE.user },
  },
  'DELETE /api/customers/{id}/sessions': {
    description: 'They end at once. Of somebody who works for the shop: with the permission `staff.write`.',
    values: { id: EXAMPLE.user },
  },
  'DELETE /api/customers/{id}/sessions/{sessionId}': {
    description: 'It ends at once. Of somebody who works for the shop: with the permission `staff.write`.',
    values: { id: EXAMPLE.user, sessionId: EXAMPLE.address },
  },
  'PATCH /api/staff/{id}': {
    description:
      'Puts these roles in the place of those that a user has; none makes a customer of them. It counts from their next ' +
      'request on. Nobody gives or takes a role that may more than they may themselves, and the last owner stays one.',
    refuses: [refuseUser.last_owner, refuseUser.account_needed, refuseShop.edit_conflict],
    values: { id: EXAMPLE.user },
    body: { roles: ['clerk'] },
  },
};
