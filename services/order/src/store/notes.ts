import { uuids } from '@sagashop/chassis/postgres/arrays';
import type { Db, Tx } from '@sagashop/chassis/postgres/sql';

/** What somebody who works for the shop has written on an order. */
export interface Note {
  id: string;
  orderId: string;
  text: string;
  by: string;
  at: Date;
  editedAt: Date | null;
}

const columns = (db: Db) => db`id, order_id, text, by_user as by, at, edited_at`;

/** An order's notes, newest first, those older than `before` only. */
export async function notesOf(
  db: Db,
  order: string,
  { limit, before }: { limit: number; before?: { at: Date; id: string } | undefined },
): Promise<Note[]> {
  return db<Note[]>`
    select ${columns(db)} from order_notes where order_id = ${order}
    ${before ? db`and (at, id) < (${before.at}, ${before.id})` : db``}
    order by at desc, id desc limit ${limit}`;
}

/** What the notes on these orders say, without who has written them, oldest first, by order. */
export async function notesOfOrders(
  db: Db,
  orders: readonly string[],
): Promise<Map<string, Pick<Note, 'text' | 'at' | 'editedAt'>[]>> {
  const rows = await db<Pick<Note, 'orderId' | 'text' | 'at' | 'editedAt'>[]>`
    select order_id, text, at, edited_at from order_notes where order_id = any(${uuids(orders)}::uuid[])
    order by order_id, at, id`;
  const byOrder = Map.groupBy(rows, ({ orderId }) => orderId);
  return new Map([...byOrder].map(([order, notes]) => [order, notes.map(({ orderId: _, ...note }) => note)]));
}

/** Writes a note on an order; undefined where there is no such order. */
export async function insertNote(
  tx: Tx,
  note: Pick<Note, 'id' | 'orderId' | 'text' | 'by'>,
): Promise<Note | undefined> {
  const { id, orderId, text, by } = note;
  const [row] = await tx<Note[]>`
    insert into order_notes (order_id, id, text, by_user)
    select id, ${id}, ${text}, ${by} from orders where id = ${orderId}
    returning ${columns(tx)}`;
  return row;
}

/** Locks a note; `open` while whoever wrote it may still change it. */
export async function lockNote(
  tx: Tx,
  { orderId, id }: Pick<Note, 'orderId' | 'id'>,
): Promise<(Note & { open: boolean }) | undefined> {
  const [row] = await tx<(Note & { open: boolean })[]>`
    select ${columns(tx)}, at > now() - interval '1 day' as open from order_notes
    where order_id = ${orderId} and id = ${id} for update`;
  return row;
}

/** Gives a note that is locked another text. */
export async function rewriteNote(tx: Tx, { orderId, id }: Note, text: string): Promise<Note> {
  const [row] = await tx<Note[]>`
    update order_notes set text = ${text}, edited_at = now() where order_id = ${orderId} and id = ${id}
    returning ${columns(tx)}`;
  return row!;
}

/** Deletes a note that is locked. */
export async function deleteNote(tx: Tx, { orderId, id }: Note): Promise<void> {
  await tx`delete from order_notes where order_id = ${orderId} and id = ${id}`;
}
