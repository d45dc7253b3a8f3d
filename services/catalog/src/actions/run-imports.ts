import { setTimeout as pause } from 'node:timers/promises';
import type { Staff } from '@sagashop/audit-log/staff-of';
import type { Logger } from '@sagashop/chassis/observe/log';
import type { Sql } from '@sagashop/chassis/postgres/sql';
import { sqlState } from '@sagashop/chassis/postgres/sql-state';
import type { Peers } from '@sagashop/chassis/service/calls';
import { Problem } from '@sagashop/kernel/problem';
import { endProgress, saveProblem, saveProgress, takeUnfinished } from '../store/import-states.ts';
import { findImport } from '../store/imports.ts';
import { actInStock, finishInStock } from './act-in-stock.ts';
import { applyToCatalog } from './apply-to-catalog.ts';
import { mayApply, mayUndo } from './may-act.ts';
import { undoInCatalog } from './undo-in-catalog.ts';

const DEADLOCK = '40P01';
const TRIES = 3;
/** ms that somebody waits for an import that is under way, and how often they look. */
const WAIT = { most: 20_000, every: 200 };

interface Parts {
  sql: Sql;
  peers: Peers;
  log: Logger;
}

/** Applies imports and takes them back. Whoever has asked need not wait for the end: it goes on without them. */
export function importRunner({ sql, peers, log }: Parts) {
  const run = async (
    what: 'apply' | 'undo',
    id: string,
    asked: { staff: Staff; key: string | undefined },
  ) => {
    const tell = (done: number, every: number) => saveProgress(sql, id, done, every);
    const one = await findImport(sql, id);
    const may = what === 'apply' ? mayApply : mayUndo;
    if (may(one, { by: asked.staff.actor.id, key: asked.key })) await saveProblem(sql, id, null);
    let isMine = false;
    const act = { id, ...asked, tell, begun: () => void (isMine = true) };
    const inCatalog = what === 'apply' ? applyToCatalog : undoInCatalog;
    try {
      if (one?.kind === 'stock') await actInStock({ sql, peers }, what, act);
      else await inTurn(() => inCatalog(sql, act));
    } catch (error) {
      if (isTold(error) && isMine) await saveProblem(sql, id, { code: error.code, ...error.more });
      else if (!(error instanceof Problem)) {
        log.warn({ err: error, importId: id }, 'an import could not be applied or taken back');
        await saveProblem(sql, id, { code: 'internal_error' }).catch(() => {});
      }
      throw error;
    } finally {
      if (isMine) await endProgress(sql, id).catch(() => {});
    }
  };
  return {
    run,
    /** Asks stock again for what it has not answered: the process that asked may have died. */
    finish: async () => {
      for (let id = await takeUnfinished(sql); id !== undefined; id = await takeUnfinished(sql)) {
        try {
          await finishInStock({ sql, peers }, id);
          await endProgress(sql, id);
        } catch (error) {
          // One that fails does not keep the others waiting; it is asked about again in half a minute.
          if (isTold(error)) await endProgress(sql, id);
          else log.warn({ err: error, importId: id }, 'stock has not said what became of an import');
        }
      }
    },
  };
}

/** What is told on the import's page, to whoever did not wait. */
const isTold = (error: unknown): error is Problem =>
  error instanceof Problem && error.code === 'import_outdated';

/** One after the other: an import is waited for, and a deadlock with somebody who edits products is tried again. */
async function inTurn(work: () => Promise<void>): Promise<void> {
  const end = performance.now() + WAIT.most;
  for (let failed = 0; ; ) {
    try {
      return await work();
    } catch (error) {
      const isBusy = error instanceof Problem && error.code === 'import_under_way' && performance.now() < end;
      if (!isBusy && (sqlState(error) !== DEADLOCK || ++failed === TRIES)) throw error;
      await pause(WAIT.every);
    }
  }
}
