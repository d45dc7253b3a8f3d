import { refusals } from '@sagashop/kernel/problem';

/** The refusals that only the delivery service gives. */
export const refuseDelivery = refusals({
  no_capacity: { status: 409, title: 'That courier takes no more deliveries that day. Nothing was changed.' },
  not_booked: { status: 409, title: 'This order has no delivery any more. Nothing was changed.' },
  courier_taken: { status: 409, title: 'Another courier is this user already. Nothing was changed.' },
  unknown_courier: { status: 422, title: 'There is no such courier.' },
  not_a_courier: { status: 422, title: 'This user does not have the role of a courier.' },
  date_unavailable: { status: 422, title: 'A delivery can be moved to today or to one of the next 14 days.' },
});
