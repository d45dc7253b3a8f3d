import { done, type Reply } from '@sagashop/saga/message';
import type { SagaState } from '@sagashop/saga/state';
import { type Mistake, withLog } from './mistake.ts';

/** Sagas are saved and taken over wrongly. */
export const MISTAKES_OF_LOGS: Record<string, Mistake> = {
  'no version is checked': withLog((log, db) => ({
    ...log,
    save: (item) => log.save({ ...item, version: db.memory.rows.get(item.saga)!.version }),
  })),
  'a take-over raises no version': withLog((log, db) => ({
    ...log,
    async claim(request) {
      const claimed = await log.claim(request);
      for (const row of claimed.rows) db.memory.rows.get(row.id)!.version = --row.version;
      return claimed;
    },
  })),
  'what follows from a decision does not wait for its commit': withLog((log) => ({
    ...log,
    save(item) {
      const { decide } = item;
      if (!decide) return log.save(item);
      return new Promise((resolve, reject) => {
        const settle = (reply: Reply): SagaState => {
          const state = decide.settle(reply);
          resolve(state);
          return state;
        };
        log.save({ ...item, decide: { ...decide, settle } }).then(resolve, reject);
      });
    },
  })),
  'turning back is not saved before the undos leave': withLog((log) => ({
    ...log,
    save(item) {
      if (item.decide) return log.save(item);
      log.save(item).catch(() => {});
      return Promise.resolve(item.state);
    },
  })),
  'a zombie does not believe that its saga is lost': withLog((log) => ({
    ...log,
    async save(item) {
      const saved = await log.save(item);
      return saved === 'lost' ? (item.decide?.settle(done()) ?? item.state) : saved;
    },
  })),
  'the deadline is forgotten when a saga is taken over': withLog((log) => ({
    ...log,
    async claim(request) {
      const claimed = await log.claim(request);
      return { ...claimed, rows: claimed.rows.map((row) => ({ ...row, remaining: 3_600_000 })) };
    },
  })),
  'an operator takes a saga over without a new version': withLog((log, db) => ({
    ...log,
    async retake(request) {
      const row = await log.retake(request);
      if (row) db.memory.rows.get(row.id)!.version = --row.version;
      return row;
    },
  })),
};
