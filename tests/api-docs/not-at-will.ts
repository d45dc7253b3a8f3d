/** Refusals that take a moment, a crowd, a crash, or a part of the shop that is away; tests elsewhere bring them about. */
export const NOT_AT_WILL = [
  'timed_out',
  'cancelled_by_customer',
  'cancelled_by_shop',
  'not_cancellable',
  'idempotency_in_progress',
  'internal_error',
  'unavailable',
  'below_reserved',
  'note_closed',
  'courier_taken',
  'overloaded',
  'orders_in_flight',
  ...['import_emptied', 'import_under_way', 'undo_expired'],
  ...['last_owner', 'works_here', 'blocked'],
  ...['too_many_addresses', 'too_many_views', 'too_many_selected', 'too_many_running'],
  'too_many_attempts',
];
