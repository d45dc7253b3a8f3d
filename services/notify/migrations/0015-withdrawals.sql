-- Messages of a withdrawal that was confirmed or revoked, once for each. Validated in the next file, without a lock on writers.
alter table messages drop constraint messages_kind_check;
alter table messages add constraint messages_kind_check check (kind in ('confirmed', 'cancelled', 'refunded', 'refund',
  'moved', 'pieces_cancelled', 'shipped', 'delivered', 'not_delivered', 'sent_back', 'return_asked', 'return_approved',
  'return_refused', 'return_received', 'withdrawal_confirmed', 'withdrawal_revoked')) not valid;
