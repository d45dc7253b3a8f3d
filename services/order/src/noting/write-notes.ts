import type { Staff } from '@sagashop/audit-log/staff-of';
import { differences, writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { assertNotEdited } from '@sagashop/vocabulary/editable';
import type { StaffAct } from '@sagashop/vocabulary/staff-acts';
import { refuseOrder } from '../errors.ts';
import { deleteNote, insertNote, lockNote, type Note, rewriteNote } from '../store/notes.ts';

type Place = Pick<Note, 'orderId' | 'id'>;

/** Writes a note on an order. Refuses with 404 where there is none. */
export async function addNote(tx: Tx, orderId: string, text: string, by: Staff): Promise<Note> {
  const note = await insertNote(tx, { id: newId(), orderId, text, by: by.actor.id });
  if (!note) throw refuse.not_found();
  await log(tx, note, { action: 'order.note', id: note.id, by }, {}, { text });
  return note;
}

/**
 * Gives a note another text, for whoever wrote it, within a day. Refuses with 409 `edit_conflict` where it is not what
 * they saw any more, and with `note_closed` everybody else and later.
 */
export async function changeNote(
  sql: Sql,
  place: Place,
  { text, was, by }: { text: string; was: { text?: string } | undefined; by: Staff },
): Promise<Note> {
  return sql.begin(async (tx) => {
    const note = await lockOwn(tx, place, by);
    assertNotEdited({ text: note.text }, { text }, was);
    if (note.text === text) return note;
    await log(tx, note, { action: 'order.note-change', by }, { text: note.text }, { text });
    return rewriteNote(tx, note, text);
  }) as Promise<Note>;
}

/** Takes a note away, for whoever wrote it, within a day. */
export async function removeNote(sql: Sql, place: Place, by: Staff): Promise<void> {
  await sql.begin(async (tx) => {
    const note = await lockOwn(tx, place, by);
    await log(tx, note, { action: 'order.note-delete', by }, { text: note.text }, {});
    await deleteNote(tx, note);
  });
}

async function lockOwn(tx: Tx, place: Place, by: Staff): Promise<Note> {
  const note = await lockNote(tx, place);
  if (!note) throw refuse.not_found();
  if (note.by !== by.actor.id || !note.open) throw refuseOrder.note_closed();
  return note;
}

/** What a note says may be about a person: the log tells that it was written, not what it says. */
function log(
  tx: Tx,
  note: Note,
  { by, ...done }: { action: StaffAct; id?: string; by: Staff },
  before: object,
  after: object,
): Promise<void> {
  const changes = differences(before, after, ['text']);
  return writeAuditLog(tx, { ...by, ...done, subject: `order:${note.orderId}`, ...changes });
}
