import { refuse } from '@sagashop/chassis/errors';
import {
  claimKeys,
  findKeys,
  type KeptKey,
  type KeyUse,
  nameOfKey,
} from '@sagashop/chassis/guards/idempotency';
import type { Trace } from '@sagashop/chassis/observe/trace-context';
import type { Sql, Tx } from '@sagashop/chassis/postgres/sql';
import { newId } from '@sagashop/kernel/ids';
import type { SagaRow } from '@sagashop/saga/log';
import { refundedMeanwhile } from '../errors.ts';
import type { Asker } from '../running/asker.ts';
import { judgePart, type WantedPieces } from '../running/judge-part.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { departingCustomers } from '../store/departing-users.ts';
import { partsOf } from '../store/parts.ts';
import { writePart } from './write-part.ts';

export interface PartRequest {
  order: string;
  pieces: WantedPieces;
  by: Asker;
  why?: string | undefined;
  /** What had gone back of it when they looked, in minor units: where that is not so any more, nothing is done. */
  seenRefunded?: number | undefined;
  trace: Trace;
  use: KeyUse;
}

/** `known`: the key was used before. `whole`: these are, or were, all that is left of the order, and nothing was done here. */
export type RecordedPart =
  | { kind: 'known'; kept: KeptKey }
  | { kind: 'recorded'; subject: string; sagas: SagaRow[] }
  | { kind: 'whole' };

/** Undoes the transaction, so that the key is free for the cancellation of the whole. */
class IsWhole extends Error {}

/**
 * Cancels pieces under the lock on their order's row, and writes that with its key and its saga in one transaction. Refuses
 * with 404 what is not there or another's, with 409 what is not confirmed or has left the shop, with 422 lines that are none.
 */
export async function recordPart(
  sql: Sql,
  request: PartRequest,
  shop: { currency: string; owner: number },
): Promise<RecordedPart> {
  const claim = { ...request.use, subject: newId() };
  try {
    return (await sql.begin(async (tx): Promise<RecordedPart> => {
      const leaving = await departingCustomers(tx, [request.order]);
      if (!(await claimKeys(tx, [claim])).has(claim.subject)) return repeated(tx, request);
      const order = await lockFor(tx, request);
      if (leaving.size > 0) throw refuse.not_signed_in();
      const { lines, verdict } = await judgePart(tx, order, request.pieces);
      if (verdict.kind === 'whole') throw new IsWhole();
      const part = { ...verdict, id: claim.subject };
      const sagas = await writePart(tx, { order, lines, part, request, shop });
      return { kind: 'recorded', subject: part.id, sagas };
    })) as RecordedPart;
  } catch (error) {
    if (error instanceof IsWhole) return { kind: 'whole' };
    throw error;
  }
}

/** What a key was used for before: a part, or the cancellation of the whole, which is answered where that is asked for. */
async function repeated(tx: Tx, { order, use }: PartRequest): Promise<RecordedPart> {
  const kept = (await findKeys(tx, [use])).get(nameOfKey(use))!;
  const isOpen = kept.status === null && kept.fingerprint === use.fingerprint;
  const parts = isOpen ? ((await partsOf(tx, [order])).get(order) ?? []) : [];
  const isWhole = isOpen && !parts.some(({ id }) => id === kept.subject);
  return isWhole ? { kind: 'whole' } : { kind: 'known', kept };
}

async function lockFor(tx: Tx, { order: id, by, seenRefunded }: PartRequest): Promise<Cancellable> {
  const [order] = await lockToCancel(tx, [id]);
  if (!order || (!by.ofOthers && by.userId !== order.userId)) throw refuse.not_found();
  const refunded = order.refunded ?? 0;
  if (seenRefunded !== undefined && seenRefunded !== refunded)
    throw refundedMeanwhile(seenRefunded, refunded);
  return order;
}
