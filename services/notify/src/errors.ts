import { refusals } from '@sagashop/kernel/problem';

/** What only the notify service refuses. */
export const refuseNotify = refusals({
  not_resendable: {
    status: 409,
    title:
      'This mail cannot be sent again: its link is asked for anew, or there is nobody any more to whom it could go.',
  },
});
