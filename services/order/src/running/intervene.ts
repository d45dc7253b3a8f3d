import type { Staff } from '@sagashop/audit-log/staff-of';
import { writeAuditLog } from '@sagashop/audit-log/write-audit-log';
import { refuse } from '@sagashop/chassis/errors';
import { claimKeys, findKeys, type KeyUse, nameOfKey } from '@sagashop/chassis/guards/idempotency';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import { retakeSaga } from '@sagashop/saga/claim-postgres';
import type { SagaRow } from '@sagashop/saga/log';
import type { Runner, Wish, Wished } from '@sagashop/saga/run';
import { refuseOrder } from '../errors.ts';
import { insertAsked } from '../store/cancellations.ts';
import { findSaga, type ListedSaga } from '../store/saga-list.ts';

export interface Intervening {
  sql: Sql;
  intervene: Runner['intervene'];
}

interface Asked {
  id: string;
  userId: string;
  by: Staff;
  /** Why, in words. */
  why?: string | undefined;
  use: KeyUse | undefined;
}

/** Thrown to give the key up again: nothing was changed. */
class Unchanged extends Error {}

/**
 * Tries the parked steps of a saga again. A key that was used for this before finds the saga as it is now. Refuses what is
 * not there, and what is not parked.
 */
export async function retrySaga(intervening: Intervening, asked: Asked): Promise<Answer> {
  const answer = await done(intervening, asked, { type: 'retry' });
  if (answer.came === 'not_possible') throw refuseOrder.saga_not_parked();
  return answer;
}

/**
 * Has a saga undone that has not come to its pivot, as if its order had been cancelled by then. Refuses what is not there,
 * and what is past its pivot; one that is being undone, or was, is answered as it is.
 */
export async function turnSagaBack(intervening: Intervening, asked: Asked): Promise<Answer> {
  const wish = { type: 'turn-back', reason: { code: 'cancelled_by_shop' } } as const;
  const answer = await done(intervening, asked, wish);
  if (answer.came === 'not_possible' && !isUndone(answer.saga)) throw refuseOrder.past_the_pivot();
  return answer;
}

interface Answer {
  saga: ListedSaga;
  replayed: boolean;
  came: Wished;
}

const isUndone = ({ outcome, steps }: ListedSaga) =>
  outcome === 'refused' || steps.some(({ phase }) => phase === 'undo');

/** The wish, its key, its entry in the audit log and the take-over by this process are one transaction. */
async function done({ sql, intervene }: Intervening, asked: Asked, wish: Wish): Promise<Answer> {
  const { id, use } = asked;
  let replayed = false;
  const came = await intervene(id, wish, async (request) => {
    try {
      return await sql.begin(async (tx) => {
        replayed = use !== undefined && !(await isFirst(tx, use));
        if (replayed) return undefined;
        const row = await retakeSaga(tx, request);
        if (!row) throw new Unchanged();
        await note(tx, asked, wish, row);
        return row;
      });
    } catch (error) {
      if (error instanceof Unchanged) return undefined;
      throw error;
    }
  });
  const saga = await findSaga(sql, id);
  if (!saga) throw refuse.not_found();
  if (came === 'unknown_version' && !replayed) throw refuse.unavailable();
  // One that has ended is no more among those that could be changed.
  return { saga, replayed, came: replayed ? 'done' : came === 'not_found' ? 'not_possible' : came };
}

async function note(
  tx: Tx,
  { userId, by, why }: Asked,
  { type }: Wish,
  { order, definition }: SagaRow,
): Promise<void> {
  const back = type === 'turn-back';
  const states = back ? (['running', 'undoing'] as const) : (['parked', 'running'] as const);
  await Promise.all([
    back && insertAsked(tx, [{ orderId: order, by: userId, reason: why ?? null }]),
    writeAuditLog(tx, {
      ...by,
      action: back ? 'saga.turn-back' : 'saga.retry',
      subject: `order:${order}`,
      before: { saga: definition, state: states[0] },
      after: { saga: definition, state: states[1] },
      reason: why,
    }),
  ]);
}

async function isFirst(tx: Tx, use: KeyUse): Promise<boolean> {
  const subject = newId();
  if ((await claimKeys(tx, [{ ...use, subject }])).has(subject)) return true;
  const kept = (await findKeys(tx, [use])).get(nameOfKey(use))!;
  if (kept.fingerprint !== use.fingerprint) throw refuse.idempotency_key_reused();
  return false;
}
