import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import type { Peers } from '@sagashop/chassis/service/calls';
import { sweepAll, sweeper } from '@sagashop/chassis/work/sweeper';
import type { Cancelling } from '../cancelling/cancel-order.ts';
import {
  type BulkAction,
  failed,
  failingAfter,
  MOST_FAILING,
  type OpenTarget,
  type Outcome,
  pauseAfter,
  type Target,
} from '../domain/bulk.ts';
import type { Acting as Shipping } from '../running/act-once.ts';
import type { Intervening } from '../running/intervene.ts';
import { endBulkAction, saveOutcomes } from '../store/bulk-actions.ts';
import { giveUpLease, leaseBulkAction } from '../store/bulk-leases.ts';
import { openTargets } from '../store/bulk-targets.ts';
import { deleteOldBulkActions } from '../store/old-bulk-actions.ts';
import { actOn } from './act-on.ts';
import { rolesFor } from './bulk-rights.ts';

export interface BulkWork {
  sql: Sql;
  peers: Pick<Peers, 'ask'>;
  cancelling: Cancelling;
  shipping: Shipping;
  intervening: Intervening;
  log: Logger;
}

const LEASE = 30; // seconds: longer than a turn takes
const EVERY = 500; // ms
const KEPT = 30; // days
/** Orders of a turn: little enough that the shop's own orders do not wait for them. */
const AT_ONCE: Record<BulkAction['act'], number> = {
  ...{ cancel: 16, assign: 4, retry: 5 },
  ...{ plan: 16, pack: 16, hand_over: 16 },
};
/** ms that a turn takes at least: sagas are tried again twenty a second, so that who has just recovered is not flooded. */
const PACE: Partial<Record<BulkAction['act'], number>> = { retry: 250 };

/** Does what was begun with many orders; an action that another process has left is gone on with where it stopped. */
export function bulkWorker(work: BulkWork) {
  let stopping = false;
  const { sql, log } = work;
  const acting = sweeper({
    ...{ name: 'bulk actions', first: 0, every: EVERY, log },
    work: async () => {
      for (let action = await next(); action; action = await next())
        while (await turn(work, action)) if (stopping) return giveUpLease(sql, action.id, 0);
    },
  });
  const next = async () => (stopping ? undefined : leaseBulkAction(sql, LEASE));
  const cleaning = sweeper({
    ...{ name: 'old bulk actions', every: 3_600_000, log },
    work: () => sweepAll((most) => deleteOldBulkActions(sql, KEPT, most), 10),
  });
  return {
    start: () => {
      acting.start();
      cleaning.start();
    },
    stop: async () => {
      stopping = true;
      await Promise.all([acting.stop(), cleaning.stop()]);
    },
  };
}

/**
 * The next few orders of an action, with the rights of whoever began it as they are now: without them it is stopped. Answers
 * whether there is more to be done now.
 */
async function turn(work: BulkWork, action: BulkAction): Promise<boolean> {
  const { sql, log } = work;
  const targets = await openTargets(sql, action.id, AT_ONCE[action.act]);
  if (targets.length === 0) {
    await endBulkAction(sql, action.id, 'ended');
    return false;
  }
  const roles = await rolesFor(work.peers, action);
  if (!roles) {
    log.warn({ action: action.id }, 'bulk action: stopped, whoever began it may not do it any more');
    await endBulkAction(sql, action.id, 'stopped');
    return false;
  }
  const outcomes = await outcomesOf(work, { ...action, roles }, targets);
  const failing = failingAfter(action.failing, outcomes);
  const now = (await sql.begin((tx) =>
    saveOutcomes(tx, action.id, { outcomes, seconds: LEASE, failing }),
  )) as BulkAction;
  action.failing = failing;
  if (now.state !== 'running') return false;
  if (failing >= MOST_FAILING) {
    log.warn({ action: action.id }, 'bulk action: stopped, what it is about fails again and again');
    await endBulkAction(sql, action.id, 'stopped');
    return false;
  }
  if (outcomes.some(({ state }) => state !== 'open')) return true;
  await giveUpLease(sql, action.id, pauseAfter(mostAttempts(targets)));
  return false;
}

async function outcomesOf(work: BulkWork, action: BulkAction, targets: readonly OpenTarget[]) {
  const paced = sleep(PACE[action.act] ?? 0);
  const outcomes = await Promise.all(
    targets.map(async (target): Promise<Outcome & Target> => {
      const outcome = await actOn(work, action, target).catch((error: unknown): Outcome => {
        work.log.warn({ err: error, order: target.orderId }, 'bulk action: will be tried again');
        return failed(target);
      });
      return { ...outcome, shipment: target.shipment };
    }),
  );
  await paced;
  return outcomes;
}

const mostAttempts = (targets: readonly OpenTarget[]) =>
  Math.max(...targets.map(({ attempts }) => attempts + 1));
