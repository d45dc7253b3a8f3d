import { texts } from '@sagashop/chassis/postgres/arrays';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { StaffAct } from '@sagashop/vocabulary/staff-acts';
import type { Staff } from './staff-of.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What somebody who works for the shop has changed. */
export interface AuditEntry extends Staff {
  /** The id of what was done where it has one, such as a transfer's: by it the audit finds the entry. Left out: a new one. */
  id?: string;
  /** A noun and a verb, of the list for which pages have words. */
  action: StaffAct;
  /** What was changed: its kind, a colon and its id. */
  subject: string;
  /** The fields that changed, and those alone (see `differences`); personal ones as `HIDDEN`. */
  before: Fields;
  after: Fields;
  /** Why, in the words of whoever did it. */
  reason?: string | undefined;
}

/** Stands for a personal value: which field has changed is told, what it says is not. */
export const HIDDEN = '…';

/** Adds an entry to the audit log. Inside the transaction of the change: both are there, or neither. */
export async function writeAuditLog(tx: Tx, entry: AuditEntry): Promise<void> {
  const { actor, before, after } = entry;
  await tx`
    insert into audit_log (id, actor, roles, action, subject, before, after, reason, origin)
    values (${entry.id ?? newId()}, ${actor.id}, ${texts(actor.roles)}::text[], ${entry.action}, ${entry.subject},
      ${JSON.stringify(before)}::text::jsonb, ${JSON.stringify(after)}::text::jsonb, ${entry.reason ?? null},
      ${entry.from})`;
}

/** Adds many at once, as a file brings them; in one statement. */
export async function writeAuditEntries(tx: Tx, entries: readonly AuditEntry[]): Promise<void> {
  const rows = entries.map(({ id, actor, from, reason, ...rest }) => ({
    ...rest,
    id: id ?? newId(),
    actor: actor.id,
    roles: actor.roles,
    reason: reason ?? null,
    origin: from,
  }));
  await tx`
    insert into audit_log (id, actor, roles, action, subject, before, after, reason, origin)
    select id, actor, roles, action, subject, before, after, reason, origin
    from json_populate_recordset(null::audit_log, ${JSON.stringify(rows)}::text::json)`;
}

/** The fields in which two states of a thing differ, as an entry has them; those named `personal` without their values. */
export function differences(
  before: object,
  after: object,
  personal: readonly string[] = [],
): { before: Fields; after: Fields } {
  const [old, fresh] = [before as Fields, after as Fields];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].filter(
    (name) => JSON.stringify(old[name]) !== JSON.stringify(fresh[name]),
  );
  const said = (state: Fields) =>
    Object.fromEntries(
      names
        .filter((name) => state[name] !== undefined)
        .map((name) => [name, personal.includes(name) && state[name] !== null ? HIDDEN : state[name]]),
    );
  return { before: said(old), after: said(fresh) };
}
