import type { Db } from '@sagashop/chassis/postgres/sql';
import { insertMessages, type NewMessage } from '../store/messages.ts';

/** Writes messages, each at most once per order, kind and cause: the first to be written stays. */
export async function tellCustomers(db: Db, messages: NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  await insertMessages(
    db,
    messages.sort(
      (a, b) =>
        compare(a.orderId, b.orderId) || compare(a.kind, b.kind) || compare(a.cause ?? '', b.cause ?? ''),
    ),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
