-- Messages of a return that has still to come, has not come in time, or came and what was wanted for it could not be ordered.
-- Validated in the next file, without a lock on writers.
alter table messages drop constraint messages_kind_check;
alter table messages add constraint messages_kind_check check (kind in ('confirmed', 'cancelled', 'refunded', 'refund',
  'moved', 'pieces_cancelled', 'shipped', 'delivered', 'not_delivered', 'sent_back', 'return_asked', 'return_approved',
  'return_refused', 'return_received', 'return_reminded', 'return_expired', 'return_not_exchanged', 'withdrawal_confirmed',
  'withdrawal_revoked')) not valid;
