import type { Logger } from '@sagashop/chassis/observe/log';
import type { Tx } from '@sagashop/chassis/postgres/sql';
import { sweepAll } from '@sagashop/chassis/work/sweeper';
import type { SagaRow } from '@sagashop/saga/log';
import type { Return } from '../domain/return.ts';
import { termVerdict } from '../domain/return-term.ts';
import { type Cancellable, lockToCancel } from '../store/cancellations.ts';
import { comeByOf, daysNow, leaseReturns, saveComeBy, saveReminded } from '../store/return-terms.ts';
import { decideReturn, findReturn } from '../store/returns.ts';
import { giveUpPieces, tellReturn } from './record-decision.ts';
import { type ReturnActing, shopOf } from './return-goods.ts';
import type { ReturnShop } from './return-shop.ts';

/** What returns are ended with in this process. */
export type ReturnEnding = Omit<ReturnActing, 'signals'>;

const AT_ONCE = 20; // returns
/** Seconds after which another process takes what one has not ended. */
const LEASE = 30;

/**
 * Looks after the returns whose goods have not come, each in a transaction of its own under the lock on its order's row: their
 * customers are reminded, and what is not here in time ends as if it had been refused: its pieces can be asked for again, and
 * nobody waits for them.
 */
export async function endReturns(ending: ReturnEnding, log: Logger): Promise<void> {
  await sweepAll(async (most) => {
    const due = await leaseReturns(ending.sql, ending, { most, seconds: LEASE });
    for (const one of due)
      await endReturn(ending, one).catch((error: unknown) =>
        log.warn({ err: error, orderId: one.orderId }, 'a return will be looked at again'),
      );
    return due.length;
  }, AT_ONCE);
}

async function endReturn(
  ending: ReturnEnding,
  { id, orderId }: Pick<Return, 'id' | 'orderId'>,
): Promise<void> {
  const sagas = (await ending.sql.begin(async (tx): Promise<SagaRow[]> => {
    const [order] = await lockToCancel(tx, [orderId]);
    const one = await findReturn(tx, id);
    return order && one ? decide(tx, { order, one }, shopOf(ending)) : [];
  })) as SagaRow[];
  for (const saga of sagas) ending.run(saga);
}

async function decide(
  tx: Tx,
  { order, one }: { order: Cancellable; one: Return },
  shop: ReturnShop,
): Promise<SagaRow[]> {
  const { id, orderId, comeBy } = one;
  const verdict = termVerdict(one, await daysNow(tx, shop));
  if (verdict === 'date') await saveComeBy(tx, id, await comeByOf(tx, shop));
  if (verdict === 'date' || verdict === undefined) return [];
  const became = verdict === 'remind' ? ('reminded' as const) : ('expired' as const);
  const [sagas] = await Promise.all([
    tellReturn(tx, { order, id, became, comeBy, trace: null }, shop),
    verdict === 'remind'
      ? saveReminded(tx, id)
      : decideReturn(tx, { id, orderId, state: 'refused', by: null, answer: null, comeBy: null }),
    verdict === 'expire' && giveUpPieces(tx, order, one),
  ]);
  return sagas;
}
