-- Messages of returns, once for each cause. Validated in the next file, without a lock on writers.
alter table messages drop constraint messages_kind_check;
alter table messages add constraint messages_kind_check check (kind in ('confirmed', 'cancelled', 'refunded', 'refund',
  'moved', 'pieces_cancelled', 'shipped', 'delivered', 'not_delivered', 'sent_back', 'return_asked', 'return_approved',
  'return_refused', 'return_received')) not valid;
