import { refusals } from '@sagashop/kernel/problem';

/** What only the user service refuses. */
export const refuseUser = refusals({
  wrong_credentials: { status: 401, title: 'The user name, the e-mail address or the password is wrong.' },
  password_required: { status: 403, title: 'This needs your password: send it as `currentPassword`.' },
  blocked: {
    status: 403,
    title: 'The shop has closed this account to sign-ins. Write to us if you think that this is a mistake.',
  },
  works_here: { status: 409, title: 'Staff cannot be blocked: take their roles first.' },
  username_taken: { status: 409, title: 'Somebody has this user name already, or one that looks like it.' },
  email_taken: { status: 409, title: 'Somebody has this e-mail address already.' },
  account_needed: { status: 409, title: 'This takes an account, and a guest has none yet.' },
  already_member: { status: 409, title: 'You have an account already.' },
  last_owner: { status: 409, title: 'The shop needs an owner: make somebody else one first.' },
  link_used: {
    status: 410,
    title: 'This link was used, replaced or withdrawn, or it has expired. Ask for another one.',
  },
  another_invited: {
    status: 403,
    title: 'This invitation is for another e-mail address than your account has.',
  },
  in_stock: { status: 409, title: 'It is there: nobody needs to tell you. Order it.' },
  too_many_reminders: {
    status: 409,
    title: 'You wait for 100 things already. Let one of them go first.',
  },
  too_many_addresses: { status: 409, title: 'You keep 20 addresses already. Delete one first.' },
  orders_in_flight: { status: 409, title: 'An order of yours has not ended yet. Try again when it has.' },
  money_left: { status: 409, title: 'There is money left on your account. Spend it first.' },
  weak_password: {
    status: 422,
    title:
      'Choose a password of 8 to 128 characters that is not your user name, your e-mail address or a common one.',
  },
  overloaded: { status: 503, title: 'Too many people are signing in at the moment. Try again.' },
});
