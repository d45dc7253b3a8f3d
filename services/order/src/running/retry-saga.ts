import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { retakeSaga } from '@sagashop/saga/claim-postgres';
import type { SagaRow } from '@sagashop/saga/log';
import type { Retried, Runner } from '@sagashop/saga/run';
import { refuseOrder } from '../errors.ts';
import { findSaga, type ListedSaga } from '../store/saga-list.ts';

export interface Retrying {
  sql: Sql;
  retry: Runner['retry'];
}

/** Thrown to give the key up again: nothing was changed. */
class Unchanged extends Error {}

/**
 * Tries the parked steps of a saga again. The wish, its key, its entry in the audit log and the take-over by this process
 * are one transaction. A key that was used for this before finds the saga as it is now. Refuses what is not there, and what is not parked.
 */
export async function retrySaga(
  { sql, retry }: Retrying,
  { id, by, use }: { id: string; by: Staff; use: KeyUse | undefined },
): Promise<{ saga: ListedSaga; replayed: boolean }> {
  let replayed = false;
  const came: Retried = await retry(id, {
    retake: async (request) => {
      try {
        return await sql.begin(async (tx) => {
          replayed = use !== undefined && !(await isFirst(tx, use));
          if (replayed) return undefined;
          const row = await retakeSaga(tx, request);
          if (!row) throw new Unchanged();
          await logRetry(tx, by, row);
          return row;
        });
      } catch (error) {
        if (error instanceof Unchanged) return undefined;
        throw error;
      }
    },
  });
  const saga = await findSaga(sql, id);
  if (!saga) throw refuse.not_found();
  if (came === 'retried' || replayed) return { saga, replayed };
  if (came === 'unknown_version') throw refuse.unavailable();
  throw refuseOrder.saga_not_parked();
}

function logRetry(tx: Tx, by: Staff, { order, definition }: SagaRow): Promise<void> {
  return writeAuditLog(tx, {
    ...by,
    action: 'saga.retry',
    subject: `order:${order}`,
    before: { saga: definition, state: 'parked' },
    after: { saga: definition, state: 'running' },
  });
}

async function isFirst(tx: Tx, use: KeyUse): Promise<boolean> {
  const subject = newId();
  if ((await claimKeys(tx, [{ ...use, subject }])).has(subject)) return true;
  const kept = (await findKeys(tx, [use])).get(nameOfKey(use))!;
  if (kept.fingerprint !== use.fingerprint) throw refuse.idempotency_key_reused();
  return false;
}
